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
    objection,
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
from conferred import ESCALATE, GOVERNMENT, WATER, convene, disputed_item, met, ruled
from tongban.kernel import ALLOWED, APPLICANT_VERBS, STAFF_VERBS, Body, Case, Status
from tongban.kernel.case import commands as c
from tongban.kernel.case.fee_rule import RefundGround, RefundWay
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


def _convened() -> Table:
    """Water objects; a meeting was convened for the 11th."""
    table = Table(disputed_item()).accepted("2026-03-09")
    table.on("2026-03-09", WATER, objection("water"), at="11:00")
    table.on("2026-03-10", LEAD, convene("2026-03-11"))
    return table


def _escalated() -> Table:
    """They met the same day and did not agree; the city government has it."""
    table = Table(disputed_item()).accepted("2026-03-09")
    table.on("2026-03-09", WATER, objection("water"), at="11:00")
    table.on("2026-03-10", LEAD, convene("2026-03-10"))
    table.on("2026-03-10", LEAD, met(), at="11:00")
    table.on("2026-03-10", LEAD, ESCALATE, at="12:00")
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
    "metng": _convened,
    "dispt": _escalated,
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
    (LEAD, convene("2026-03-12", authorities=())),
    (LEAD, c.PostponeMeeting(c.MeetingFailure.LEAD_UNABLE)),
    (LEAD, met()),
    (LEAD, ESCALATE),
    (GOVERNMENT, ruled(c.RulingResult.OVERRULED)),
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
    (PLATFORM, c.RecordRefundRefused("F-1-R1", "T-1")),
    (LEAD, c.RedirectRefund("F-1-R1", "T-1", WHY)),
    (CLERK, c.PayRefund("F-1-R1", "T-1", "R-1", RefundWay.CASH)),
)

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

#: `yes`, `·` (the status does not allow it), or a letter for another refusal
TABLE = """
                      draft recvd notcd answd accpt silnt revwd survy metng dispt comtd opgap msgap asked summd heard ready decid seald closd oncom revkd handd sntbk fougt  anew decln withd termd prpsd paidf
Receive                 yes     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
RequestSupplement         ·   yes     a     a     b     b     b     b     b     b   yes     b     b     b     b     b     b     ·     ·     ·     ·     ·     ·     ·     ·     b     ·     ·     ·     b     b
Supplement                ·   yes   yes   yes     c   yes     c     c     c     c   yes   yes   yes     c     c     c     c     ·     ·     ·     ·     ·     ·     ·     ·     c     ·     ·     ·     c     c
RestateDefects            ·     d     d   yes     b     b     b     b     b     b     d     b     b     b     b     b     b     ·     ·     ·     ·     ·     ·     ·     ·     b     ·     ·     ·     b     b
Accept                    ·   yes     e   yes     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
AcceptWithGap             ·     f     f     f     ·     ·     ·     ·     ·     ·     f     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
ReturnApplication         ·     ·     ·     ·     g     g     g     g     g     g     ·     h   yes     g     g     g     g     ·     ·     ·     ·     ·     ·     ·     ·     g     ·     ·     ·     g     g
TellCommitment            ·     i     i     i     ·     ·     ·     ·     ·     ·     j     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
Commit                    ·     i     i     i     ·     ·     ·     ·     ·     ·     k     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
Decline                   ·   yes   yes   yes     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
Withdraw                  ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
TakeOver                  ·     l     l     l     l     l     l     l     l     l     l     l     l     l     l     l     l     ·     ·     ·     ·     ·     ·     ·     ·     l     ·     ·     ·     l     l
EndCase                   ·     m     m     m   yes   yes   yes   yes   yes   yes     m   yes   yes   yes   yes   yes   yes     m     m     ·     m     ·     m     m     m   yes     ·     ·     ·   yes   yes
AssignInspectors          ·     ·     ·     ·     n     n     n     n     n     n     ·     n     n     n     n     n     n     ·     ·     ·     ·     ·     ·     ·     ·     n     ·     ·     ·     n     n
TakeStep                  ·     ·     ·     ·   yes   yes   yes     o     p     p     ·   yes   yes   yes   yes   yes     o     ·     ·     ·     ·     ·     ·     ·     ·     o     ·     ·     ·   yes   yes
CompleteStep              ·     ·     ·     ·   yes   yes   yes     o     p     p     ·   yes   yes   yes   yes   yes     o     ·     ·     ·     ·     ·     ·     ·     ·     o     ·     ·     ·   yes   yes
ScheduleSurvey            ·     ·     ·     ·     p     p     p   yes     p     p     ·     p     p     p     p     p     p     ·     ·     ·     ·     ·     ·     ·     ·     p     ·     ·     ·     p     p
RecordFailedSurvey        ·     ·     ·     ·     p     p     p   yes     p     p     ·     p     p     p     p     p     p     ·     ·     ·     ·     ·     ·     ·     ·     p     ·     ·     ·     p     p
RecordSurvey              ·     ·     ·     ·     p     p     p   yes     p     p     ·     p     p     p     p     p     p     ·     ·     ·     ·     ·     ·     ·     ·     p     ·     ·     ·     p     p
SendUp                    ·     ·     ·     ·     p     p     p     p     p     p     ·     p     p     p     p     p     p     ·     ·     ·     ·     ·     ·     ·     ·     p     ·     ·     ·     p     p
GiveOpinion               ·     ·     ·     ·   yes   yes   yes   yes     p     p     ·   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
RecordObservation         ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
ConveneMeeting            ·     ·     ·     ·     q     q     q     q     q     q     ·     q     q     q     q     q     q     ·     ·     ·     ·     ·     ·     ·     ·     q     ·     ·     ·     q     q
PostponeMeeting           ·     ·     ·     ·     r     r     r     r   yes     r     ·     r     r     r     r     r     r     ·     ·     ·     ·     ·     ·     ·     ·     r     ·     ·     ·     r     r
HoldMeeting               ·     ·     ·     ·     r     r     r     r   yes     r     ·     r     r     r     r     r     r     ·     ·     ·     ·     ·     ·     ·     ·     r     ·     ·     ·     r     r
EscalateDispute           ·     ·     ·     ·     s     s     s     s     t     u     ·     s     s     s     s     s     s     ·     ·     ·     ·     ·     ·     ·     ·     s     ·     ·     ·     s     s
RuleOnDispute             ·     ·     ·     ·     v     v     v     v     v   yes     ·     v     v     v     v     v     v     ·     ·     ·     ·     ·     ·     ·     ·     v     ·     ·     ·     v     v
StartSpecialProcedure     ·     ·     ·     ·   yes   yes   yes   yes   yes   yes     ·   yes     w   yes     w     w   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
EndSpecialProcedure       ·     ·     ·     ·     x     x   yes     x     x     x     ·     x     x     x     x     x     x     ·     ·     ·     ·     ·     ·     ·     ·     x     ·     ·     ·     x     x
ExtendLimit               ·     ·     ·     ·   yes   yes   yes   yes     y     y     ·   yes     z   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
FindInterest              ·     ·     ·     ·   yes   yes   yes   yes   yes   yes     ·   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
TellInterestedParty       ·     ·     ·     ·     A     A     A     A     A     A     ·     A     A   yes     A     A     A     ·     ·     ·     ·     ·     ·     ·     ·     A     ·     ·     ·     A     A
RecordStatement           ·     ·     ·     ·   yes   yes   yes   yes   yes   yes     ·   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
TellHearingRight          ·     ·     ·     ·   yes   yes   yes   yes   yes   yes     ·   yes   yes     B     B     B   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
RequestHearing            ·     ·     ·     ·     C     C     C     C     C     C     ·     C     C     D     D     E     C     ·     ·     ·     ·     ·     ·     ·     ·     C     ·     ·     ·     C     C
WaiveHearing              ·     ·     ·     ·     C     C     C     C     C     C     ·     C     C   yes   yes     E     C     ·     ·     ·     ·     ·     ·     ·     ·     C     ·     ·     ·     C     C
AnnounceHearing           ·     ·     ·     ·   yes   yes   yes   yes   yes   yes     ·   yes   yes   yes   yes     E   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
ScheduleHearing           ·     ·     ·     ·     F     F     F     F     F     F     ·     F     F   yes   yes     E     F     ·     ·     ·     ·     ·     ·     ·     ·     F     ·     ·     ·     F     F
NotifyOfHearing           ·     ·     ·     ·     G     G     G     G     G     G     ·     G     G     G     H     E     G     ·     ·     ·     ·     ·     ·     ·     ·     G     ·     ·     ·     G     G
HoldHearing               ·     ·     ·     ·     I     I     I     I     I     I     ·     I     I     I   yes     E     I     ·     ·     ·     ·     ·     ·     ·     ·     I     ·     ·     ·     I     I
Decide                    ·     ·     ·     ·     J     J     J     J     J     J     ·     J     J     J     J     J   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·     J     J
RecordDocument            ·     K     K     K     K     K     K     K     K     K     K     K     K     K     K     K     K   yes   yes   yes   yes   yes   yes   yes   yes     K     K     K     K     K     K
Deliver                   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     L   yes     ·     L     M     L     L     L     ·     ·     ·     ·     ·     ·
DispatchDocument          ·     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L
RecordBounce              ·     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L
RecordService             ·     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L
ConfirmService            ·     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N     N
AnnounceService           ·     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L     L
AgreeToElectronicService    ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
EndElectronicService      ·     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O     O
TakeOriginal              ·   yes   yes   yes   yes   yes   yes   yes     P     P   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
HandOverOriginal          ·     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q
AcknowledgeOriginal       ·     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q
ReturnOriginal            ·     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q
RecordLostOriginal        ·     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q     Q
RecordCheck               ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     R     R     R   yes     M     R     R     R     ·     ·     ·     ·     ·     ·
OrderRectification        ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     R     R     R     S     M     R     R     R     ·     ·     ·     ·     ·     ·
RecordRectification       ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     R     R     R     T     M     R     R     R     ·     ·     ·     ·     ·     ·
TellRevocation            ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·   yes   yes   yes   yes     M   yes   yes   yes     ·     ·     ·     ·     ·     ·
Revoke                    ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     U     U     U     U     M     U     U     U     ·     ·     ·     ·     ·     ·
Cancel                    ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·   yes   yes   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·
RecordCredit              ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     V     V     V     V   yes     V     V     V     ·     ·     ·     ·     ·     ·
AcknowledgeHandOver       ·     ·     ·     ·     W     W     W     W     W     W     ·     W     W     W     W     W     W     W     W     W     W     W   yes     W     W     W     ·     W     W     W     W
RejectHandOver            ·     ·     ·     ·     W     W     W     W     W     W     ·     W     W     W     W     W     W     W     W     W     W     W   yes     W     W     W     ·     W     W     W     W
HandOverAgain             ·     ·     ·     ·     X     X     X     X     X     X     ·     X     X     X     X     X     X     X     X     X     X     X     X   yes     X     X     ·     X     X     X     X
RecordChallenge           ·     ·     ·     ·     Y     Y     Y     Y     Y     Y     ·     Y     Y     Y     Y     Y     Y   yes   yes   yes   yes   yes   yes   yes   yes     Y     Y     ·     Y     Y     Y
RecordReply               ·     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z   yes     Z     Z     Z     Z     Z     Z
SuspendExecution          ·     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z   yes     Z     Z     Z     Z     Z     Z
ResumeExecution           ·     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     0     Z     Z     Z     Z     Z     Z
RecordChallengeOutcome    ·     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z     Z   yes     Z     Z     Z     Z     Z     Z
TransferCase              ·   yes   yes   yes   yes   yes   yes   yes     1     1   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
CorrectEntry              ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·     ·     ·   yes     ·     ·     ·   yes   yes
NoticePassing           yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
TurnSignals               ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
RecountClocks             ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
AssessFee                 ·     ·     ·     ·     2     2     2     2     2     2     ·     2     2     2     2     2     2     2     2     2     2     2     2     2     2     2     ·     ·     ·     3     4
RecordPayment             ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
ProposeWaiver             ·     ·     ·     ·     2     2     2     2     2     2     ·     2     2     2     2     2     2     2     2     2     2     2     2     2     2     2     ·     ·     ·     3     5
ProposeRefund             ·     ·     ·     ·     6     6     6     6     6     6     ·     6     6     6     6     6     6     6     6     6     6     6     6     6     6     6     6     6     6     3     6
AnswerFeeProposal         ·     ·     ·     ·     7     7     7     7     7     7     ·     7     7     7     7     7     7     7     7     7     7     7     7     7     7     7     7     7     7   yes     7
RecordRefund              ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
RecordRefundRefused       ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
RedirectRefund            ·     ·     ·     ·     8     8     8     8     8     8     ·     8     8     8     8     8     8     8     8     8     8     8     8     8     8     8     8     8     8     8     8
PayRefund                 ·     ·     ·     ·     9     9     9     9     9     9     ·     9     9     9     9     9     9     9     9     9     9     9     9     9     9     9     9     9     9     9     9
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
q  not_invitable
r  meeting_not_convened
s  no_superior_named
t  meeting_owed
u  already_escalated
v  nothing_to_rule_on
w  exclusion_outside_the_limit
x  no_such_special_procedure
y  approver_too_low
z  limit_already_passed
A  no_interest_found
B  hearing_right_already_told
C  hearing_right_not_told
D  hearing_already_asked
E  hearing_over
F  nothing_to_hear
G  hearing_not_scheduled
H  hearing_already_notified
I  hearing_not_notified
J  step_waits
K  document_of_another_case
L  document_missing
M  no_licence_in_force
N  nothing_on_the_way
O  no_consent_to_electronic_service
P  unknown_material
Q  original_not_out
R  nothing_to_check
S  nothing_to_rectify
T  no_rectification_ordered
U  revocation_not_told
V  nothing_for_the_record
W  nothing_handed_over
X  nothing_to_hand_over_again
Y  nothing_to_challenge
Z  no_challenge_open
0  not_suspended
1  nothing_to_transfer
2  fee_not_charged
3  fee_proposal_pending
4  fee_assessed_already
5  nothing_owed
6  refund_ground_not_met
7  no_fee_proposal
8  no_refund_to_redirect
9  no_refund_to_pay
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
        "metng": speak,
        "dispt": speak,
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
