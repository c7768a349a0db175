"""待办行 — the rows of posts' lists, and what makes one that no step makes; for the projection."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.kernel import Case, Item
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import AnnounceHearing, HoldHearing, NotifyOfHearing, ScheduleHearing
from tongban.kernel.case.item import GapConsequence, StepKind
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual


class TaskKind(StrEnum):
    """待办种类 — of the tasks that no step makes; the task of a step has the step's kind (`StepKind`)."""

    HEARING = "hearing"
    TOLERANCE = "tolerance"
    LICENCE = "licence"
    INSPECTION = "inspection"
    OVERSIGHT = "oversight"
    PAPER = "paper"
    FEE = "fee"
    CHALLENGE = "challenge"
    ENDING = "ending"
    DISPUTE = "dispute"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """待办 — one thing a post is to do; `state` is open, waiting (for the applicant) or done.

    `kind` is the value of a `StepKind` or a `TaskKind`.
    """

    case_id: str
    task_id: str
    kind: str
    authority: str
    post: str
    state: str
    opened_on: date
    due_on: date | None
    taken_by: str


#: 指派检验人员 — the task until somebody is assigned; no step has such an id.
ASSIGN_TASK = "inspection:assign"
#: 逾期未补正 — the task once the published time to supplement is over; no step has such an id.
END_TASK = "ending:not_supplemented"


def owed_inspectors(case: Case, item: Item, post: str, calendar: Calendar) -> dict[str, TaskRow]:
    """Those who are to inspect, while nobody is named; due within the days the law gives from acceptance."""
    limit = case.clocks.get(ClockKind.INSPECTORS)
    if limit is None or not limit.is_running:
        return {}
    row = TaskRow(
        case_id=case.id,
        task_id=ASSIGN_TASK,
        kind=TaskKind.INSPECTION.value,
        authority=item.authority,
        post=post,
        state="open",
        opened_on=limit.started_on,
        due_on=limit.due(calendar).day,
        taken_by="",
    )
    return {row.task_id: row}


def owed_end(case: Case, item: Item, calendar: Calendar) -> dict[str, TaskRow]:
    """The end of a case nobody supplements, once the time is over: due on no day, since none is set."""
    limit = case.clocks.get(ClockKind.SUPPLEMENT)
    if limit is None or not limit.is_running or not case.owes_supplement:
        return {}
    last_day = limit.due(calendar).day
    if case.passed.get(ClockKind.SUPPLEMENT) != last_day:
        return {}
    intake = item.step_of(StepKind.INTAKE)
    row = TaskRow(
        case_id=case.id,
        task_id=END_TASK,
        kind=TaskKind.ENDING.value,
        authority=intake.authority,
        post=intake.post,
        state="open",
        opened_on=last_day,
        due_on=None,
        taken_by="",
    )
    return {row.task_id: row}


class HearingTask(StrEnum):
    """听证待办 — what the lead still has to do for a hearing that is owed; no step has such an id."""

    ANNOUNCE = "hearing:announce"
    SCHEDULE = "hearing:schedule"
    NOTIFY = "hearing:notify"
    HOLD = "hearing:hold"

    @property
    def label(self) -> Bilingual:
        """What is to be done."""
        return {
            HearingTask.ANNOUNCE: AnnounceHearing.verb(),
            HearingTask.SCHEDULE: ScheduleHearing.verb(),
            HearingTask.NOTIFY: NotifyOfHearing.verb(),
            HearingTask.HOLD: HoldHearing.verb(),
        }[self]


#: 退回申请 — the task once the last time to fill a gap is over; no step has such an id.
RETURN_TASK = "tolerance:return"


def owed_return(case: Case, item: Item, post: str, calendar: Calendar) -> dict[str, TaskRow]:
    """The application the lead may return; due by the limit of the decision, which runs on meanwhile."""
    gap, statutory = case.gap, case.clocks[ClockKind.STATUTORY]
    if gap is None or not gap.is_open or gap.consequence is not GapConsequence.RETURNED:
        return {}
    if gap.missed_on is None:
        return {}
    further = case.clocks.get(ClockKind.GAP_REMINDER)
    last_day = further.due(calendar).day if further else gap.missed_on
    if further and further.is_running and case.passed.get(ClockKind.GAP_REMINDER) != last_day:
        return {}
    row = TaskRow(
        case_id=case.id,
        task_id=RETURN_TASK,
        kind=TaskKind.TOLERANCE.value,
        authority=item.authority,
        post=post,
        state="open",
        opened_on=last_day,
        due_on=statutory.due(calendar).day,
        taken_by="",
    )
    return {row.task_id: row}
