"""What an examiner sees and does: the list by what falls due, the case on one page, and the acts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tongban.handling.projection import TaskKind
from tongban.kernel.refusals import Refusal
from tongban.web.design.templatetags.design import in_words
from tongban.web.desk.act import Act, Occasion
from tongban.web.desk.acts import ACTS, panel
from tongban.web.inbox import post_reader, unread
from tongban.web.people import acting_post, is_supervision, staff_only
from tongban.web.staff.after_grant import granted
from tongban.web.staff.casefile import CaseFile
from tongban.web.staff.challenge import fought
from tongban.web.staff.ending import ended
from tongban.web.staff.fee import fee_of
from tongban.web.staff.frame import frame
from tongban.web.staff.hearing import heard
from tongban.web.staff.joint import departments_of, is_joint, joint_of
from tongban.web.staff.opening import open_case, open_supervised
from tongban.web.staff.originals import originals_of
from tongban.web.staff.oversight import overseen
from tongban.web.staff.places import places_of
from tongban.web.staff.tasks import Page, Sought, tasks_of
from tongban.web.staff.telling import since, timeline
from tongban.web.staff.tolerance import gap_of
from tongban.web.staff.whole import part_of
from tongban.web.wiring import office


@require_safe
@staff_only
def my_list(request: HttpRequest) -> HttpResponse:
    """我的待办 — the acting post's open tasks, what falls due first at the top."""
    page, asked = _page(request)
    template = "desk/rows.html" if request.htmx and request.htmx.target == "rows" else "desk/list.html"  # type: ignore[attr-defined]
    context = {**frame(request, "desk"), "page": page, "asked": asked, "paging": page.links(**asked)}
    if template == "desk/list.html":
        context["unread"] = unread(post_reader(request))
        context["oversees"] = asked["who"] == "oversight" or _oversees(request)
    return render(request, template, context)


def _oversees(request: HttpRequest) -> bool:
    """Whether the acting post oversees what some item grants: only such a post has a list of hand-overs."""
    house, post = office(), acting_post(request)
    items = house.catalogue.all_in_force(house.today())
    return post is not None and any(i.oversight and i.oversight.post == post.key for i in items)


def _page(request: HttpRequest) -> tuple[Page, dict[str, str]]:
    post, reader = acting_post(request), str(request.user.pk)
    assert post is not None  # staff_only let them in
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ("who", "q")}
    who = {"mine": reader, "nobody": ""}.get(asked["who"])
    kinds = (TaskKind.OVERSIGHT.value,) if asked["who"] == "oversight" else ()
    state = "waiting" if asked["who"] == "waiting" else "open"
    sought = Sought([(post.authority_id, post.key)], who=who, receipt=asked["q"], kinds=kinds, state=state)
    page = tasks_of(sought, reader, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    return page, asked


@require_safe
@staff_only
def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """办件 — the case on one page; what the post was told of it is read by now.

    The supervisor reads who has it, since when and until when, and what happened; neither the papers nor
    what the applicant said.
    """
    post = acting_post(request)
    assert post is not None  # staff_only let them in
    if is_supervision(post):
        template, context = "desk/supervised.html", _supervised(request, open_supervised(case_id, post))
    else:
        template, context = "desk/case.html", _context(_occasion(request, case_id), "page")
    if request.method == "GET":
        office().messages.mark_read(context["case"].id, post_reader(request), office().ports.clock.now())
    return render(request, template, context)


def _supervised(request: HttpRequest, file: CaseFile) -> dict[str, Any]:
    return {**frame(request, "desk"), "file": file, "case": file.case, "timeline": timeline(file)}


@require_safe
@staff_only
def preview(request: HttpRequest, case_id: str) -> HttpResponse:
    """预览 — the same case beside the list, without its papers."""
    on = _occasion(request, case_id)
    return render(request, "desk/preview.html", _context(on, "preview"))


@require_safe
@staff_only
def joint_room(request: HttpRequest, case_id: str) -> HttpResponse:
    """联办室 — the departments of a case, their clocks, what they agreed on and what not; only of several."""
    on = _occasion(request, case_id)
    if not is_joint(on.file):
        raise Http404(case_id)
    return render(request, "desk/joint.html", _context(on, "joint"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def act(request: HttpRequest, case_id: str, act: str) -> HttpResponse:
    """办理 — one act: done, or refused beside its form with everything typed kept."""
    if request.method != "POST":  # a refused form's address, opened again
        return redirect("desk:case", case_id)
    chosen = ACTS.get(act)
    if chosen is None:
        raise Http404(act)
    on = _occasion(request, case_id, request.POST.get("step", ""))
    form = chosen.form(on, request.POST)
    if not form.is_valid():
        return _again(on, chosen, form, status=422)
    changed = _changed(on, chosen, form.cleaned_data)
    if chosen.careful and changed:
        return _again(on, chosen, form, status=409, changed=changed)
    try:
        ask = form.ask(request, on.file.case.id, on.post)
        chosen.carry_out(on, office().handler, ask, form.cleaned_data)
    except Refusal as refused:
        return _again(_occasion(request, case_id, on.step), chosen, form, 409, refused, changed)
    messages.success(request, _("已办理：%(act)s") % {"act": in_words(chosen.title)})
    return _done(request, case_id)


def _occasion(request: HttpRequest, case_id: str, step: str = "") -> Occasion:
    post = acting_post(request)
    assert post is not None  # staff_only let them in
    file = open_case(request, case_id, [post.key], or_assigned=True)
    return Occasion(file, request, post.key, step)


def _changed(on: Occasion, chosen: Act, said: dict[str, Any]) -> list[dict[str, Any]]:
    """What others did since the page was opened; nothing where this very form was sent before."""
    if any(event.command_id == said["command_id"] for event in on.file.events):
        return []
    seen = said["seen"] if said["seen"] is not None else on.file.case.version
    return since(on.file, seen, str(on.request.user.pk))


def _again(
    on: Occasion,
    chosen: Act,
    form: Any,
    status: int,
    refused: Refusal | None = None,
    changed: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    # The reader now sees what changed: sending the same form again is a new look at it.
    form.data = form.data.copy()
    form.data["seen"] = str(on.file.events[-1].seq)
    answered = {"slug": chosen.slug, "step": on.step, "form": form, "refused": refused, "changed": changed}
    context = _context(on, _view(on.request), answered)
    return _answer(on.request, context, status)


def _done(request: HttpRequest, case_id: str) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("desk:joint" if _view(request) == "joint" else "desk:case", case_id)
    # The post may have no part any more once the step is done; the case itself does not move away.
    return _answer(request, _context(_occasion(request, case_id), _view(request)))


def _answer(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, _template(request), context, status=status)
    # The reader stays where they are: an act is not an address to come back to.
    response["HX-Push-Url"] = "false"
    return response


def _view(request: HttpRequest) -> str:
    asked = request.GET.get("view", "")
    return asked if asked in _TEMPLATES else "page"


#: view → the page, and the part of it that an act puts anew.
_TEMPLATES = {
    "page": ("desk/case.html", "desk/whole.html"),
    "preview": ("desk/case.html", "desk/preview.html"),
    "joint": ("desk/joint.html", "desk/room.html"),
}


def _template(request: HttpRequest) -> str:
    whole, part = _TEMPLATES[_view(request)]
    return part if request.htmx else whole  # type: ignore[attr-defined]


def _context(on: Occasion, view: str, answered: dict[str, Any] | None = None) -> dict[str, Any]:
    file: CaseFile = on.file
    shown = panel(on, answered)
    if view != "page":
        for one in (*shown["acts"], *(act for group in shown["groups"] for act in group["acts"])):
            if one.get("method") != "get":
                one["url"] += f"?view={view}"
    several = is_joint(file)
    return {
        **frame(on.request, "desk"),
        "file": file,
        "case": file.case,
        "view": view,
        "timeline": timeline(file),
        "ended": ended(file),
        "places": places_of(file),
        "heard": heard(file),
        "gap": gap_of(file),
        "joint": joint_of(file),
        "departments": departments_of(file) if several else [],
        "room_url": reverse("desk:joint", args=[file.case.id]) if several else "",
        "granted": granted(file),
        "overseen": overseen(file),
        "fought": fought(file),
        "originals": originals_of(on.request, file),
        "fee": fee_of(file),
        "whole_url": reverse("desk:case", args=[file.case.id]),
        "part_of": part_of(file.case.id, on.post),
        "objection_url": reverse("desk:objection", args=[file.case.id]),
        **shown,
    }
