"""数量限制 — places go in the order of acceptance, unless a law or regulation prescribes another way."""

from collections.abc import Iterator

from tongban.catalogue.code_lists import BasisRank
from tongban.catalogue.finding import Finding, Rule
from tongban.catalogue.item import Implementation
from tongban.kernel.case.quota_rule import Allotment
from tongban.kernel.words import Bilingual

ALLOTMENT_WITHOUT_LAW = Rule(
    "allotment_without_law",
    Bilingual(
        "名额{how}分配，但没有法律、行政法规的依据",
        "places go {how}, which no law or administrative regulation is cited for",
    ),
    Bilingual(
        "请在 places.prescribed_by 写明法律或者行政法规的条款；没有的，删去 allotment，按受理的先后顺序。",
        "Cite the law or administrative regulation in `places.prescribed_by`; where there is none, remove "
        "`allotment`: they go in the order of acceptance.",
    ),
    "行政许可法§57",
)
PRESCRIBED_ORDER = Rule(
    "prescribed_order",
    Bilingual(
        "写了另有规定（{cite}），分配方式却仍是按受理的先后顺序",
        "{cite} is cited as prescribing otherwise, and places still go in the order of acceptance",
    ),
    Bilingual(
        "请写明 allotment，或者删去 prescribed_by。", "Give the `allotment`, or remove `prescribed_by`."
    ),
    "行政许可法§57",
)
_MAY_PRESCRIBE = (BasisRank.LAW, BasisRank.ADMINISTRATIVE_REGULATION)


def check(item: Implementation) -> Iterator[Finding]:
    """What is wrong with how an item's places go."""
    use = item.places
    if use is None:
        return
    by = use.prescribed_by
    if use.allotment is Allotment.ORDER_OF_ACCEPTANCE:
        if by is not None:
            yield PRESCRIBED_ORDER.at(item.place("places.prescribed_by"), cite=by.cite)
    elif by is None or by.rank not in _MAY_PRESCRIBE:
        yield ALLOTMENT_WITHOUT_LAW.at(item.place("places.allotment"), how=use.allotment.label)
