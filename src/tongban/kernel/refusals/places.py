"""数量限制的拒绝 — no place, or somebody else's turn first."""

from tongban.kernel.refusals.told import Refusal


class PlacesTaken(Refusal):
    """名额已满。"""

    zh = "本许可限 {number} 个（{basis_of_number}），已经全部准予，没有名额。"
    en = "Only {number} may be granted ({basis_of_number}), and all are; no place is left."
    basis = "行政许可法§57"
    remedy_zh = (
        "请书面作出不予许可的决定，说明名额已满，告知救济途径；有名额空出或者下一期开始的，可以再申请。"
    )
    remedy_en = (
        "Refuse in writing, say that no place is left, and name the remedies; one may apply again when a "
    )
    remedy_en += "place is free or the next period begins."


class EarlierApplicationsFirst(Refusal):
    """先受理的申请还没有决定。"""

    zh = "还剩 {left} 个名额，先受理而未决定的申请有 {waiting} 件，须先对它们作出决定。"
    en = "Places left: {left}; applications accepted earlier and not decided: {waiting}. They come first."
    basis = "行政许可法§57"
    remedy_zh = "请先办先受理的申请；其中不予许可、撤回或者终止的，名额让给下一件。本件的期限照常计算。"
    remedy_en = (
        "Decide those first; the place of one that is refused, withdrawn or ended goes to the next. This "
    )
    remedy_en += "case's limits run on."


class PlacesLeft(Refusal):
    """还有名额。"""

    zh = "本许可限 {number} 个，还剩 {left} 个名额，不能以名额已满为由不予许可。"
    en = "Of {number} places {left} are left; it cannot be refused for want of one."
    basis = "行政许可法§38、§57"
    remedy_zh = "符合法定条件、标准的，按受理的先后顺序准予；不符合的，写明不符合的事实和依据。"
    remedy_en = "Who meets the conditions is granted in the order of acceptance; else state what is not met."


class PlacesNotCounted(Refusal):
    """没有核对名额。"""

    zh = "本许可有数量限制，没有核对名额，不能作出决定。"
    en = "This licence has a quota; without counting its places it cannot be decided."
    basis = "行政许可法§57"
    remedy_zh = "请由系统核对名额后办理；刚换过数量的，请重新打开办件。"
    remedy_en = "Let the system count the places; open the case again where the number has just changed."


class NoQuota(Refusal):
    """本许可没有数量限制。"""

    zh = "本许可没有公布数量限制，不能以名额已满为由不予许可。"
    en = "This licence has no published quota; it cannot be refused for want of a place."
    basis = "行政许可法§30、§57"
    remedy_zh = "符合法定条件、标准的，应当准予；不符合的，写明不符合的事实和依据。"
    remedy_en = "Who meets the conditions is granted; else state what is not met and the basis."
