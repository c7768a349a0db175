"""所报 — what a row says, in texts of one form: what can be kept, corrected and tried again.

Days are in ISO form and codes in the words of this house where they were understood; otherwise they stand
as they were written, so that whoever corrects the row sees what came. The applicant is a token, never a
name.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, tzinfo
from functools import cached_property
from typing import Self

from tongban.catalogue.result_mapping import ResultMapping
from tongban.handling.observing.rows import CellFault, Row
from tongban.handling.texts import LONGEST_LINE, unreadable_in
from tongban.kernel.case.commands import ObservedFact, OpinionResult
from tongban.kernel.words import Bilingual

#: What a row may say, in the order a form shows it.
FIELDS: Mapping[str, Bilingual] = {
    "case_number": Bilingual("收件编号", "receipt number"),
    "foreign_number": Bilingual("对方编号", "foreign number"),
    "entry": Bilingual("对方记录编号", "their record"),
    "step": Bilingual("环节", "step"),
    "fact": Bilingual("状态", "state"),
    "result": Bilingual("结果", "result"),
    "occurred": Bilingual("发生日期", "day it occurred"),
    "licence_number": Bilingual("证照编号", "licence number"),
    "valid_until": Bilingual("有效期至", "valid until"),
    "suspended_until": Bilingual("中止到", "suspended until"),
    "applicant": Bilingual("申请人", "applicant"),
}
_DAYS = ("occurred", "valid_until", "suspended_until")


@dataclass(frozen=True, slots=True)
class Reason:
    """待处理原因 — why a row is held: a code, the field and what it says."""

    code: str
    field: str = ""
    value: str = ""

    @property
    def sentence(self) -> Bilingual:
        """Why, in words."""
        return _REASONS[self.code][0].fill(field=FIELDS.get(self.field, Bilingual("", "")), value=self.value)

    @property
    def remedy(self) -> Bilingual:
        """What to do now."""
        return _REASONS[self.code][1]


@dataclass(frozen=True)
class Claim:
    """所报 — one row of a department's file, as far as it was understood."""

    authority: str
    source: str
    texts: Mapping[str, str]
    faults: Mapping[str, CellFault] = field(default_factory=dict)
    is_corrected: bool = False

    def said(self, name: str) -> str:
        """What it says in a field; empty where nothing."""
        return self.texts.get(name, "")

    @cached_property
    def digest(self) -> bytes:
        """By what the same fact is known when it is told again, however it was written."""
        said = {name: text for name, text in self.texts.items() if text}
        plain = json.dumps([self.authority, said], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(plain.encode("utf-8", "replace")).digest()

    def corrected(self, texts: Mapping[str, str]) -> Self:
        """The claim with some fields said anew; what was wrong with those cells is over.

        That is so though somebody who looked at the source says the same, or that there is nothing.
        """
        changed = {
            name: text for name, text in texts.items() if text != self.said(name) or name in self.faults
        }
        faults = {name: fault for name, fault in self.faults.items() if name not in changed}
        return replace(
            self,
            texts={**self.texts, **changed},
            faults=faults,
            is_corrected=self.is_corrected or bool(changed),
        )


@dataclass(frozen=True, slots=True)
class Told:
    """已读懂的一行 — what a claim comes to."""

    case_number: str
    foreign_number: str
    entry: str
    step: str
    fact: ObservedFact
    result: OpinionResult | None
    occurred_at: datetime
    licence_number: str
    valid_until: date | None
    suspended_until: date | None
    applicant: str


def key_of_row(row: Row, mapping: ResultMapping) -> bytes:
    """By what a row of a file is known when it comes again: what stands in its columns, as it stands there.

    So a row that was held lands under the same key once the mapping has learned its words.
    """
    cells = sorted((name, row.cells.get(column, "")) for name, column in mapping.columns.named())
    said = [[name, text] for name, text in cells if text]
    plain = json.dumps([mapping.authority, said], ensure_ascii=False)
    return hashlib.sha256(plain.encode("utf-8", "replace")).digest()


def plain_name(name: str) -> str:
    """A name as it is compared: without spaces, and without what only the eye sees."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def claim_of(row: Row, mapping: ResultMapping, blind: Callable[[str], str]) -> Claim:
    """What a row says, by the mapping of its file; `blind` makes a token of the applicant's name."""
    columns = dict(mapping.columns.named())
    texts = {name: row.cells.get(column, "") for name, column in columns.items()}
    faults = {name: row.faults[column] for name, column in columns.items() if column in row.faults}
    state, result = texts.pop("state", ""), texts.pop("result", "")
    fault = faults.pop("state", None)
    if fault is not None:
        faults["fact"] = fault
    for code in mapping.codes:
        if (code.state, code.result_says) == (state, result):
            texts["fact"], texts["result"] = code.fact.value, code.result.value if code.result else ""
            break
    else:
        texts["fact"], texts["result"] = state, result
    for name in _DAYS:
        texts[name] = _iso(texts.get(name, ""), mapping.dates)
    texts["step"] = texts.get("step") or mapping.step
    if texts.get("applicant"):
        texts["applicant"] = blind(plain_name(texts["applicant"]))
    return Claim(mapping.authority, mapping.source, texts, faults)


def understood(claim: Claim, zone: tzinfo) -> tuple[Told | None, tuple[Reason, ...]]:
    """What the claim comes to; or every reason why it comes to nothing."""
    reasons = tuple(_reasons(claim, zone))
    if reasons:
        return None, reasons
    fact = ObservedFact(claim.said("fact"))
    occurred = _instant(claim.said("occurred"), zone)
    assert occurred is not None, "looked at before"
    told = Told(
        case_number=claim.said("case_number"),
        foreign_number=claim.said("foreign_number"),
        entry=claim.said("entry"),
        step=claim.said("step"),
        fact=fact,
        result=OpinionResult(claim.said("result")) if fact.has_result else None,
        occurred_at=occurred,
        licence_number=claim.said("licence_number"),
        valid_until=_day(claim.said("valid_until")),
        suspended_until=_day(claim.said("suspended_until")),
        applicant=claim.said("applicant"),
    )
    return told, ()


def _reasons(claim: Claim, zone: tzinfo) -> Iterator[Reason]:
    for name, fault in claim.faults.items():
        yield Reason(f"cell_{fault}", name, claim.said(name))
    for name, text in claim.texts.items():
        if name in claim.faults:
            continue
        if len(text) > LONGEST_LINE or unreadable_in(text):
            yield Reason("text_unusable", name, "".join(c for c in text[:40] if not unreadable_in(c)))
    for name in ("foreign_number", "occurred", "fact"):
        if not claim.said(name) and name not in claim.faults:
            yield Reason("missing", name)
    fact = claim.said("fact")
    if fact and fact not in tuple(ObservedFact):
        yield Reason("code_unknown", "fact", _together(claim))
    elif fact and ObservedFact(fact).has_result and claim.said("result") not in tuple(OpinionResult):
        yield Reason("code_unknown" if claim.said("result") else "missing", "result", claim.said("result"))
    for name in _DAYS:
        said = claim.said(name)
        if said and name not in claim.faults and _instant(said, zone) is None:
            yield Reason("day_unreadable", name, claim.said(name))


def _together(claim: Claim) -> str:
    return " + ".join(filter(None, (claim.said("fact"), claim.said("result"))))


# --- days as they are written

_FORMS = (
    *("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"),
    *("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M"),
    *("%Y年%m月%d日 %H:%M:%S", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日%H时%M分", "%Y-%m-%dT%H:%M:%S"),
)
#: What a spreadsheet counts from the end of 1899, between 1954 and 2119.
_SERIALS = range(20_000, 80_000)
#: Any other is no day of a case, or of what it grants.
_YEARS = range(1950, 2200)


def _iso(text: str, forms: tuple[str, ...]) -> str:
    """A day in ISO form; as it was written, where it is none that is known."""
    for form in (*forms, *_FORMS):
        try:
            at = datetime.strptime(text, form)  # noqa: DTZ007  (a day of the region's own calendar)
        except ValueError:
            continue
        return f"{at:%Y-%m-%d}" if "%H" not in form else f"{at:%Y-%m-%d %H:%M:%S}"
    if text.isascii() and text.isdigit() and int(text) in _SERIALS:
        return str(date.fromordinal(date(1899, 12, 30).toordinal() + int(text)))
    return text


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date() if text else None
    except ValueError:
        return None


def _instant(text: str, zone: tzinfo) -> datetime | None:
    """The instant, of a day alone its beginning: what counts is the day."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if at.tzinfo is not None or at.year not in _YEARS:
        return None
    return datetime.combine(at.date(), at.time() or time(), zone)


_CHECK_CELL = Bilingual(
    "请核对原表后改正，再重试。", "Compare it with the source, correct it, and try again."
)
_REASONS: Mapping[str, tuple[Bilingual, Bilingual]] = {
    "cell_formula": (
        Bilingual("「{field}」是公式，不是数据", "“{field}” is a formula, not data"),
        Bilingual(
            "请对方导出为数值；或者在此填写正确内容后重试。",
            "Ask them for values, or fill it in here, and try again.",
        ),
    ),
    "cell_merged": (
        Bilingual(
            "「{field}」是合并单元格，看不出属于哪一行", "“{field}” is merged: whose it is cannot be seen"
        ),
        _CHECK_CELL,
    ),
    "cell_error": (Bilingual("「{field}」是错误值 {value}", "“{field}” is the error {value}"), _CHECK_CELL),
    "cell_digits_lost": (
        Bilingual(
            "「{field}」按数字保存，末位已经丢失：{value}",
            "“{field}” was kept as a number and lost digits: {value}",
        ),
        Bilingual(
            "请对方把这一列设为文本后重新导出；或者在此填写。",
            "Ask them for the column as text, or fill it in here.",
        ),
    ),
    "cell_unreadable": (
        Bilingual("「{field}」无法读取：{value}", "“{field}” cannot be read: {value}"),
        _CHECK_CELL,
    ),
    "text_unusable": (
        Bilingual(
            "「{field}」太长或者含有无法识别的字符",
            "“{field}” is too long, or has characters nobody can read",
        ),
        _CHECK_CELL,
    ),
    "missing": (Bilingual("缺少「{field}」", "“{field}” is missing"), _CHECK_CELL),
    "code_unknown": (
        Bilingual("「{field}」的“{value}”不在对照表中", "“{value}” of “{field}” is not in the mapping"),
        Bilingual(
            "请在对照表中补上这个代码后重新导入；或者在此选择。",
            "Add the code to the mapping and import again, or choose here.",
        ),
    ),
    "day_unreadable": (
        Bilingual("「{field}」的“{value}”不是日期", "“{value}” of “{field}” is no day"),
        Bilingual(
            "请在对照表中补上日期格式后重新导入；或者在此填写。",
            "Add the date form to the mapping and import again, or fill it in here.",
        ),
    ),
    "case_unknown": (
        Bilingual("没有收件编号为“{value}”的办件", "there is no case with the receipt number “{value}”"),
        Bilingual(
            "请核对编号；确是未经大厅收件的，由对方补送收件。",
            "Check the number; what never came through the hall they hand in.",
        ),
    ),
    "case_unnamed": (
        Bilingual(
            "没有收件编号，对方编号“{value}”此前也没有出现过",
            "there is no receipt number, and their number “{value}” was not met before",
        ),
        Bilingual("请填写本件的收件编号。", "Fill in the receipt number of the case."),
    ),
    "step_unknown": (
        Bilingual(
            "这个事项没有由该部门在外部系统办理的环节", "the item has no step that this department decides"
        ),
        Bilingual(
            "请核对办件和部门；环节应在事项中写明 decided_in。",
            "Check case and department; the item declares `decided_in`.",
        ),
    ),
    "step_ambiguous": (
        Bilingual(
            "该部门在本件有几个环节：{value}", "the department has several steps in this case: {value}"
        ),
        Bilingual("请填写是哪一个环节。", "Say which step it is."),
    ),
    "number_of_another_case": (
        Bilingual("对方编号“{value}”此前属于另一件", "their number “{value}” was met for another case"),
        Bilingual(
            "请与对方核对是哪一件，改正后重试。", "Ask them which case it is, correct it, and try again."
        ),
    ),
    "refused": (
        Bilingual("{value}", "{value}"),
        Bilingual(
            "请稍后重试；仍不成的，请联系系统管理员。",
            "Try again in a while; if it goes on, tell the operator.",
        ),
    ),
}
