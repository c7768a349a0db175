"""A recount looks at rows: it passes over none that the kernel would move, and says what the kernel says."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cast import (
    ACCEPT,
    APPLICANT,
    ASSISTANT,
    CHALLENGE,
    CLERK,
    DELIVER,
    EXTEND,
    GRANT,
    LEAD,
    LICENCE,
    NOT_OURS,
    NOTIFY,
    OLD_LICENCE,
    OVERSEER,
    PASSING,
    REQUEST,
    SWEEP,
    WHY,
    Table,
    agree,
    china,
    conforms,
    food_item,
    inspected_item,
    instant,
    joint_item,
    notice,
    outdoors,
    overseen_item,
    receive,
    renewal_item,
    right_told,
    schedule,
    supplement,
)
from examples import examples
from properties.test_bulk import calendars, clocks
from tongban.catalogue.law import load_signals
from tongban.handling import projection
from tongban.handling.clock_columns import clock_of, counting_of, excluded_of, limit_of
from tongban.handling.codec import Codec
from tongban.handling.messages import TOLD, Scene, messages
from tongban.handling.ports import CaseRows, LookedAt, may_concern
from tongban.handling.projection import ClockRow
from tongban.handling.recount_rows import case_of, turns_otherwise, write_of
from tongban.handling.sieve import Sieve
from tongban.kernel import Case, Command, decide_and_evolve
from tongban.kernel.calendar import Calendar, changed_days
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import Item, SpecialProcedure
from tongban.kernel.clock import Clock, ClockKind, Threshold, TimeLimit, Unit
from tongban.kernel.refusals import Refusal

HEAD = b"h" * 32


@st.composite
def amended(draw: st.DrawFn, calendar: Calendar) -> Calendar:
    """The calendar after another notice: days taken off, given back, made up for; perhaps one more year."""
    days = st.dates(calendar.first_day, calendar.last_known_day + timedelta(days=200))
    last = calendar.last_known_day.year + draw(st.sampled_from([0, 0, 1]))
    return Calendar(
        calendar.region,
        calendar.zone,
        calendar.first_day.year,
        last,
        off_days=calendar.off_days ^ draw(st.sets(days, max_size=5)),
        make_up_days=calendar.make_up_days ^ draw(st.sets(days, max_size=5)),
        fixed_holidays=calendar.fixed_holidays,
        hours=calendar.hours,
        version="amended",
    )


THRESHOLDS = load_signals().of("CN")


def row_of(
    subject: Clock, number: int, calendar: Calendar, thresholds: tuple[Threshold, ...] = ()
) -> ClockRow | None:
    """The row of a clock that is the only one of its case; None where the kernel refuses to count it.

    Without thresholds it fires at its end alone.
    """
    case = Case(id=f"{number:04}", clocks={subject.kind: subject})
    try:
        return projection.clocks(case, calendar, thresholds)[subject.kind]
    except Refusal:
        return None


@settings(max_examples=examples(200))
@given(data=st.data())
def test_every_row_the_kernel_would_change_passes_the_sieve_and_no_other(data):
    before = data.draw(calendars())
    after = data.draw(amended(before))
    subjects = data.draw(st.lists(clocks(before), min_size=1, max_size=20))
    known = {n: row for n, s in enumerate(subjects) if (row := row_of(s, n, before)) is not None}
    days = changed_days(before, after)
    looked = [LookedAt("X", 1, row) for row in known.values() if may_concern(days, row)]
    passed = Sieve(lambda _: after, days).moved(looked)
    assert {case_id: odd.rows for case_id, odd in passed.items()} == {
        row.case_id: (row,) for n, row in known.items() if row_of(subjects[n], n, after) != row
    }


@settings(max_examples=examples(200))
@given(data=st.data())
def test_a_clock_that_turns_to_a_colour_on_another_day_passes_the_sieve(data):
    before = data.draw(calendars())
    after = data.draw(amended(before))
    subjects = data.draw(st.lists(clocks(before), min_size=1, max_size=20))
    days = changed_days(before, after)
    assume(days is not None)
    known = {n: row for n, s in enumerate(subjects) if (row := row_of(s, n, before, THRESHOLDS)) is not None}
    looked = [LookedAt("X", 1, row) for row in known.values() if may_concern(days, row)]
    passed = Sieve(lambda _: after, days).moved(looked)
    assert {r.case_id for n, r in known.items() if row_of(subjects[n], n, after, THRESHOLDS) != r} <= set(
        passed
    )


def test_a_century_on_a_colour_the_calendar_before_had_no_day_for_passes_the_sieve():
    before, after = (Calendar("CN", UTC, 2015, last, off_days=set()) for last in (2015, 2016))
    limit = TimeLimit(2, Unit.NATURAL_DAY, "", rolls=False)
    clock = Clock(ClockKind.STATUTORY, limit).start(before.horizon, datetime(2026, 3, 2, tzinfo=UTC), "s")
    rows = [row_of(clock, 0, calendar, THRESHOLDS) for calendar in (before, after)]
    assert rows[0] is not None
    assert rows[0].due_on == before.horizon + timedelta(days=2)
    assert rows[0] != rows[1]
    days = changed_days(before, after)
    assert days is not None
    assert may_concern(days, rows[0])
    assert Sieve(lambda _: after, days).moved([LookedAt("CN", 1, rows[0])])


@given(data=st.data())
def test_a_clock_made_of_its_row_is_counted_as_the_clock_itself(data):
    calendar = data.draw(calendars())
    subject = data.draw(clocks(calendar))
    if data.draw(st.booleans()):
        subject = subject.stop(subject.started_on, datetime(2026, 3, 2, tzinfo=UTC), "s")
    again = clock_of(
        subject.kind,
        limit_of(counting_of(subject.limit), subject.amount),
        subject.started.day,
        subject.started.instant,
        excluded_of(subject),
        subject.is_running,
    )
    assert (again.started, again.excluded, again.amount, again.is_running) == (
        subject.started,
        subject.excluded,
        subject.amount,
        subject.is_running,
    )
    assert row_of(again, 1, calendar) == row_of(subject, 1, calendar)


# --- a case

#: Its last day is among those the law gives for the decision, and before some of them.
EXPIRING = replace(OLD_LICENCE, expires_on=date(2026, 4, 3))
MOVES = (
    (CLERK, ACCEPT),
    (CLERK, notice("floor_plan")),
    (APPLICANT, supplement("floor_plan")),
    (LEAD, conforms()),
    (LEAD, EXTEND),
    *((ASSISTANT.at(f"{s}_desk"), agree(s)) for s in ("fire", "health", "city")),
    (LEAD, GRANT),
    (SWEEP, LICENCE),
    (CLERK, DELIVER),
    (CLERK, c.CorrectEntry("accepted_on", "2026-03-03", "approver", WHY)),
    (SWEEP, PASSING),
    (SWEEP, c.TurnSignals(THRESHOLDS)),
    (LEAD, right_told()),
    (APPLICANT, REQUEST),
    (LEAD, schedule("2026-05-20")),
    (LEAD, NOTIFY),
    (APPLICANT, c.Withdraw()),
)


@st.composite
def played(draw: st.DrawFn) -> tuple[Table, datetime]:
    """A case some way into its life, and when somebody last acted on it."""
    item, papers = draw(
        st.sampled_from(
            [
                (food_item(), receive()),
                (food_item(), outdoors()),
                (joint_item(), receive("form")),
                (inspected_item(), receive()),
                (renewal_item(), receive(renews=EXPIRING)),
            ]
        )
    )
    table, now = Table(item).received("2026-03-02", papers), instant("2026-03-02")
    acts = draw(st.lists(st.sampled_from(MOVES), max_size=8))
    for who, body in acts:
        now += timedelta(hours=draw(st.sampled_from([1, 20, 50, 400])))
        command = Command(f"c{table.commands}", "case-1", now, who.account, who.post, body)
        try:
            table.play(command)
        except Refusal:
            continue
        if isinstance(body, c.Accept):
            begin = china().day_of(now) + timedelta(days=draw(st.integers(1, 9)))
            until = begin + timedelta(days=draw(st.integers(0, 20)))
            pause = c.StartSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, begin, until, "S-1")
            if draw(st.booleans()):
                table.play(replace(command, id="pause", actor=LEAD.account, post=LEAD.post, body=pause))
    return table, now


@settings(max_examples=examples(300))
@given(data=st.data())
def test_a_case_counted_from_its_rows_is_the_case_counted_from_its_events(data):
    table, now = data.draw(played())
    is_counted_alike(table, now, data.draw(china_amended()), THRESHOLDS)


def _granted(item: Item) -> Table:
    return Table(item).decided("2026-03-02", "2026-03-09")


def _fought(table: Table) -> Table:
    table.on("2026-03-16", LEAD, CHALLENGE)
    return table


def _sent_back() -> Table:
    table = _granted(overseen_item())
    table.on("2026-03-10", OVERSEER, NOT_OURS)
    return table


def _closed() -> Table:
    table = _granted(overseen_item())
    table.on("2026-03-09", SWEEP, LICENCE, at="11:00")
    table.on("2026-03-10", CLERK, DELIVER)
    return table


#: Tasks that bear the id of their clock, or are due by one that no step has, beside the delivery or not.
AFTERWARDS = {
    "inspectors to be named": lambda: Table(inspected_item()).accepted("2026-03-02"),
    "handed over": lambda: _granted(overseen_item()),
    "sent back": _sent_back,
    "handed over, and closed": _closed,
    "fought before it was delivered": lambda: _fought(_granted(food_item())),
    "fought, handed over and closed": lambda: _fought(_closed()),
}


@pytest.mark.parametrize("stood", AFTERWARDS.values(), ids=AFTERWARDS)
@pytest.mark.parametrize("off", ["2026-03-06", "2026-03-11", "2026-03-13", "2026-03-18", "2026-03-30"])
def test_what_is_owed_afterwards_is_due_by_its_own_clock(stood, off):
    table = stood()
    # Without colours, which a row does not say: the end alone is counted.
    now = instant("2026-03-17" if table.case.challenges else "2026-03-10")
    is_counted_alike(table, now, otherwise({date.fromisoformat(off)}), ())


@st.composite
def china_amended(draw: st.DrawFn) -> Calendar:
    """The country's calendar, with some days otherwise."""
    days = st.dates(date(2026, 3, 1), date(2026, 8, 1))
    return otherwise(draw(st.sets(days, min_size=1, max_size=12)))


def otherwise(days: set[date]) -> Calendar:
    """The country's calendar, with these days off that were not, or the other way round."""
    before = china()
    return Calendar(
        "CN",
        before.zone,
        2007,
        2026,
        off_days=before.off_days ^ days,
        make_up_days=before.make_up_days,
        fixed_holidays=before.fixed_holidays,
        hours=before.hours,
        version="amended",
    )


def is_counted_alike(table: Table, now: datetime, after: Calendar, thresholds: tuple[Threshold, ...]) -> None:
    before, case, item = china(), table.case, table.item
    tasks = projection.tasks(case, item, before)
    rows = projection.clocks(case, before, thresholds)
    stored = CaseRows(projection.summary(case, before), HEAD, tuple(tasks.values()))
    changed = changed_days(before, after)
    looked = [LookedAt("X", case.version, row) for row in rows.values()]
    odd = [row for found in Sieve(lambda _: after, changed).moved(looked).values() for row in found.rows]
    due_before = tuple(c.StoredDue(row.clock_id, row.due_on) for row in odd if row.running)
    body = c.RecountClocks("", "amended", due_before, "§")
    command = Command("recount:1", "case-1", now + timedelta(hours=1), SWEEP.account, "", body)
    known = case_of(stored.summary, odd)
    assert known is not None
    found = write_of(stored, odd, known, command, item, after, Codec(), thresholds, changed or ())
    events, then = decide_and_evolve(case, command, item, after)
    if found is None:  # a day moved that may have been announced as passed: that the events alone tell
        announced = any(row.fired or row.due_on <= china().day_of(command.at) for row in rows.values())
        # Or its last day hangs on more than a clock, or a colour comes on another day.
        turns = any(row.running and turns_otherwise(row, changed or ()) for row in odd)
        own_day = (projection.TaskKind.HEARING, projection.TaskKind.DISPUTE)
        hearing = any(row.kind in own_day for row in tasks.values())
        # Or a licence to renew may expire before the law's last day.
        assert announced or turns or hearing or item.renewal
        return
    assert (found.version, found.records) == (case.version, Codec().write(events, HEAD))
    assert found.summary == projection.summary(then, after)
    scene = Scene(then, item, found.summary, found.tasks, after)
    assert found.messages == messages(TOLD, events, scene)
    assert rows | {row.clock_id: row for row in found.clocks} == projection.clocks(then, after, thresholds)
    assert tasks | {row.task_id: row for row in found.tasks} == projection.tasks(then, item, after)
