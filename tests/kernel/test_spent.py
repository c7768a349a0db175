"""用时 — whose days they were, held against a wall calendar (March and April 2026)."""

from cast import LEAD, Table, day, expert_review, food_item, instant
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import PromiseStop, SpecialProcedure
from tongban.kernel.clock import Clock, ClockKind, Counting, Span, Spent, TimeKind, TimeLimit, Unit, spent

RUNNING, EXCLUDED, WAITING = TimeKind
PAYMENT = SpecialProcedure.PAYMENT
ITEM = food_item(
    promise_stops_for=(
        PromiseStop(SpecialProcedure.EXPERT_REVIEW, "承诺规定§6"),
        PromiseStop(PAYMENT, "承诺规定§7"),
    )
)


def paid_and_reviewed() -> Table:
    """Accepted on Monday 2 March; a payment is waited for from the 4th on, experts meet from the 9th on."""
    table = Table(ITEM).accepted("2026-03-02")
    pays = c.StartSpecialProcedure(PAYMENT, day("2026-03-04"), day("2026-03-06"), "S-1")
    table.on("2026-03-03", LEAD, pays)
    table.on("2026-03-06", LEAD, expert_review("2026-03-09", "2026-03-13", "S-2"))
    return table


def of(table: Table, kind: ClockKind, today: str) -> list[tuple[str, str, str, int]]:
    spans = spent(table.clock(kind), day(today), table.calendar).spans
    return [(span.kind.value, str(span.begin)[5:], str(span.until)[5:], span.days) for span in spans]


def test_running_excluded_and_the_applicants_time_are_measured_apart_for_each_clock():
    table = paid_and_reviewed()
    assert of(table, ClockKind.PROMISED, "2026-03-17") == [
        ("running", "03-03", "03-03", 1),
        ("waiting", "03-04", "03-06", 3),
        ("running", "03-07", "03-08", 0),  # a weekend
        ("excluded", "03-09", "03-13", 5),
        ("running", "03-14", "03-17", 2),
    ]
    # What the applicant took is the office's time by law: only art. 45 stops the statute.
    assert of(table, ClockKind.STATUTORY, "2026-03-17") == [
        ("running", "03-03", "03-08", 4),
        ("excluded", "03-09", "03-13", 5),
        ("running", "03-14", "03-17", 2),
    ]


def test_a_stretch_under_way_is_measured_up_to_today_and_one_ahead_not_at_all():
    table = paid_and_reviewed()
    assert of(table, ClockKind.PROMISED, "2026-03-10")[-1] == ("excluded", "03-09", "03-10", 2)
    assert of(table, ClockKind.PROMISED, "2026-03-05") == [
        ("running", "03-03", "03-03", 1),
        ("waiting", "03-04", "03-05", 2),
    ]
    assert of(table, ClockKind.PROMISED, "2026-03-02") == []


def test_a_procedure_that_ended_early_is_measured_to_its_last_day():
    table = paid_and_reviewed()
    ended = c.EndSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, day("2026-03-10"))
    table.on("2026-03-11", LEAD, ended)
    assert of(table, ClockKind.STATUTORY, "2026-03-17")[1:] == [
        ("excluded", "03-09", "03-10", 2),
        ("running", "03-11", "03-17", 5),
    ]


def test_nothing_is_spent_once_the_clock_has_stopped():
    clock = Clock(ClockKind.PROMISED, TimeLimit(10, Unit.WORKING_DAY, "")).start(
        day("2026-03-02"), instant("2026-03-02"), "s"
    )
    stopped = clock.stop(day("2026-03-05"), instant("2026-03-05"), "s")
    calendar = Table().calendar
    assert spent(stopped, day("2026-06-01"), calendar) == spent(clock, day("2026-03-05"), calendar)


def test_limits_in_calendar_days_are_measured_in_those():
    clock = Clock(ClockKind.STATUTORY, TimeLimit(3, Unit.MONTH, "")).start(
        day("2026-03-02"), instant("2026-03-02"), "s"
    )
    assert spent(clock, day("2026-03-08"), Table().calendar) == Spent(
        Unit.NATURAL_DAY, (Span(RUNNING, day("2026-03-03"), day("2026-03-08"), 6),)
    )


def test_where_the_day_of_the_event_counts_it_is_spent():
    limit = TimeLimit(5, Unit.WORKING_DAY, "", counting=Counting(first_day=True))
    clock = Clock(ClockKind.STEP, limit).start(day("2026-03-02"), instant("2026-03-02"), "s")
    assert spent(clock, day("2026-03-03"), Table().calendar).days(RUNNING) == 2


def test_every_span_is_said_in_both_languages():
    table = paid_and_reviewed()
    promised = spent(table.clock(ClockKind.PROMISED), day("2026-03-09"), table.calendar)
    assert [sentence.zh for sentence in promised.words] == [
        "2026-03-03 至 2026-03-03：机关用时，1 个工作日。",
        "2026-03-04 至 2026-03-06：等申请人（不计入），3 个工作日。",
        "2026-03-07 至 2026-03-08：机关用时，0 个工作日。",
        "2026-03-09 至 2026-03-09：特别程序（不计入），1 个工作日。",
    ]
    assert [sentence.en for sentence in promised.words][1:3] == [
        "2026-03-04 to 2026-03-06: waiting for the applicant (not counted), 3 working days.",
        "2026-03-07 to 2026-03-08: the office's time, 0 working days.",
    ]
