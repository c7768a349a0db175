"""Rows a store is given, without the kernel: of any content, since a store does not look inside."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tongban.handling.codec import Record
from tongban.handling.ports import Write
from tongban.handling.projection import ClockRow, Summary, TaskRow

AT = datetime(2025, 9, 24, 2, 0, tzinfo=UTC)


def case_id(number: int) -> str:
    return f"0199d0a0-0000-7000-8000-{number:012x}"


def write(number: int, version: int = 0, records: int = 2, command: str = "", **more: object) -> Write:
    """A write of any content: a store does not look inside records."""
    case, after = case_id(number), version + records
    made = [
        Record(
            case,
            seq,
            "tongban.case.received",
            1,
            f"{number}/{seq} 收件".encode(),
            bytes([seq]) * 32,
            "sha-256",
        )
        for seq in range(version + 1, after + 1)
    ]
    summary = Summary(
        case_id=case,
        version=after,
        status="received",
        outcome="",
        item="food-operation-licence",
        item_version="2025-01",
        item_digest="sha256:food",
        division="330106",
        authority="market",
        applicant="subject-li",
        agent="",
        channel="online",
        receipt_number=f"R-{number}",
        outcome_number="",
        received_on=date(2025, 9, 24),
        accepted_on=None,
        decided_on=None,
        promised_due=None,
        statutory_due=date(2025, 10, 30),
        waiting_for_applicant=False,
        paused_until=None,
    )
    command = command or f"command-{version}"
    return Write(case, version, command, b"d" * 32, AT, tuple(made), summary, **more)  # type: ignore[arg-type]


def task(number: int, **changes: object) -> TaskRow:
    day = date(2025, 9, 24)
    row = TaskRow(case_id(number), "intake", "intake", "centre", "window", "open", day, None, "")
    return replace(row, **changes)  # type: ignore[arg-type]


def clock(number: int, name: str = "notice", **changes: object) -> ClockRow:
    row = ClockRow(case_id(number), name, name, date(2025, 9, 30), AT, False, True, False)
    return replace(row, **changes)  # type: ignore[arg-type]
