"""延续的事件 — the licence to be renewed, and its renewal by silence."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.clock import TimeLimit


@dataclass(frozen=True, slots=True)
class Renewal:
    """延续 — the licence applied to be renewed, and whether the application came early enough.

    `apply_limit` is counted back from the day it expires; only who applies within it may rely on silence.
    `valid_until` is the last day of the licence if it is renewed by silence. `basis` is what binds the
    authority to decide before the licence expires; absent in what was recorded before it was kept apart.
    """

    number: str
    expires_on: date
    apply_limit: TimeLimit
    in_time: bool
    valid_until: date | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class RenewalDeemed(Happening):
    """视为准予延续 — no decision before the licence expired (行政许可法§50)."""

    zh: ClassVar[str] = "逾期未决定，视为准予延续"
    en: ClassVar[str] = "silence taken as renewal"

    due_on: date
    number: str
    valid_until: date | None
    delivery_limit: TimeLimit
    basis: str
