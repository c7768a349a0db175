"""工程建设项目 for the staff: its stages, registering one, a stage's intake, what may come later."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tongban.catalogue.project import ProjectProcedure
from tongban.handling.errand import Actor, Ask
from tongban.handling.project import applying
from tongban.handling.project.carrying_out import ProjectNotFound, ProjectStanding
from tongban.kernel.case import commands as c
from tongban.kernel.refusals import BadInput, Refusal
from tongban.web import projects
from tongban.web.counter import queries, whole
from tongban.web.counter.forms import ApplicantForm, errors_of
from tongban.web.design.templatetags.design import in_words
from tongban.web.people import acting_post, held_posts, names_of, staff_only
from tongban.web.staff.acting import ActForm, actor_at
from tongban.web.staff.frame import frame
from tongban.web.wiring import office


class RegistrationForm(ActForm):
    """登记项目 — what its owner says of it once."""

    project_id = forms.UUIDField(widget=forms.HiddenInput)
    code = forms.CharField(label=gettext_lazy("项目代码"), max_length=applying.LONGEST["code"])
    kind = forms.ChoiceField(label=gettext_lazy("建设性质"), widget=forms.RadioSelect)
    name = forms.CharField(label=gettext_lazy("项目名称"), max_length=applying.LONGEST["name"])
    site = forms.CharField(label=gettext_lazy("建设地点"), max_length=applying.LONGEST["site"])

    def __init__(self, *args: Any, procedure: ProjectProcedure, **more: Any) -> None:
        """Take the procedure, which says the kinds there are."""
        super().__init__(*args, **more)
        self.initial.setdefault("project_id", office().ports.ids.new())
        self.fields["kind"].choices = [(k.id, in_words(k.label)) for k in procedure.kinds]  # type: ignore[attr-defined]


class DeferralForm(ActForm):
    """准予后补 — why; on which basis the procedure says."""

    reasons = forms.CharField(
        label=gettext_lazy("理由"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


def opened(request: HttpRequest, project_id: object) -> ProjectStanding:
    """The project, for whoever has a part in it at any post they hold; 404 for anybody else."""
    try:
        standing = office().projects.standing(str(project_id))
    except ProjectNotFound as unknown:
        raise Http404(str(project_id)) from unknown
    actors = [Actor(str(request.user.pk), post.key) for post in held_posts(request)]
    if not any(applying.may_see(office().projects, actor, standing.project.id) for actor in actors):
        raise Http404(str(project_id))
    return standing


def _context(request: HttpRequest, standing: ProjectStanding) -> dict[str, Any]:
    procedure = standing.blueprint.procedure
    details = applying.details_of(office().projects, standing)
    kinds = {kind.id: kind.label for kind in procedure.kinds}
    owner = standing.project.owner
    return {
        **frame(request, "window"),
        "project": standing.project,
        "procedure": procedure,
        "details": details,
        "name": details.name or standing.project.code,
        "kind": kinds.get(details.kind),
        "owner": names_of([owner]).get(owner, "—"),
    }


@require_safe
@staff_only
def project(request: HttpRequest, project_id: object) -> HttpResponse:
    """项目 — the stages side by side, for the window and every desk that has a part."""
    standing = opened(request, project_id)
    post = acting_post(request)
    counter = whole.may_take_in(request, standing.blueprint.sheets.values())
    context = {
        **_context(request, standing),
        "stages": projects.cards(standing, post.key if post else ""),
        "begin_url": "counter:project_stage" if counter else "",
        "whole_url": "counter:whole" if counter else "",
    }
    return render(request, "counter/project.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def register(request: HttpRequest, procedure_id: str) -> HttpResponse:
    """登记项目 — for an owner who stands at the window."""
    try:
        blueprint = office().projects.catalogue.in_force(procedure_id, office().today())
    except Refusal as unknown:
        raise Http404(procedure_id) from unknown
    post = whole.intake_post(request, next(iter(blueprint.sheets.values())))
    data = request.POST if request.method == "POST" else None
    procedure = blueprint.procedure
    form = RegistrationForm(data, procedure=procedure)
    applicant = ApplicantForm(data, initial={"new_account": office().ports.ids.new()})
    errors: list[dict[str, Any]] = []
    refused: Refusal | BadInput | None = None
    if request.method == "POST" and request.POST.get("do") == "register":
        form.is_valid()
        applicant.is_valid()
        errors = [*errors_of(applicant), *errors_of(form)]
        if not errors:
            given = form.cleaned_data
            registration = applying.Registration(
                procedure=procedure.id,
                division=procedure.division,
                owner=str(applicant.account().pk),
                channel=c.Channel.COUNTER,
                **{name: given[name] for name in ("code", "name", "site", "kind")},
            )
            ask = Ask(str(given["project_id"]), given["command_id"], actor_at(request, post))
            try:
                applying.register(office().projects, ask, registration)
                return redirect("counter:project", ask.case_id)
            except (Refusal, BadInput) as no:
                refused = no
    elif request.method == "POST":
        form, applicant = whole.without_errors(form), whole.without_errors(applicant)
    who = request.POST.get("who", "")
    context = {
        **frame(request, "window"),
        "procedure": procedure,
        "form": form,
        "applicant": applicant,
        "who": who,
        "found": queries.applicants(who),
        "chosen": request.POST.get("applicant", ""),
        "errors": errors,
        "refused": refused,
    }
    status = 422 if errors else 409 if refused else 200
    return render(request, "counter/project_register.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def stage(request: HttpRequest, project_id: object, stage_id: str) -> HttpResponse:
    """阶段收件 — the stage's one form and one checklist, for the owner; what flows is not asked for."""
    standing = opened(request, project_id)
    project = standing.project
    try:
        within = applying.sheet_for(office().projects, standing, stage_id)
    except Refusal as refused:
        messages.error(request, f"{in_words(refused.sentence)} {in_words(refused.remedy)}")
        return redirect("counter:project", project.id)
    details = applying.details_of(office().projects, standing)
    says = {"code": project.code, "name": details.name, "site": details.site}
    known = {field: says[what] for what, field in standing.blueprint.procedure.fills.names.items()}

    def take_in(ask: Ask, application: whole.Application) -> None:
        applying.apply_for_stage(office().projects, ask, project.id, stage_id, application)

    owner = whole.Owner(project.owner, names_of([project.owner]).get(project.owner, "—"), known)
    return whole.taken_in(request, within.sheet, take_in, owner)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def defer(request: HttpRequest, project_id: object, outcome: str) -> HttpResponse:
    """准予后补 — by the authority that leads the stage, at the post it acts at."""
    standing = opened(request, project_id)
    post = acting_post(request)
    assert post is not None  # staff_only let them in
    if outcome not in applying.may_defer(standing, post.key):
        return redirect("counter:project", standing.project.id)
    form = DeferralForm(request.POST or None, version=standing.project.version)
    refused: Refusal | None = None
    if form.is_valid():
        said = form.cleaned_data
        ask = Ask(standing.project.id, said["command_id"], actor_at(request, post.key))
        try:
            applying.defer(office().projects, ask, outcome, said["reasons"])
            messages.success(request, _("已准予后补，等它的事项可以先办。"))
            return redirect("counter:project", standing.project.id)
        except Refusal as no:
            refused = no
    deferral = standing.rules.deferral(outcome)
    context = {
        **_context(request, standing),
        "form": form,
        "refused": refused,
        "outcome": standing.rules.name_of(outcome),
        "until": standing.rules.name_of(deferral.until) if deferral else None,
        "basis": deferral.basis if deferral else "",
    }
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "counter/project_defer.html", context, status=status)
