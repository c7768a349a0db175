"""文字 — what people type, checked before anything is sealed, hashed or stored.

A character that no database, no document and no reader can hold is told here, not met there; a text that
no officer can read is not taken in. Names of the limits are part of the answer.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tongban.kernel.refusals import BadInput
from tongban.kernel.words import Bilingual

#: The longest free text, in characters: reasons, opinions, notes.
LONGEST = 20_000
#: The longest name, number or citation.
LONGEST_LINE = 500

# Control characters but tab, line feed and carriage return; halves of a surrogate pair; noncharacters.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._:@/-]{0,199}", re.ASCII)

_NAMES: Mapping[str, Bilingual] = {
    "reasons": Bilingual("理由", "reasons"),
    "note": Bilingual("缺陷说明", "explanation of the defect"),
    "proof": Bilingual("送达证明", "proof of service"),
    "basis": Bilingual("依据", "basis"),
    "right_authority": Bilingual("有权机关", "the right authority"),
    "value": Bilingual("更正内容", "right content"),
    "field": Bilingual("更正项", "entry to correct"),
    "approver": Bilingual("批准人", "approver"),
    "step": Bilingual("环节", "step"),
    "material": Bilingual("材料", "material"),
    "source": Bilingual("来源系统", "source system"),
    "foreign_number": Bilingual("外部编号", "foreign number"),
    "notice_number": Bilingual("通知文号", "number of the notice"),
    "receipt_number": Bilingual("收件编号", "number of the receipt"),
    "item": Bilingual("事项", "item"),
    "division": Bilingual("行政区划", "division"),
    "applicant": Bilingual("申请人", "applicant"),
    "agent": Bilingual("代理人", "agent"),
    "case_id": Bilingual("办件编号", "id of the case"),
    "command_id": Bilingual("请求编号", "id of the request"),
    "actor": Bilingual("行为人", "actor"),
    "post": Bilingual("岗位", "post"),
    "party": Bilingual("利害关系人", "interested party"),
    "party_name": Bilingual("利害关系人姓名或者名称", "name of the interested party"),
    "party_address": Bilingual("利害关系人地址", "address of the interested party"),
    "by": Bilingual("何人", "by whom"),
    "whom": Bilingual("告知何人", "who is told"),
    "statement": Bilingual("陈述内容", "statement"),
    "place": Bilingual("听证地点", "place of the hearing"),
    "host": Bilingual("听证主持人", "host of the hearing"),
    "minutes": Bilingual("听证笔录", "minutes of the hearing"),
    "signed_by": Bilingual("签字人", "who signed"),
    "signer": Bilingual("承诺人姓名", "name of who commits"),
    "promise": Bilingual("承诺内容", "what is promised"),
    "staff": Bilingual("核查人员", "staff who checked"),
    "credit_number": Bilingual("信用记录编号", "number of the credit record"),
    "reason": Bilingual("修复理由", "reason of the repair"),
    "project_code": Bilingual("项目代码", "project code"),
    "project_name": Bilingual("项目名称", "name of the project"),
    "project_site": Bilingual("建设地点", "site"),
}
_FREE = frozenset(("reasons", "note", "proof", "statement", "minutes", "promise"))


class TextTooLong(BadInput):
    """文字过长。"""

    zh = "「{what}」有 {length} 个字符，超过 {limit} 个字符的上限，未保存任何内容。"
    en = "“{what}” has {length} characters, more than the {limit} it may have; nothing was stored."
    remedy_zh = "请缩短文字；较长的内容请作为 PDF 附件提交。"
    remedy_en = "Shorten it; hand in longer content as a PDF."


class TextUnreadable(BadInput):
    """文字含有无法识别的字符。"""

    zh = "「{what}」的第 {place} 个字符（{character}）无法识别，未保存任何内容。"
    en = "Character {place} of “{what}” ({character}) is not readable text; nothing was stored."
    remedy_zh = "请删除该字符后重新填写；从其他软件复制的文字可先粘贴为纯文本。"
    remedy_en = "Delete that character and try again; paste text from other programs as plain text."


class NotText(BadInput):
    """应为文字。"""

    zh = "「{what}」应为文字，收到的是 {kind}。"
    en = "“{what}” should be text; it is {kind}."
    remedy_zh = "请以文字填写。"
    remedy_en = "Give it as text."


class UnusableId(BadInput):
    """编号无法使用。"""

    zh = "「{what}」不是可用的编号：只能由字母、数字和 . _ : @ / - 组成，不超过 200 个字符。"
    en = "“{what}” is not usable as an id: letters, digits and . _ : @ / - only, 200 at most."
    remedy_zh = "请重新打开页面后再试；接口调用方请使用 UUIDv7。"
    remedy_en = "Open the page again and retry; callers of the interface use a UUIDv7."


def name_of(what: str) -> Bilingual:
    """The name of what was typed, or its key where it has none."""
    return _NAMES.get(what) or Bilingual(what, what)


def check_text(what: str, text: Any, limit: int | None = None) -> None:
    """Refuse a text that is none, is too long, or has a character nobody can read.

    Raises:
        BadInput: names what it is, the limit, or the place of the character.
    """
    if not isinstance(text, str):
        raise NotText(what=name_of(what), kind=type(text).__name__)
    most = limit or (LONGEST if what in _FREE else LONGEST_LINE)
    if len(text) > most:
        raise TextTooLong(what=name_of(what), length=len(text), limit=most)
    found = unreadable_in(text)
    if found is not None:
        place, character = found
        raise TextUnreadable(what=name_of(what), place=place, character=character)


def check_texts(texts: Mapping[str, Any]) -> None:
    """Check every text of an ask by its name; a list is checked one by one."""
    for what, value in texts.items():
        for text in _each(value):
            check_text(what, text)


def check_id(what: str, text: Any) -> None:
    """Refuse what cannot be an id of a case, a request or a person.

    Raises:
        UnusableId: it cannot.
    """
    if not isinstance(text, str) or not _ID.fullmatch(text):
        raise UnusableId(what=name_of(what))


def unreadable_in(text: str) -> tuple[int, str] | None:
    """The place (from 1) and code point of the first character nobody can read, or None.

    >>> unreadable_in("店名\\x00")
    (3, 'U+0000')
    """
    found = _UNREADABLE.search(text)
    return (found.start() + 1, f"U+{ord(found[0]):04X}") if found else None


def _each(value: Any) -> Iterator[Any]:
    if isinstance(value, Iterable) and not isinstance(value, str):
        yield from value
    else:
        yield value
