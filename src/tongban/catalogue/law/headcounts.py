"""人数 — how many the law asks for, read from the duties of `law/procedures` with their article."""

from datetime import date

from tongban.catalogue.law.procedures import load_procedures
from tongban.kernel.case.conditions import Compare, Operator
from tongban.kernel.refusals import BadInput


class HeadcountMissing(BadInput):
    """法律数据中没有人数规定。"""

    zh = "law/procedures/licensing.yaml 中没有「{act}」的人数规定。"
    en = "law/procedures/licensing.yaml says of no number of staff for “{act}”."
    remedy_zh = "请按行政许可法§34(3)补上：require: {{fact: staff, ge: 2}}。"
    remedy_en = "Add it as the article says: `require: {{fact: staff, ge: 2}}`."


def verifying_staff(day: date) -> int:
    """核查人数 — how many at least verify on the spot, by the law of that day (行政许可法§34(3)).

    Raises:
        HeadcountMissing: no duty says so.
    """
    act = "site_verified"
    for duty in load_procedures()["licensing"].on(day).duties:
        match duty.require:
            case Compare("staff", Operator.AT_LEAST, int(least)) if act in duty.on:
                return least
    raise HeadcountMissing(act=act)
