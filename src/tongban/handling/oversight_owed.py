"""监管移交待办 — which hand-overs are still somebody's to act on, and whose; for the projection."""

from collections.abc import Iterator
from dataclasses import dataclass

from tongban.kernel import Case, Item
from tongban.kernel.case.commands import AcknowledgeHandOver, HandOverAgain, Seat
from tongban.kernel.case.hand_over import HandOverState
from tongban.kernel.case.item import StepKind
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class OwedHandOver:
    """待办移交 — whose it is, and the clock by which it is due; its task bears the clock's id."""

    to: Seat
    clock: str


def owed_for_oversight(case: Case, item: Item) -> Iterator[OwedHandOver]:
    """Every hand-over that the overseer does not have yet, in their order."""
    for handed in case.hand_overs.values():
        match handed.state:
            case HandOverState.AWAITED:
                yield OwedHandOver(handed.to, handed.acknowledgement_clock)
            case HandOverState.REJECTED:
                lead = Seat(item.authority, item.step_of(StepKind.DECISION).post)
                yield OwedHandOver(lead, handed.again_clock)


def what_to_do(task_id: str) -> Bilingual:
    """What a task of a hand-over asks for, by its id."""
    is_anew = task_id.startswith(f"{ClockKind.HAND_OVER}:")
    return HandOverAgain.verb() if is_anew else AcknowledgeHandOver.verb()
