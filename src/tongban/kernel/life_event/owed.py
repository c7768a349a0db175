"""待转交 — what is to be asked of the members' cases now, read from how the life event stands.

Whoever asks them may be killed at any moment: what was asked and has not been answered is still owed, and is
asked again under the same id.
"""

from typing import NamedTuple

from tongban.kernel.life_event.state import LifeEvent
from tongban.kernel.life_event.words import Errand, MemberState


class Owed(NamedTuple):
    """一项待转交 — which member, and what is asked of its case."""

    member: str
    errand: Errand


def owed(life_event: LifeEvent) -> tuple[Owed, ...]:
    """Everything that is to be asked, in the order of the members."""
    found = []
    for name, member in life_event.members.items():
        if member.state is MemberState.READY:
            found.append(Owed(name, Errand.RECEIVE))
        elif member.withdrawing and member.state.is_running:
            found.append(Owed(name, Errand.WITHDRAW))
        elif member.owes_commitment and member.state.is_running:
            found.append(Owed(name, Errand.COMMIT))
    return tuple(found)
