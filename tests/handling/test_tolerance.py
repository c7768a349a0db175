"""Walk-through 4 over the ports: 李娜, accepted with a gap on 2025-12-29; what is kept, numbered and owed."""

from dataclasses import replace
from datetime import date

import pytest

from cast import APPLICANT, ASSISTANT, CLERK, GAP, LEAD, OUTSIDER, gap_item
from office import PDF, Office, open_office
from tongban.handling import audit, examination, intake, outcome, tolerance
from tongban.handling.in_memory import MemoryStore
from tongban.handling.kept_files import KeptFile, kept_file
from tongban.handling.projection import RETURN_TASK, TaskRow
from tongban.handling.sweep import sweep
from tongban.handling.uploads import Upload, checked
from tongban.kernel import Status, replay
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import GapConsequence
from tongban.kernel.case.state import Gap
from tongban.kernel.refusals import (
    GapNotOffered,
    GapNotTolerable,
    GapStillInTime,
    GrantLacksMaterials,
    NothingIsMissing,
    NotYourStep,
    UndertakingMissing,
)
from tongban.kernel.words import Bilingual

CASE = "case-1"
MAIN = ("form", "licence_copy")
WORDS = (
    "本申请人承诺：自受理之日起 5 个工作日内补交经营场所平面图。"
    "逾期未补交、经提醒后 15 个工作日内仍未补交的，同意退回申请。"
)


def signed() -> Upload:
    return checked("容缺承诺书.pdf", PDF)


def received(*materials: str, undertakes: bool = False) -> Office:
    office = open_office("2025-12-29", item=gap_item())
    office.receive(CASE, materials or MAIN, undertakes=undertakes)
    return office


def accept(office: Office, scan: Upload | None = None, command_id: str = "") -> None:
    tolerance.accept_with_gap(office.handler, office.ask(CASE, CLERK, command_id), scan)


def open_gap() -> Office:
    office = received()
    accept(office, signed())
    return office


def swept(office: Office, day: str) -> Office:
    office.on(day, "00:10")
    sweep(office.handler)
    return office.on(day)


def dues(office: Office) -> dict[str, str]:
    standing = office.handler.standing(CASE)
    return {
        str(name): clock.due(standing.calendar).day.isoformat()
        for name, clock in standing.case.clocks.items()
        if name in ("gap", "gap_reminder", "promised", "statutory") and clock.is_running
    }


def task(office: Office) -> TaskRow | None:
    assert isinstance(office.store, MemoryStore)
    row = office.store.tasks(CASE).get(RETURN_TASK)
    return row if row is None or row.state == "open" else None


# --- the whole course, by its dates


def test_li_na_has_until_6_january_and_every_clock_runs_from_29_december() -> None:
    office = open_gap()
    case = office.handler.standing(CASE).case
    assert case.gap is not None
    assert case.gap == Gap(("floor_plan",), case.gap.undertaking, GapConsequence.RETURNED)
    assert dues(office) == {"gap": "2026-01-06", "promised": "2026-01-13", "statutory": "2026-01-27"}
    assert (case.acceptance_number, task(office)) == ("演审受〔2025〕1号", None)


def test_what_was_missed_is_reminded_of_and_returned_after_the_further_days() -> None:
    office = swept(open_gap(), "2026-01-06")
    assert "GapMissed" not in office.events(CASE)
    swept(office, "2026-01-07")
    assert office.events(CASE).count("GapMissed") == 1
    assert dues(office) == {
        "gap_reminder": "2026-01-28",
        "promised": "2026-01-13",
        "statutory": "2026-01-27",
    }

    swept(office, "2026-01-28")
    assert task(office) is None
    with pytest.raises(GapStillInTime) as early:
        tolerance.return_application(office.handler, office.ask(CASE, LEAD), "没有补交")
    assert "2026-01-28" in early.value.sentence.zh

    swept(office, "2026-01-29")
    assert task(office) == TaskRow(
        case_id=CASE,
        task_id="tolerance:return",
        kind="tolerance",
        authority="market",
        post="licensing",
        state="open",
        opened_on=date(2026, 1, 28),
        due_on=date(2026, 1, 27),
        taken_by="",
    )
    tolerance.return_application(office.handler, office.ask(CASE, LEAD), "提醒后仍未补交平面图")
    returned = office.handler.history(CASE)[-1].body
    # The attempt that came too early had leased the first number: unique, not gapless.
    assert (returned.notice_number, returned.basis) == ("演审退〔2026〕2号", GAP.basis)
    assert office.handler.standing(CASE).case.status is Status.TERMINATED
    assert (task(office), dues(office)) == (None, {})


def test_what_comes_in_time_fills_the_gap_and_the_licence_may_be_granted() -> None:
    office = open_gap().on("2026-01-05")
    for step in [s for s in office.handler.standing(CASE).case.open_steps if s.plan.kind == "opinion"]:
        asked = office.ask(CASE, ASSISTANT.at(step.plan.post))
        examination.give_opinion(office.handler, asked, step.plan.id, c.OpinionResult.AGREE)
    examination.complete_step(office.handler, office.ask(CASE, LEAD), "examine", c.Finding.CONFORMS)

    def grant() -> None:
        outcome.grant(office.handler, office.ask(CASE, LEAD), prefix="JY", basis="食品安全法§35")

    with pytest.raises(GrantLacksMaterials):
        grant()
    intake.supplement(office.handler, office.ask(CASE, APPLICANT), {"floor_plan": [checked("p.pdf", PDF)]})
    assert office.events(CASE)[-2:] == ["Supplemented", "GapFilled"]
    grant()
    assert office.handler.standing(CASE).case.outcome is c.Outcome.GRANTED


def test_a_gap_filled_after_the_reminder_leaves_no_task() -> None:
    office = swept(swept(open_gap(), "2026-01-07"), "2026-01-29")
    assert task(office) is not None
    intake.supplement(office.handler, office.ask(CASE, CLERK), {}, ["floor_plan"])
    assert task(office) is None


def test_where_the_undertaking_says_decide_there_is_nothing_to_return() -> None:
    rule = replace(GAP, consequence=GapConsequence.DECIDED_WITHOUT)
    office = open_office("2025-12-29", item=gap_item(rule))
    office.receive(CASE, MAIN)
    accept(office, signed())
    assert task(swept(office, "2026-01-07")) is None


# --- the undertaking


def test_a_signed_undertaking_is_kept_as_a_file_under_the_applicants_key() -> None:
    office = open_gap()
    gap = office.handler.standing(CASE).case.gap
    assert gap is not None
    text = office.personal.read(CASE, [gap.undertaking.ref])[gap.undertaking.ref]
    kept = kept_file(office.handler.ports, CASE, text)
    assert kept == KeptFile("容缺承诺书.pdf", "application/pdf", PDF)
    assert tolerance.confirmed_in(text or "") is None


def test_what_was_undertaken_online_stands_word_for_word() -> None:
    office = received(undertakes=True).on("2025-12-30")
    accept(office)
    gap = office.handler.standing(CASE).case.gap
    assert gap is not None
    kept = office.personal.read(CASE, [gap.undertaking.ref])[gap.undertaking.ref]
    assert tolerance.confirmed_in(kept) == tolerance.Undertaking(("floor_plan",), WORDS, date(2025, 12, 29))
    stored = office.store.load(CASE)
    assert stored is not None
    assert "补交" not in "".join(record.body.decode() for record in stored.records)


def test_without_either_nothing_is_accepted() -> None:
    office = received()
    with pytest.raises(UndertakingMissing):
        accept(office)
    assert office.events(CASE) == ["Received"]


def test_an_undertaking_that_does_not_name_all_that_is_missing_is_none() -> None:
    office = received(undertakes=True)
    wrong = [intake.DefectFound("licence_copy", c.DefectKind.OUTDATED)]
    intake.request_supplement(office.handler, office.ask(CASE, CLERK), wrong)
    with pytest.raises(GapNotTolerable):
        accept(office)
    online = tolerance.undertaken_online(office.handler, CASE)
    assert online is not None
    assert tolerance.covers(online, ["floor_plan"])
    assert not tolerance.covers(online, ["floor_plan", "licence_copy"])


@pytest.mark.parametrize(
    ("materials", "refusal"),
    [
        ((*MAIN, "floor_plan"), NothingIsMissing()),
        (("form",), GapNotTolerable(materials=Bilingual("营业执照复印件", "business licence copy"))),
    ],
)
def test_nobody_undertakes_online_what_is_there_or_may_not_be_missing(
    materials: tuple[str, ...], refusal: Exception
) -> None:
    with pytest.raises(type(refusal)) as refused:
        received(*materials, undertakes=True)
    assert refused.value == refusal


def test_an_item_without_a_rule_has_no_undertaking() -> None:
    office = open_office("2025-12-29")
    with pytest.raises(GapNotOffered):
        office.receive(CASE, MAIN, undertakes=True)


def test_the_last_day_is_counted_as_if_accepted_now() -> None:
    office = received()
    standing = office.handler.standing(CASE)
    now = office.handler.ports.clock.now()
    assert tolerance.last_day(standing.item, now, standing.calendar) == date(2026, 1, 6)


@pytest.mark.parametrize(
    ("missing", "may"), [((), False), (("floor_plan",), True), (("floor_plan", "licence_copy"), False)]
)
def test_only_what_may_come_later_is_tolerable(missing: tuple[str, ...], may: bool) -> None:
    assert tolerance.is_tolerable(gap_item(), missing) is may


def test_the_promise_says_only_what_the_item_says() -> None:
    decided = gap_item(replace(GAP, consequence=GapConsequence.DECIDED_WITHOUT))
    assert tolerance.promise(decided, ["floor_plan"]).zh == (
        "本申请人承诺：自受理之日起 5 个工作日内补交经营场所平面图。逾期未补交的，同意按现有材料作出决定。"
    )
    assert tolerance.promise(gap_item(), ["floor_plan"]).en == (
        "The applicant undertakes to hand in floor plan within 5 working days of acceptance. If it is not "
        "handed in by then, nor within 15 working days of a reminder, the applicant agrees that the "
        "application is returned."
    )


# --- once, by the right hands, and provable


def test_a_retry_answers_as_before_and_spends_no_number() -> None:
    office = received()
    for _ in range(2):
        accept(office, signed(), "once")
    assert office.events(CASE).count("GapTolerated") == 1
    office.receive("case-2", (*MAIN, "floor_plan"))
    office.accept("case-2")
    assert office.handler.standing("case-2").case.acceptance_number == "演审受〔2025〕2号"


def test_who_is_not_at_the_post_neither_accepts_nor_returns() -> None:
    office = received()
    for person in (APPLICANT, LEAD, OUTSIDER):
        with pytest.raises(NotYourStep):
            tolerance.accept_with_gap(office.handler, office.ask(CASE, person), signed())
    accept(office, signed())
    swept(swept(office, "2026-01-07"), "2026-01-29")
    for person in (CLERK, APPLICANT, ASSISTANT):
        with pytest.raises(NotYourStep):
            tolerance.return_application(office.handler, office.ask(CASE, person), "没有补交")


def test_each_of_the_two_acts_calls_for_its_paper() -> None:
    office = swept(swept(open_gap(), "2026-01-07"), "2026-01-29")
    tolerance.return_application(office.handler, office.ask(CASE, LEAD), "没有补交")
    assert isinstance(office.store, MemoryStore)
    made = [job.arguments["document"] for job in office.store.jobs(CASE).values()]
    assert made == ["receipt", "acceptance_notice", "gap_notice", "return_notice"]


def test_the_record_is_whole_and_replays_to_the_same_case() -> None:
    office = swept(swept(open_gap(), "2026-01-07"), "2026-01-29")
    tolerance.return_application(office.handler, office.ask(CASE, LEAD), "没有补交")
    assert replay(office.handler.history(CASE)) == office.handler.standing(CASE).case
    assert audit.verify_case(office.handler, CASE) == []
