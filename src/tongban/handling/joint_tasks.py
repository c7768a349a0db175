"""会商待办 — what the lead, or the superior, still has to do where the departments do not agree.

Each is due by the limit that runs for it; what has none of its own by the statutory limit, which runs on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.kernel import Case, Item
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import ConveneMeeting, EscalateDispute, HoldMeeting, RuleOnDispute
from tongban.kernel.case.dispute import disputed, unconferred
from tongban.kernel.case.item import StepKind
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual


class JointTask(StrEnum):
    """会商待办 — no step has such an id."""

    CONVENE = "dispute:convene"
    HOLD = "dispute:hold"
    ESCALATE = "dispute:escalate"
    RULE = "dispute:rule"

    @property
    def label(self) -> Bilingual:
        """What is to be done."""
        return {
            JointTask.CONVENE: ConveneMeeting.verb(),
            JointTask.HOLD: HoldMeeting.verb(),
            JointTask.ESCALATE: EscalateDispute.verb(),
            JointTask.RULE: RuleOnDispute.verb(),
        }[self]


def who_arranges(item: Item) -> str:
    """牵头经办岗位 — the lead's post that examines; the one that decides where the lead examines nothing."""
    own = (s for s in item.steps if s.kind is StepKind.EXAMINATION and s.authority == item.authority)
    return next((step.post for step in own), item.step_of(StepKind.DECISION).post)


@dataclass(frozen=True, slots=True)
class OwedToAgree:
    """待办 — a task, since when, and its last day; `superior` where it is not the lead's."""

    task: JointTask
    since: date
    due_on: date
    is_the_superiors: bool = False


def owed_to_agree(case: Case, item: Item, calendar: Calendar) -> Iterator[OwedToAgree]:
    """What is next for a meeting, and for a dispute; nothing where all agree and no meeting is fixed."""
    meeting, dispute = case.meeting, case.dispute
    accepted_on = case.accepted_on or date.min
    if meeting.meeting_on is not None:
        yield OwedToAgree(JointTask.HOLD, accepted_on, meeting.meeting_on)
    elif item.dispute is not None and unconferred(case):
        clock = case.clocks[ClockKind.MEETING]
        yield OwedToAgree(JointTask.CONVENE, clock.started_on, clock.due(calendar).day)
    if item.dispute is None:
        return
    if dispute is not None and dispute.is_pending:
        due_on = case.clocks[ClockKind.RULING].due(calendar).day
        yield OwedToAgree(JointTask.RULE, dispute.escalated_on, due_on, is_the_superiors=True)
    elif disputed(case) and not unconferred(case):
        last_day = case.clocks[ClockKind.STATUTORY].due(calendar).day
        yield OwedToAgree(JointTask.ESCALATE, meeting.held_on or accepted_on, last_day)
