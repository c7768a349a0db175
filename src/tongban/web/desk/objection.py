"""异议 — an authority of a life event objects to another's member, with reasons the applicant reads."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tongban.handling.errand import Ask
from tongban.handling.life_event import applying
from tongban.kernel.refusals import Refusal
from tongban.web.design.templatetags.design import in_words
from tongban.web.desk.forms import Reasons
from tongban.web.people import acting_post, staff_only
from tongban.web.staff.acting import ActForm, actor_at
from tongban.web.staff.frame import frame
from tongban.web.staff.opening import open_case
from tongban.web.staff.whole import part_of
from tongban.web.wiring import office


class ObjectionForm(ActForm):
    """提出异议 — to which member, why, and by which document where there is one."""

    member = forms.ChoiceField(label=gettext_lazy("对哪个事项"), widget=forms.RadioSelect)
    reasons = Reasons(label=gettext_lazy("理由"), help_text=gettext_lazy("写明事实和依据；申请人看得到。"))
    document = forms.CharField(
        label=gettext_lazy("函件文号"), max_length=60, required=False, help_text=gettext_lazy("没有的不填。")
    )

    field_order = ("command_id", "seen", "member", "reasons", "document")

    def __init__(self, *args: Any, members: list[tuple[str, Any]], **more: Any) -> None:
        """Take the members that may be objected to."""
        super().__init__(*args, **more)
        self.fields["member"].choices = members  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def objection(request: HttpRequest, case_id: str) -> HttpResponse:
    """提出异议 — from one's own case of the life event; what waits for the other stops."""
    post = acting_post(request)
    assert post is not None  # staff_only let them in
    file = open_case(request, case_id, [post.key])
    whole = part_of(file.case.id, post.key)
    if whole is None or not whole.may_object:
        return redirect("desk:case", file.case.id)
    members = [(one.id, in_words(one.name)) for one in whole.others if one.may_be_objected_to]
    form = ObjectionForm(request.POST or None, members=members, version=file.case.version)
    refused: Refusal | None = None
    status = 200
    if form.is_valid():
        said = form.cleaned_data
        ask = Ask(whole.id, said["command_id"], actor_at(request, post.key))
        try:
            applying.raise_objection(
                office().life_events, ask, said["member"], said["reasons"], said["document"]
            )
            messages.success(request, _("异议已登记，申请人和牵头部门看得到。"))
            return redirect("desk:case", file.case.id)
        except Refusal as no:
            refused, status = no, 409
    elif request.method == "POST":
        status = 422
    context = {
        **frame(request, "desk"),
        "file": file,
        "case": file.case,
        "part_of": whole,
        "form": form,
        "refused": refused,
    }
    return render(request, "desk/objection.html", context, status=status)
