"""Originals 原件: which post has which, and what whoever is there may do with it now."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
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
from tongban.web.staff.frame import frame
from tongban.web.staff.opening import open_case
from tongban.web.wiring import office

TAKE, HAND_OVER, ACKNOWLEDGE, RETURN, LOSE = "take", "hand_over", "acknowledge", "return", "lose"


class OriginalForm(ActForm):
    """原件 — one act with one original; to acknowledge it, nothing more is asked."""

    original = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)


class TakeForm(OriginalForm):
    """收存原件."""

    material = forms.ChoiceField(label=gettext_lazy("属于哪项材料"), required=False)
    what = forms.CharField(label=gettext_lazy("什么原件（名称、号码、份数）"), max_length=200)
    brought_by = forms.CharField(label=gettext_lazy("谁交来的"), max_length=200)

    def __init__(self, *args: Any, item: Item, **more: Any) -> None:
        super().__init__(*args, **more)
        named = [(material.id, in_words(material.name)) for material in item.materials]
        self.fields["material"].choices = [("", "—"), *named]  # type: ignore[attr-defined]


class HandOverForm(OriginalForm):
    """移交原件 — to another post that handles the item."""

    to_post = forms.ChoiceField(label=gettext_lazy("移交给"))

    def __init__(self, *args: Any, item: Item, here: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to_post"].choices = [  # type: ignore[attr-defined]
            (post, in_words(item.name_of(post))) for post in posts_of(item) if post != here
        ]


class ReturnForm(OriginalForm):
    """退还原件."""

    method = forms.ChoiceField(
        label=gettext_lazy("怎么退还"),
        choices=[
            (c.DeliveryMethod.COUNTER.value, gettext_lazy("当面，签了字")),
            (c.DeliveryMethod.POST.value, gettext_lazy("邮寄，已签收")),
        ],
    )
    proof = forms.CharField(label=gettext_lazy("谁签收的（姓名和证件号，或者邮件号）"), max_length=200)


class LoseForm(OriginalForm):
    """登记原件遗失 — with a second person's approval."""

    reasons = forms.CharField(
        label=gettext_lazy("怎么丢的，找过哪里"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    approver = forms.CharField(label=gettext_lazy("批准人的登录名"), max_length=150)


_TITLES = {
    TAKE: gettext_lazy("收存原件"),
    HAND_OVER: gettext_lazy("移交给别的岗位"),
    ACKNOWLEDGE: gettext_lazy("签收原件"),
    RETURN: gettext_lazy("退还原件"),
    LOSE: gettext_lazy("登记遗失"),
}


def _form(case: Case, item: Item, do: str, number: str, data: Any = None, **initial: Any) -> OriginalForm:
    """The form of an act; where the original has no number yet, of taking it."""
    more: dict[str, Any] = {
        "initial": {"original": number, **initial},
        "version": case.version,
        "auto_id": f"{do}_{number}_%s",
    }
    match do:
        case "take":
            return TakeForm(data, item=item, **more)
        case "hand_over":
            original = case.originals.get(number)
            return HandOverForm(data, item=item, here=original.post if original else "", **more)
        case "return":
            return ReturnForm(data, **more)
        case "lose":
            return LoseForm(data, **more)
    return OriginalForm(data, **more)


def _act(
    case: Case, do: str, form: OriginalForm, onward: str, refused: Refusal | None = None
) -> dict[str, Any]:
    """One act as `design/act.html` shows it; whoever only acknowledges presses one button."""
    shown: dict[str, Any] = {
        "title": _TITLES[do],
        "url": reverse("staff:original", args=[case.id]),
        "hidden": {"do": do, "next": onward},
        "primary": do in (ACKNOWLEDGE, RETURN),
        "refused": refused,
    }
    if do == ACKNOWLEDGE and refused is None:
        asked = {name: form[name].value() for name in ("command_id", "seen", "original")}
        return shown | {"hidden": shown["hidden"] | asked}
    return shown | {"form": form}


def row_of(case: Case, item: Item, number: str, onward: str, may: tuple[str, ...]) -> dict[str, Any]:
    """An original as its row shows it, with what may be done there; `onward` is the page it is shown on."""
    original = case.originals[number]
    material = item.materials_by_id.get(original.material)
    return {
        "number": number,
        "material": material.name if material else "",
        "post": item.name_of(original.post),
        "to_post": item.name_of(original.to_post) if original.to_post else "",
        "state": original.state.label,
        "taken_on": original.taken_on,
        "is_out": original.is_out,
        "is_on_its_way": original.state is OriginalState.HANDED_OVER,
        "acts": [_act(case, do, _form(case, item, do, number), onward) for do in may],
    }


def owed_at_the_shelf(original: Original) -> tuple[str, ...]:
    """What the shelf owes an original that stands there: to acknowledge it, or to give it back."""
    return (ACKNOWLEDGE,) if original.state is OriginalState.HANDED_OVER else (RETURN,)


def originals_of(request: HttpRequest, file: CaseFile) -> dict[str, Any]:
    """The originals of a case, with what the reader may do at the posts they hold."""
    told = {
        event.body.original: (file.text(event.body.what), file.text(event.body.brought_by))
        for event in file.events
        if isinstance(event.body, e.OriginalTaken)
    }
    held = {post.key for post in held_posts(request)}
    rows = []
    for number, original in file.case.originals.items():
        what, brought_by = told.get(number, ("", ""))
        row = row_of(file.case, file.item, number, request.path, _may(original, held))
        rows.append(row | {"what": what, "brought_by": brought_by})
    takes = {file.item.step_of(StepKind.INTAKE).post} & held
    form = _form(file.case, file.item, TAKE, "", brought_by=file.applicant)
    return {"originals": rows, "take": _act(file.case, TAKE, form, request.path) if takes else None}


def _may(original: Original, held: set[str]) -> tuple[str, ...]:
    """What may be done with it at these posts, the likeliest first."""
    here, on_its_way = original.post in held, original.state is OriginalState.HANDED_OVER
    in_custody = original.state is OriginalState.IN_CUSTODY and here
    return (
        *([ACKNOWLEDGE] if on_its_way and original.to_post in held else []),
        *([RETURN, HAND_OVER] if in_custody else []),
        *([LOSE] if original.is_out and here else []),
    )


@require_POST
@staff_only
def act(request: HttpRequest, case_id: str) -> HttpResponse:
    """收存、移交、签收、退还、登记遗失 — at the post that has it, or gets it; what was typed stays."""
    file = open_case(request, case_id, (post.key for post in held_posts(request)))
    do, number = request.POST.get("do", ""), request.POST.get("original", "")
    if do not in _TITLES:
        raise Http404(do)
    form, refused = _form(file.case, file.item, do, number, request.POST), None
    if form.is_valid():
        try:
            _do(request, file, do, form)
            messages.success(request, _("原件已登记。"))
            return redirect(_onward(request))
        except Refusal as no:
            refused = no
    context = {
        **frame(request, "desk" if _onward(request).startswith("/desk/") else "window"),
        "case": file.case,
        "file": file,
        "number": number,
        "act": _act(file.case, do, form, _onward(request), refused) | {"open": True},
        "onward": _onward(request),
    }
    return render(request, "staff/original.html", context, status=409 if refused else 422)


def _onward(request: HttpRequest) -> str:
    """The page the act was asked on; the shelf where none of ours is named."""
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, allowed_hosts=None)
    return onward if safe and onward.startswith(("/counter/", "/desk/")) else reverse("counter:shelf")


def _do(request: HttpRequest, file: CaseFile, do: str, form: OriginalForm) -> None:
    said, handler = form.cleaned_data, office().handler
    number = said["original"]
    ask = form.ask(request, file.case.id, _post(request, file, do, number))
    match do:
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
            custody.give_back(handler, ask, number, c.DeliveryMethod(said["method"]), said["proof"])
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
