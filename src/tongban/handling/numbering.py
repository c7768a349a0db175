"""编号 — how leased serials become the numbers people read.

Numbers are leased before the command and unique, not gapless; a serial that a refused command had
leased stays unused.
"""

from datetime import date

from tongban.handling.ports import Numbers


def receipt_number(numbers: Numbers, division: str, on: date) -> str:
    """收件编号 — division, day and serial: `330100-20250924-00017`."""
    serial = numbers.lease(f"receipt:{division}:{on:%Y%m%d}")
    return f"{division}-{on:%Y%m%d}-{serial:05d}"


def document_number(numbers: Numbers, word: str, on: date) -> str:
    """文号 — word, year and serial, as documents are numbered: `演审受〔2025〕17号`."""
    serial = numbers.lease(f"document:{word}:{on.year}")
    return f"{word}〔{on.year}〕{serial}号"


def licence_number(numbers: Numbers, prefix: str, division: str, on: date) -> str:
    """许可证编号 — prefix, division, year and serial: `JY3301002025000017`."""
    serial = numbers.lease(f"licence:{prefix}:{division}:{on.year}")
    return f"{prefix}{division}{on.year}{serial:06d}"
