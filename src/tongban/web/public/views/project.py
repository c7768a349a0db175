"""工程建设项目 — registering one, its page with the stages, applying for a stage, giving it up."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.catalogue.project import ProjectProcedure
from tongban.handling.errand import Ask
from tongban.handling.project import applying
from tongban.handling.project.carrying_out import ProjectNotFound, ProjectStanding
from tongban.kernel.case.commands import Channel
from tongban.kernel.project import ProjectEnd, ProjectStatus
from tongban.kernel.refusals import BadInput, Refusal
from tongban.web import projects
from tongban.web.design.templatetags.design import in_words
from tongban.web.inbox import applicant_reader, lines_of
from tongban.web.people import actor_of, applicant_only
from tongban.web.public import drafts
from tongban.web.public.forms import WithdrawForm
from tongban.web.refusing import said
from tongban.web.wiring import office


class RegisterForm(forms.Form):
    """登记项目 — what every stage would otherwise ask again."""

    command_id = forms.CharField(widget=forms.HiddenInput, max_length=64)
    project_id = forms.UUIDField(widget=forms.HiddenInput)
    code = forms.CharField(
        label=gettext_lazy("项目代码"),
        help_text=gettext_lazy("投资项目在线审批监管平台赋的代码，照抄即可。"),
        max_length=applying.LONGEST["code"],
    )
    kind = forms.ChoiceField(label=gettext_lazy("建设性质"), widget=forms.RadioSelect)
    name = forms.CharField(label=gettext_lazy("项目名称"), max_length=applying.LONGEST["name"])
    site = forms.CharField(
        label=gettext_lazy("建设地点"),
        help_text=gettext_lazy("写到门牌号，没有门牌号的写四至。"),
        max_length=applying.LONGEST["site"],
    )

    def __init__(self, *args: Any, procedure: ProjectProcedure, **more: Any) -> None:
        """Take the procedure, which says the kinds there are."""
        super().__init__(*args, **more)
        self.label_suffix = ""
        self.fields["kind"].choices = [(k.id, in_words(k.label)) for k in procedure.kinds]  # type: ignore[attr-defined]


@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    """工程建设项目 — the procedures one can register under, and one's own projects."""
    signed_in = request.user.is_authenticated and not request.user.is_staff
    rows = office().projects.store.of_applicant(str(request.user.pk)) if signed_in else []
    mine = [{"row": row, "name": _name(row.project_id), "status": ProjectStatus(row.status)} for row in rows]
    context = {"procedures": office().catalogue.projects_in_force(office().today()), "mine": mine}
    return render(request, "public/projects.html", context)


def _name(project_id: str) -> str:
    return projects.name_of(office(), office().projects.standing(project_id))


@never_cache
@applicant_only
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, procedure_id: str) -> HttpResponse:
    """登记项目 — once, for all stages."""
    try:
        procedure = office().catalogue.project_in_force(procedure_id, office().today())
    except Refusal as unknown:
        raise Http404(procedure_id) from unknown
    ids = office().ports.ids
    form = RegisterForm(
        request.POST or None,
        procedure=procedure,
        initial={"command_id": ids.new(), "project_id": ids.new()},
    )
    if form.is_valid():
        given = form.cleaned_data
        project_id = str(given["project_id"])
        actor = actor_of(request)
        registration = applying.Registration(
            procedure=procedure.id,
            division=procedure.division,
            owner=actor.id,
            channel=Channel.ONLINE,
            **{name: given[name] for name in ("code", "name", "site", "kind")},
        )
        try:
            applying.register(office().projects, Ask(project_id, given["command_id"], actor), registration)
            return redirect("project", project_id)
        except (Refusal, BadInput) as refused:
            form.add_error(None, said(refused))
    blueprint = office().projects.catalogue.in_force(procedure.id, office().today())
    context = {"procedure": procedure, "form": form, "rules": blueprint.rules}
    return render(request, "public/project_register.html", context, status=422 if form.errors else 200)


def own(request: HttpRequest, project_id: object) -> ProjectStanding:
    """The reader's own; another's is as unknown as one that does not exist."""
    try:
        standing = office().projects.standing(str(project_id))
    except ProjectNotFound as unknown:
        raise Http404(str(project_id)) from unknown
    if standing.project.owner != str(request.user.pk):
        raise Http404(str(project_id))
    return standing


@never_cache
@applicant_only
@require_safe
def project(request: HttpRequest, project_id: object) -> HttpResponse:
    """项目 — the stages side by side: what is there, what runs, who has it, what each gate misses."""
    standing = own(request, project_id)
    reader = applicant_reader(request)
    kept = office().messages.of_case(standing.project.id, reader)
    if request.method == "GET" and not all(one.is_read for one in kept):
        office().messages.mark_read(standing.project.id, reader, office().ports.clock.now())
    context = {
        **_shown(standing),
        "stages": projects.cards(standing),
        "told": lines_of(office(), kept),
        "may_end": standing.project.status is ProjectStatus.RUNNING and not standing.project.running,
    }
    return render(request, "public/project.html", context)


def _shown(standing: ProjectStanding) -> dict[str, Any]:
    procedure = standing.blueprint.procedure
    details = applying.details_of(office().projects, standing)
    kinds = {kind.id: kind.label for kind in procedure.kinds}
    return {
        "project": standing.project,
        "procedure": procedure,
        "details": details,
        "name": details.name or standing.project.code,
        "kind": kinds.get(details.kind),
    }


@never_cache
@applicant_only
@require_POST
def begin_stage(request: HttpRequest, project_id: object, stage: str) -> HttpResponse:
    """申请阶段 — a draft of the stage's form, with what the project knows already filled in."""
    standing = own(request, project_id)
    try:
        sheet = applying.sheet_for(office().projects, standing, stage).sheet
    except Refusal as refused:
        messages.error(request, f"{in_words(refused.sentence)} {in_words(refused.remedy)}")
        return redirect("project", standing.project.id)
    details = applying.details_of(office().projects, standing)
    says = {"code": standing.project.code, "name": details.name, "site": details.site}
    fills = standing.blueprint.procedure.fills.names
    known = {field: says[what] for what, field in fills.items()}
    drafts.begin_stage(
        office(),
        request.user,  # type: ignore[arg-type]  # `applicant_only` let them in
        sheet.as_item(),
        (standing.project.id, stage),
        known,
    )
    return redirect("apply", sheet.life_event.id)


@never_cache
@applicant_only
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, project_id: object) -> HttpResponse:
    """终止项目 — given up by its owner; what was granted stands."""
    standing = own(request, project_id)
    form = WithdrawForm(request.POST or None, initial={"command_id": office().ports.ids.new()})
    form.fields["reasons"].label = _("终止的原因")
    if form.is_valid():
        given = form.cleaned_data
        ask = Ask(standing.project.id, given["command_id"], actor_of(request))
        try:
            applying.end(office().projects, ask, ProjectEnd.GIVEN_UP, given["reasons"])
            return redirect("project", standing.project.id)
        except Refusal as refused:
            form.add_error(None, said(refused))
    context = {**_shown(standing), "form": form}
    return render(request, "public/project_end.html", context, status=422 if form.errors else 200)
