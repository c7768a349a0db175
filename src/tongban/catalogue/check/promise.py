"""停钟规则 — the promise stops for what the item published, the statutory limit for the eight of art. 45."""

from collections.abc import Iterator

from tongban.catalogue.finding import Finding, Rule, Severity
from tongban.catalogue.item import Implementation
from tongban.catalogue.parts import NOT_A_SPECIAL_PROCEDURE
from tongban.kernel.case.item import SpecialProcedure
from tongban.kernel.words import Bilingual

STOP_TWICE = Rule(
    "promise_stop_twice",
    Bilingual("「{procedure}」写了两次", "“{procedure}” is given more than once"),
    Bilingual("请保留一条。", "Keep one."),
)
STOP_NOT_OF_ITEM = Rule(
    "promise_stop_not_of_item",
    Bilingual(
        "本事项没有「{procedure}」，承诺时限不会因它停止",
        "this item has no “{procedure}”: the promise never stops for it",
    ),
    Bilingual(
        "请在 special_procedures 中写明其依据，或从 stops_for 中删除。",
        "Give it under `special_procedures` with its basis, or take it off `stops_for`.",
    ),
    "行政许可法§45",
)
STOP_WITHOUT_FEE = Rule(
    "promise_stop_without_fee",
    Bilingual("不收费的事项没有缴费可等", "nothing is charged, so no payment can be waited for"),
    Bilingual(
        "请从 stops_for 中删除 payment，或写明收费及依据。",
        "Take `payment` off, or give the fee with its basis.",
    ),
    "行政许可法§58",
)
SAID_TWICE = Rule(
    "promise_rule_said_twice",
    Bilingual(
        "已有 stops_for，不应再写 stops_for_special_procedures",
        "`stops_for` is given, so `stops_for_special_procedures` must not be",
    ),
    Bilingual("请删除 stops_for_special_procedures。", "Remove `stops_for_special_procedures`."),
)
NOT_PUBLISHED = Rule(
    "promise_rule_not_published",
    Bilingual("没有写明承诺时限因何停止", "nothing says what stops the promise"),
    Bilingual(
        "请在 stops_for 中逐项写明及其公布依据；什么都不停的，写 []。",
        "List it in `stops_for`, each with where it was published; `[]` where nothing stops it.",
    ),
    "优化营商环境条例§36",
    Severity.WARNING,
)


def check(item: Implementation) -> Iterator[Finding]:
    """Whether the clocks stop only for what the law, or the item's own published rule, says."""
    for n, use in enumerate(item.special_procedures):
        if not use.procedure.is_statutory:
            yield NOT_A_SPECIAL_PROCEDURE.at(item.place(f"special_procedures[{n}].procedure"))
    promised = item.limits.promised
    if promised.stops_for is None:
        if item.special_procedures and promised.stops_for_special_procedures:
            yield NOT_PUBLISHED.at(item.place("limits.promised"))
        return
    if not promised.stops_for_special_procedures:
        yield SAID_TWICE.at(item.place("limits.promised.stops_for_special_procedures"))
    own = {use.procedure for use in item.special_procedures}
    stops = [stop.procedure for stop in promised.stops_for]
    for n, procedure in enumerate(stops):
        place = item.place(f"limits.promised.stops_for[{n}].procedure")
        if procedure in stops[:n]:
            yield STOP_TWICE.at(place, procedure=procedure.label)
        elif procedure.is_statutory and procedure not in own:
            yield STOP_NOT_OF_ITEM.at(place, procedure=procedure.label)
        elif procedure is SpecialProcedure.PAYMENT and not item.fee.charged:
            yield STOP_WITHOUT_FEE.at(place)
