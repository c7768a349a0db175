"""停钟规则 — what stops the promise is what the item published; the statute stops for its eight alone."""

from cast import LEAD, Table, day, expert_review, food_item
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import PromiseStop, SpecialProcedure
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import ExclusionOutsideTheLimit, ExclusionOverlaps, NotASpecialProcedure

SUPPLEMENT, PAYMENT = SpecialProcedure.SUPPLEMENT, SpecialProcedure.PAYMENT
PUBLISHED = food_item(
    promise_stops_for=(
        PromiseStop(SpecialProcedure.EXPERT_REVIEW, "承诺规定§6"),
        PromiseStop(PAYMENT, "承诺规定§7"),
    )
)


def payment(begin: str, until: str) -> c.StartSpecialProcedure:
    return c.StartSpecialProcedure(PAYMENT, day(begin), day(until), "S-2")


def test_a_published_wait_for_the_applicant_stops_the_promise_and_never_the_statute():
    table = Table(PUBLISHED).accepted("2026-03-02")
    before = table.due("statutory")
    (excluded,) = table.on("2026-03-04", LEAD, payment("2026-03-05", "2026-03-11"))

    assert excluded == e.TimeExcluded(
        PAYMENT, day("2026-03-05"), day("2026-03-11"), "S-2", (ClockKind.PROMISED,), "承诺规定§7"
    )
    assert (table.due("statutory"), table.due("promised")) == (before, "2026-03-23")
    assert not table.case.is_paused(day("2026-03-05"))


def test_a_published_wait_ends_when_the_applicant_has_paid():
    table = Table(PUBLISHED).accepted("2026-03-02")
    table.on("2026-03-04", LEAD, payment("2026-03-05", "2026-03-11"))
    (resumed,) = table.on("2026-03-06", LEAD, c.EndSpecialProcedure(PAYMENT, day("2026-03-06")))

    assert resumed == e.TimeResumed(PAYMENT, day("2026-03-06"), (ClockKind.PROMISED,), "承诺规定§7")
    assert table.due("promised") == "2026-03-18"


def test_what_the_item_has_not_published_stops_nothing():
    table = Table(PUBLISHED).accepted("2026-03-02")
    body = c.StartSpecialProcedure(SUPPLEMENT, day("2026-03-05"), day("2026-03-11"), "S-2")

    assert isinstance(table.refused("2026-03-04", LEAD, body), NotASpecialProcedure)
    assert isinstance(Table().accepted("2026-03-02").refused("2026-03-04", LEAD, body), NotASpecialProcedure)


def test_a_special_procedure_of_the_law_the_promise_does_not_name_stops_the_statute_alone():
    stops = (PromiseStop(PAYMENT, "承诺规定§7"),)
    table = Table(food_item(promise_stops_for=stops)).accepted("2026-03-02")
    (excluded,) = table.on("2026-03-04", LEAD, expert_review("2026-03-10", "2026-03-23"))

    assert isinstance(excluded, e.TimeExcluded)
    assert (excluded.clocks, excluded.basis) == ((ClockKind.STATUTORY,), "行政许可法§45")


def test_each_clock_stops_by_its_own_rule_and_its_ledger_says_which():
    table = Table(PUBLISHED).accepted("2026-03-02")
    (excluded,) = table.on("2026-03-04", LEAD, expert_review("2026-03-10", "2026-03-13"))
    body = c.EndSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, day("2026-03-11"))
    resumed = table.on("2026-03-11", LEAD, body)[-1]

    assert isinstance(excluded, e.TimeExcluded)
    assert isinstance(resumed, e.TimeResumed)
    assert (excluded.basis, excluded.promise_basis) == ("行政许可法§45", "承诺规定§6")
    assert (resumed.basis, resumed.promise_basis) == ("行政许可法§45", "承诺规定§6")
    told = {kind: [entry.basis for entry in table.clock(kind).entries[1:]] for kind in excluded.clocks}
    assert told == {
        ClockKind.STATUTORY: ["行政许可法§45", "行政许可法§45"],
        ClockKind.PROMISED: ["承诺规定§6", "承诺规定§6"],
    }
    assert "（承诺规定§6）" in table.explains(ClockKind.PROMISED, "zh")


def test_where_no_rule_of_its_own_is_published_the_promise_stops_by_the_law():
    table = Table().accepted("2026-03-02")
    (excluded,) = table.on("2026-03-04", LEAD, expert_review("2026-03-10", "2026-03-13"))
    assert isinstance(excluded, e.TimeExcluded)
    assert (excluded.basis, excluded.promise_basis) == ("行政许可法§45", None)
    assert table.clock(ClockKind.PROMISED).entries[1].basis == "行政许可法§45"


def test_one_day_of_a_promise_is_never_excluded_twice():
    table = Table(PUBLISHED).accepted("2026-03-02")
    table.on("2026-03-04", LEAD, payment("2026-03-05", "2026-03-11"))
    refusal = table.refused("2026-03-05", LEAD, expert_review("2026-03-10", "2026-03-23"))

    assert isinstance(refusal, ExclusionOverlaps)


def test_a_promise_that_is_past_waits_for_nobody():
    table = Table(PUBLISHED).accepted("2026-03-02")  # promised until 16 March

    assert isinstance(
        table.refused("2026-03-17", LEAD, payment("2026-03-17", "2026-03-20")), ExclusionOutsideTheLimit
    )


def test_the_days_of_a_wait_are_explained_as_the_applicants():
    table = Table(PUBLISHED).accepted("2026-03-02")
    table.on("2026-03-04", LEAD, payment("2026-03-05", "2026-03-11"))
    table.on("2026-03-06", LEAD, c.EndSpecialProcedure(PAYMENT, day("2026-03-06")))

    assert table.explains(ClockKind.PROMISED, "zh").splitlines()[1:3] == [
        "2026-03-05 至 2026-03-11 等待申请人，首尾两日均不计入，已以 S-2 书面告知（承诺规定§7）。",
        "2026-03-06 起不再等待申请人，次日起继续计算（承诺规定§7）。",
    ]
    assert "等待" not in table.explains(ClockKind.STATUTORY, "zh")
