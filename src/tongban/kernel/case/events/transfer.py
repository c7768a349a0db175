"""职权移交的事件 — which authority and post each step is of from now on."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.commands.transfer import Seat
from tongban.kernel.case.events.envelope import Happening


@dataclass(frozen=True, slots=True)
class StepMoved:
    """环节移交 — a step, and whose it is now."""

    step: str
    seat: Seat


@dataclass(frozen=True, slots=True)
class HandOverMoved:
    """监管移交改向 — a hand-over, and whose it is now."""

    hand_over: str
    seat: Seat


@dataclass(frozen=True, slots=True)
class OriginalMoved:
    """原件随移 — an original that is out: which post has it now, and to which it is on its way."""

    original: str
    post: str
    to_post: str = ""


@dataclass(frozen=True, slots=True)
class CaseTransferred(Happening):
    """移交办件 — `authority` gave its steps up; `lead` leads the case from here on.

    `check` is whose the check of a commitment is now, where it was the giving authority's, and `oversight`
    whose its oversight is; `hand_overs` are those that had been handed to it;
    `superior` who rules on disputes, where that was the giving authority's; `originals` are those that its
    posts had, or were to have.
    """

    zh: ClassVar[str] = "办件已移交"
    en: ClassVar[str] = "case transferred"

    authority: str
    lead: str
    steps: tuple[StepMoved, ...]
    document: str
    basis: str
    check: Seat | None = None
    oversight: Seat | None = None
    hand_overs: tuple[HandOverMoved, ...] | None = None
    superior: Seat | None = None
    originals: tuple[OriginalMoved, ...] | None = None
