"""监管移交 — one thing that became of a licence, on its way to who oversees the holder."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.kernel.case.commands import HandOverFault, HandOverReason, OversightPlan, Seat
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual


class HandOverState(StrEnum):
    """移交状态."""

    AWAITED = "awaited"
    REJECTED = "rejected"
    ACKNOWLEDGED = "acknowledged"

    @property
    def label(self) -> Bilingual:
        """The state's name."""
        return {
            HandOverState.AWAITED: Bilingual("待签收", "not yet acknowledged"),
            HandOverState.REJECTED: Bilingual("被退回，待重新移交", "rejected, to be handed over anew"),
            HandOverState.ACKNOWLEDGED: Bilingual("已签收", "acknowledged"),
        }[self]


@dataclass(frozen=True, slots=True)
class HandOver:
    """监管移交 — of which licence, whom it was handed to last, and how it stands.

    `rejected_by` are the seats that sent it back: each may do so once. `fault` and `right` are what the last
    of them said.
    """

    id: str
    reason: HandOverReason
    number: str
    to: Seat
    handed_on: date
    state: HandOverState = HandOverState.AWAITED
    rejected_by: tuple[Seat, ...] = ()
    fault: HandOverFault | None = None
    right: str = ""
    acknowledged_on: date | None = None
    plan: OversightPlan | None = None

    @property
    def is_settled(self) -> bool:
        """Whether the overseer has it."""
        return self.state is HandOverState.ACKNOWLEDGED

    @property
    def acknowledgement_clock(self) -> str:
        """The id in `Case.clocks` of the overseer's days."""
        return f"{ClockKind.ACKNOWLEDGEMENT}:{self.id}"

    @property
    def again_clock(self) -> str:
        """The id in `Case.clocks` of the days to hand over anew."""
        return f"{ClockKind.HAND_OVER}:{self.id}"
