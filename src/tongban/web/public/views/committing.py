"""告知承诺 — which way to go, in plain words; and for who commits, what is promised, confirmed by name."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.handling.terms import terms_of
from tongban.kernel.refusals import CommitmentBarred
from tongban.web.design.templatetags.design import in_words
from tongban.web.public import drafts, whole
from tongban.web.public.committing import COMMITMENT, Part, Way
from tongban.web.public.drafts import Filling, Page
from tongban.web.public.forms import PromiseForm, WayForm, WaysForm
from tongban.web.public.promising import WholeFilling, way_of
from tongban.web.public.views.applying import filling_only, go_on, place
from tongban.web.refusing import said
from tongban.web.wiring import office


@filling_only
@require_http_methods(["GET", "HEAD", "POST"])
def commitment(request: HttpRequest, filling: Filling, part: str) -> HttpResponse:
    """告知承诺 — the choice, or the promise."""
    if part not in filling.choice.parts:
        raise Http404(part)
    if isinstance(filling, WholeFilling):
        return _choices(request, filling) if part == Part.CHOICE else _promises(request, filling)
    return _choice(request, filling) if part == Part.CHOICE else _promise(request, filling)


# --- of a life event: member by member, and one name under all of it


def _choices(request: HttpRequest, filling: WholeFilling) -> HttpResponse:
    choice, barred = filling.choice, whole.barred_from(office(), filling)
    named = {member.id: in_words(filling.sheet.name_of(member.id)) for member in choice.offered}
    form = WaysForm(
        request.POST or None,
        initial={member: way.value for member, way in choice.chosen.items()},
        members=named,
    )
    if form.is_valid():
        given = form.cleaned_data
        for member, refused in barred.items():
            if given[member] == Way.COMMIT:
                form.add_error(member, said(refused))
        if not form.errors:
            for member, way in given.items():
                drafts.save(office(), filling.draft, COMMITMENT, way_of(member), way)
            return go_on(request, filling, Page(COMMITMENT, Part.CHOICE))
    offered = [
        {
            "name": filling.sheet.name_of(member.id),
            "terms": terms_of(filling.sheet.items[member.id]),
            "barred": barred.get(member.id),
        }
        for member in choice.offered
    ]
    more = {"offered": offered, "question": _("哪些事项用告知承诺办？")}
    return _whole_page(request, filling, Part.CHOICE, form, more)


def _promises(request: HttpRequest, filling: WholeFilling) -> HttpResponse:
    choice, confirmed = filling.choice, filling.choice.confirmation
    form = PromiseForm(
        request.POST or None,
        initial={"name": confirmed.name, "agreed": True} if confirmed else None,
        signers=choice.signers,
    )
    if form.is_valid():
        drafts.save(office(), filling.draft, COMMITMENT, "name", form.cleaned_data["name"])
        drafts.save(office(), filling.draft, COMMITMENT, Part.PROMISE, choice.text)
        return go_on(request, filling, Page(COMMITMENT, Part.PROMISE))
    more = {"promises": choice.promises, "question": _("您承诺的是这些")}
    return _whole_page(request, filling, Part.PROMISE, form, more)


def _whole_page(
    request: HttpRequest, filling: Filling, part: Part, form: Any, more: dict[str, Any]
) -> HttpResponse:
    context = {"form": form, "button": _("保存并继续"), **place(filling, Page(COMMITMENT, part)), **more}
    template = f"public/apply_commitments_{part.value}.html"
    return render(request, template, context, status=422 if form.errors else 200)


# --- of one item


def _choice(request: HttpRequest, filling: Filling) -> HttpResponse:
    way = filling.choice.way
    form = WayForm(request.POST or None, initial={Part.CHOICE: way.value if way else None})
    barred = drafts.barred(office(), filling)
    if form.is_valid():
        chosen = form.cleaned_data[Part.CHOICE]
        if chosen == Way.COMMIT and barred is not None:
            form.add_error(Part.CHOICE, said(barred))
        else:
            drafts.save(office(), filling.draft, COMMITMENT, Part.CHOICE, chosen)
            return go_on(request, filling, Page(COMMITMENT, Part.CHOICE))
    return _page(request, filling, Part.CHOICE, form, {"barred": barred})


def _promise(request: HttpRequest, filling: Filling) -> HttpResponse:
    terms, confirmed = filling.choice.terms, filling.choice.confirmation
    assert terms is not None  # the page is there only where it is offered
    form = PromiseForm(
        request.POST or None,
        initial={"name": confirmed.name, "agreed": True} if confirmed else None,
        signers=filling.choice.signers,
    )
    if form.is_valid():
        drafts.save(office(), filling.draft, COMMITMENT, "name", form.cleaned_data["name"])
        drafts.save(office(), filling.draft, COMMITMENT, Part.PROMISE, terms.text)
        return go_on(request, filling, Page(COMMITMENT, Part.PROMISE))
    return _page(request, filling, Part.PROMISE, form, {"question": _("您承诺的是这些")})


def _page(
    request: HttpRequest,
    filling: Filling,
    part: Part,
    form: Any,
    more: dict[str, CommitmentBarred | str | None],
) -> HttpResponse:
    context = {
        "form": form,
        "terms": filling.choice.terms,
        "promised_limit": filling.item.promised_limit.words,
        "button": _("保存并继续"),
        **place(filling, Page(COMMITMENT, part)),
        **more,
    }
    template = f"public/apply_commitment_{part.value}.html"
    return render(request, template, context, status=422 if form.errors else 200)
