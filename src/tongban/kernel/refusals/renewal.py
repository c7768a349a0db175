"""延续的拒绝 — which licence is renewed, and whether it can still be."""

from tongban.kernel.refusals.told import Refusal


class LicenceToRenewMissing(Refusal):
    """没有写明延续哪一个许可。"""

    zh = "申请延续，应当写明原许可的编号和有效期。"
    en = "A renewal names the licence and its last day."
    basis = "行政许可法§50(1)"
    remedy_zh = "请填写原许可证上的编号；有效期以登记为准。"
    remedy_en = "Give the number on the licence; its last day is as registered."


class NotARenewal(Refusal):
    """本事项不是延续事项。"""

    zh = "本事项不办理许可的延续。"
    en = "This item renews no licence."
    basis = "行政许可法§50"
    remedy_zh = "请选择对应的延续事项。"
    remedy_en = "Choose the item that renews it."


class LicenceExpired(Refusal):
    """许可已经到期。"""

    zh = "许可 {number} 已于 {expires_on} 到期，不能延续。"
    en = "Licence {number} expired on {expires_on} and cannot be renewed."
    basis = "行政许可法§50、§70(1)"
    remedy_zh = "请重新申请许可；未取得新的许可前，不得从事许可的活动。"
    remedy_en = "Apply anew; without a new licence what it allowed is not allowed."
