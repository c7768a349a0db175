"""What may be asked when: every stage of a case × every command, in one table to read."""

from dataclasses import replace
from datetime import date

import pytest

from cast import (
    ACCEPT,
    ACCEPT_WITH_GAP,
    APPLICANT,
    ASSISTANT,
    CLERK,
    DELIVER,
    EXTEND,
    FOUND,
    GRANT,
    HOLD,
    LEAD,
    LICENCE,
    NOTIFY,
    OBSERVER,
    OUTSIDER,
    PASSING,
    REQUEST,
    RETURN,
    SUPERVISOR,
    SWEEP,
    WHY,
    Person,
    Table,
    agree,
    conforms,
    defect,
    expert_review,
    gap_item,
    notice,
    receive,
    right_told,
    schedule,
    supplement,
    told,
)
from tongban.kernel import ALLOWED, APPLICANT_VERBS, STAFF_VERBS, Body, Case, Status
from tongban.kernel.case import commands as c
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
    table.case = replace(table.case, status=Status.TERMINATED)  # no command leads here yet
    return table


STAGES = {
    "draft": _draft,
    "recvd": _received,
    "notcd": _noticed,
    "answd": _answered,
    "accpt": _accepted,
    "silnt": _by_silence,
    "revwd": _reviewed,
    "opgap": _open_gap,
    "msgap": _missed_gap,
    "asked": _asked,
    "summd": _summoned,
    "heard": _heard,
    "ready": _ready,
    "decid": _decided,
    "seald": _sealed,
    "closd": _closed,
    "decln": _declined,
    "withd": _withdrawn,
    "termd": _terminated,
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
    (CLERK, DECLINE),
    (APPLICANT, c.Withdraw()),
    (LEAD, c.TakeStep("examine")),
    (LEAD, conforms()),
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
    (LEAD, schedule("2026-04-10")),
    (LEAD, NOTIFY),
    (LEAD, HOLD),
    (LEAD, GRANT),
    (SWEEP, LICENCE),
    (CLERK, DELIVER),
    (CLERK, MEND),
    (SWEEP, PASSING),
    (SWEEP, c.RecountClocks("old", "new", (), "办法§2")),
)

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEF"

#: `yes`, `·` (the status does not allow it), or a letter for another refusal
TABLE = """
                      draft recvd notcd answd accpt silnt revwd opgap msgap asked summd heard ready decid seald closd decln withd termd
Receive                 yes     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
RequestSupplement         ·   yes     a     a     b     b     b     b     b     b     b     b     b     ·     ·     ·     ·     ·     ·
Supplement                ·   yes   yes   yes     c   yes     c   yes   yes     c     c     c     c     ·     ·     ·     ·     ·     ·
RestateDefects            ·     d     d   yes     b     b     b     b     b     b     b     b     b     ·     ·     ·     ·     ·     ·
Accept                    ·   yes     e   yes     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
AcceptWithGap             ·     f     f     f     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
ReturnApplication         ·     ·     ·     ·     g     g     g     h   yes     g     g     g     g     ·     ·     ·     ·     ·     ·
Decline                   ·   yes   yes   yes     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
Withdraw                  ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·
TakeStep                  ·     ·     ·     ·   yes   yes   yes   yes   yes   yes   yes   yes     i     ·     ·     ·     ·     ·     ·
CompleteStep              ·     ·     ·     ·   yes   yes   yes   yes   yes   yes   yes   yes     i     ·     ·     ·     ·     ·     ·
GiveOpinion               ·     ·     ·     ·   yes   yes   yes   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·
RecordObservation         ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
StartSpecialProcedure     ·     ·     ·     ·   yes   yes   yes   yes     j   yes     j     j   yes     ·     ·     ·     ·     ·     ·
EndSpecialProcedure       ·     ·     ·     ·     k     k   yes     k     k     k     k     k     k     ·     ·     ·     ·     ·     ·
ExtendLimit               ·     ·     ·     ·   yes   yes   yes   yes     l   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·
FindInterest              ·     ·     ·     ·   yes   yes   yes   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·
TellInterestedParty       ·     ·     ·     ·     m     m     m     m     m   yes     m     m     m     ·     ·     ·     ·     ·     ·
RecordStatement           ·     ·     ·     ·   yes   yes   yes   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·
TellHearingRight          ·     ·     ·     ·   yes   yes   yes   yes   yes     n     n     n   yes     ·     ·     ·     ·     ·     ·
RequestHearing            ·     ·     ·     ·     o     o     o     o     o     p     p     q     o     ·     ·     ·     ·     ·     ·
WaiveHearing              ·     ·     ·     ·     o     o     o     o     o   yes   yes     q     o     ·     ·     ·     ·     ·     ·
AnnounceHearing           ·     ·     ·     ·   yes   yes   yes   yes   yes   yes   yes     q   yes     ·     ·     ·     ·     ·     ·
ScheduleHearing           ·     ·     ·     ·     r     r     r     r     r   yes   yes     q     r     ·     ·     ·     ·     ·     ·
NotifyOfHearing           ·     ·     ·     ·     s     s     s     s     s     s     t     q     s     ·     ·     ·     ·     ·     ·
HoldHearing               ·     ·     ·     ·     u     u     u     u     u     u   yes     q     u     ·     ·     ·     ·     ·     ·
Decide                    ·     ·     ·     ·     v     v     v     v     v     v     v     v   yes     ·     ·     ·     ·     ·     ·
RecordDocument            ·     w     w     w     w     w     w     w     w     w     w     w     w   yes   yes   yes     w     w     w
Deliver                   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     x   yes     ·     ·     ·     ·
CorrectEntry              ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes     ·     ·     ·     ·     ·     ·
NoticePassing           yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
RecountClocks             ·   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
a  second_notice
b  supplement_after_acceptance
c  nothing_is_missing
d  no_supplement_yet
e  materials_missing
f  gap_not_offered
g  nothing_is_open
h  gap_still_in_time
i  step_not_open
j  exclusion_outside_the_limit
k  no_such_special_procedure
l  limit_already_passed
m  no_interest_found
n  hearing_right_already_told
o  hearing_right_not_told
p  hearing_already_asked
q  hearing_over
r  nothing_to_hear
s  hearing_not_scheduled
t  hearing_already_notified
u  hearing_not_notified
v  step_waits
w  document_of_another_case
x  document_missing
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


def test_the_clerk_at_the_window_takes_in_and_delivers_and_mends_entries():
    assert _received().may("2026-03-11", CLERK) == ["Accept", "RequestSupplement", "Decline", "CorrectEntry"]
    assert _noticed().may("2026-03-11", CLERK) == ["Decline", "CorrectEntry"]
    assert _answered().may("2026-03-11", CLERK) == ["Accept", "RestateDefects", "Decline", "CorrectEntry"]
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
        "opgap": ["Supplement", *speak],
        "msgap": ["Supplement", *speak],
        "ready": speak,
    }


def test_the_list_knows_what_time_has_done_before_the_sweep_comes():
    table = Table().received("2026-02-10")

    assert "RequestSupplement" in table.may("2026-02-24", CLERK)
    assert table.may("2026-02-25", CLERK) == ["RecordStatement", "CorrectEntry"]
    (told,) = table.possibilities("2026-02-25", CLERK, [c.RequestSupplement])
    assert told.refusal == SupplementAfterAcceptance(accepted_on=date(2026, 2, 10))


def test_an_empty_case_is_a_draft():
    assert (Case().status, Case().version) == (Status.DRAFT, 0)
