"""人数 — how many the law asks for, read from the duties of `law/procedures` with their article."""

from datetime import date

from tongban.catalogue.law.procedures import Procedures, load_procedures
from tongban.kernel.case.conditions import Compare, Operator
from tongban.kernel.refusals import BadInput


class HeadcountMissing(BadInput):
    """法律数据中没有人数规定。"""

    zh = "law/procedures/licensing.yaml 没有规定「{act}」至少要有几名工作人员。"
    en = "law/procedures/licensing.yaml does not say how many staff “{act}” takes at least."
    basis = "行政许可法§34(3)、§55(2)"
    remedy_zh = "请在该文件的职责中恢复这一条：写明「{act}」时工作人员的最少人数和所依据的条款。"
    remedy_en = "Put the duty back into that file: the least number of staff at “{act}”, with its article."


def verifying_staff(day: date, procedures: Procedures | None = None) -> int:
    """核查人数 — how many at least verify on the spot, by the law of that day (行政许可法§34(3)).

    `procedures` are those of `law/procedures` unless others are given.

    Raises:
        HeadcountMissing: no duty says so.
    """
    return _least("site_verified", day, procedures)


def inspecting_staff(day: date, procedures: Procedures | None = None) -> int:
    """检验人数 — how many at least are assigned to an inspection (行政许可法§55(2)); as `verifying_staff`."""
    return _least("inspectors_assigned", day, procedures)


def _least(act: str, day: date, procedures: Procedures | None) -> int:
    for duty in (procedures or load_procedures())["licensing"].on(day).duties:
        match duty.require:
            case Compare("staff", Operator.AT_LEAST, int(least)) if act in duty.on:
                return least
    raise HeadcountMissing(act=act)
