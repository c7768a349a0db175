"""Walk-throughs of a service centre, with the dates a wall calendar shows."""

from datetime import date

import pytest

from cast import (
    ACCEPT,
    APPLICANT,
    ASSISTANT,
    CLERK,
    DELIVER,
    GRANT,
    JOINT_EXTENSION,
    LEAD,
    LICENCE,
    NOTICE,
    OPINION,
    ORDINARY,
    POST_IT,
    PROMISED,
    REFUSE,
    SIGNED_FOR,
    SWEEP,
    WHY,
    Table,
    agree,
    conforms,
    day,
    defect,
    expert_review,
    joint_item,
    notice,
    objection,
    receive,
    supplement,
    working,
)
from conferred import (
    CONDITIONS,
    ESCALATE,
    GOVERNMENT,
    PLANNING,
    TRAFFIC,
    WATER,
    conditional,
    convene,
    disputed_item,
    met,
    ruled,
)
from tongban.kernel import Status, StepState
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import Approver, Handling, SilenceEffect, SpecialProcedure, StepKind
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import (
    DisagreementUnresolved,
    NotAllowedNow,
    SecondNotice,
    StepNotOpen,
    SupplementAfterAcceptance,
)

# --- 1. 王芳 opens a restaurant


def test_a_food_licence_accepted_on_24_september_is_promised_by_14_and_due_by_28_october():
    table = Table().accepted("2025-09-24")

    assert table.dues() == {
        "statutory": "2025-10-28",
        "promised": "2025-10-14",
        "step:examine": "2025-10-11",  # 8 working days; a Saturday made up for
        "step:fire": "2025-09-30",
        "step:health": "2025-09-30",
    }


def test_receiving_and_accepting_are_two_acts_with_two_numbers():
    table = Table()

    assert table.on("2025-09-24", CLERK, receive()) == (
        e.Received(
            item="food-operation-licence",
            item_version="2025-01",
            item_digest="sha256:food",
            division="330106",
            authority="market",
            applicant="subject-li",
            agent="",
            channel=c.Channel.COUNTER,
            receipt_number="R-1",
            required=("form", "licence_copy", "floor_plan"),
            skipped=("city",),
            materials=(c.HandedIn("form"), c.HandedIn("licence_copy"), c.HandedIn("floor_plan")),
            answers=None,
            notice_limit=NOTICE,
        ),
    )
    assert (table.case.status, table.case.receipt_number, table.case.acceptance_number) == (
        Status.RECEIVED,
        "R-1",
        "",
    )
    assert table.on("2025-09-24", CLERK, ACCEPT) == (
        e.Accepted(
            accepted_on=date(2025, 9, 24),
            deemed=False,
            acceptance_number="A-1",
            handling=Handling.ORDINARY,
            statutory_limit=ORDINARY,
            promised_limit=PROMISED,
            basis="行政许可法§32(5)",
        ),
        e.StepsPlanned(
            (
                e.PlannedStep(
                    "examine",
                    StepKind.EXAMINATION,
                    "market",
                    "licensing",
                    (),
                    working(8, "本事项办理流程"),
                    SilenceEffect.NONE,
                    "行政许可法§34",
                ),
                _opinion("fire"),
                _opinion("health"),
                e.PlannedStep(
                    "decision",
                    StepKind.DECISION,
                    "market",
                    "licensing",
                    ("examine", "fire", "health"),
                    None,
                    SilenceEffect.NONE,
                    "行政许可法§38",
                ),
            )
        ),
        e.StepsOpened(("examine", "fire", "health")),
    )


def _opinion(authority: str) -> e.PlannedStep:
    return e.PlannedStep(
        authority,
        StepKind.OPINION,
        authority,
        f"{authority}_desk",
        (),
        OPINION,
        SilenceEffect.NONE,
        "行政许可法§26",
    )


def test_a_licence_granted_on_14_october_is_delivered_by_28_october():
    table = Table().decided("2025-09-24", "2025-10-14")

    assert table.dues() == {"delivery": "2025-10-28"}

    table.on("2025-10-14", SWEEP, LICENCE)
    assert table.on("2025-10-16", CLERK, DELIVER) == (e.Delivered(c.DeliveryMethod.COUNTER, None),)
    assert (table.case.status, table.case.delivered_on, table.dues()) == (
        Status.CLOSED,
        date(2025, 10, 16),
        {},
    )


# --- 2. 刘强, the forgotten file


def test_silence_for_five_working_days_is_acceptance_as_of_the_day_of_receipt():
    table = Table().received("2026-02-10")

    assert table.due("notice") == "2026-02-24"
    assert table.pass_time("2026-02-24", at="23:59:59") == ()
    accepted, planned, opened = table.pass_time("2026-02-25", at="00:00")
    assert accepted == e.Accepted(
        accepted_on=date(2026, 2, 10),
        deemed=True,
        acceptance_number="",
        handling=Handling.ORDINARY,
        statutory_limit=ORDINARY,
        promised_limit=PROMISED,
        basis="行政许可法§32(4)",
    )
    assert (type(planned), opened) == (e.StepsPlanned, e.StepsOpened(("examine", "fire", "health")))
    assert table.due("statutory") == "2026-03-16"
    assert {event.actor for event in table.events[-3:]} == {"system:clock"}


def test_a_notice_on_the_sixth_working_day_meets_an_application_already_accepted():
    table = Table().received("2026-02-10")

    assert table.refused("2026-02-25", CLERK, notice("form")) == SupplementAfterAcceptance(
        accepted_on=date(2026, 2, 10)
    )


def test_received_on_24_september_with_no_notice_by_30_september_is_due_on_28_october():
    table = Table().received("2025-09-24", receive("form"))

    assert table.pass_time("2025-09-30", at="23:59:59") == ()
    table.pass_time("2025-10-09")
    assert (table.case.accepted_on, table.due("statutory")) == (date(2025, 9, 24), "2025-10-28")


# --- 3. 孙丽, the second notice


def test_a_defect_of_the_first_submission_raised_after_acceptance_is_blocked():
    table = Table().received("2026-03-02", receive("form", "licence_copy"))

    assert table.on("2026-03-04", CLERK, notice("floor_plan")) == (
        e.SupplementRequested((defect("floor_plan"),), "N-1"),
    )
    assert table.dues() == {}
    assert table.on("2026-03-10", APPLICANT, supplement("floor_plan")) == (
        e.Supplemented((c.HandedIn("floor_plan"),), NOTICE),
    )
    table.on("2026-03-10", CLERK, ACCEPT, at="11:00")

    assert table.refused("2026-03-12", CLERK, notice("form")) == SupplementAfterAcceptance(
        accepted_on=date(2026, 3, 10)
    )
    assert table.due("statutory") == "2026-04-08"


def test_a_second_notice_before_acceptance_may_only_restate_the_first():
    table = Table().received("2026-03-02", receive("form"))
    table.on("2026-03-04", CLERK, notice("floor_plan", "licence_copy"))
    table.on("2026-03-10", APPLICANT, supplement("floor_plan"))

    assert isinstance(table.refused("2026-03-11", CLERK, notice("form")), SecondNotice)
    added = c.RestateDefects((defect("licence_copy"), defect("form")), "N-2")
    refusal = table.refused("2026-03-11", CLERK, added)
    assert refusal.sentence.zh == (
        "本件已于 2026-03-04 一次性告知补正，不能再提出首次告知中没有的缺陷：食品经营许可申请书。"
    )
    restated = c.RestateDefects((defect("licence_copy"),), "N-2")
    assert table.on("2026-03-11", CLERK, restated) == (e.DefectsRestated((defect("licence_copy"),), "N-2"),)


# --- 6. 城北泵站, joint handling


def test_joint_handling_has_one_ceiling_of_45_and_opinions_of_10():
    table = Table(joint_item()).accepted("2025-09-30")

    assert table.dues() == {
        "statutory": "2025-12-09",
        "promised": "2025-12-09",
        "step:water": "2025-10-21",
        "step:traffic": "2025-10-21",
        "step:planning": "2025-10-21",
    }


def test_a_department_late_from_22_october_still_owes_its_answer_unless_silence_is_declared_consent():
    table = Table(joint_item()).accepted("2025-09-30")
    table.on("2025-10-20", ASSISTANT.at("water_desk"), objection("water"))

    assert table.pass_time("2025-10-21", at="23:59:59") == ()
    assert table.pass_time("2025-10-22") == (
        e.ConsentDeemed("planning", date(2025, 10, 21), "本市并联审批办法§9"),
        e.LimitPassed("step:traffic", date(2025, 10, 21)),
    )
    assert {s: step.state for s, step in table.case.steps.items()} == {
        "water": StepState.DONE,
        "traffic": StepState.OPEN,
        "planning": StepState.DONE,
        "decision": StepState.WAITING,
    }
    assert isinstance(table.refused("2025-10-23", LEAD, GRANT), StepNotOpen)


def test_the_mayor_extends_joint_handling_by_15_to_30_december():
    table = Table(joint_item()).accepted("2025-09-30")

    assert table.on("2025-12-01", LEAD, c.ExtendLimit(Approver.GOVERNMENT_HEAD, "mayor", WHY, "E-1"))[
        -1
    ] == e.LimitExtended(15, Approver.GOVERNMENT_HEAD, "mayor", WHY, "E-1", JOINT_EXTENSION.basis)
    assert table.due("statutory") == "2025-12-30"
    assert table.due("promised") == "2025-12-09"


def test_a_grant_waits_until_the_objecting_department_revises_its_opinion():
    table = Table(joint_item()).accepted("2025-09-30")
    for who, body in (
        ("water_desk", objection("water")),
        ("traffic_desk", agree("traffic")),
        ("planning_desk", agree("planning")),
    ):
        table.on("2025-10-20", ASSISTANT.at(who), body)

    refusal = table.refused("2025-10-24", LEAD, GRANT)
    assert (type(refusal), refusal.sentence.zh) == (
        DisagreementUnresolved,
        "水务局的意见是不同意，准予许可前须先解决分歧。",
    )
    table.on("2025-10-27", ASSISTANT.at("water_desk"), agree("water"))
    assert table.on("2025-10-27", LEAD, GRANT, at="15:00")[0].outcome is c.Outcome.GRANTED


def test_water_objects_they_meet_on_24_october_it_comes_round_on_a_condition_and_the_grant_carries_it():
    table = Table(disputed_item()).accepted("2025-09-30")
    assert table.due("step:water") == "2025-10-21"
    table.on("2025-10-15", PLANNING, agree("planning"))
    table.on("2025-10-20", WATER, objection("water"))
    assert table.due("meeting") == "2025-10-27"
    table.on("2025-10-21", LEAD, convene("2025-10-24"))
    assert e.LimitPassed("step:traffic", date(2025, 10, 21)) in table.pass_time("2025-10-22")
    # The traffic police, late already, stay away; what the others agree on is not water's opinion yet.
    agreed = met(c.MeetingResolution.AGREED, by=("housing", "water"), absent=("traffic",))
    table.on("2025-10-24", LEAD, agreed)
    assert [step.plan.id for step in table.case.objections] == ["water"]
    table.on("2025-10-27", TRAFFIC, agree("traffic"))
    assert table.case.opinions["traffic"].given_on > day("2025-10-21")
    assert isinstance(table.refused("2025-11-05", LEAD, GRANT), DisagreementUnresolved)
    table.on("2025-11-06", WATER, conditional("water"))
    table.on("2025-11-24", LEAD, c.ExtendLimit(Approver.GOVERNMENT_HEAD, "mayor", WHY, "E-1"))
    assert table.due("statutory") == "2025-12-30"
    granted = table.on("2025-12-26", LEAD, GRANT)[-1]
    assert granted.conditions == (c.AttachedCondition("water", CONDITIONS),)
    assert table.case.status is Status.DECIDED


def test_had_water_kept_its_objection_the_city_government_would_have_ruled_by_10_november():
    table = Table(disputed_item()).accepted("2025-09-30")
    table.on("2025-10-15", PLANNING, agree("planning"))
    table.on("2025-10-20", WATER, objection("water"))
    table.on("2025-10-20", TRAFFIC, agree("traffic"), at="11:00")
    table.on("2025-10-21", LEAD, convene("2025-10-24"))
    table.on("2025-10-24", LEAD, met())
    table.on("2025-10-27", LEAD, ESCALATE)
    assert table.due("ruling") == "2025-11-10"
    assert isinstance(table.refused("2025-10-28", LEAD, GRANT), DisagreementUnresolved)
    table.on("2025-11-10", GOVERNMENT, ruled(c.RulingResult.OVERRULED_WITH_CONDITIONS))
    granted = table.on("2025-11-11", LEAD, GRANT)[-1]
    assert (granted.ruling, [one.step for one in granted.conditions]) == ("府裁〔2025〕3号", ["water"])


# --- 7. 何敏, expert review


def test_expert_review_told_in_writing_moves_the_limit_from_30_march_to_14_april():
    table = Table().accepted("2026-03-02")
    assert table.due("statutory") == "2026-03-30"

    assert table.on("2026-03-04", LEAD, expert_review("2026-03-10", "2026-03-23")) == (
        e.TimeExcluded(
            SpecialProcedure.EXPERT_REVIEW,
            date(2026, 3, 10),
            date(2026, 3, 23),
            "S-1",
            (ClockKind.STATUTORY, ClockKind.PROMISED),
            "行政许可法§45",
        ),
    )
    assert table.due("statutory") == "2026-04-14"
    assert [
        table.case.is_paused(day(d)) for d in ("2026-03-09", "2026-03-10", "2026-03-23", "2026-03-24")
    ] == [
        False,
        True,
        True,
        False,
    ]


def test_without_the_written_notice_the_limit_stays_on_30_march():
    table = Table().accepted("2026-03-02")

    assert table.refused("2026-03-04", LEAD, expert_review("2026-03-10", "2026-03-23", number="")).code() == (
        "tell_in_writing"
    )
    assert table.due("statutory") == "2026-03-30"


# --- 15. 马丽, power cut


def test_a_paper_receipt_of_30_december_entered_on_31_has_its_notice_due_on_7_january():
    table = Table()
    paper = receive(channel=c.Channel.PAPER, receipt_number="P-0001")
    table.on("2025-12-31", CLERK, paper, occurred="2025-12-30", occurred_at="16:00")

    (event,) = table.events
    assert (str(event.on), event.occurred_at.isoformat(), event.at.isoformat()) == (
        "2025-12-30",
        "2025-12-30T08:00:00+00:00",
        "2025-12-31T02:00:00+00:00",
    )
    assert (table.case.receipt_number, table.due("notice")) == ("P-0001", "2026-01-07")


# --- a date beyond the data


def test_a_date_beyond_the_notices_is_provisional_and_skips_the_fixed_holidays():
    table = Table().accepted("2026-12-18")
    due = table.clock("promised").due(table.calendar)

    assert (due.day, due.provisional) == (date(2027, 1, 4), True)


# --- the ways out


def test_a_refusal_tells_reasons_and_remedies_and_is_delivered():
    table = Table().accepted("2026-03-02")
    table.on("2026-03-04", ASSISTANT, objection("fire"))
    table.on("2026-03-04", ASSISTANT.at("health_desk"), agree("health"))
    table.on("2026-03-05", LEAD, conforms())
    (decided,) = table.on("2026-03-06", LEAD, REFUSE)

    assert (decided.reasons, decided.remedies) == (REFUSE.reasons, REFUSE.remedies)
    paper = c.RecordDocument(c.DocumentKind.REFUSAL, "D-1", "sha256:refusal", "blob/refusal")
    table.on("2026-03-06", SWEEP, paper)
    table.on("2026-03-09", CLERK, POST_IT)
    table.on("2026-03-11", CLERK, SIGNED_FOR)
    assert table.case.status is Status.CLOSED


@pytest.mark.parametrize("stage", ["received", "accepted", "special"])
def test_the_applicant_may_withdraw_until_the_decision_even_during_a_special_procedure(stage):
    table = Table().received("2026-03-02") if stage == "received" else Table().accepted("2026-03-02")
    if stage == "special":
        table.on("2026-03-04", LEAD, expert_review("2026-03-10", "2026-03-23"))

    assert table.on("2026-03-11" if stage == "special" else "2026-03-05", APPLICANT, c.Withdraw())[-1] == (
        e.Withdrawn(None)
    )
    assert (table.case.status, table.dues()) == (Status.WITHDRAWN, {})


def test_after_the_decision_nothing_can_be_withdrawn():
    table = Table().decided("2026-03-02", "2026-03-05")

    assert table.refused("2026-03-06", APPLICANT, c.Withdraw()) == NotAllowedNow(
        status=Status.DECIDED.label, verb=c.Withdraw.verb()
    )
