"""The calendar changes while clocks run: what moved is said, what did not is not."""

from datetime import date, time

from cast import ACCEPT, CLERK, LEAD, SWEEP, Table, china, conforms, day, noticed, receive
from tongban.kernel.calendar import BusinessHours, Calendar, changed_days
from tongban.kernel.case import commands as c
from tongban.kernel.case.events import ClocksRecounted, LimitPassed, MovedClock
from tongban.kernel.clock import ClockKind, explain

BASIS = "全国年节及纪念日放假办法；2027年放假通知"


def recount(table: Table, calendar: Calendar) -> c.RecountClocks:
    """The command for a case as its days stand, and the new calendar on the table."""
    told = {
        str(n): clock.due(table.calendar).day for n, clock in table.case.clocks.items() if clock.is_running
    }
    before, table.calendar = table.calendar.version, calendar
    due_before = tuple(c.StoredDue(name, due) for name, due in told.items())
    return c.RecountClocks(before, calendar.version, due_before, BASIS)


def test_a_notice_that_moves_a_december_day_moves_the_clocks_that_count_it():
    table = Table().accepted("2026-12-18")
    happened = table.on("2026-12-22", SWEEP, recount(table, noticed()))
    assert happened == (
        ClocksRecounted(
            "holiday-cn 2026",
            "invented 2027",
            # The statutory limit counts both the day taken off and the one made up for: it stays.
            (MovedClock("promised", day("2027-01-04"), day("2027-01-05")),),
            BASIS,
        ),
    )
    assert table.events[-1].actor == "system:clock"
    assert table.due("promised") == "2027-01-05"


def test_a_day_that_becomes_certain_without_moving_is_not_worth_an_event():
    table = Table().accepted("2026-12-18")
    due = [str(d) for d in table.dues().values()]
    confirmed = Calendar(
        "CN",
        china().zone,
        2007,
        2027,
        off_days=china().off_days | {date(2027, 1, 1)},
        make_up_days=china().make_up_days,
        hours=china().hours,
        version="confirmed",
    )
    assert table.on("2026-12-22", SWEEP, recount(table, confirmed)) == ()
    assert [str(d) for d in table.dues().values()] == due
    assert not table.clock("promised").due(confirmed).provisional


def test_stopped_clocks_are_history_and_stay_as_they_were():
    table = Table().accepted("2026-12-18")
    command = recount(table, noticed())
    table.calendar = china()
    table.on("2026-12-21", LEAD, conforms())
    table.calendar = noticed()
    (happened,) = table.on("2026-12-22", SWEEP, command)
    assert isinstance(happened, ClocksRecounted)
    assert [moved.clock for moved in happened.moved] == ["promised"]


def test_what_the_new_calendar_lets_pass_is_said_after_the_days_moved():
    table = Table(calendar=noticed()).accepted("2026-12-18")
    command = recount(table, china())  # the notice is taken back: the promise ends a day earlier
    happened = table.on("2027-01-05", SWEEP, command, at="09:00")
    assert [type(h) for h in happened] == [ClocksRecounted]
    assert LimitPassed("promised", day("2027-01-04")) in table.pass_time("2027-01-05", at="09:01")


def test_the_explanation_says_that_and_why_the_day_moved():
    table = Table().accepted("2026-12-18")
    table.on("2026-12-22", SWEEP, recount(table, noticed()))
    said = explain(table.clock(ClockKind.PROMISED), table.calendar)
    assert [(s.zh, s.en) for s in said][1] == (
        f"2026-12-22 按新的放假安排重新计算，届满日由 2027-01-04 变为 2027-01-05（{BASIS}）。",
        "On 2026-12-22 the days were counted again by the new holiday calendar: the last day moved from "
        f"2027-01-04 to 2027-01-05 ({BASIS}).",
    )


def test_a_notice_that_was_never_stored_moves_nothing():
    table = Table().received("2026-12-18", receive())
    told = (c.StoredDue("promised", day("2027-01-04")), c.StoredDue("notice", day("2026-12-25")))
    assert table.on("2026-12-22", SWEEP, c.RecountClocks("a", "b", told, BASIS)) == ()
    assert table.on("2026-12-22", CLERK, ACCEPT)


# --- which days changed


def test_the_changed_days_are_those_that_count_otherwise():
    assert [str(d) for d in changed_days(china(), noticed()) or ()] == [
        "2026-12-31",
        # The fixed holidays of a year without a notice are worked where its notice does not say otherwise.
        "2027-01-09",
        "2027-10-01",
    ]


def test_a_calendar_beside_itself_has_no_changed_days():
    assert changed_days(noticed(), noticed()) == ()


def test_another_half_day_is_a_changed_day_and_other_hours_change_every_day():
    def with_hours(*half_days: date, close: int = 17) -> Calendar:
        hours = BusinessHours([(time(9), time(close))], {d: [(time(9), time(12))] for d in half_days})
        return Calendar("XX", china().zone, 2026, 2026, hours=hours)

    assert changed_days(with_hours(), with_hours(day("2026-03-02"))) == (day("2026-03-02"),)
    assert changed_days(with_hours(), with_hours(close=18)) is None
