"""更正的拒绝 — what cannot be corrected so."""

from tongban.kernel.refusals.told import Refusal


class UnreadableValue(Refusal):
    """更正的内容无法识别。"""

    zh = "「{field}」不能更正为「{value}」：应为{expected}。"
    en = "“{field}” cannot become “{value}”: it should be {expected}."
    basis = "行政许可法§32(3)"
    remedy_zh = "请按提示的格式填写。"
    remedy_en = "Give it in the form named."


class DatesOutOfOrder(Refusal):
    """更正后日期先后颠倒。"""

    zh = "更正后收件日为 {received_on}、受理日为 {accepted_on}：收件须不晚于告知和受理，均不能晚于今天。"
    en = "Corrected to receipt on {received_on} and acceptance on {accepted_on}: receipt cannot lie after "
    en += "the notice or acceptance, and neither after today."
    basis = "行政许可法§32"
    remedy_zh = "请核对两个日期。"
    remedy_en = "Check both dates."


class UnknownField(Refusal):
    """不能更正的字段。"""

    zh = "「{field}」不能更正。"
    en = "“{field}” cannot be corrected."
    basis = "行政许可法§32(3)"
    remedy_zh = "可以更正的有：{fields}。"
    remedy_en = "What can be corrected: {fields}."


class NothingToCorrect(Refusal):
    """更正前后相同。"""

    zh = "「{field}」本来就是 {value}。"
    en = "“{field}” already is {value}."
    remedy_zh = "请核对要更正的内容。"
    remedy_en = "Check what should be corrected."


class FourEyes(Refusal):
    """更正须由另一人批准。"""

    zh = "更正须由录入人以外的人批准。"
    en = "A correction must be approved by someone other than the person who enters it."
    basis = "本系统更正规则（双人复核）"
    remedy_zh = "请由另一位有权人员批准。"
    remedy_en = "Have another entitled person approve it."
