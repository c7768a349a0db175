"""预留号段 — receipt numbers printed for a counter before they are used, for when there is no network.

A receipt given on paper bears one of them; entered later, it must be of a block of that counter, be used
once, and not be void. Numbers nobody needed are made void in the register. So a paper entered late is told
apart from a case handled outside the system (体外循环): its number was there before it happened.
"""

import re
import unicodedata
from datetime import datetime

from tongban.handling.errand import Actor, Ask
from tongban.handling.number_ports import NumberState, ReservedBlock
from tongban.handling.ports import Ports
from tongban.handling.texts import check_texts
from tongban.kernel.refusals import BadInput, Refusal

MOST_AT_ONCE = 200
_NUMBER = re.compile(r"([0-9]{6})-?Y-?([0-9]{1,9})", re.ASCII)
#: Where reserved numbers stand in the registers of leases and voids.
_SERIES = "reserved:{division}"


class NumberNotReserved(Refusal):
    """编号不在本窗口的预留号段内。"""

    zh = "收件编号「{number}」不在{post}的预留号段内。"
    en = "The receipt number “{number}” is in no block reserved for {post}."
    basis = "行政许可法§32"
    remedy_zh = "请对照纸质凭证逐字核对；本窗口有哪些号段，见“预留号段”登记簿。不是预留凭证的，请直接收件。"
    remedy_en = (
        "Check it against the paper receipt; the register shows this counter's blocks. "
        "Without a reserved receipt, take the papers in as usual."
    )


class NumberUsed(Refusal):
    """编号已经用过。"""

    zh = "收件编号「{number}」已经用于另一份收件。"
    en = "The receipt number “{number}” has been used for other papers."
    basis = "行政许可法§32"
    remedy_zh = "请核对编号；同一份纸质收件不要补录两次，可以按编号在登记簿里打开那一件。"
    remedy_en = (
        "Check the number; do not enter the same papers twice. The register opens the case that has it."
    )


class NumberIsVoid(Refusal):
    """编号已经作废。"""

    zh = "收件编号「{number}」已作废：{why}。"
    en = "The receipt number “{number}” is void: {why}."
    basis = "行政许可法§32"
    remedy_zh = (
        "作废的编号不能恢复。请核对编号；凭证确已发出的，请报窗口负责人，换用另一个预留编号并告知申请人。"
    )
    remedy_en = (
        "A void number cannot be restored. Check it; if the receipt was really given, use another "
        "reserved number and tell the applicant."
    )


class NumberReservedLater(Refusal):
    """实际收件时间早于号段预留时间。"""

    zh = "收件编号「{number}」在 {reserved_at} 才预留，不可能在 {occurred_at} 已经发出。"
    en = "The receipt number “{number}” was reserved at {reserved_at}, after {occurred_at}."
    basis = "行政许可法§32"
    remedy_zh = "请核对纸质凭证上的日期、时间和编号。"
    remedy_en = "Check the day, the time and the number on the paper receipt."


class PaperWithoutNumber(Refusal):
    """纸质补录缺少编号。"""

    zh = "补录纸质收件须填写凭证上的编号和实际收件时间。"
    en = "Papers entered later need the number on their receipt and the time they were received."
    basis = "行政许可法§32"
    remedy_zh = "请照抄纸质凭证；没有凭证的，作为今天的窗口收件登记。"
    remedy_en = "Copy both from the paper receipt; without one, take the papers in today."


class BlockSizeUnusable(BadInput):
    """预留数量不合理。"""

    zh = "一次可以预留 1 到 {most} 个编号，不能预留 {size} 个。"
    en = "From 1 to {most} numbers can be reserved at a time, not {size}."
    remedy_zh = "请改成一天够用的数量，用完可以再预留。"
    remedy_en = "Choose what one day needs; more can be reserved when they are used."


class VoidWithoutReason(BadInput):
    """作废没有写原因。"""

    zh = "作废编号须写明原因。"
    en = "A number is made void for a reason."
    remedy_zh = "请写明，例如“来电恢复，未使用”或“打印损坏”。"
    remedy_en = "Say why, such as “power is back, not used” or “spoilt in printing”."


class NumberMayNotBeVoid(Refusal):
    """已经使用的编号不能作废。"""

    zh = "收件编号「{number}」已经用于收件，不能作废。"
    en = "The receipt number “{number}” has been used and cannot be made void."
    basis = "行政许可法§32"
    remedy_zh = "录错的收件请按录入错误更正办理，编号保留。"
    remedy_en = "Papers entered wrongly are corrected by a correction of entry; the number stays."


def reserved_number(division: str, serial: int) -> str:
    """预留编号 — division, the letter Y and a serial: `330199-Y-000017`."""
    return f"{division}-Y-{serial:06d}"


def reserve(ports: Ports, actor: Actor, division: str, size: int) -> ReservedBlock:
    """预留号段 — the next numbers of a division, for the post that asks.

    Raises:
        BlockSizeUnusable: too many, or none.
    """
    check_texts({"division": division, "post": actor.post})
    if not 1 <= size <= MOST_AT_ONCE:
        raise BlockSizeUnusable(size=size, most=MOST_AT_ONCE)
    return ports.numbers.reserve(division, size, actor.post, actor.id, ports.clock.now())


def take(ports: Ports, ask: Ask, division: str, number: str, post_name: object) -> str:
    """使用 — the number as it is written in the register, now of this case and of no other.

    Asked again for the same case it answers the same: a form may be sent twice.

    Raises:
        PaperWithoutNumber: it, or when it was given, is missing.
        NumberNotReserved, NumberIsVoid, NumberUsed, NumberReservedLater: it cannot be this receipt's number.
    """
    if not number.strip() or ask.occurred_at is None:
        raise PaperWithoutNumber()
    typed = unicodedata.normalize("NFKC", number).strip().upper()
    found = _NUMBER.fullmatch(typed)
    block = None
    if found is not None and found[1] == division:
        block = ports.numbers.block_with(division, int(found[2]))
    if found is None or block is None or block.post != ask.actor.post:
        raise NumberNotReserved(number=number[:40], post=post_name)
    serial = int(found[2])
    written = reserved_number(division, serial)
    if ask.occurred_at < block.at:
        calendar = ports.calendars.of(division)
        raise NumberReservedLater(
            number=written,
            reserved_at=_minute(block.at, calendar.zone),
            occurred_at=_minute(ask.occurred_at, calendar.zone),
        )
    taken = ports.numbers.claim(division, serial, ask.case_id, ports.clock.now())
    if taken.state is NumberState.VOID:
        raise NumberIsVoid(number=written, why=taken.why)
    if taken.case_id != ask.case_id:
        raise NumberUsed(number=written)
    return written


def void(ports: Ports, actor: Actor, division: str, first: int, last: int, why: str) -> int:
    """作废 — the numbers of one's own counter from `first` to `last`; how many. What is void stays so.

    Raises:
        NumberNotReserved: one is not of a block of this post.
        NumberMayNotBeVoid: one has been used; those before it are void.
        VoidWithoutReason: no reason.
    """
    check_texts({"division": division, "why": why})
    if not why.strip():
        raise VoidWithoutReason()
    for serial in (first, last):
        block = ports.numbers.block_with(division, serial)
        if block is None or block.post != actor.post or not block.first <= first <= last <= block.last:
            raise NumberNotReserved(number=reserved_number(division, serial), post=actor.post)
    at = ports.clock.now()
    for serial in range(first, last + 1):
        if not ports.numbers.void(series_of(division), serial, why.strip(), by=actor.id, at=at):
            raise NumberMayNotBeVoid(number=reserved_number(division, serial))
    return last - first + 1


def series_of(division: str) -> str:
    """The series under which a division's reserved numbers are leased and made void."""
    return _SERIES.format(division=division)


def _minute(at: datetime, zone: object) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"  # type: ignore[arg-type]
