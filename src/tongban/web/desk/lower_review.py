"""The act of a lower level 下级审查: its preliminary opinion and all materials, sent up in one go.

依据 Basis: 行政许可法§35.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.handling import lower_review as handling
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask
from tongban.kernel.case import commands as c
from tongban.kernel.words import Bilingual
from tongban.web.design.templatetags.design import in_words
from tongban.web.desk.act import Act, Occasion
from tongban.web.desk.forms import Reasons, StepForm, choices
from tongban.web.staff.acting import ActForm


class SendUpForm(StepForm):
    """报送上级 — everything handed in is ticked beforehand; what is left out, the law refuses by name."""

    finding = forms.ChoiceField(label=_("初步结论"), widget=forms.RadioSelect)
    opinion = Reasons(label=_("初步审查意见"), help_text=_("写明审查了什么、事实和依据。"))
    materials = forms.MultipleChoiceField(
        label=_("一并报送的材料"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("应当报送全部申请材料；报送以后，任何机关不得要求申请人重复提供。"),
    )
    number = forms.CharField(label=_("报送文书的文号"), max_length=60, help_text=_("本机关发文的编号。"))

    def __init__(self, *args: Any, materials: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["finding"].choices = choices(c.Finding)  # type: ignore[attr-defined]
        self.fields["materials"].choices = materials  # type: ignore[attr-defined]
        # Only where nothing was handed in is there nothing to send along.
        self.fields["materials"].required = bool(materials)
        self.initial.setdefault("materials", [key for key, _name in materials])


def _send_up(on: Occasion, data: Any) -> ActForm:
    case, item = on.file.case, on.file.item
    handed_in = [(m.id, in_words(m.name)) for m in item.materials if m.id in case.materials]
    return on.new(SendUpForm, data, materials=handed_in)


def _do_send_up(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    report = handling.Report(
        c.Finding(said["finding"]), said["opinion"], tuple(said["materials"]), said["number"]
    )
    return handling.send_up(handler, ask, said["step"], report)


def _hint(on: Occasion) -> Bilingual:
    return Bilingual(
        "直接报送{authority}，由其决定；初步意见对其没有约束力。",
        "Straight to {authority}, which decides; your opinion does not bind it.",
    ).fill(authority=on.file.item.name_of(on.file.item.authority))


LOWER_REVIEW_ACTS = (
    Act("send-up", c.SendUp, c.SendUp.verb(), "c", _send_up, _do_send_up, primary=True, hint=_hint),
)
