"""检验检测检疫 — a licence that rests on an inspection has its inspectors within days of acceptance.

依据 Basis: 行政许可法§55(2): two or more staff, within five days of acceptance. Both numbers are the law's
data, and so are the days to come: whoever misses them is on record, and assigns late.
"""

from tongban.kernel.case.commands import AssignInspectors
from tongban.kernel.case.events import InspectorsAssigned
from tongban.kernel.case.item import InspectionRule
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.refusals import NothingToInspect, TooFewInspectors


def check_assign(matter: Matter) -> None:
    """Only the lead, and only where the item has such a duty."""
    matter.require_lead()
    _rule(matter)


def assign(unfolding: Unfolding, body: AssignInspectors) -> None:
    """指派检验人员 — each named once."""
    rule = _rule(unfolding.matter)
    staff = tuple(dict.fromkeys(person for person in body.staff if person))
    if len(staff) < rule.staff:
        raise TooFewInspectors(least=rule.staff, count=len(staff))
    if staff != unfolding.case.inspectors:
        unfolding.then(InspectorsAssigned(staff, rule.assign.basis))


def _rule(matter: Matter) -> InspectionRule:
    rule = matter.item.inspection
    if rule is None:
        raise NothingToInspect()
    return rule
