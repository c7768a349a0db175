"""投影 — the rows others look things up by: derived from the case, rebuildable, never the truth."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tongban.handling import clock_columns
from tongban.handling.after_grant import credit_of, owed_for_licence
from tongban.handling.fee_tasks import owed_for_fee
from tongban.handling.joint_tasks import owed_to_agree, who_arranges
from tongban.handling.owed_afterwards import owed_afterwards
from tongban.handling.papers_owed import papers_owed
from tongban.handling.task_rows import RETURN_TASK as RETURN_TASK
from tongban.handling.task_rows import HearingTask as HearingTask
from tongban.handling.task_rows import TaskKind as TaskKind
from tongban.handling.task_rows import TaskRow as TaskRow
from tongban.handling.task_rows import owed_end, owed_inspectors, owed_return
from tongban.kernel import Case, Item, Status
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.signals import unsaid
from tongban.kernel.case.state import LicenceState
from tongban.kernel.case.transfer import as_held
from tongban.kernel.clock import ClockKind, Threshold

Thresholds = tuple[Threshold, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """办件摘要 — the state row: one per case."""

    case_id: str
    version: int
    status: str
    outcome: str
    item: str
    item_version: str
    item_digest: str
    division: str
    authority: str
    applicant: str
    agent: str
    channel: str
    receipt_number: str
    outcome_number: str
    received_on: date
    accepted_on: date | None
    decided_on: date | None
    promised_due: date | None
    statutory_due: date | None
    waiting_for_applicant: bool
    paused_until: date | None
    #: How a licence that was granted ended, and when; empty while it stands.
    licence_ended: str = ""
    licence_ended_on: date | None = None
    #: What this case puts on record against the applicant (`CreditStanding`), and since when.
    credit: str = ""
    credit_since: date | None = None


@dataclass(frozen=True, slots=True)
class ClockRow:
    """时钟行 — when a clock fires next: the instant it turns to a colour, or its last day is over.

    `fired` once there is nothing more to say of it. The last five columns say how its last day was counted,
    in the words of `clock_columns`; they are None together, in a row written before they were kept.
    """

    case_id: str
    clock_id: str
    kind: str
    due_on: date
    fires_at: datetime
    provisional: bool
    running: bool
    fired: bool
    started_on: date | None = None
    started_at: datetime | None = None
    amount: int | None = None
    counting: str | None = None
    excluded: str | None = None


def summary(case: Case, calendar: Calendar) -> Summary:
    """The state row of a case."""
    promised = case.clocks.get(ClockKind.PROMISED)
    assert case.received_on is not None  # a stream begins with Received
    licence, credit = case.licence, credit_of(case)
    ended = licence is not None and licence.state is not LicenceState.IN_FORCE
    return Summary(
        case_id=case.id,
        version=case.version,
        status=case.status.value,
        outcome=case.outcome.value if case.outcome else "",
        item=case.item,
        item_version=case.item_version,
        item_digest=case.item_digest,
        division=case.division,
        authority=case.authority,
        applicant=case.applicant,
        agent=case.agent,
        channel=case.channel.value if case.channel else "",
        receipt_number=case.receipt_number,
        outcome_number=case.outcome_number,
        received_on=case.received_on,
        accepted_on=case.accepted_on,
        decided_on=case.decided_on,
        promised_due=promised.due(calendar).day if promised else None,
        statutory_due=_last_day_to_decide(case, calendar),
        waiting_for_applicant=case.owes_supplement,
        # A wait that stops the promise alone suspends nothing of the law's.
        paused_until=max((p.until for p in case.special if p.procedure.is_statutory), default=None),
        licence_ended=licence.state.value if licence and ended else "",
        licence_ended_on=licence.ended_on if licence and ended else None,
        credit=credit.value if credit else "",
        credit_since=licence.revoked_on if licence and credit else None,
    )


def _last_day_to_decide(case: Case, calendar: Calendar) -> date | None:
    """The law's last day to decide; of a renewal the day the licence expires, where that is first (§50)."""
    clocks = [case.clocks[kind] for kind in (ClockKind.STATUTORY, ClockKind.RENEWAL) if kind in case.clocks]
    return min((clock.due(calendar).day for clock in clocks), default=None)


def tasks(case: Case, item: Item, calendar: Calendar) -> dict[str, TaskRow]:
    """What posts are to do now, by task id: intake, the open steps, or delivery."""
    rows: dict[str, TaskRow] = {}
    item = as_held(item, case)
    if case.status is Status.RECEIVED:
        state = "waiting" if case.owes_supplement else "open"
        rows[StepKind.INTAKE.value] = _task(case, item, calendar, StepKind.INTAKE, ClockKind.NOTICE, state)
        rows |= owed_end(case, item, calendar)
    elif case.status is Status.ACCEPTED:
        for step in case.open_steps:
            plan, clock = step.plan, case.clocks.get(step.clock_id)
            rows[plan.id] = TaskRow(
                case_id=case.id,
                task_id=plan.id,
                kind=plan.kind.value,
                authority=plan.authority,
                post=plan.post,
                state="open",
                opened_on=step.opened_on or date.min,
                due_on=clock.due(calendar).day if clock else None,
                taken_by=step.taken_by,
            )
        rows |= owed_inspectors(case, item, at_hand(case, item), calendar)
        rows |= _hearing(case, item, calendar)
        rows |= owed_return(case, item, at_hand(case, item), calendar)
        rows |= _joint(case, item, calendar)
    elif case.status is Status.DECIDED:
        rows[StepKind.DELIVERY.value] = _task(
            case, item, calendar, StepKind.DELIVERY, ClockKind.DELIVERY, "open"
        )
    return (
        rows
        | _of_licence(case, item, calendar)
        | _afterwards(case, item, calendar)
        | _of_papers(case, item)
        | _of_fee(case, item, calendar)
    )


def _of_papers(case: Case, item: Item) -> dict[str, TaskRow]:
    """What is to be served, acknowledged or returned; no limit of the law runs for it."""
    return {
        owed.task_id: TaskRow(
            case_id=case.id,
            task_id=owed.task_id,
            kind=TaskKind.PAPER.value,
            authority=owed.authority,
            post=owed.post,
            state="open",
            opened_on=owed.since,
            due_on=None,
            taken_by="",
        )
        for owed in papers_owed(case, item)
    }


def _joint(case: Case, item: Item, calendar: Calendar) -> dict[str, TaskRow]:
    rows, rule = {}, item.dispute
    for owed in owed_to_agree(case, item, calendar):
        superior = rule if owed.is_the_superiors else None
        rows[owed.task.value] = TaskRow(
            case_id=case.id,
            task_id=owed.task.value,
            kind=TaskKind.DISPUTE.value,
            authority=superior.superior if superior else item.authority,
            post=superior.superior_post if superior else who_arranges(item),
            state="open",
            opened_on=owed.since,
            due_on=owed.due_on,
            taken_by="",
        )
    return rows


def _of_licence(case: Case, item: Item, calendar: Calendar) -> dict[str, TaskRow]:
    owed = owed_for_licence(case, item, calendar)
    if owed is None:
        return {}
    row = TaskRow(
        case_id=case.id,
        task_id=owed.task.value,
        kind=TaskKind.LICENCE.value,
        authority=owed.authority,
        post=owed.post,
        state="open",
        opened_on=owed.since,
        due_on=owed.due_on,
        taken_by="",
    )
    return {row.task_id: row}


def _afterwards(case: Case, item: Item, calendar: Calendar) -> dict[str, TaskRow]:
    """What the overseer is to acknowledge, and the lead to hand over anew or to answer."""
    rows = {}
    for owed in owed_afterwards(case, item):
        clock = case.clocks[owed.clock]
        rows[owed.clock] = TaskRow(
            case_id=case.id,
            task_id=owed.clock,
            kind=(TaskKind.OVERSIGHT if owed.is_oversight else TaskKind.CHALLENGE).value,
            authority=owed.by.authority,
            post=owed.by.post,
            state="open",
            opened_on=clock.started_on,
            due_on=clock.due(calendar).day,
            taken_by="",
        )
    return rows


def _of_fee(case: Case, item: Item, calendar: Calendar) -> dict[str, TaskRow]:
    return {
        owed.task.value: TaskRow(
            case_id=case.id,
            task_id=owed.task.value,
            kind=TaskKind.FEE.value,
            authority=owed.authority or item.authority,
            post=owed.post,
            state="open",
            opened_on=owed.since,
            due_on=None,
            taken_by="",
        )
        for owed in owed_for_fee(case, item, calendar, at_hand(case, item))
    }


def _hearing(case: Case, item: Item, calendar: Calendar) -> dict[str, TaskRow]:
    """The next thing to do for a hearing that is owed; due by its notice, its day, or its own limit."""
    hearing = case.hearing
    unannounced = item.hearing_prescribed_by and hearing.announced_on is None and hearing.held_on is None
    if not hearing.is_owed and not unannounced:
        return {}
    limit, notice = case.clocks.get(ClockKind.HEARING), case.clocks.get(ClockKind.HEARING_NOTICE)
    days = [limit.due(calendar).day] if limit and limit.is_running else []
    if unannounced:
        task = HearingTask.ANNOUNCE
    elif hearing.hearing_on is None:
        task = HearingTask.SCHEDULE
    elif hearing.notified_on is None:
        task = HearingTask.NOTIFY
        days += [notice.due(calendar).day] if notice else []
    else:
        task = HearingTask.HOLD
        days.append(hearing.hearing_on)
    row = TaskRow(
        case_id=case.id,
        task_id=task.value,
        kind=TaskKind.HEARING.value,
        authority=item.authority,
        post=at_hand(case, item),
        state="open",
        opened_on=limit.started_on if limit else hearing.announced_on or case.accepted_on or date.min,
        due_on=min(days, default=None),
        taken_by="",
    )
    return {row.task_id: row}


def at_hand(case: Case, item: Item) -> str:
    """Whoever of the lead has the case at hand: the examiner, or once that is done the decider."""
    posts = [s.plan.post for s in case.open_steps if s.plan.authority == item.authority]
    return posts[0] if posts else item.step_of(StepKind.DECISION).post


def _task(
    case: Case, item: Item, calendar: Calendar, kind: StepKind, clock_kind: ClockKind, state: str
) -> TaskRow:
    step, clock = item.step_of(kind), case.clocks[clock_kind]
    return TaskRow(
        case_id=case.id,
        task_id=kind.value,
        kind=kind.value,
        authority=step.authority,
        post=step.post,
        state=state,
        opened_on=clock.started_on,
        due_on=clock.due(calendar).day if clock.is_running else None,
        taken_by="",
    )


def clocks(case: Case, calendar: Calendar, thresholds: Thresholds) -> dict[str, ClockRow]:
    """The clock rows of a case, by clock id."""
    return {str(name): _clock(case, name, calendar, thresholds) for name in case.clocks}


def _clock(case: Case, name: str, calendar: Calendar, thresholds: Thresholds) -> ClockRow:
    clock = case.clocks[name]
    due, started, fires_at = (
        clock.due(calendar),
        clock.started,
        next_instant(case, name, calendar, thresholds),
    )
    return ClockRow(
        case_id=case.id,
        clock_id=str(name),
        kind=clock.kind.value,
        due_on=due.day,
        fires_at=fires_at or clock.last_moment(calendar),
        provisional=due.provisional or ends_where_nothing_is_known(due.day, calendar),
        running=clock.is_running,
        fired=fires_at is None,
        started_on=started.day,
        started_at=started.instant,
        amount=clock.amount,
        counting=clock_columns.counting_of(clock.limit),
        excluded=clock_columns.excluded_of(clock),
    )


def ends_where_nothing_is_known(due_on: date, calendar: Calendar) -> bool:
    """Whether a limit ends a century after the last notice: no colour before it or after can be counted.

    Calendar days alone come so far. It is said to turn on the last day itself, until a further notice.
    """
    return due_on.year >= calendar.horizon.year


def next_instant(case: Case, name: str, calendar: Calendar, thresholds: Thresholds) -> datetime | None:
    """When the next thing is to be said of a clock, a colour or its end; None where nothing is."""
    clock = case.clocks[name]
    turns = unsaid(case, name, thresholds, calendar)
    coming = [calendar.end_of(turns[0].day - timedelta(days=1))] if turns else []  # the earliest is the first
    if case.passed.get(name) != clock.due(calendar).day:
        coming.append(clock.last_moment(calendar))
    return min(coming, default=None)


def changed_tasks(was: Mapping[str, TaskRow], now: Mapping[str, TaskRow]) -> tuple[TaskRow, ...]:
    """The rows to write between two answers of `tasks`: new or different ones, and those gone, as done."""
    gone = [_done(row) for name, row in was.items() if name not in now]
    return (*gone, *(row for name, row in now.items() if was.get(name) != row))


def _done(row: TaskRow) -> TaskRow:
    return TaskRow(
        row.case_id, row.task_id, row.kind, row.authority, row.post, "done", row.opened_on, row.due_on,
        row.taken_by,
    )  # fmt: skip


def changed_clocks(
    before: Case, after: Case, calendar: Calendar, thresholds: Thresholds
) -> tuple[ClockRow, ...]:
    """The rows to write: those of clocks that are new or of which more is said; a clock never disappears.

    Most clocks of a case stand as they stood, and to count their days again is the dearest part. An entry
    that moves nothing writes the row as it was, which costs less than to count it twice.
    """
    return tuple(
        _clock(after, name, calendar, thresholds)
        for name, clock in after.clocks.items()
        if clock != before.clocks.get(name) or _said(before, name) != _said(after, name)
    )


def _said(case: Case, name: str) -> object:
    """What was said of a clock so far."""
    return case.passed.get(name), case.lit.get(name)
