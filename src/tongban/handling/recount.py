"""重新计算期限 — count the clocks of all cases by a changed calendar, in batches, and say what moved.

Which clock rows are concerned is told in bulk (`sieve`); the others are neither read nor written. The kernel
decides, from the rows where they say enough (`recount_rows`), else from the events; up to a batch of cases is
committed in one transaction. A case that meets another command is decided again. Whoever is killed in the
middle leaves nothing behind: a case that was taken has the rows of the new calendar and has answered the
command of this count, and is passed over by whoever goes on.

Other thresholds of signals than at the last count concern every clock that waits to turn: all those cases are
decided from their events, which alone say what was said of them.

Cases are taken stretch by stretch of their ids. Stretches know nothing of each other, so several processes
may take one each; who asked for the count writes down that it was done.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import chain, islice

from tongban.handling import projection
from tongban.handling.calendars import POLL_SECONDS, Edition, NewestCalendars, of_data
from tongban.handling.carrying_out import Handler
from tongban.handling.codec import asked_digest, command_digest
from tongban.handling.messages import TOLD, Scene, messages
from tongban.handling.notice_ports import Count
from tongban.handling.ports import CaseRows, CaseStore, Conflict, History, Stretch, Write
from tongban.handling.projection import ClockRow
from tongban.handling.recount_rows import case_of, write_of
from tongban.handling.sieve import Odd, Sieve
from tongban.kernel import Command, decide_and_evolve
from tongban.kernel.calendar import Calendar, changed_days
from tongban.kernel.case.commands import RecountClocks, StoredDue
from tongban.kernel.case.matter import CLOCKWORK
from tongban.kernel.refusals import Told

BATCH = 500
#: Cases looked at by one query, which is a stretch.
WINDOW = 5_000
#: Until every process knows the newest notice, and what it was deciding by the old one is stored.
SETTLE = timedelta(seconds=3 * POLL_SECONDS)
_BASIS = "全国年节及纪念日放假办法"
_ATTEMPTS = 50


@dataclass(frozen=True, slots=True)
class Recounted:
    """重算结果 — cases counted again, those where something moved, and those that could not be."""

    cases: int
    moved: int
    failed: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: "Recounted") -> "Recounted":
        """Both together."""
        failed = self.failed + other.failed
        return Recounted(self.cases + other.cases, self.moved + other.moved, failed)


@dataclass(frozen=True)
class _Round:
    """One count: by which calendars, instead of which, under which id, because of what.

    `signals` is the digest of the thresholds, and `turns_anew` where they are others than at the last count.

    `command_id` is the same for every case of this count, whoever brings it.
    """

    number: int
    command_id: str
    signals: str
    turns_anew: bool
    edition: Edition
    before: Mapping[str, Calendar]
    region_of: Callable[[str], str]
    basis: str

    @cached_property
    def days(self) -> tuple[date, ...] | None:
        """The days that count otherwise now in some region; None where any may."""
        days: set[date] = set()
        for region, calendar in self.edition.calendars.items():
            was = self.before.get(region)
            # What was certain and is so no more is no other day, and is another answer.
            if was is None or calendar.last_certain_day < was.last_certain_day:
                return None
            changed = changed_days(was, calendar)
            if changed is None:
                return None
            days.update(changed)
        return tuple(sorted(days))

    def calendar_of(self, division: str) -> Calendar:
        return self.edition.calendars[self.region_of(division)]

    def command(self, case_id: str, calendar: Calendar, rows: Iterable[ClockRow], at: datetime) -> Command:
        was = self.before.get(calendar.region)
        body = RecountClocks(
            calendar_before=was.version if was else "",
            calendar_after=calendar.version,
            due_before=tuple(StoredDue(row.clock_id, row.due_on) for row in rows if row.running),
            basis=self.basis,
        )
        return Command(self.command_id, case_id, at, CLOCKWORK, "", body)


def waiting_for(calendars: NewestCalendars, now: datetime, settle: timedelta = SETTLE) -> timedelta:
    """How long until the newest notice may be counted by: until everybody knows of it."""
    notices = calendars.look().notices
    return max(timedelta(), notices[-1].added_at + settle - now) if notices else timedelta()


def is_counted(handler: Handler, calendars: NewestCalendars) -> bool:
    """Whether every clock was counted through by the newest calendars, and by these thresholds."""
    last = calendars.notices.counted()
    return (
        last is not None
        and last.calendars == calendars.look().days
        and last.signals == handler.signals.digest
    )


#: Has the stretches of a count done by others, each by `count_stretch`, and gives what each came to.
Spread = Callable[[str, Iterable[Stretch]], Iterable[Recounted]]


class OtherCount(Exception):
    """Whoever was to help knows other notices than whoever asked; count again."""


def recount(
    handler: Handler,
    calendars: NewestCalendars,
    *,
    batch: int = BATCH,
    window: int = WINDOW,
    tell: Callable[[int, int], None] = lambda cases, moved: None,
    spread: Spread | None = None,
) -> Recounted | None:
    """Count all clocks the newest calendars may have moved; None where that was done already.

    Bring `waiting_for` to zero first: who still decides by the old calendar would store its days anew.
    Where a case could not be counted it is not written down that all were, and the next count takes it up.

    Args:
        handler: acts; its store is counted through.
        calendars: the newest ones, and where it is written down that they were counted by.
        batch: cases in one transaction.
        window: cases in a stretch.
        tell: is told, after each batch, how many cases were taken and moved so far.
        spread: where there is more than one stretch, has them counted by others; `batch` is theirs to
            choose, and `tell` is told after each stretch.

    Raises:
        OtherCount: a notice arrived while others were counting.
    """
    if is_counted(handler, calendars):
        return None
    this = _round(handler, calendars)
    done = Recounted(0, 0)
    store = handler.ports.store
    first = store.stretch("", window)
    stretches = chain([first], _stretches(store, first.until, window))
    if spread and first.until:
        parts = spread(this.command_id, stretches)
    else:
        parts = _in_turn(handler, this, stretches, batch)
    for part in parts:
        done += part
        if part.cases:
            tell(done.cases, done.moved)
    if not done.failed:
        at = handler.ports.clock.now()
        edition = this.edition
        calendars.notices.record(
            Count(this.number, edition.version, edition.days, at, done.cases, done.moved, this.signals)
        )
    return done


def count_stretch(
    handler: Handler, calendars: NewestCalendars, count_id: str, stretch: Stretch, *, batch: int = BATCH
) -> Recounted:
    """One stretch of a count that somebody else began and will write down; as `recount` counts it.

    Raises:
        OtherCount: by the calendars known here it would be another count.
    """
    this = _round(handler, calendars)
    if this.command_id != count_id:
        raise OtherCount(f"{this.command_id} instead of {count_id}")
    return sum(_in_turn(handler, this, [stretch], batch), Recounted(0, 0))


def _stretches(store: CaseStore, until: str, window: int) -> Iterator[Stretch]:
    while until:
        stretch = store.stretch(until, window)
        yield stretch
        until = stretch.until


def _in_turn(
    handler: Handler, this: "_Round", stretches: Iterable[Stretch], batch: int
) -> Iterator[Recounted]:
    """Count stretches one after another; what each batch came to."""
    days = None if this.turns_anew else this.days
    sieve = Sieve(this.calendar_of, days, turns_anew=this.turns_anew)
    for stretch in stretches:
        odd = sieve.moved(handler.ports.store.look(days, stretch))
        waiting = iter(odd.items())
        while chosen := dict(islice(waiting, batch)):
            yield _take(handler, this, chosen)


def _round(handler: Handler, calendars: NewestCalendars) -> _Round:
    edition, last = calendars.look(), calendars.notices.counted()
    new = [notice for notice in edition.notices if last is None or notice.version > last.notices]
    named = "、".join(dict.fromkeys(f"{notice.year}年放假通知" for notice in new))
    number, signals = last.number + 1 if last else 1, handler.signals.digest
    return _Round(
        number=number,
        command_id=f"recount:{number}:{asked_digest(*edition.days.items(), signals).hex()[:12]}",
        signals=signals,
        turns_anew=last is not None and last.signals != signals,
        edition=edition,
        before={region: of_data(region, data) for region, data in last.calendars.items()} if last else {},
        region_of=calendars.book.region_of,
        basis=f"{_BASIS}；{named}" if named else _BASIS,
    )


def _take(handler: Handler, this: _Round, chosen: Mapping[str, Odd]) -> Recounted:
    """Count a batch of cases, given the rows that may be otherwise."""
    store, at = handler.ports.store, handler.ports.clock.now()
    taken: dict[str, bool] = {}
    failed: list[tuple[str, str]] = []
    waiting = list(chosen)
    for _ in range(_ATTEMPTS):
        writes, faults = _decided(handler, this, {case_id: chosen[case_id] for case_id in waiting}, at)
        failed += faults
        lost = _commit(handler, writes)
        taken |= {case_id: bool(write.records) for case_id, write in writes.items()}
        waiting = [case_id for case_id in lost if store.answered(case_id, this.command_id) is None]
        if not waiting:
            break
    failed += [(case_id, "acted on by others all the while") for case_id in waiting]
    return Recounted(len(taken), sum(taken.values()), tuple(failed))


def _decided(
    handler: Handler, this: _Round, chosen: Mapping[str, Odd], at: datetime
) -> tuple[dict[str, Write], list[tuple[str, str]]]:
    """What is to be written of each case, where anything is, and the cases that cannot be counted."""
    writes: dict[str, Write] = {}
    failed: list[tuple[str, str]] = []
    unsaid: list[str] = []
    store = handler.ports.store
    stored = store.case_rows(list(chosen))
    for case_id, rows in stored.items():
        try:
            write = _from_rows(handler, this, rows, chosen[case_id], at)
        except Told as error:
            failed.append((case_id, error.sentence.en))
            continue
        if write is None:
            unsaid.append(case_id)
        elif write.records or write.clocks:
            writes[case_id] = write
    if not unsaid:
        return writes, failed
    clocks = store.clock_rows(unsaid)
    for case_id, history in store.load_many(unsaid).items():
        try:
            write = _from_events(handler, this, stored[case_id], clocks.get(case_id, ()), history, at)
        except Told as error:
            failed.append((case_id, error.sentence.en))
            continue
        if write.records or (write.clocks, write.tasks) != (clocks.get(case_id), stored[case_id].tasks):
            writes[case_id] = write
    return writes, failed


def _from_rows(handler: Handler, this: _Round, stored: CaseRows, odd: Odd, at: datetime) -> Write | None:
    if this.turns_anew or stored.summary.version != odd.version:
        return None  # what was said is to be known, or the clock rows are of another version
    case = case_of(stored.summary, odd.rows)
    if case is None:
        return None
    calendar = this.calendar_of(case.division)
    command = this.command(case.id, calendar, odd.rows, at)
    item = handler.ports.catalogue.version(case.item, case.item_version, case.item_digest)
    thresholds = handler.thresholds_of(calendar)
    days = this.days or ()
    return write_of(stored, odd.rows, case, command, item, calendar, handler.codec, thresholds, days)


def _from_events(
    handler: Handler,
    this: _Round,
    stored: CaseRows,
    clocks: Sequence[ClockRow],
    history: History,
    at: datetime,
) -> Write:
    """The event, if anything moved, and every row of the case by the new calendar."""
    standing = handler.standing_of(history)
    calendar = this.calendar_of(standing.case.division)
    command = this.command(standing.case.id, calendar, clocks, at)
    events, case = decide_and_evolve(standing.case, command, standing.item, calendar)
    summary = projection.summary(case, calendar)
    tasks = tuple(row for _, row in sorted(projection.tasks(case, standing.item, calendar).items()))
    return Write(
        case_id=command.case_id,
        # The rows were read first: where the history is newer, the days they say may have been moved since.
        version=stored.summary.version,
        command_id=command.id,
        command_digest=command_digest(command),
        at=command.at,
        records=handler.codec.write(events, standing.head),
        summary=summary,
        tasks=tasks,
        clocks=tuple(
            row for _, row in sorted(projection.clocks(case, calendar, standing.thresholds).items())
        ),
        messages=messages(TOLD, events, Scene(case, standing.item, summary, tasks, calendar)),
    )


def _commit(handler: Handler, writes: dict[str, Write]) -> list[str]:
    """Commit what meets no conflict; the others leave `writes` and are returned."""
    lost: list[str] = []
    while writes:
        try:
            handler.ports.store.commit(list(writes.values()))
            break
        except Conflict as conflict:
            writes.pop(conflict.case_id)
            lost.append(conflict.case_id)
    for case_id in writes:
        handler.forget(case_id)
    return lost
