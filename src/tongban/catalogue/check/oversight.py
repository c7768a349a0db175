"""审管衔接 — every licence has somebody who oversees its holders, at a post there is."""

from collections.abc import Iterator

from tongban.catalogue.check.duties import post_of
from tongban.catalogue.code_lists import ItemType
from tongban.catalogue.finding import Finding, Rule, Severity
from tongban.catalogue.item import Implementation
from tongban.kernel.words import Bilingual

OVERSEER_MISSING = Rule(
    "overseer_missing",
    Bilingual(
        "没有写明由哪个机关、哪个岗位监管，许可不会移交监管",
        "nobody is named who oversees its holders: no licence will be handed over",
    ),
    Bilingual(
        "请写明 oversight 的机关、岗位和依据；审批机关自己监管的，也写明其监管岗位。",
        "Give `oversight`: authority, post and basis; where the lead oversees for itself, its own post.",
    ),
    "优化营商环境条例§51",
    Severity.WARNING,
)


def check(item: Implementation) -> Iterator[Finding]:
    """Whether what is granted is overseen by a post that exists and belongs to the authority named."""
    use = item.oversight
    if use is not None:
        yield from post_of(item, "oversight.post", use.post, use.authority)
    elif item.item_type is ItemType.LICENCE:
        yield OVERSEER_MISSING.at(item.place("oversight"))
