"""The act of a lead whose licence rests on an inspection 检验: who inspects, and by when they are named.

依据 Basis: 行政许可法§55(2).
"""

from typing import Any

from django.utils.translation import gettext as _

from tongban.handling import inspection as handling
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask
from tongban.kernel.case import commands as c
from tongban.kernel.clock import ClockKind
from tongban.web.design.templatetags.design import in_words
from tongban.web.desk.act import Act, Occasion
from tongban.web.desk.licence_forms import InspectorsForm, staff_in
from tongban.web.people import usernames_of
from tongban.web.staff.acting import ActForm


def _assign(on: Occasion, data: Any) -> ActForm:
    rule, lead = on.file.item.inspection, on.file.item.authority
    named = usernames_of(on.file.case.inspectors)
    return on.new(
        InspectorsForm,
        data,
        least=rule.staff if rule else 1,
        authority=(lead, in_words(on.file.item.name_of(lead))),
        initial={f"staff_{n}": name for n, name in enumerate(named, 1)},
    )


def _do_assign(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.assign(handler, ask, staff_in(said))


def _hint(on: Occasion) -> str:
    rule, clock = on.file.item.inspection, on.file.case.clocks.get(ClockKind.INSPECTORS)
    if rule is None or clock is None:
        return ""
    said = {
        "least": rule.staff,
        "limit": in_words(rule.assign.words),
        "day": clock.due(on.file.calendar).day,
        "basis": rule.assign.basis,
    }
    if on.file.case.inspectors:
        return _("已经指派；重新指派的，替换原来的人员（%(basis)s）。") % said
    if clock.is_past(on.file.today, on.file.calendar):
        return (
            _("受理后%(limit)s内指派%(least)s名以上人员（%(basis)s）：期限到 %(day)s 已过，请立即指派。")
            % said
        )
    return _("受理后%(limit)s内指派%(least)s名以上人员，最迟 %(day)s（%(basis)s）。") % said


INSPECTION_ACTS = (
    Act(
        "assign-inspectors",
        c.AssignInspectors,
        c.AssignInspectors.verb(),
        "i",
        _assign,
        _do_assign,
        hint=_hint,
    ),
)
