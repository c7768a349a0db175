"""延续 — an item of renewal names the item whose licences it renews; one that there is, and one for each.

A name that is wrong offends nobody until the first holder finds no renewal offered (行政许可法§50).
"""

from collections.abc import Collection, Iterable, Iterator

from tongban.catalogue.finding import Finding, Rule, Severity
from tongban.catalogue.item import Implementation
from tongban.kernel.words import Bilingual

RENEWS_ITSELF = Rule(
    "renews_itself",
    Bilingual("「{of}」延续的是自己发的许可", "“{of}” renews the licences it issues itself"),
    Bilingual(
        "请把 renewal.of 改为原来发证的事项；延续过的许可本来就可以再由本事项延续。",
        "Let `renewal.of` name the item that granted the licence; what was renewed may be renewed again "
        "anyway.",
    ),
    "行政许可法§50(1)",
)
RENEWS_NOTHING = Rule(
    "renews_nothing",
    Bilingual("没有写明延续哪个事项的许可", "it is not said which item's licences it renews"),
    Bilingual("请在 renewal.of 写明发证的事项。", "Name the item that grants them in `renewal.of`."),
    "行政许可法§50(1)",
)
RENEWS_UNKNOWN_ITEM = Rule(
    "renews_unknown_item",
    Bilingual("目录中没有事项「{of}」", "the catalogue has no item “{of}”"),
    Bilingual("请改为目录中的事项标识。", "Use the id of an item in the catalogue."),
    "行政许可法§50(1)",
)
RENEWED_BY_TWO = Rule(
    "renewed_by_two",
    Bilingual(
        "「{of}」的许可同时还可以由「{other}」延续", "licences of “{of}” are renewed by “{other}” as well"
    ),
    Bilingual(
        "同一时期只保留一个延续事项；前一个请写 valid_until。",
        "Keep one item of renewal at a time; end the earlier one with `valid_until`.",
    ),
    "行政许可法§50(1)",
)
RENEWS_WHAT_NEVER_ENDS = Rule(
    "renews_what_never_ends",
    Bilingual("「{of}」的许可长期有效，没有可以延续的", "licences of “{of}” do not expire: none is renewed"),
    Bilingual(
        "请核对发证事项的 result.validity_years，或者取消本事项。",
        "Check `result.validity_years` of the granting item, or drop this one.",
    ),
    "行政许可法§50(1)",
    severity=Severity.WARNING,
)


def check(item: Implementation) -> Iterator[Finding]:
    """What is wrong with the item by itself."""
    if item.renewal is None:
        return
    if not item.renewal.of:
        yield RENEWS_NOTHING.at(item.place("renewal.of"))
    elif item.renewal.of == item.id:
        yield RENEWS_ITSELF.at(item.place("renewal.of"), of=item.id)


def check_renewals(items: Collection[Implementation], beside: Iterable[Implementation] = ()) -> list[Finding]:
    """What is wrong among the items of a catalogue.

    Args:
        items: those that are checked.
        beside: the others of the same catalogue.
    """
    known = [*items, *beside]
    found: list[Finding] = []
    for item in items:
        of = item.renewal.of if item.renewal else ""
        if not of or of == item.id:
            continue
        place = item.place("renewal.of")
        granting = [one for one in known if one.id == of]
        if not granting:
            found.append(RENEWS_UNKNOWN_ITEM.at(place, of=of))
        elif all(one.result.validity_years == 0 for one in granting):
            found.append(RENEWS_WHAT_NEVER_ENDS.at(place, of=of))
        found += [
            RENEWED_BY_TWO.at(place, of=of, other=other.id)
            for other in known
            if other.id != item.id
            and other.renewal
            and other.renewal.of == of
            and item.shares_a_day_with(other)
        ]
    return found
