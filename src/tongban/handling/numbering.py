"""编号 — how leased serials become the numbers people read.

Numbers are leased before the command and unique, not gapless; a serial that a refused command had
leased stays unused.
"""

from datetime import date

from tongban.catalogue.authorities import WordedDocument
from tongban.handling.number_ports import Numbers
from tongban.handling.ports import Ports
from tongban.kernel import Item
from tongban.kernel.refusals import Refusal


def receipt_number(numbers: Numbers, division: str, on: date) -> str:
    """收件编号 — division, day and serial: `330100-20250924-00017`."""
    serial = numbers.lease(f"receipt:{division}:{on:%Y%m%d}")
    return f"{division}-{on:%Y%m%d}-{serial:05d}"


def life_event_number(numbers: Numbers, division: str, on: date) -> str:
    """一件事编号 — division, day, and a serial of their own: `330100-20250924-Y00017`."""
    serial = numbers.lease(f"life-event:{division}:{on:%Y%m%d}")
    return f"{division}-{on:%Y%m%d}-Y{serial:05d}"


def project_number(numbers: Numbers, division: str, on: date) -> str:
    """项目编号 — division, day, and a serial of their own: `330100-20250924-G00017`."""
    serial = numbers.lease(f"project:{division}:{on:%Y%m%d}")
    return f"{division}-{on:%Y%m%d}-G{serial:05d}"


class DocumentWordMissing(Refusal):
    """没有发文代字。"""

    zh = "{authority}还没有设定{document}的发文代字，无法编号，文书不能发出。"
    en = "{authority} has no word for the number of its {document}; it cannot be issued."
    basis = "党政机关公文处理工作条例§9"
    remedy_zh = (
        "请目录管理员在机构名录（authorities.yaml）的 document_words 中补上，再办理；已填写的内容没有丢失。"
    )
    remedy_en = (
        "Have the editor of the catalogue add it to document_words in authorities.yaml; nothing is lost."
    )


def document_number(ports: Ports, item: Item, document: WordedDocument, on: date) -> str:
    """文号 — word, year and serial, as documents are numbered: `演市监受〔2025〕17号`.

    Raises:
        DocumentWordMissing: the item's lead department has no word for such documents.
    """
    word = ports.catalogue.document_word(item, document)
    if not word:
        raise DocumentWordMissing(authority=item.name_of(item.authority), document=document.label)
    numbers = ports.numbers
    serial = numbers.lease(f"document:{word}:{on.year}")
    return f"{word}〔{on.year}〕{serial}号"


def licence_number(numbers: Numbers, prefix: str, division: str, on: date) -> str:
    """许可证编号 — prefix, division, year and serial: `JY3301002025000017`."""
    serial = numbers.lease(f"licence:{prefix}:{division}:{on.year}")
    return f"{prefix}{division}{on.year}{serial:06d}"
