"""Door 受理: a case at the window that waits for acceptance, or for what was missing."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.appraisal.contacts import Contact, contacts_of_case
from tongban.handling import intake as handling
from tongban.handling import tolerance
from tongban.handling.carrying_out import Handler
from tongban.handling.errand import Ask
from tongban.kernel import Status, allowed
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.refusals import GapNotOffered, Refusal, Told
from tongban.web.counter import committing, gap, paying
from tongban.web.counter import ending as ends
from tongban.web.counter.forms import DeclineForm, errors_of
from tongban.web.counter.letters import enter, form_for
from tongban.web.counter.ticks import Tick, ticks_of
from tongban.web.design.templatetags.design import in_words
from tongban.web.people import held_posts, staff_only
from tongban.web.rating import to_rate_here
from tongban.web.staff.acting import ActForm, actor_at, held_among
from tongban.web.staff.after_grant import granted
from tongban.web.staff.casefile import CaseFile
from tongban.web.staff.ending import ended
from tongban.web.staff.fee import fee_of
from tongban.web.staff.frame import frame
from tongban.web.staff.hearing import heard
from tongban.web.staff.opening import open_case
from tongban.web.staff.originals import originals_of
from tongban.web.staff.telling import since, timeline
from tongban.web.staff.tolerance import gap_of
from tongban.web.staff.whole import part_of
from tongban.web.wiring import office


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """办件 — an application at the door: materials beside the checklist, one action."""
    file = open_case(request, case_id, (post.key for post in held_posts(request)))
    if request.method != "POST":
        return _case_page(request, file)
    envelope = ActForm(request.POST, version=file.case.version)
    decline = DeclineForm(request.POST, ban=file.item.ban_after_false_material)
    ticks = _ticks_of_case(request, file)
    errors: list[dict[str, Any]] = []
    doing = request.POST.get("do", "")
    if doing not in _AT_THE_DOOR:
        raise Http404(doing)
    if not envelope.is_valid():
        errors += errors_of(envelope)
    if doing == "decline" and not decline.check():
        errors += errors_of(decline)
    errors += [{"field_id": f"file_{t.id}", "message": t.error} for t in ticks if t.error]
    signed = gap.signed_in(request)
    errors += [{"field_id": gap.CONTROL, "message": signed.error}] if signed.error else []
    if errors:
        return _case_page(request, file, envelope, decline, ticks, errors=errors, status=422)
    ask = Ask(file.case.id, envelope.cleaned_data["command_id"], actor_at(request, _door_post(request, file)))
    try:
        said = {**(decline.cleaned_data if decline.is_valid() else {}), "signed": signed.upload}
        _AT_THE_DOOR[doing](office().handler, ask, ticks, said)
    except Refusal as refused:
        changed = _changed(file, request, envelope)
        return _case_page(
            request, file, envelope, decline, ticks, refused=refused, changed=changed, status=409
        )
    messages.success(request, _("已办理。"))
    return redirect("counter:case", file.case.id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def letter(request: HttpRequest, case_id: str) -> HttpResponse:
    """来信登记 — a letter of somebody concerned: entered, or refused beside the form with everything kept."""
    file = open_case(request, case_id, (post.key for post in held_posts(request)))
    form = form_for(request, file, request.POST)
    if request.method != "POST" or form is None:
        return redirect("counter:case", case_id)
    if not form.is_valid():
        return _case_page(request, file, letter=form, status=422)
    try:
        done = enter(request, file, form.cleaned_data)
    except Refusal as refused:
        return _case_page(request, file, letter=form, letter_refused=refused, status=409)
    messages.success(request, _("已登记：%(act)s") % {"act": in_words(done.verb())})
    return redirect("counter:case", case_id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def commitment(request: HttpRequest, case_id: str) -> HttpResponse:
    """告知承诺 — told, or the signed sheet taken in; refused beside the form."""
    file = open_case(request, case_id, (post.key for post in held_posts(request)))
    if request.method != "POST" or committing.offered(request, file) is None:
        return redirect("counter:case", case_id)
    form = committing.form_for(request, file)
    if not form.is_valid():
        return _case_page(request, file, promise=committing.offered(request, file, form), status=422)
    try:
        done = committing.carry_out(request, file, form.cleaned_data)
    except Told as refused:
        promise = committing.offered(request, file, form, refused)
        return _case_page(request, file, promise=promise, status=409)
    messages.success(request, _("已登记：%(act)s") % {"act": in_words(done.verb())})
    return redirect("counter:case", case_id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def ending(request: HttpRequest, case_id: str, name: str) -> HttpResponse:
    """终止或者承继 — done, or refused beside its form with what was typed kept."""
    file = open_case(request, case_id, (post.key for post in held_posts(request)))
    if name not in ends.VERBS:
        raise Http404(name)
    if request.method != "POST":
        return redirect("counter:case", case_id)
    form = ends.form_for(request, file, name)
    if not form.is_valid():
        return _case_page(request, file, ending=(name, form, None), status=422)
    try:
        ends.carry_out(request, file, name, form.cleaned_data)
    except Refusal as refused:
        return _case_page(request, file, ending=(name, form, refused), status=409)
    messages.success(request, _("已办理：%(act)s") % {"act": in_words(ends.VERBS[name].verb())})
    return redirect("counter:case", case_id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def payment(request: HttpRequest, case_id: str) -> HttpResponse:
    """窗口收款 — what is open was paid by card, or as the item publishes; refused beside the form."""
    file = open_case(request, case_id, (post.key for post in held_posts(request)))
    if request.method != "POST" or paying.offered(request, file) is None:
        return redirect("counter:case", case_id)
    form = paying.form_for(file, request.POST)
    if not form.is_valid():
        return _case_page(request, file, payment=paying.offered(request, file, form), status=422)
    try:
        paying.carry_out(request, file, form)
    except Refusal as refused:
        offer = paying.offered(request, file, form, refused)
        return _case_page(request, file, payment=offer, status=409)
    messages.success(request, _("已收款。"))
    return redirect("counter:case", case_id)


def _changed(file: CaseFile, request: HttpRequest, envelope: ActForm) -> list[dict[str, Any]]:
    seen = envelope.cleaned_data.get("seen")
    return [] if seen is None else since(file, seen, str(request.user.pk))


def _named(ticks: list[Tick]) -> list[handling.DefectFound]:
    """At the door only what the clerk marks is a defect: what is in the case already is there."""
    return [handling.DefectFound(t.id, c.DefectKind(t.kind), t.note) for t in ticks if t.kind]


def _supplement(handler: Handler, ask: Ask, ticks: list[Tick], said: Mapping[str, Any]) -> object:
    uploads = {t.id: t.uploads for t in ticks if t.uploads}
    return handling.supplement(handler, ask, uploads, [t.id for t in ticks if t.have and not t.uploads])


_AT_THE_DOOR: Mapping[str, Callable[[Handler, Ask, list[Tick], Mapping[str, Any]], object]] = {
    "accept": lambda handler, ask, ticks, said: handling.accept(handler, ask),
    "gap": lambda handler, ask, ticks, said: tolerance.accept_with_gap(handler, ask, said["signed"]),
    "notice": lambda handler, ask, ticks, said: handling.request_supplement(handler, ask, _named(ticks)),
    "restate": lambda handler, ask, ticks, said: handling.restate_defects(handler, ask, _named(ticks)),
    "supplement": _supplement,
    "decline": lambda handler, ask, ticks, said: handling.decline(
        handler, ask, c.DeclineGround(said["ground"]), said["decline_reasons"], said["right_authority"]
    ),
}


def _undertaken(file: CaseFile) -> tolerance.Undertaking | None:
    """What the applicant undertook online, where it names all that is missing."""
    received = file.events[0]
    answers = getattr(received.body, "answers", None)
    online = tolerance.undertaking_in(file.texts.get(answers.ref) if answers else None, received.on)
    return online if online and tolerance.covers(online, file.case.missing) else None


def _door_post(request: HttpRequest, file: CaseFile) -> str:
    wanted = file.item.step_of(StepKind.INTAKE).post
    held = held_among(request, [wanted]) or held_among(request, file.posts)
    assert held is not None  # open_case let them in for one of these
    return held.key


def _ticks_of_case(request: HttpRequest, file: CaseFile) -> list[Tick]:
    handed_in = {row["id"]: row for row in file.materials}
    listed = [m for m in file.implementation.materials if m.id in handed_in]
    if file.case.status is Status.ACCEPTED:
        # What was judged is judged; only what is still owed can be handed in.
        listed = [m for m in listed if m.id in file.case.missing]
    ticks = ticks_of(request, listed)
    for tick in ticks:
        row = handed_in[tick.id]
        tick.papers, tick.is_owed = [row], tick.id in file.case.missing
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
    ("gap", c.AcceptWithGap, "t"),
    ("notice", c.RequestSupplement, "n"),
    ("restate", c.RestateDefects, "n"),
    ("supplement", c.Supplement, "s"),
    ("decline", c.Decline, "d"),
)


def _case_page(
    request: HttpRequest,
    file: CaseFile,
    envelope: ActForm | None = None,
    decline: DeclineForm | None = None,
    ticks: list[Tick] | None = None,
    *,
    letter: ActForm | None = None,
    letter_refused: Refusal | None = None,
    promise: dict[str, Any] | None = None,
    ending: tuple[str, ActForm, Refusal | None] | None = None,
    payment: dict[str, Any] | None = None,
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
        if (r := may[verb].refusal) is not None and not isinstance(r, GapNotOffered)
    ]
    context = {
        **frame(request, "window"),
        "file": file,
        "case": file.case,
        "timeline": timeline(file),
        "part_of": part_of(file.case.id),
        "envelope": envelope or ActForm(version=file.case.version),
        "decline": decline or DeclineForm(None, ban=file.item.ban_after_false_material),
        "ticks": _ticks_of_case(request, file) if ticks is None else ticks,
        "letter": letter or form_for(request, file),
        "letter_refused": letter_refused,
        "ended": ended(file),
        "endings": ends.endings(request, file, ending),
        "endings_open": ending is not None or ends.is_due(file),
        "heard": heard(file),
        "granted": granted(file),
        "fee": fee_of(file),
        "payment": payment or paying.offered(request, file),
        "promise": promise or committing.offered(request, file),
        "buttons": buttons,
        "offers": {button["do"] for button in buttons},
        "blocked": blocked,
        "gap_offer": gap.offered(file.item, file.calendar, file.case.missing),
        "gap_open": request.POST.get("do") == "gap",
        "online": _undertaken(file),
        "gap": gap_of(file),
        "originals": originals_of(request, file),
        "errors": errors or [],
        "refused": refused,
        "changed": changed,
        "track_url": f"{office().public_url}/track/{file.case.id}",
        "to_rate": to_rate_here(request, office(), _contacts(file)),
    }
    return render(request, "counter/case.html", context, status=status)


def _contacts(file: CaseFile) -> tuple[Contact, ...]:
    """What is served in this case by itself; of a life event its own page shows it."""
    return contacts_of_case(file.case.id, file.case.division, file.events)
