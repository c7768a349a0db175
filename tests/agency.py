"""赵桂兰, 82, no phone: a neighbour acts for her. Her mandate names everything but collecting money."""

from datetime import date
from typing import Any

from tongban.handling.mandate_ports import Power
from tongban.handling.mandates import MandateGiven

ALL_BUT_MONEY = frozenset(Power) - {Power.MONEY}


def a_mandate(**changes: Any) -> MandateGiven:
    """The paper mandate, its original seen at the counter."""
    plain: dict[str, Any] = {
        "name": "孙邻居",
        "number": "330199196001010018",
        "powers": ALL_BUT_MONEY,
        "begin": date(2025, 1, 1),
        "until": date(2026, 12, 31),
        "seen": True,
    }
    return MandateGiven(**plain | changes)
