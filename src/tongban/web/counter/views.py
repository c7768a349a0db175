"""The window: take in any item of any department, and accept, ask once, or decline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tongban.catalogue import Implementation
from tongban.handling import intake as handling
from tongban.handling.carrying_out import Handler
from tongban.handling.errand import Ask
from tongban.kernel import Status, allowed
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.refusals import Refusal
from tongban.web.counter import queries
from tongban.web.counter.forms import ApplicantForm, DeclineForm, LateForm, ParticularsForm, SituationForm
from tongban.web.counter.ticks import Tick, defects_of, ticks_of
from tongban.web.design.templatetags.design import in_words
from tongban.web.people import held_posts, staff_only
from tongban.web.staff.acting import ActForm, actor_at, held_among
from tongban.web.staff.casefile import CaseFile, open_case
from tongban.web.staff.frame import frame
from tongban.web.staff.tasks import Sought, tasks_of
from tongban.web.wiring import office

DOINGS = ("accept", "notice", "decline", "receive")


@require_safe
@staff_only
def window(request: HttpRequest) -> HttpResponse:
    """窗口 — find the item; below, the applications that wait for acceptance."""
    words, today = request.GET.get("q", "").strip()[:60], office().today()
    found = queries.items(words, today)
    if words and len(found) == 1 and not request.htmx:  # type: ignore[attr-defined]
        return redirect("counter:intake", found[0].id)
    posts = queries.posts_at_the_door(held_posts(request), StepKind.INTAKE, today)
    reader = str(request.user.pk)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    page = tasks_of(Sought(posts, kinds=["intake"]), reader, after=after, before=before)
    context = {
        **frame(request, "window"),
        "words": words,
        "found": [_guide(i) for i in found],
        "page": page,
        "paging": page.links(),
    }
    if request.htmx and request.htmx.target == "found":  # type: ignore[attr-defined]
        return render(request, "counter/found.html", context)
    return render(request, "counter/window.html", context)


def _guide(implementation: Implementation) -> dict[str, Any]:
    names = implementation.directory.names if implementation.directory else {}
    return {
        "name": implementation.name,
        "authority": names.get(implementation.authority),
        "promised": implementation.promised_limit.words,
        "url": reverse("counter:intake", args=[implementation.id]),
    }


@require_safe
@staff_only
def applicants(request: HttpRequest) -> HttpResponse:
    """The accounts that match, to choose from; the first is chosen already."""
    found = queries.applicants(request.GET.get("who", ""))
    return render(request, "counter/applicants.html", {"found": found, "who": request.GET.get("who", "")})


@require_safe
@staff_only
def materials(request: HttpRequest, item_id: str) -> HttpResponse:
    """The checklist for the answers so far, with what was ticked before."""
    implementation = office().catalogue.in_force(item_id, office().today())
    situation = SituationForm(request.GET, implementation)
    return render(request, "counter/ticks.html", {"ticks": _ticks(request, implementation, situation)})


def _ticks(
    request: HttpRequest, implementation: Implementation, situation: SituationForm
) -> list[Tick] | None:
    if not situation.is_valid():
        return None
    return ticks_of(request, implementation.required_materials(situation.facts()))


# --- taking in


@dataclass
class Paperwork:
    """收件 — the whole page as filled in: its forms, its checklist, and what is wrong with either."""

    request: HttpRequest
    implementation: Implementation
    envelope: ActForm
    applicant: ApplicantForm
    situation: SituationForm
    particulars: ParticularsForm
    late: LateForm
    decline: DeclineForm
    case_id: str
    ticks: list[Tick] | None = None

    def check(self, doing: str) -> list[dict[str, Any]]:
        """Everything wrong at once, each with the field to jump to."""
        errors: list[dict[str, Any]] = []
        forms = [self.applicant, self.situation, self.particulars, self.late, self.envelope]
        for form in forms:
            form.is_valid()
            errors += _errors(form)
        if doing == "decline" and not self.decline.check():
            errors += _errors(self.decline)
        ticks = self.ticks or []
        errors += [{"field_id": f"file_{t.id}", "message": t.error} for t in ticks if t.error]
        if doing == "accept":
            errors += [
                {
                    "field_id": f"have_{t.id}",
                    "message": _("%(material)s：%(defect)s，不能受理。请一次性告知。")
                    % {"material": in_words(t.material.name), "defect": in_words(t.defect.kind.label)},
                }
                for t in ticks
                if t.defect
            ]
        if doing == "notice" and self.ticks is not None and not defects_of(ticks):
            errors.append(
                {"field_id": "ticks", "message": _("材料没有缺陷，应当受理；一次性告知必须列出缺陷。")}
            )
        return errors

    def application(self, channel: c.Channel) -> handling.Application:
        """What is handed over to handling."""
        ticks = self.ticks or []
        return handling.Application(
            item=self.implementation.id,
            division=self.implementation.division,
            applicant=str(self.applicant.account().pk),
            channel=channel,
            facts=self.situation.facts(),
            form=self.particulars.form(),
            uploads={t.id: t.uploads for t in ticks if t.uploads},
            on_paper=[t.id for t in ticks if t.have and not t.uploads],
            receipt_number=self.late.cleaned_data.get("receipt_number", ""),
        )


def _errors(form: Any) -> list[dict[str, Any]]:
    found = []
    for name, said in form.errors.items():
        bound = form[name] if name in form.fields else None
        field_id = "" if bound is None else f"{bound.auto_id}_0" if bound.use_fieldset else bound.auto_id
        label = f"{bound.label}: " if bound is not None and not bound.is_hidden else ""
        found += [{"field_id": field_id or "who", "message": f"{label}{message}"} for message in said]
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def intake(request: HttpRequest, item_id: str) -> HttpResponse:
    """收件 — one page and one action: accept at once, one notice with all defects, or decline."""
    house = office()
    implementation = house.catalogue.in_force(item_id, house.today())
    post = _intake_post(request, implementation)
    work = _paperwork(request, implementation)
    doing = request.POST.get("do", "")
    if request.method != "POST" or doing not in DOINGS:
        return _intake_page(request, work)
    errors = work.check(doing)
    if errors:
        return _intake_page(request, work, errors, status=422)
    calendar = house.calendars.of(implementation.division)
    occurred_at = work.late.occurred_at(calendar)
    channel = c.Channel.PAPER if occurred_at else c.Channel.COUNTER
    actor = actor_at(request, post)
    command_id = work.envelope.cleaned_data["command_id"]
    ask = Ask(work.case_id, f"{command_id}.receive", actor, occurred_at)
    try:
        handling.receive(house.handler, ask, work.application(channel))
    except Refusal as refused:
        return _intake_page(request, work, refused=refused, status=409)
    ask = Ask(work.case_id, f"{command_id}.{doing}", actor)
    return _and_then(request, work, doing, ask)


def _and_then(request: HttpRequest, work: Paperwork, doing: str, ask: Ask) -> HttpResponse:
    """The second half: the papers are on record now, whatever is decided about them."""
    decline = work.decline.cleaned_data if doing == "decline" else {}
    steps: Mapping[str, Callable[[Handler], Any]] = {
        "accept": lambda handler: handling.accept(handler, ask),
        "notice": lambda handler: handling.request_supplement(handler, ask, defects_of(work.ticks or [])),
        "decline": lambda handler: handling.decline(
            handler,
            ask,
            c.DeclineGround(decline["ground"]),
            decline["decline_reasons"],
            decline["right_authority"],
        ),
        "receive": lambda handler: None,
    }
    try:
        steps[doing](office().handler)
    except Refusal as refused:
        messages.warning(
            request,
            _("已收件。后一步没有办成：%(why)s %(remedy)s")
            % {"why": in_words(refused.sentence), "remedy": in_words(refused.remedy)},
        )
    return redirect("counter:case", ask.case_id)


def _intake_post(request: HttpRequest, implementation: Implementation) -> str:
    """The post that takes this item in, if the person holds it.

    Raises:
        PermissionDenied: they do not; the post is named.
    """
    item = implementation.for_kernel()
    wanted = item.step_of(StepKind.INTAKE).post
    if held_among(request, [wanted]) is None:
        named = {"item": in_words(item.name), "post": in_words(item.name_of(wanted))}
        raise PermissionDenied(_("“%(item)s”由“%(post)s”收件，您不在这个岗位。") % named)
    return wanted


def _paperwork(request: HttpRequest, implementation: Implementation) -> Paperwork:
    ids = office().ports.ids
    data = request.POST if request.method == "POST" else None
    posted = data or {}
    fresh = {"new_account": ids.new()}
    situation = SituationForm(data if data is not None else request.GET or None, implementation)
    work = Paperwork(
        request,
        implementation,
        ActForm(data),
        ApplicantForm(data, initial=fresh),
        situation,
        ParticularsForm(data, implementation),
        LateForm(data),
        DeclineForm(data),
        _case_id(posted.get("case_id", "")) or ids.new(),
    )
    if situation.is_bound or not implementation.questions:
        work.ticks = _ticks(request, implementation, situation)
    return work


def _case_id(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _intake_page(
    request: HttpRequest,
    work: Paperwork,
    errors: list[dict[str, Any]] | None = None,
    refused: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    if not errors and request.method == "POST" and not refused:
        _forget_errors(work)
    who = request.POST.get("who", "")
    item = work.implementation.for_kernel()
    context = {
        **frame(request, "window"),
        "work": work,
        "item": work.implementation,
        "authority": item.name_of(item.authority),
        "ticks": work.ticks,
        "who": who,
        "found": queries.applicants(who),
        "chosen": request.POST.get("applicant", ""),
        "errors": errors or [],
        "refused": refused,
    }
    return render(request, "counter/intake.html", context, status=status)


def _forget_errors(work: Paperwork) -> None:
    """A page that was only refreshed complains about nothing yet."""
    for form in (work.applicant, work.particulars, work.late, work.decline, work.envelope):
        form._errors = {}


# --- a case at the window


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """办件 — an application at the door: materials beside the checklist, one action."""
    file = open_case(request, case_id, (post.key for post in held_posts(request)))
    envelope = ActForm(request.POST or None, version=file.case.version)
    decline = DeclineForm(request.POST or None)
    ticks = _ticks_of_case(request, file)
    if request.method != "POST":
        return _case_page(request, file, envelope, decline, ticks)
    errors: list[dict[str, Any]] = []
    doing = request.POST.get("do", "")
    if doing not in _AT_THE_DOOR:
        raise Http404(doing)
    if not envelope.is_valid():
        errors += _errors(envelope)
    if doing == "decline" and not decline.check():
        errors += _errors(decline)
    errors += [{"field_id": f"file_{t.id}", "message": t.error} for t in ticks if t.error]
    if errors:
        return _case_page(request, file, envelope, decline, ticks, errors=errors, status=422)
    ask = Ask(file.case.id, envelope.cleaned_data["command_id"], actor_at(request, _door_post(request, file)))
    try:
        _AT_THE_DOOR[doing](office().handler, ask, ticks, decline.cleaned_data if decline.is_valid() else {})
    except Refusal as refused:
        changed = _changed(file, request, envelope)
        return _case_page(
            request, file, envelope, decline, ticks, refused=refused, changed=changed, status=409
        )
    messages.success(request, _("已办理。"))
    return redirect("counter:case", file.case.id)


def _changed(file: CaseFile, request: HttpRequest, envelope: ActForm) -> list[dict[str, Any]]:
    seen = envelope.cleaned_data.get("seen")
    return [] if seen is None else file.since(seen, str(request.user.pk))


def _named(ticks: list[Tick]) -> list[handling.DefectFound]:
    """At the door only what the clerk marks is a defect: what is in the case already is there."""
    return [handling.DefectFound(t.id, c.DefectKind(t.kind), t.note) for t in ticks if t.kind]


def _supplement(handler: Handler, ask: Ask, ticks: list[Tick], said: Mapping[str, Any]) -> object:
    uploads = {t.id: t.uploads for t in ticks if t.uploads}
    return handling.supplement(handler, ask, uploads, [t.id for t in ticks if t.have and not t.uploads])


_AT_THE_DOOR: Mapping[str, Callable[[Handler, Ask, list[Tick], Mapping[str, Any]], object]] = {
    "accept": lambda handler, ask, ticks, said: handling.accept(handler, ask),
    "notice": lambda handler, ask, ticks, said: handling.request_supplement(handler, ask, _named(ticks)),
    "restate": lambda handler, ask, ticks, said: handling.restate_defects(handler, ask, _named(ticks)),
    "supplement": _supplement,
    "decline": lambda handler, ask, ticks, said: handling.decline(
        handler, ask, c.DeclineGround(said["ground"]), said["decline_reasons"], said["right_authority"]
    ),
}


def _door_post(request: HttpRequest, file: CaseFile) -> str:
    wanted = file.item.step_of(StepKind.INTAKE).post
    held = held_among(request, [wanted]) or held_among(request, file.posts)
    assert held is not None  # open_case let them in for one of these
    return held.key


def _ticks_of_case(request: HttpRequest, file: CaseFile) -> list[Tick]:
    handed_in = {row["id"]: row for row in file.materials}
    listed = [m for m in file.implementation.materials if m.id in handed_in]
    ticks = ticks_of(request, listed)
    for tick in ticks:
        row = handed_in[tick.id]
        tick.papers = [row]
        if request.method != "POST":
            missing = row["state"] == "needed" and file.case.status is Status.RECEIVED
            open_defect = next((d for d in file.case.defects if d.material == tick.id), None)
            tick.kind = (
                open_defect.kind.value if open_defect else c.DefectKind.MISSING.value if missing else ""
            )
            tick.note = file.text(open_defect.note) if open_defect and open_defect.note else ""
    return ticks


#: What each button asks, in the order of the page.
_BUTTONS = (
    ("accept", c.Accept, "a"),
    ("notice", c.RequestSupplement, "n"),
    ("restate", c.RestateDefects, "n"),
    ("supplement", c.Supplement, "s"),
    ("decline", c.Decline, "d"),
)


def _case_page(
    request: HttpRequest,
    file: CaseFile,
    envelope: ActForm,
    decline: DeclineForm,
    ticks: list[Tick],
    *,
    errors: list[dict[str, Any]] | None = None,
    refused: Refusal | None = None,
    changed: list[dict[str, Any]] | None = None,
    status: int = 200,
) -> HttpResponse:
    matter = file.matter(str(request.user.pk), _door_post(request, file))
    may = {p.verb: p for p in allowed(matter, tuple(verb for _name, verb, _key in _BUTTONS))}
    buttons = [
        {"do": name, "title": verb.verb(), "key": key} for name, verb, key in _BUTTONS if may[verb].is_allowed
    ]
    blocked = [
        {"title": verb.verb(), "why": r.sentence, "remedy": r.remedy, "basis": r.basis}
        for _name, verb, _key in _BUTTONS
        if (r := may[verb].refusal) is not None
    ]
    context = {
        **frame(request, "window"),
        "file": file,
        "case": file.case,
        "envelope": envelope,
        "decline": decline,
        "ticks": ticks,
        "buttons": buttons,
        "offers": {button["do"] for button in buttons},
        "blocked": blocked,
        "errors": errors or [],
        "refused": refused,
        "changed": changed,
        "track_url": f"{office().public_url}/track/{file.case.id}",
    }
    return render(request, "counter/case.html", context, status=status)
