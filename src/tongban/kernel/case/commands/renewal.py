"""延续的指令内容 — the licence whose renewal is applied for."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LicenceToRenew:
    """延续的许可 — the licence a renewal is about, as the register has it: its number and last day."""

    number: str
    expires_on: date
