"""Originals 原件: which post has which, and what whoever is there may do with it now."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tongban.handling import custody
from tongban.kernel import Case, Item
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.custody import posts_of
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.papers import Original, OriginalState
from tongban.kernel.refusals import Refusal
from tongban.store.models import Account
from tongban.web.design.templatetags.design import in_words
from tongban.web.people import held_posts, staff_only
from tongban.web.staff.acting import ActForm, held_among
from tongban.web.staff.casefile import CaseFile
from tongban.web.staff.opening import open_case
from tongban.web.wiring import office

TAKE, HAND_OVER, ACKNOWLEDGE, RETURN, LOSE = "take", "hand_over", "acknowledge", "return", "lose"


class OriginalForm(ActForm):
    """原件 — one act with one original."""

    do = forms.ChoiceField(choices=[(do, do) for do in (TAKE, HAND_OVER, ACKNOWLEDGE, RETURN, LOSE)])
    original = forms.CharField(required=False, max_length=60)
    material = forms.CharField(required=False, max_length=100)
    what = forms.CharField(label=gettext_lazy("什么原件"), required=False, max_length=200)
    brought_by = forms.CharField(label=gettext_lazy("谁交来的"), required=False, max_length=200)
    to_post = forms.CharField(required=False, max_length=100)
    method = forms.CharField(required=False, max_length=20)
    proof = forms.CharField(required=False, max_length=200)
    reasons = forms.CharField(required=False, max_length=1000)
    approver = forms.CharField(required=False, max_length=150)


def row_of(case: Case, item: Item, number: str, told: tuple[str, str] = ("", "")) -> dict[str, Any]:
    """An original as its row shows it."""
    original = case.originals[number]
    material = item.materials_by_id.get(original.material)
    return {
        "number": number,
        "material": material.name if material else "",
        "what": told[0],
        "brought_by": told[1],
        "post": item.name_of(original.post),
        "to_post": item.name_of(original.to_post) if original.to_post else "",
        "state": original.state.label,
        "since": original.since or original.taken_on,
        "taken_on": original.taken_on,
        "is_out": original.is_out,
        "is_on_its_way": original.state is OriginalState.HANDED_OVER,
        "command_id": office().ports.ids.new(),
    }


def originals_of(request: HttpRequest, file: CaseFile) -> dict[str, Any]:
    """The originals of a case, with what the reader may do at the posts they hold."""
    told = {
        event.body.original: (file.text(event.body.what), file.text(event.body.brought_by))
        for event in file.events
        if isinstance(event.body, e.OriginalTaken)
    }
    held = {post.key for post in held_posts(request)}
    rows = [_row(file, original, told, held) for original in file.case.originals.values()]
    takes = {file.item.step_of(StepKind.INTAKE).post} & held
    return {
        "originals": rows,
        "may_take": bool(takes),
        "materials": [(m.id, in_words(m.name)) for m in file.item.materials],
        "applicant": file.applicant,
        "take_id": office().ports.ids.new(),
    }


def _row(
    file: CaseFile, original: Original, told: dict[str, tuple[str, str]], held: set[str]
) -> dict[str, Any]:
    row = row_of(file.case, file.item, original.number, told.get(original.number, ("", "")))
    here, on_its_way = original.post in held, original.state is OriginalState.HANDED_OVER
    row["may_acknowledge"] = on_its_way and original.to_post in held
    row["may_return"] = row["may_hand_over"] = original.state is OriginalState.IN_CUSTODY and here
    row["may_lose"] = original.is_out and here
    row["posts"] = [
        (post, in_words(file.item.name_of(post))) for post in posts_of(file.item) if post != original.post
    ]
    return row


@require_POST
@staff_only
def act(request: HttpRequest, case_id: str) -> HttpResponse:
    """收存、移交、签收、退还、登记遗失 — at the post that has it, or gets it."""
    file = open_case(request, case_id, (post.key for post in held_posts(request)))
    form = OriginalForm(request.POST)
    if form.is_valid():
        try:
            _do(request, file, form.cleaned_data, form)
            messages.success(request, _("原件已登记。"))
        except Refusal as refused:
            messages.error(request, f"{in_words(refused.sentence)}{in_words(refused.remedy)}")
    else:
        messages.error(request, _("没有登记：请检查填写的内容。"))
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, allowed_hosts=None) and onward.startswith(
        ("/counter/", "/desk/")
    )
    return redirect(onward if safe else "counter:shelf")


def _do(request: HttpRequest, file: CaseFile, said: dict[str, Any], form: OriginalForm) -> None:
    handler, number = office().handler, said["original"]
    ask = form.ask(request, file.case.id, _post(request, file, said["do"], number))
    match said["do"]:
        case "take":
            custody.take(
                handler,
                ask,
                material=said["material"],
                what=said["what"],
                brought_by=said["brought_by"],
            )
        case "hand_over":
            custody.hand_over(handler, ask, number, said["to_post"])
        case "acknowledge":
            custody.acknowledge(handler, ask, number)
        case "return":
            by_post = said["method"] == c.DeliveryMethod.POST
            method = c.DeliveryMethod.POST if by_post else c.DeliveryMethod.COUNTER
            custody.give_back(handler, ask, number, method, said["proof"])
        case _:
            found = Account.objects.filter(username=said["approver"].strip(), kind=Account.Kind.STAFF).first()
            custody.lose(handler, ask, number, said["reasons"], str(found.pk) if found else "")


def _post(request: HttpRequest, file: CaseFile, do: str, number: str) -> str:
    """The held post that answers for the original, or gets it; else any with a part in the case."""
    original = file.case.originals.get(number)
    if do == TAKE or original is None:
        wanted = [file.item.step_of(StepKind.INTAKE).post]
    else:
        wanted = [original.to_post if do == ACKNOWLEDGE else original.post]
    held = held_among(request, wanted) or held_among(request, file.posts)
    assert held is not None  # open_case let them in for one of these
    return held.key
