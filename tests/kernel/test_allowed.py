"""What may be asked when: every stage of a case × every command, in one table to read."""

from datetime import date

import pytest

from cast import (
    ACCEPT,
    ACCEPT_WITH_GAP,
    ANNOUNCE,
    APPLICANT,
    ASSIGN,
    ASSISTANT,
    BOUNCED,
    CHALLENGE,
    CLERK,
    COMMIT,
    DELIVER,
    DIED,
    DISTRICT,
    EXTEND,
    FOUND,
    GRANT,
    HAND_OVER,
    HOLD,
    INHERIT,
    LEAD,
    LICENCE,
    LOSE_ORIGINAL,
    NOT_OURS,
    NOTIFY,
    OBSERVER,
    OUTSIDER,
    OVERSEER,
    PAIR,
    PASSING,
    POST_IT,
    REFUSE,
    REQUEST,
    RETURN,
    RETURN_ORIGINAL,
    REVOKE,
    SIGNED,
    SUPERVISOR,
    SWEEP,
    TAKE_ORIGINAL,
    TAKE_OVERSIGHT,
    TELL_COMMITMENT,
    WHY,
    Person,
    Table,
    again,
    agree,
    checked,
    commitment_item,
    conforms,
    defect,
    expert_review,
    gap_item,
    intended,
    moved,
    notice,
    outcome_of,
    overseen_item,
    receive,
    right_told,
    schedule,
    send_up,
    supplement,
    survey_item,
    surveyed,
    told,
    visit,
)
from charged import APPROVE, ASSESS, DECIDER, PLATFORM, WAIVE, paid, proposed, refund, settled
from tongban.kernel import ALLOWED, APPLICANT_VERBS, STAFF_VERBS, Body, Case, Status
from tongban.kernel.case import commands as c
from tongban.kernel.case.fee_rule import RefundGround
from tongban.kernel.case.hearing import may_still_state
from tongban.kernel.case.item import SpecialProcedure
from tongban.kernel.case.life import DECIDERS
from tongban.kernel.refusals import NotAllowedNow, Refusal, SupplementAfterAcceptance

# --- the stages: each a case as it stands on 2026-03-11


def _draft() -> Table:
    return Table()


def _received() -> Table:
    return Table().received("2026-03-09")


def _noticed() -> Table:
    table = Table().received("2026-03-09", receive("form", "licence_copy"))
    table.on("2026-03-09", CLERK, notice("floor_plan"))
    return table


def _answered() -> Table:
    table = _noticed()
    table.on("2026-03-10", APPLICANT, supplement("floor_plan"))
    return table


def _accepted() -> Table:
    return Table().accepted("2026-03-09")


def _by_silence() -> Table:
    table = Table().received("2026-03-02", receive("form", "licence_copy"))
    table.pass_time("2026-03-10")
    return table


def _reviewed() -> Table:
    table = _accepted()
    table.on("2026-03-10", LEAD, expert_review("2026-03-10", "2026-03-20"))
    return table


def _surveying() -> Table:
    """Examined; the survey was fixed for the 10th."""
    table = Table(survey_item()).accepted("2026-03-09")
    table.on("2026-03-09", LEAD, conforms(), at="11:00")
    table.on("2026-03-09", LEAD, visit("2026-03-10"), at="12:00")
    return table


def _committed() -> Table:
    """Told what to commit to, and committed."""
    table = Table(commitment_item()).received("2026-03-09")
    table.on("2026-03-09", CLERK, TELL_COMMITMENT, at="10:30")
    table.on("2026-03-09", APPLICANT, COMMIT, at="10:40")
    return table


def _on_commitment() -> Table:
    """Granted on a commitment, which is still to be checked."""
    table = _committed()
    table.on("2026-03-09", CLERK, ACCEPT, at="10:50")
    table.on("2026-03-09", ASSISTANT.at("health_desk"), agree("health"), at="11:00")
    table.on("2026-03-09", LEAD, GRANT, at="15:00")
    return table


def _revoked() -> Table:
    table = _on_commitment()
    table.on("2026-03-10", ASSISTANT, checked(c.CheckFinding.FALSE_PROMISE), at="09:00")
    table.on("2026-03-10", LEAD, intended(c.RevocationGround.FALSE_PROMISE, "2026-03-11"), at="09:10")
    table.on("2026-03-10", APPLICANT, c.RecordStatement(c.THE_APPLICANT, WHY), at="09:20")
    table.on("2026-03-10", LEAD, REVOKE, at="09:30")
    return table


def _open_gap() -> Table:
    """Accepted without the floor plan, which is not in yet."""
    table = Table(gap_item()).received("2026-03-09", receive("form", "licence_copy"))
    table.on("2026-03-09", CLERK, ACCEPT_WITH_GAP, at="11:00")
    return table


def _missed_gap() -> Table:
    """Neither within the five days nor within those after the reminder."""
    table = Table(gap_item()).received("2026-01-20", receive("form", "licence_copy"))
    table.on("2026-01-20", CLERK, ACCEPT_WITH_GAP, at="11:00")
    table.pass_time("2026-01-28")
    return table


def _asked() -> Table:
    """Told of the right to a hearing, and wants one."""
    table = _accepted()
    table.on("2026-03-10", LEAD, FOUND)
    table.on("2026-03-10", LEAD, right_told())
    table.on("2026-03-10", APPLICANT, REQUEST, at="11:00")
    return table


def _summoned() -> Table:
    table = Table().accepted("2026-02-10")
    table.on("2026-02-11", LEAD, right_told())
    table.on("2026-02-11", APPLICANT, REQUEST, at="11:00")
    table.on("2026-02-11", LEAD, schedule("2026-03-11"), at="12:00")
    table.on("2026-02-12", LEAD, NOTIFY)
    return table


def _heard() -> Table:
    table = _summoned()
    table.on("2026-03-11", LEAD, HOLD, at="09:00")
    return table


def _ready() -> Table:
    return Table().ready_to_decide("2026-03-09", "2026-03-10")


def _decided() -> Table:
    return Table().decided("2026-03-09", "2026-03-10")


def _sealed() -> Table:
    table = _decided()
    table.on("2026-03-10", SWEEP, LICENCE)
    return table


def _closed() -> Table:
    table = _sealed()
    table.on("2026-03-11", CLERK, DELIVER, at="09:00")
    return table


def _declined() -> Table:
    table = _received()
    table.on("2026-03-10", CLERK, DECLINE)
    return table


def _withdrawn() -> Table:
    table = _accepted()
    table.on("2026-03-10", APPLICANT, c.Withdraw())
    return table


def _terminated() -> Table:
    table = _accepted()
    table.on("2026-03-10", LEAD, DIED)
    return table


def _handed() -> Table:
    """Granted and handed over to the overseer, who has not acknowledged."""
    return Table(overseen_item()).decided("2026-03-09", "2026-03-10")


def _sent_back() -> Table:
    table = _handed()
    table.on("2026-03-10", OVERSEER, NOT_OURS, at="11:00")
    return table


def _fought() -> Table:
    """Granted, and fought by somebody else."""
    table = _decided()
    table.on("2026-03-10", LEAD, CHALLENGE, at="11:00")
    return table


def _anew() -> Table:
    """Refused, fought, annulled, and to be decided anew."""
    table = Table().decided("2026-03-09", "2026-03-10", REFUSE)
    table.on("2026-03-10", LEAD, CHALLENGE, at="11:00")
    table.on("2026-03-10", LEAD, outcome_of(c.ChallengeOutcome.REDO), at="12:00")
    return table


STAGES = {
    "draft": _draft,
    "recvd": _received,
    "notcd": _noticed,
    "answd": _answered,
    "accpt": _accepted,
    "silnt": _by_silence,
    "revwd": _reviewed,
    "survy": _surveying,
    "comtd": _committed,
    "opgap": _open_gap,
    "msgap": _missed_gap,
    "asked": _asked,
    "summd": _summoned,
    "heard": _heard,
    "ready": _ready,
    "decid": _decided,
    "seald": _sealed,
    "closd": _closed,
    "oncom": _on_commitment,
    "revkd": _revoked,
    "handd": _handed,
    "sntbk": _sent_back,
    "fougt": _fought,
    "anew": _anew,
    "decln": _declined,
    "withd": _withdrawn,
    "termd": _terminated,
    "prpsd": proposed,
    "paidf": settled,
}

DECLINE = c.Decline(c.DeclineGround.NOT_REQUIRED, WHY)
OBSERVED = c.RecordObservation("fire", c.OpinionResult.AGREE, "fire-system", "F-1")
MEND = c.CorrectEntry("applicant", "subject-wang", "approver", WHY)

#: each verb as the right person would ask it
ASKED: tuple[tuple[Person, Body], ...] = (
    (CLERK, receive()),
    (CLERK, c.RequestSupplement((defect("form", c.DefectKind.INCOMPLETE),), "N-1")),
    (APPLICANT, supplement("floor_plan")),
    (CLERK, c.RestateDefects((defect("floor_plan", c.DefectKind.INCOMPLETE),), "N-2")),
    (CLERK, ACCEPT),
    (CLERK, ACCEPT_WITH_GAP),
    (LEAD, RETURN),
    (CLERK, TELL_COMMITMENT),
    (APPLICANT, COMMIT),
    (CLERK, DECLINE),
    (APPLICANT, c.Withdraw()),
    (LEAD, INHERIT),
    (LEAD, DIED),
    (LEAD, ASSIGN),
    (LEAD, c.TakeStep("examine")),
    (LEAD, conforms()),
    (LEAD, visit("2026-03-12")),
    (LEAD, c.RecordFailedSurvey("survey", c.SurveyFailure.WEATHER)),
    (LEAD, surveyed()),
    (DISTRICT, send_up()),
    (ASSISTANT, agree("fire")),
    (OBSERVER, OBSERVED),
    (LEAD, expert_review("2026-03-23", "2026-03-24")),
    (LEAD, c.EndSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, date(2026, 3, 11))),
    (LEAD, EXTEND),
    (LEAD, c.FindInterest(c.Interest.OF_OTHERS, ("subject-other",), WHY)),
    (LEAD, told(respond_by="2026-03-20")),
    (APPLICANT, c.RecordStatement(c.THE_APPLICANT, WHY)),
    (LEAD, right_told()),
    (APPLICANT, REQUEST),
    (APPLICANT, c.WaiveHearing()),
    (LEAD, c.AnnounceHearing(c.HearingGround.PUBLIC_INTEREST, "G-1")),
    (LEAD, schedule("2026-04-08")),
    (LEAD, NOTIFY),
    (LEAD, HOLD),
    (LEAD, GRANT),
    (SWEEP, LICENCE),
    (CLERK, DELIVER),
    (CLERK, POST_IT),
    (CLERK, BOUNCED),
    (CLERK, c.RecordService(c.DocumentKind.REFUSAL, "D-1", c.DeliveryMethod.COUNTER, SIGNED)),
    (APPLICANT, c.ConfirmService(c.DocumentKind.REFUSAL, "D-1")),
    (CLERK, ANNOUNCE),
    (APPLICANT, c.AgreeToElectronicService()),
    (APPLICANT, c.EndElectronicService()),
    (CLERK, TAKE_ORIGINAL),
    (CLERK, HAND_OVER),
    (LEAD, c.AcknowledgeOriginal("Y-1")),
    (CLERK, RETURN_ORIGINAL),
    (CLERK, LOSE_ORIGINAL),
    (ASSISTANT, checked()),
    (ASSISTANT, c.OrderRectification(5, "Q-1", WHY)),
    (ASSISTANT, c.RecordRectification(True, PAIR)),
    (LEAD, intended(c.RevocationGround.FRAUD, "2026-03-20")),
    (LEAD, REVOKE),
    (LEAD, c.Cancel(c.CancellationGround.DEATH_OR_INCAPACITY, "Z-1")),
    (LEAD, c.RecordCredit("X-1")),
    (OVERSEER, TAKE_OVERSIGHT),
    (OVERSEER, NOT_OURS),
    (LEAD, again()),
    (LEAD, CHALLENGE),
    (LEAD, c.RecordReply("1", "Y-1")),
    (LEAD, c.SuspendExecution("1", "Y-2")),
    (LEAD, c.ResumeExecution("1", "Y-3")),
    (LEAD, outcome_of(c.ChallengeOutcome.UPHELD)),
    (LEAD, moved()),
    (CLERK, MEND),
    (SWEEP, PASSING),
    (SWEEP, c.TurnSignals(())),
    (SWEEP, c.RecountClocks("old", "new", (), "办法§2")),
    (LEAD, ASSESS),
    (PLATFORM, paid(transaction="T-9")),
    (CLERK, WAIVE),
    (CLERK, refund(RefundGround.OVERPAID, 1)),
    (DECIDER, APPROVE),
    (PLATFORM, c.RecordRefund("F-1-R1", "R-1", 1)),
)

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

#: `yes`, `·` (the status does not allow it), or a letter for another refusal
TABLE = """
                      draft recvd notcd answd accpt silnt revwd survy comtd opgap msgap asked summd heard ready decid seald closd oncom revkd handd sntbk fougt  anew decln withd termd prpsd paidf
Receive                 yes     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
RequestSupplement         ·   yes     a     a     b     b     b     b   yes     b     b     b     b     b     b     ·     ·     ·     ·     ·     ·     ·     ·     b     ·     ·     ·     b     b
Supplement                ·   yes   yes   yes     c   yes     c     c   yes   yes   yes     c     c     c     c     ·     ·     ·     ·     ·     ·     ·     ·     c     ·     ·     ·     c     c
RestateDefects            ·     d     d   yes     b     b     b     b     d     b     b     b     b     b     b     ·     ·     ·     ·     ·     ·     ·     ·     b     ·     ·     ·     b     b
Accept                    ·   yes     e   yes     ·     ·     ·     ·   yes     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
AcceptWithGap             ·     f     f     f     ·     ·     ·     ·     f     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
ReturnApplication         ·     ·     ·     ·     g     g     g     g     ·     h   yes     g     g     g     g     ·     ·     ·     ·     ·     ·     ·     ·     g     ·     ·     ·     g     g
TellCommitment            ·     i     i     i     ·     ·     ·     ·     j     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
Commit                    ·     i     i     i     ·     ·     ·     ·     k     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
Decline                   ·   yes   yes   yes     ·     ·     ·     ·   yes     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
Withdraw                  ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
TakeOver                  ·     l     l     l     l     l     l     l     l     l     l     l     l     l     l     ·     ·     ·     ·     ·     ·     ·     ·     l     ·     ·     ·     l     l
EndCase                   ·     m     m     m   yes   yes   yes   yes     m   yes   yes   yes   yes   yes   yes     m     m     ·     m     ·     m     m     m   yes     ·     ·     ·   yes   yes
AssignInspectors          ·     ·     ·     ·     n     n     n     n     ·     n     n     n     n     n     n     ·     ·     ·     ·     ·     ·     ·     ·     n     ·     ·     ·     n     n
TakeStep                  ·     ·     ·     ·   yes   yes   yes     o     ·   yes   yes   yes   yes   yes     o     ·     ·     ·     ·     ·     ·     ·     ·     o     ·     ·     ·   yes   yes
CompleteStep              ·     ·     ·     ·   yes   yes   yes     o     ·   yes   yes   yes   yes   yes     o     ·     ·     ·     ·     ·     ·     ·     ·     o     ·     ·     ·   yes   yes
ScheduleSurvey            ·     ·     ·     ·     p     p     p   yes     ·     p     p     p     p     p     p     ·     ·     ·     ·     ·     ·     ·     ·     p     ·     ·     ·     p     p
RecordFailedSurvey        ·     ·     ·     ·     p     p     p   yes     ·     p     p     p     p     p     p     ·     ·     ·     ·     ·     ·     ·     ·     p     ·     ·     ·     p     p
RecordSurvey              ·     ·     ·     ·     p     p     p   yes     ·     p     p     p     p     p     p     ·     ·     ·     ·     ·     ·     ·     ·     p     ·     ·     ·     p     p
SendUp                    ·     ·     ·     ·     p     p     p     p     ·     p     p     p     p     p     p     ·     ·     ·     ·     ·     ·     ·     ·     p     ·     ·     ·     p     p
GiveOpinion               ·     ·     ·     ·   yes   yes   yes   yes     ·   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
RecordObservation         ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
StartSpecialProcedure     ·     ·     ·     ·   yes   yes   yes   yes     ·   yes     q   yes     q     q   yes     ·     ·     ·     ·     ·     ·     ·     ·     r     ·     ·     ·   yes   yes
EndSpecialProcedure       ·     ·     ·     ·     s     s   yes     s     ·     s     s     s     s     s     s     ·     ·     ·     ·     ·     ·     ·     ·     s     ·     ·     ·     s     s
ExtendLimit               ·     ·     ·     ·   yes   yes   yes   yes     ·   yes     t   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
FindInterest              ·     ·     ·     ·   yes   yes   yes   yes     ·   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
TellInterestedParty       ·     ·     ·     ·     u     u     u     u     ·     u     u   yes     u     u     u     ·     ·     ·     ·     ·     ·     ·     ·     u     ·     ·     ·     u     u
RecordStatement           ·     ·     ·     ·   yes   yes   yes   yes     ·   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
TellHearingRight          ·     ·     ·     ·   yes   yes   yes   yes     ·   yes   yes     v     v     v   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
RequestHearing            ·     ·     ·     ·     w     w     w     w     ·     w     w     x     x     y     w     ·     ·     ·     ·     ·     ·     ·     ·     w     ·     ·     ·     w     w
WaiveHearing              ·     ·     ·     ·     w     w     w     w     ·     w     w   yes   yes     y     w     ·     ·     ·     ·     ·     ·     ·     ·     w     ·     ·     ·     w     w
AnnounceHearing           ·     ·     ·     ·   yes   yes   yes   yes     ·   yes   yes   yes   yes     y   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
ScheduleHearing           ·     ·     ·     ·     z     z     z     z     ·     z     z   yes   yes     y     z     ·     ·     ·     ·     ·     ·     ·     ·     z     ·     ·     ·     z     z
NotifyOfHearing           ·     ·     ·     ·     A     A     A     A     ·     A     A     A     B     y     A     ·     ·     ·     ·     ·     ·     ·     ·     A     ·     ·     ·     A     A
HoldHearing               ·     ·     ·     ·     C     C     C     C     ·     C     C     C   yes     y     C     ·     ·     ·     ·     ·     ·     ·     ·     C     ·     ·     ·     C     C
Decide                    ·     ·     ·     ·     D     D     D     D     ·     D     D     D     D     D   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·     D     D
RecordDocument            ·     E     E     E     E     E     E     E     E     E     E     E     E     E     E   yes   yes   yes   yes   yes   yes   yes   yes     E     E     E     E     E     E
Deliver                   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     F   yes     ·     F     G     F     F     F     ·     ·     ·     ·     ·     ·
DispatchDocument          ·     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F
RecordBounce              ·     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F
RecordService             ·     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F
ConfirmService            ·     H     H     H     H     H     H     H     H     H     H     H     H     H     H     H     H     H     H     H     H     H     H     H     H     H     H     H     H
AnnounceService           ·     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F     F
AgreeToElectronicService    ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
EndElectronicService      ·     I     I     I     I     I     I     I     I     I     I     I     I     I     I     I     I     I     I     I     I     I     I     I     I     I     I     I     I
TakeOriginal              ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
HandOverOriginal          ·     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J
AcknowledgeOriginal       ·     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J
ReturnOriginal            ·     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J
RecordLostOriginal        ·     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J     J
RecordCheck               ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     K     K     K   yes     G     K     K     K     ·     ·     ·     ·     ·     ·
OrderRectification        ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     K     K     K     L     G     K     K     K     ·     ·     ·     ·     ·     ·
RecordRectification       ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     K     K     K     M     G     K     K     K     ·     ·     ·     ·     ·     ·
TellRevocation            ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·   yes   yes   yes   yes     G   yes   yes   yes     ·     ·     ·     ·     ·     ·
Revoke                    ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     N     N     N     N     G     N     N     N     ·     ·     ·     ·     ·     ·
Cancel                    ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·   yes   yes   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·
RecordCredit              ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     O     O     O     O   yes     O     O     O     ·     ·     ·     ·     ·     ·
AcknowledgeHandOver       ·     ·     ·     ·     P     P     P     P     ·     P     P     P     P     P     P     P     P     P     P     P   yes     P     P     P     ·     P     P     P     P
RejectHandOver            ·     ·     ·     ·     P     P     P     P     ·     P     P     P     P     P     P     P     P     P     P     P   yes     P     P     P     ·     P     P     P     P
HandOverAgain             ·     ·     ·     ·     Q     Q     Q     Q     ·     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q   yes     Q     Q     ·     Q     Q     Q     Q
RecordChallenge           ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·   yes   yes   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·
RecordReply               ·     ·     ·     ·     R     R     R     R     ·     R     R     R     R     R     R     R     R     R     R     R     R     R   yes     R     ·     R     R     R     R
SuspendExecution          ·     ·     ·     ·     R     R     R     R     ·     R     R     R     R     R     R     R     R     R     R     R     R     R   yes     R     ·     R     R     R     R
ResumeExecution           ·     ·     ·     ·     R     R     R     R     ·     R     R     R     R     R     R     R     R     R     R     R     R     R     S     R     ·     R     R     R     R
RecordChallengeOutcome    ·     ·     ·     ·     R     R     R     R     ·     R     R     R     R     R     R     R     R     R     R     R     R     R   yes     R     ·     R     R     R     R
TransferCase              ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes     ·     ·     ·   yes   yes
CorrectEntry              ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
NoticePassing           yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
TurnSignals               ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
RecountClocks             ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
AssessFee                 ·     ·     ·     ·     T     T     T     T     ·     T     T     T     T     T     T     T     T     T     T     T     T     T     T     T     ·     ·     ·     U     V
RecordPayment             ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
ProposeWaiver             ·     ·     ·     ·     T     T     T     T     ·     T     T     T     T     T     T     T     T     T     T     T     T     T     T     T     ·     ·     ·     U     W
ProposeRefund             ·     ·     ·     ·     X     X     X     X     ·     X     X     X     X     X     X     X     X     X     X     X     X     X     X     X     ·     X     X     U     X
AnswerFeeProposal         ·     ·     ·     ·     Y     Y     Y     Y     ·     Y     Y     Y     Y     Y     Y     Y     Y     Y     Y     Y     Y     Y     Y     Y     ·     Y     Y   yes     Y
RecordRefund              ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
a  second_notice
b  supplement_after_acceptance
c  nothing_is_missing
d  no_supplement_yet
e  materials_missing
f  gap_not_offered
g  nothing_is_open
h  gap_still_in_time
i  commitment_not_offered
j  commitment_told_already
k  committed_already
l  not_inheritable
m  not_your_step
n  nothing_to_inspect
o  step_not_open
p  unknown_step
q  exclusion_outside_the_limit
r  clock_already_stopped
s  no_such_special_procedure
t  limit_already_passed
u  no_interest_found
v  hearing_right_already_told
w  hearing_right_not_told
x  hearing_already_asked
y  hearing_over
z  nothing_to_hear
A  hearing_not_scheduled
B  hearing_already_notified
C  hearing_not_notified
D  step_waits
E  document_of_another_case
F  document_missing
G  no_licence_in_force
H  nothing_on_the_way
I  no_consent_to_electronic_service
J  original_not_out
K  nothing_to_check
L  nothing_to_rectify
M  no_rectification_ordered
N  revocation_not_told
O  nothing_for_the_record
P  nothing_handed_over
Q  nothing_to_hand_over_again
R  no_challenge_open
S  not_suspended
T  fee_not_charged
U  fee_proposal_pending
V  fee_assessed_already
W  nothing_owed
X  refund_ground_not_met
Y  no_fee_proposal
"""  # noqa: E501


def _verdict(table: Table, who: Person, body: Body) -> str:
    case = table.case
    try:
        table.on("2026-03-11", who, body, at="10:00")
    except NotAllowedNow:
        return "·"
    except Refusal as refusal:
        return refusal.code()
    finally:
        table.case = case
    return "yes"


def test_every_stage_of_a_case_allows_exactly_what_the_table_says():
    tables = {name: make() for name, make in STAGES.items()}
    refusals: list[str] = []
    lines = [" " * 22 + " ".join(f"{name:>5}" for name in STAGES)]
    for who, body in ASKED:
        verdicts = []
        for table in tables.values():
            verdict = _verdict(table, who, body)
            if verdict not in ("yes", "·"):
                if verdict not in refusals:
                    refusals.append(verdict)
                verdict = LETTERS[refusals.index(verdict)]
            verdicts.append(f"{verdict:>5}")
        lines.append(f"{type(body).__name__:<22}" + " ".join(verdicts))
    lines += [f"{letter}  {code}" for letter, code in zip(LETTERS, refusals, strict=False)]
    assert "\n".join(lines) == TABLE.strip("\n")


def test_the_table_asks_every_verb_there_is():
    verbs = {v for v in vars(c).values() if isinstance(v, type) and issubclass(v, Body)} - {Body}
    assert {type(body) for _, body in ASKED} == {*DECIDERS, c.NoticePassing} == verbs
    assert {verb for allowed_now in ALLOWED.values() for verb in allowed_now} == verbs
    assert set(ALLOWED) == set(Status)


def test_what_is_listed_as_refused_is_refused_for_the_same_reason():
    compared = 0
    for make in STAGES.values():
        for who, body in ASKED:
            table = make()
            step = getattr(body, "step", "")
            for possibility in table.possibilities("2026-03-11", who, STAFF_VERBS + APPLICANT_VERBS):
                if possibility.verb is type(body) and possibility.step == step:
                    refusal = _refusal(table, who, body)
                    if possibility.refusal is not None:
                        assert refusal == possibility.refusal
                    else:
                        assert not isinstance(refusal, NotAllowedNow)
                    compared += 1
    assert compared > 150


def _refusal(table: Table, who: Person, body: Body) -> Refusal | None:
    try:
        table.on("2026-03-11", who, body)
    except Refusal as refusal:
        return refusal
    return None


# --- who may do what: sentences about the cast


MEND_OR_END = ["EndCase", "CorrectEntry"]


def test_the_clerk_at_the_window_takes_in_and_delivers_and_mends_entries():
    assert _received().may("2026-03-11", CLERK) == ["Accept", "RequestSupplement", "Decline", *MEND_OR_END]
    assert _noticed().may("2026-03-11", CLERK) == ["Decline", *MEND_OR_END]
    assert _answered().may("2026-03-11", CLERK) == ["Accept", "RestateDefects", "Decline", *MEND_OR_END]
    assert _accepted().may("2026-03-11", CLERK) == ["RecordStatement", "CorrectEntry"]
    assert _sealed().may("2026-03-11", CLERK) == ["Deliver"]


def test_the_lead_examines_decides_and_holds_the_clocks():
    assert _accepted().may("2026-03-11", LEAD) == [
        "TakeStep examine",
        "CompleteStep examine",
        "StartSpecialProcedure",
        "ExtendLimit",
        "FindInterest",
        "RecordStatement",
        "TellHearingRight",
        "AnnounceHearing",
        "EndCase",
        "CorrectEntry",
    ]
    assert "Decide" in _ready().may("2026-03-11", LEAD)
    assert "EndSpecialProcedure" in _reviewed().may("2026-03-11", LEAD)


def test_the_assisting_department_answers_its_own_step_and_nothing_else():
    assert _accepted().may("2026-03-11", ASSISTANT) == ["TakeStep fire", "GiveOpinion fire"]
    assert _ready().may("2026-03-11", ASSISTANT) == ["GiveOpinion fire", "CorrectEntry"]


@pytest.mark.parametrize("who", [OUTSIDER, SUPERVISOR, APPLICANT])
def test_the_outsider_the_supervisor_and_the_applicant_act_on_no_post(who):
    verbs = [verb for verb in STAFF_VERBS if verb not in APPLICANT_VERBS]
    assert {verb for make in STAGES.values() for verb in make().may("2026-03-11", who, verbs)} == set()


def test_the_applicant_supplements_speaks_asks_for_a_hearing_and_withdraws():
    may = {stage: make().may("2026-03-11", APPLICANT, APPLICANT_VERBS) for stage, make in STAGES.items()}
    both, speak = ["Supplement", "Withdraw"], ["RecordStatement", "Withdraw"]
    assert {stage: verbs for stage, verbs in may.items() if verbs} == {
        "recvd": both,
        "notcd": both,
        "answd": both,
        "silnt": ["Supplement", *speak],
        "accpt": speak,
        "revwd": speak,
        "asked": ["RecordStatement", "RequestHearing", "WaiveHearing", "Withdraw"],
        "summd": ["RecordStatement", "RequestHearing", "WaiveHearing", "Withdraw"],
        "heard": speak,
        "survy": speak,
        "comtd": both,
        "opgap": ["Supplement", *speak],
        "msgap": ["Supplement", *speak],
        "ready": speak,
        "anew": speak,
        "prpsd": speak,
        "paidf": speak,
    }


def test_who_may_still_state_is_asked_of_the_case_alone():
    told = _on_commitment()
    told.on("2026-03-10", LEAD, intended(c.RevocationGround.FRAUD, "2026-03-20"))
    assert may_still_state(told.case)
    for table in (told, *(make() for make in STAGES.values())):
        may = table.may("2026-03-11", APPLICANT, [c.RecordStatement])
        assert may_still_state(table.case) is (may == ["RecordStatement"])


def test_the_list_knows_what_time_has_done_before_the_sweep_comes():
    table = Table().received("2026-02-10")

    assert "RequestSupplement" in table.may("2026-02-24", CLERK)
    assert table.may("2026-02-25", CLERK) == ["RecordStatement", "CorrectEntry"]
    (told,) = table.possibilities("2026-02-25", CLERK, [c.RequestSupplement])
    assert told.refusal == SupplementAfterAcceptance(accepted_on=date(2026, 2, 10))


def test_an_empty_case_is_a_draft():
    assert (Case().status, Case().version) == (Status.DRAFT, 0)
