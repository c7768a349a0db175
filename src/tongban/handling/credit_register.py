"""信用登记 — entering what the credit platform says of somebody, and that a record was repaired there.

Entries are only added; one that is entered again is the same one, and a number never means two things.

依据 Basis: 国办发〔2020〕42号.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from tongban.catalogue.codes import credit_code_is_well_formed
from tongban.handling.credit import CreditNote, CreditRecords, CreditWord
from tongban.handling.texts import check_text
from tongban.kernel.case.commands import CreditStanding
from tongban.kernel.refusals import BadInput, Refusal

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_LONGEST_NUMBER = 100


class CreditSubjectUnusable(BadInput):
    """不是信用主体。"""

    zh = "「{subject}」既不是申请人编号，也不是统一社会信用代码，没有登记。"
    en = "“{subject}” is neither an applicant's id nor a credit code; nothing was entered."
    remedy_zh = "请写办件页面上的申请人编号，或者 18 位统一社会信用代码；不要写姓名或者名称。"
    remedy_en = "Give the applicant's id from the case page, or the credit code of 18; never a name."


class CreditEntryIncomplete(BadInput):
    """信用登记缺少内容。"""

    zh = "登记信用记录须写明编号；登记修复还须写明理由。"
    en = "A record is entered under its number, a repair with its reason too."
    remedy_zh = "请照信用平台的记录填写；理由写一行，例如“已整改，公示期满”，不要写姓名。"
    remedy_en = "Enter what the platform says; the reason in a line, such as “rectified”, and no name."


class CreditDayAhead(Refusal):
    """日期尚未到来。"""

    zh = "{since} 还没有到，今天是 {today}，没有登记。"
    en = "{since} has not come yet, today is {today}; nothing was entered."
    basis = "国办发〔2020〕42号"
    remedy_zh = "请核对日期；将来才生效的，到那一天再登记。"
    remedy_en = "Check the day; enter what begins later when it begins."


class CreditNumberTaken(Refusal):
    """编号已用于另一条记录。"""

    zh = "编号 {number} 已经登记为 {since} 起「{standing}」，登记过的内容不能改。"
    en = "Number {number} is entered already as “{standing}” from {since}; an entry is never changed."
    basis = "国办发〔2020〕42号"
    remedy_zh = "请核对编号；原来登记错了的，先登记修复并写明登记有误，再以另一编号登记。"
    remedy_en = "Check the number; repair a mistaken entry, saying so, and enter the right one under another."


class NothingToRepair(Refusal):
    """没有这条可以修复的记录。"""

    zh = "截至 {on}，该主体名下没有编号为 {number} 的不良记录，没有登记修复。"
    en = "On {on} the subject has no bad record of number {number}; no repair was entered."
    basis = "国办发〔2020〕42号"
    remedy_zh = "请用 tongban credit show 查看名下的记录；本机关撤销的许可，编号是许可证编号。"
    remedy_en = "`tongban credit show` lists them; a licence we revoked stands under its own number."


@dataclass(frozen=True, slots=True)
class Entry:
    """登记 — under which number, by whom, at which instant, and the legal day that is."""

    subject: str
    number: str
    by: str
    at: datetime
    today: date


def enter_record(records: CreditRecords, entry: Entry, standing: CreditStanding, since: date) -> None:
    """登记不良记录 — bars from committing from that day, until it is repaired.

    Raises:
        CreditSubjectUnusable, CreditEntryIncomplete, BadInput: what is given cannot be used.
        CreditDayAhead: the day is still to come.
        CreditNumberTaken: the number means something else already.
    """
    _enter(records, entry, CreditWord(entry.number.strip(), standing, since))


def enter_repair(records: CreditRecords, entry: Entry, repairs: str, on: date, reason: str) -> None:
    """登记信用修复 — ends the one bad record it names, from that day.

    Raises:
        CreditSubjectUnusable, CreditEntryIncomplete, BadInput: what is given cannot be used.
        CreditDayAhead: the day is still to come.
        NothingToRepair: there is no such bad record by that day.
        CreditNumberTaken: the number means something else already.
    """
    check_text("reason", reason)
    repaired = repairs.strip()
    if not reason.strip():
        raise CreditEntryIncomplete()
    bad = (w for w in words_of(records, entry.subject) if w.standing.bars and w.since <= on)
    if repaired not in [word.number for word in bad]:
        raise NothingToRepair(number=repaired, on=on)
    word = CreditWord(entry.number.strip(), CreditStanding.REPAIRED, on, repaired, reason.strip())
    _enter(records, entry, word)


def words_of(records: CreditRecords, subject: str) -> tuple[CreditWord, ...]:
    """Everything on record about a subject.

    Raises:
        CreditSubjectUnusable: that is no id of a subject.
    """
    if not _UUID.fullmatch(subject) and not credit_code_is_well_formed(subject):
        raise CreditSubjectUnusable(subject=subject[:60])
    return records.words_of(subject)


def _enter(records: CreditRecords, entry: Entry, word: CreditWord) -> None:
    check_text("credit_number", entry.number, _LONGEST_NUMBER)
    if not word.number:
        raise CreditEntryIncomplete()
    if word.since > entry.today:
        raise CreditDayAhead(since=word.since, today=entry.today)
    words_of(records, entry.subject)
    records.note(
        CreditNote(
            subject=entry.subject,
            number=word.number,
            standing=word.standing,
            since=word.since,
            by=entry.by,
            at=entry.at,
            repairs=word.repairs,
            reason=word.reason,
        )
    )
    # Asked after keeping: whoever enters the same number at the same time is told as well.
    for kept in records.words_of(entry.subject):
        if kept.number == word.number and _said(kept) != _said(word):
            raise CreditNumberTaken(number=kept.number, since=kept.since, standing=kept.standing.label)


def _said(word: CreditWord) -> tuple[object, ...]:
    return word.standing, word.since, word.repairs, word.reason
