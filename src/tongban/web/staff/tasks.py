"""Tasks 待办: the rows of a post's list, by what falls due; one query a page, keyset paging.

`case_id` is in the key, so that a page never skips or repeats a case, on one node or on many.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db import connection

from tongban.catalogue import Implementation
from tongban.catalogue.law import load_signals
from tongban.handling.after_grant import LicenceTask
from tongban.handling.fee_tasks import FeeTask
from tongban.handling.joint_tasks import JointTask
from tongban.handling.owed_afterwards import clock_of, what_to_do
from tongban.handling.papers_owed import task_label
from tongban.handling.projection import HearingTask, TaskKind
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import AssignInspectors, EndCase, ReturnApplication
from tongban.kernel.case.item import StepKind
from tongban.kernel.clock import ClockKind, Watched
from tongban.kernel.words import Bilingual
from tongban.supervision.signals import Lamp, Signal, lamp, worst
from tongban.web.people import names_of
from tongban.web.wiring import office

PAGE = 50
_NEVER = date(9999, 12, 31)

#: What the clock of a task of this id or kind measures; any other task is a step. The day fixed for a hearing
#: is the office's own: what the law limits then is another clock, shown on the case.
_CLOCKS: Mapping[str, ClockKind] = {
    StepKind.INTAKE: ClockKind.NOTICE,
    StepKind.DELIVERY: ClockKind.DELIVERY,
    HearingTask.SCHEDULE: ClockKind.HEARING,
    HearingTask.NOTIFY: ClockKind.HEARING_NOTICE,
    TaskKind.TOLERANCE: ClockKind.STATUTORY,
    TaskKind.INSPECTION: ClockKind.INSPECTORS,
    JointTask.CONVENE: ClockKind.MEETING,
    JointTask.ESCALATE: ClockKind.STATUTORY,
    JointTask.RULE: ClockKind.RULING,
    LicenceTask.CHECK: ClockKind.COMMITMENT_CHECK,
    LicenceTask.RECTIFIED: ClockKind.RECTIFICATION,
}

_COLUMNS = (
    "t.case_id::text, t.task_id, t.kind, t.state, t.opened_on, t.due_on, t.taken_by, s.receipt_number,"
    " s.item, s.item_version, s.item_digest, s.division, s.applicant, s.channel, s.received_on,"
    " s.accepted_on, s.promised_due, s.statutory_due, s.paused_until, s.waiting_for_applicant"
)
_DUE = "COALESCE(t.due_on, '9999-12-31'::date)"
_KEY = f"({_DUE}, t.case_id, t.task_id)"


@dataclass(frozen=True)
class Sought:
    """查找 — which tasks of which posts are wanted.

    `posts` are pairs of authority and post; `who` is an account id for one's own, "" for what nobody
    took, None for all; `kinds` limits to kinds of step.
    """

    posts: Sequence[tuple[str, str]]
    who: str | None = None
    receipt: str = ""
    kinds: Sequence[str] = ()
    state: str = "open"


@dataclass(frozen=True)
class Task:
    """待办 — one row: the case, what is to be done, and how its three limits stand."""

    case_id: str
    task_id: str
    kind: str
    receipt_number: str
    item: Bilingual
    step: Bilingual
    applicant: str
    channel: str
    received_on: date
    due_on: date | None
    taken_by: str
    #: What of the case is still done at other posts, and who has it; told of a task of the whole case.
    waits_for: tuple[Bilingual, ...]
    mine: bool
    statutory: Lamp
    promised: Lamp
    own: Lamp
    statutory_due: date | None
    promised_due: date | None

    @property
    def signal(self) -> Signal:
        """The most urgent of its limits."""
        return worst(lamp.signal for lamp in (self.statutory, self.promised, self.own))

    @property
    def key(self) -> str:
        """Where this row stands in the order of the list."""
        return f"{self.due_on or _NEVER}~{self.case_id}~{self.task_id}"


@dataclass(frozen=True)
class Page:
    """一页 — its tasks and the keys before and after them (empty at either end)."""

    tasks: list[Task]
    before: str = ""
    after: str = ""

    def links(self, **kept: str) -> dict[str, Any]:
        """What `{% paging %}` shows; `kept` is the filter of the list."""
        asked = {name: value for name, value in kept.items() if value}
        return {
            "previous_url": "?" + urlencode({**asked, "before": self.before}) if self.before else "",
            "next_url": "?" + urlencode({**asked, "after": self.after}) if self.after else "",
            "shown": len(self.tasks),
        }


def tasks_of(sought: Sought, reader: str, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """The page of tasks after (or before) a key; three queries at most, whatever its length."""
    backwards = bool(before) and not after
    key = _read_key(before if backwards else after)
    conditions, values = _conditions(sought)
    if key is not None:
        conditions.append(f"{_KEY} {'<' if backwards else '>'} (%s, %s, %s)")
        values += key
    order = ", ".join(f"{part} {'DESC' if backwards else 'ASC'}" for part in (_DUE, "t.case_id", "t.task_id"))
    query = (
        f"SELECT {_COLUMNS} FROM case_task t JOIN case_state s ON s.case_id = t.case_id"  # noqa: S608 -- our own words
        f" WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [*values, size + 1])
        found = cursor.fetchall()
    more, rows = len(found) > size, found[:size]
    if backwards:
        rows.reverse()
    tasks = _tasks(rows, reader, sought.posts)
    first, last = (tasks[0].key, tasks[-1].key) if tasks else ("", "")
    there_is_before = more if backwards else key is not None
    there_is_after = key is not None if backwards else more
    return Page(tasks, first if there_is_before else "", last if there_is_after else "")


def _conditions(sought: Sought) -> tuple[list[str], list[Any]]:
    conditions = [
        "t.state = %s",
        f"({' OR '.join(['(t.authority = %s AND t.post = %s)'] * len(sought.posts)) or 'false'})",
    ]
    values: list[Any] = [sought.state, *(part for pair in sought.posts for part in pair)]
    if sought.who is not None:
        conditions.append("t.taken_by = %s")
        values.append(sought.who)
    if sought.kinds:
        conditions.append("t.kind = ANY(%s)")
        values.append(list(sought.kinds))
    if sought.receipt:
        conditions.append("s.receipt_number LIKE %s")
        escaped = sought.receipt.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values.append(f"%{escaped}%" if not escaped[:1].isdigit() or len(escaped) < 6 else f"{escaped}%")
    return conditions, values


def _read_key(text: str) -> list[Any] | None:
    parts = text.split("~")
    if len(parts) != 3:
        return None
    try:
        day = date.fromisoformat(parts[0])
    except ValueError:
        return None
    return [day, parts[1], parts[2]] if len(parts[1]) == 36 else None


#: Tasks that bear the id of their clock; and all that begin with the decision.
_BY_THEIR_CLOCKS = (TaskKind.OVERSIGHT, TaskKind.CHALLENGE)
_AFTERWARDS = (StepKind.DELIVERY, TaskKind.LICENCE, TaskKind.PAPER, TaskKind.FEE, *_BY_THEIR_CLOCKS)
#: Tasks about a case as a whole, whatever step of it is open at another post.
_OF_THE_CASE = ("decision", "hearing", "tolerance")
_STEPS = [k.value for k in StepKind if k not in (StepKind.INTAKE, StepKind.DECISION, StepKind.DELIVERY)]

#: An open step at another post: the step, its post, and who took it.
OpenStep = tuple[str, str, str]


def _open_at_other_posts(case_ids: list[str], here: Collection[tuple[str, str]]) -> dict[str, list[OpenStep]]:
    """The open steps of these cases at other posts."""
    if not case_ids:
        return {}
    found: dict[str, list[OpenStep]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id::text, authority, post, task_id, taken_by FROM case_task"
            " WHERE case_id = ANY(%s::uuid[]) AND state = 'open' AND kind = ANY(%s)"
            " ORDER BY case_id, due_on, task_id",
            [case_ids, _STEPS],
        )
        for case_id, authority, post, task_id, taken_by in cursor.fetchall():
            if (authority, post) not in here:
                found.setdefault(case_id, []).append((task_id, post, taken_by))
    return found


def _tasks(rows: Sequence[Sequence[Any]], reader: str, here: Collection[tuple[str, str]]) -> list[Task]:
    open_steps = _open_at_other_posts([row[0] for row in rows if row[2] in _OF_THE_CASE], here)
    others = [taken_by for steps in open_steps.values() for _step, _post, taken_by in steps]
    names = names_of([name for row in rows for name in (row[6], row[12]) if name] + others)
    house = office()
    now = house.ports.clock.now()
    tasks = []
    for row in rows:
        (case_id, task_id, kind, state, opened_on, due_on, taken_by, receipt, item_id, version, digest,
         division, applicant, channel, received_on,
         accepted_on, promised, statutory, paused, waiting) = row  # fmt: skip
        calendar = house.calendars.of(division)
        today = calendar.day_of(now)
        item = house.catalogue.version(item_id, version, digest)
        clock = _clock_of(kind, task_id)
        suspended = paused is not None and paused >= today
        # A promise that no special procedure stops goes on.
        stands_still = any(use.procedure.is_statutory for use in item.promise_stops)
        at = _Moment(today, calendar, waiting=state == "waiting" or waiting)
        # Once decided, neither the statutory nor the promised limit runs; what follows has its own.
        limits = at.done if kind in _AFTERWARDS else at.lamp
        tasks.append(
            Task(
                case_id=case_id,
                task_id=task_id,
                kind=kind,
                receipt_number=receipt,
                item=item.name,
                step=_step(item, kind, task_id),
                applicant=names.get(applicant, ""),
                channel=channel,
                received_on=received_on,
                due_on=due_on,
                taken_by=names.get(taken_by, ""),
                waits_for=tuple(
                    _held(item, step, post, names.get(who, ""))
                    for step, post, who in (open_steps.get(case_id, []) if kind in _OF_THE_CASE else [])
                ),
                mine=taken_by == reader,
                # No special procedure moves the day on which a licence to be renewed expires, and it runs
                # from receipt on (行政许可法§50).
                statutory=limits(
                    ClockKind.STATUTORY,
                    accepted_on or received_on,
                    statutory,
                    suspended and item.renewal is None,
                ),
                promised=limits(ClockKind.PROMISED, accepted_on, promised, suspended and stands_still),
                own=at.lamp(clock, opened_on, due_on),
                statutory_due=statutory,
                promised_due=promised,
            )
        )
    return tasks


def _clock_of(kind: Any, task_id: Any) -> ClockKind:
    if kind in _BY_THEIR_CLOCKS:
        return clock_of(task_id)
    return _CLOCKS.get(task_id) or _CLOCKS.get(kind, ClockKind.STEP)


def _held(item: Implementation, step: str, post: str, who: str) -> Bilingual:
    """A step and who has it: 征求消防救援部门意见（消防协办岗 赵协办）."""
    kernel, title = item.for_kernel(), _step(item, "", step)
    name = kernel.name_of(post)
    return Bilingual(
        f"{title.zh}（{f'{name.zh} {who}'.strip()}）", f"{title.en} ({f'{name.en} {who}'.strip()})"
    )


def _step(item: Implementation, kind: str, task_id: str) -> Bilingual:
    if kind == TaskKind.HEARING:
        return HearingTask(task_id).label
    if kind == TaskKind.TOLERANCE:
        return ReturnApplication.verb()
    if kind == TaskKind.INSPECTION:
        return AssignInspectors.verb()
    if kind == TaskKind.ENDING:
        return EndCase.verb()
    if kind == TaskKind.DISPUTE:
        return JointTask(task_id).label
    if kind == TaskKind.LICENCE:
        return LicenceTask(task_id).label
    if kind == TaskKind.PAPER:
        return task_label(task_id)
    if kind in _BY_THEIR_CLOCKS:
        return what_to_do(task_id)
    if kind == TaskKind.FEE:
        return FeeTask(task_id).label
    step = next((s for s in item.steps if s.id == task_id or s.kind == task_id), None)
    return step.name if step else Bilingual(task_id, task_id)


@dataclass(frozen=True)
class _Moment:
    """What the lamps of one row are looked at by."""

    today: date
    calendar: Calendar
    waiting: bool

    def lamp(self, kind: ClockKind, began: date | None, due_on: date | None, suspended: bool = False) -> Lamp:
        watched = Watched(kind, began + timedelta(days=1), due_on) if began and due_on else None
        return lamp(
            watched,
            self.today,
            self.calendar,
            load_signals().of(self.calendar.region),
            suspended=suspended,
            waiting=self.waiting,
        )

    def done(self, *_: object) -> Lamp:
        return Lamp(Signal.DONE)
