"""会商与裁决 — what is kept outside the events, who is told, and what is next at which post."""

from datetime import date

import pytest

from cast import LEAD, Table, agree, objection
from conferred import (
    ESCALATE,
    GOVERNMENT,
    PLANNING,
    TRAFFIC,
    WATER,
    convene,
    convened,
    declared_consent,
    disputed_item,
    escalated,
    met,
    not_agreed,
    objected,
    ruled,
    without_reasons,
)
from office import open_office
from tongban.handling import examination, meeting
from tongban.handling.joint_tasks import JointTask
from tongban.handling.messages import TOLD, Scene, messages
from tongban.handling.messages.for_posts import holders
from tongban.handling.projection import summary, tasks
from tongban.kernel.case import commands as c
from tongban.kernel.case.dispute import conditions
from tongban.kernel.clock import ClockKind

CASE = "0199d0a0-0000-7000-8000-00000000c030"
LEAD_POST, RULES = "post:housing/licensing", "post:government/coordination"


def told(table: Table, since: int) -> dict[str, set[str]]:
    """Who is told what of the events since."""
    scene = Scene(
        table.case,
        table.item,
        summary(table.case, table.calendar),
        tuple(tasks(table.case, table.item, table.calendar).values()),
        table.calendar,
    )
    found: dict[str, set[str]] = {}
    for message in messages(TOLD, table.events[since:], scene):
        found.setdefault(message.audience, set()).add(message.code)
    return found


def played(table: Table, *act: object) -> dict[str, set[str]]:
    since = len(table.events)
    table.on(*act)  # type: ignore[arg-type]
    return told(table, since)


def owed(table: Table) -> dict[str, tuple[str, str]]:
    """The tasks of a dispute: whose, and by when."""
    rows = tasks(table.case, table.item, table.calendar).values()
    return {row.task_id: (row.post, str(row.due_on)) for row in rows if row.kind == "dispute"}


# --- what is next


def test_what_is_next_is_the_leads_until_it_goes_up_and_then_the_superiors() -> None:
    assert owed(objected()) == {JointTask.CONVENE: ("licensing", "2025-10-27")}
    assert owed(convened()) == {JointTask.HOLD: ("licensing", "2025-10-24")}
    assert owed(not_agreed()) == {JointTask.ESCALATE: ("licensing", "2025-12-09")}
    table = escalated()
    assert owed(table) == {JointTask.RULE: ("coordination", "2025-11-10")}
    table.on("2025-11-05", GOVERNMENT, ruled(c.RulingResult.UPHELD))
    assert owed(table) == {}


def test_where_the_item_names_nobody_who_rules_only_the_meeting_fixed_is_a_task() -> None:
    assert owed(objected(disputed_item(None))) == {}
    assert owed(convened(disputed_item(None))) == {JointTask.HOLD: ("licensing", "2025-10-24")}
    assert owed(not_agreed(disputed_item(None))) == {}


# --- who is told


def test_an_objection_is_told_to_the_lead_with_the_day_to_meet_by() -> None:
    table = Table(disputed_item()).accepted("2025-09-30")
    said = played(table, "2025-10-20", WATER, objection("water"))
    assert said == {LEAD_POST: {"objection", "meeting_owed"}}


def test_who_is_invited_is_told_and_the_applicant_that_they_meet() -> None:
    said = played(objected(), "2025-10-21", LEAD, convene("2025-10-24"))
    assert said == {
        "post:water/water_desk": {"meeting_called"},
        "post:traffic/traffic_desk": {"meeting_called"},
        "applicant": {"meeting_fixed"},
    }


def test_the_supervisor_is_told_of_a_department_that_stayed_away_and_of_no_other_delay() -> None:
    away = c.PostponeMeeting(c.MeetingFailure.DEPARTMENT_ABSENT, ("water",))
    assert played(convened(), "2025-10-24", LEAD, away)["supervisor"] == {"meeting_missed"}
    put_off = c.PostponeMeeting(c.MeetingFailure.LEAD_UNABLE)
    assert "supervisor" not in played(convened(), "2025-10-22", LEAD, put_off)


def test_after_the_meeting_only_who_objected_is_asked_for_its_own_word() -> None:
    said = played(convened(), "2025-10-24", LEAD, met())
    assert said == {"post:water/water_desk": {"meeting_was_held"}, "applicant": {"meeting_over"}}


def test_the_supervisor_the_superior_the_department_and_the_applicant_are_told_that_it_went_up() -> None:
    said = played(not_agreed(), "2025-10-27", LEAD, ESCALATE)
    assert said == {
        RULES: {"ruling_asked"},
        "post:water/water_desk": {"dispute_went_up"},
        "supervisor": {"dispute_went_up"},
        "applicant": {"dispute_up"},
    }


def test_the_ruling_is_told_to_everybody_who_was_told_that_it_went_up() -> None:
    said = played(escalated(), "2025-11-05", GOVERNMENT, ruled(c.RulingResult.OVERRULED))
    assert said == {
        LEAD_POST: {"dispute_was_ruled"},
        "post:water/water_desk": {"dispute_was_ruled"},
        "supervisor": {"dispute_was_ruled"},
        "applicant": {"dispute_decided"},
    }


def test_an_objection_without_reasons_that_counts_as_consent_is_told_as_that_alone() -> None:
    table = Table(declared_consent("water")).accepted("2025-09-30")
    said = played(table, "2025-10-20", WATER, without_reasons("water"))
    assert said["post:water/water_desk"] == {"objection_disregarded"}
    assert said["supervisor"] == {"objection_disregarded"}
    assert said[LEAD_POST] == {"objection_disregarded"}


def test_an_answer_after_silence_took_effect_is_told_to_the_lead_and_one_in_time_is_not() -> None:
    table = Table(disputed_item()).accepted("2025-09-30")
    table.pass_time("2025-10-22")
    assert played(table, "2025-10-23", PLANNING, agree("planning")) == {LEAD_POST: {"opinion_late"}}
    table = Table(disputed_item()).accepted("2025-09-30")
    assert played(table, "2025-10-20", PLANNING, agree("planning")) == {}
    assert played(table, "2025-10-27", TRAFFIC, agree("traffic")).get(LEAD_POST) is None


def test_the_lights_of_the_ruling_are_the_superiors() -> None:
    table = escalated()
    scene = Scene(table.case, table.item, summary(table.case, table.calendar), (), table.calendar)
    assert holders(ClockKind.RULING, scene) == ["government/coordination"]
    assert holders(ClockKind.MEETING, scene) == ["housing/licensing"]


# --- what is kept outside the events


@pytest.fixture
def office():
    made = open_office("2025-09-30", item=disputed_item(id="food-operation-licence"))
    made.receive(CASE, ("form",))
    made.accept(CASE)
    return made


WORDS = ("进水口高程如何调整", "水务局坚持", "两部门意见不一致，提请", "高程不低于 12.5 米", "与防洪规划不符")


def test_agenda_minutes_submission_and_ruling_are_the_applicants_and_in_no_event(office) -> None:
    handler = office.handler
    water = office.ask(CASE, WATER)
    object_ = c.OpinionResult.OBJECT
    examination.give_opinion(handler, water, "water", object_, WORDS[4])
    appointment = meeting.Appointment(
        date(2025, 9, 30), "四楼会议室", ("housing", "water", "traffic"), WORDS[0], "09:30"
    )
    meeting.convene_meeting(handler, office.ask(CASE, LEAD), appointment)
    signatures = tuple(c.Signature(a, f"{a}-1") for a in ("housing", "water", "traffic"))
    minutes = meeting.Minutes(c.MeetingResolution.NOT_AGREED, WORDS[1], signatures)
    meeting.hold_meeting(handler, office.ask(CASE, LEAD), minutes)
    meeting.escalate_dispute(handler, office.ask(CASE, LEAD), WORDS[2], " 建请〔2025〕8号 ")
    result = c.RulingResult.OVERRULED_WITH_CONDITIONS
    meeting.rule_on_dispute(handler, office.ask(CASE, GOVERNMENT), result, WORDS[3], "府裁〔2025〕3号")
    history = handler.ports.store.load(CASE)
    stored = "".join(record.body.decode() for record in history.records)
    assert not [words for words in WORDS if words in stored]
    happened = [event.body for event in handler.history(CASE)]
    assert [type(body).__name__ for body in happened[-5:]] == [
        "DisagreementArose",
        "MeetingConvened",
        "MeetingHeld",
        "DisputeEscalated",
        "DisputeRuled",
    ]
    assert happened[-2].number == "建请〔2025〕8号"
    case = handler.standing(CASE).case
    (attached,) = conditions(case)
    assert dict(handler.ports.personal.read(CASE, [attached.text.ref]))[attached.text.ref] == WORDS[3]
    assert case.objections == ()


def test_the_same_form_sent_twice_convenes_once(office) -> None:
    handler = office.handler
    appointment = meeting.Appointment(date(2025, 9, 30), "四楼", ("housing", "water"), WORDS[0], "09:30")
    ask = office.ask(CASE, LEAD)
    first = meeting.convene_meeting(handler, ask, appointment)
    assert meeting.convene_meeting(handler, ask, appointment).events == first.events
