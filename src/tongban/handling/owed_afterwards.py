"""决定之后待办 — hand-overs and challenges that are still somebody's to act on; for the projection."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tongban.kernel import Case, Item
from tongban.kernel.case.commands import AcknowledgeHandOver, Body, HandOverAgain, RecordReply, Seat
from tongban.kernel.case.hand_over import HandOverState
from tongban.kernel.case.item import StepKind
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class OwedAfterwards:
    """待办 — whose it is, and the clock by which it is due; its task bears the clock's id."""

    by: Seat
    clock: str

    @property
    def is_oversight(self) -> bool:
        """Whether it is about a hand-over, and not about a challenge."""
        return not self.clock.startswith(f"{ClockKind.REPLY}:")


def owed_afterwards(case: Case, item: Item) -> Iterator[OwedAfterwards]:
    """Every hand-over that its overseer does not have yet, every challenge that is not answered yet.

    Once it is answered, the outcome of a challenge is waited for, which is nobody's task.
    """
    lead = Seat(item.authority, item.step_of(StepKind.DECISION).post)
    for handed in case.hand_overs.values():
        match handed.state:
            case HandOverState.AWAITED:
                yield OwedAfterwards(handed.to, handed.acknowledgement_clock)
            case HandOverState.REJECTED:
                yield OwedAfterwards(lead, handed.again_clock)
    for challenge in case.challenges.values():
        if challenge.is_open and challenge.replied_on is None:
            yield OwedAfterwards(lead, challenge.reply_clock)


#: What a task asks for, by the kind of the clock whose id it bears.
_ASKED: Mapping[ClockKind, type[Body]] = {
    ClockKind.ACKNOWLEDGEMENT: AcknowledgeHandOver,
    ClockKind.HAND_OVER: HandOverAgain,
    ClockKind.REPLY: RecordReply,
}


def clock_of(task_id: str) -> ClockKind:
    """What the clock of such a task measures."""
    return ClockKind(task_id.partition(":")[0])


def what_to_do(task_id: str) -> Bilingual:
    """What such a task asks for."""
    return _ASKED[clock_of(task_id)].verb()
