"""检验检测检疫 — the verb of the lead: who inspects, as the directory knows them (行政许可法§55(2))."""

from collections.abc import Sequence

from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.kernel.case import commands as c


def assign(handler: Handler, ask: Ask, staff: Sequence[str]) -> Answer:
    """指派检验人员 — their accounts; named again, they take the place of who was named before."""
    errand = Errand(handler, ask, "assign_inspectors", list(staff))
    return errand.run(lambda _errand: c.AssignInspectors(tuple(staff)))
