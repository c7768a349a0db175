"""容缺受理的拒绝 — what may be missing, and when an application may be returned."""

from tongban.kernel.refusals.told import Refusal


class GapNotOffered(Refusal):
    """本事项不适用容缺受理。"""

    zh = "本事项没有公布容缺受理的规则，不能容缺受理。"
    en = "This item publishes no rule on acceptance with a gap."
    basis = "各地优化营商环境条例（容缺受理）；行政许可法§32(4)"
    remedy_zh = "请一次性告知需要补正的全部内容。"
    remedy_en = "Tell the applicant once all that is missing."


class GapNotTolerable(Refusal):
    """主要材料不能容缺。"""

    zh = "{materials}不在公布的可容缺材料之列，缺少时不能受理。"
    en = "{materials}: not among the materials that may come later; it cannot be accepted without."
    basis = "各地优化营商环境条例（容缺受理）；行政许可法§32(4)"
    remedy_zh = "请一次性告知需要补正的全部内容。"
    remedy_en = "Tell the applicant once all that is missing."


class UndertakingMissing(Refusal):
    """没有书面承诺。"""

    zh = "容缺受理须有申请人签署的书面承诺，写明补交的材料和期限。"
    en = "Acceptance with a gap needs the applicant's signed undertaking of what is supplied and by when."
    basis = "各地优化营商环境条例（容缺受理）"
    remedy_zh = "请由申请人签署承诺书；不愿承诺的，一次性告知补正。"
    remedy_en = "Have the undertaking signed; who does not want to is told what to supplement."


class NothingIsOpen(Refusal):
    """没有未补齐的容缺材料。"""

    zh = "本件没有逾期未补齐的容缺材料，不能退回。"
    en = "No gap of this case is open beyond its time; it cannot be returned."
    basis = "各地优化营商环境条例（容缺受理）；行政许可法§42"
    remedy_zh = "请在法定期限内作出决定。"
    remedy_en = "Decide within the statutory limit."


class GapStillInTime(Refusal):
    """补齐期限未满。"""

    zh = "申请人最迟可在 {until} 补齐，期限未满，不能退回。"
    en = "The applicant may still fill the gap until {until}; it cannot be returned before."
    basis = "各地优化营商环境条例（容缺受理）"
    remedy_zh = "请等到期限届满；届满后仍未补齐的，再退回。"
    remedy_en = "Wait until then; return it if the gap is still open."


class UndertakingSaysOtherwise(Refusal):
    """承诺书没有约定退回。"""

    zh = "承诺书写明逾期未补齐的后果是「{consequence}」，不是退回申请。"
    en = "The undertaking says what follows an open gap: “{consequence}”, not a return."
    basis = "各地优化营商环境条例（容缺受理）"
    remedy_zh = "请按承诺书办理，在法定期限内作出决定。"
    remedy_en = "Follow the undertaking: decide within the statutory limit."
