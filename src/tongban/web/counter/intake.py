"""Intake 收件: take in any item of any department, and accept, ask once, or decline at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.catalogue import Implementation
from tongban.handling import intake as handling
from tongban.handling import tolerance
from tongban.handling.carrying_out import Handler
from tongban.handling.errand import Ask
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.refusals import Refusal
from tongban.web.agency import FACT
from tongban.web.counter import gap, queries
from tongban.web.counter.forms import (
    AgentForm,
    ApplicantForm,
    DeclineForm,
    LateForm,
    ParticularsForm,
    SituationForm,
    errors_of,
)
from tongban.web.counter.renewing import RenewalForm, renewal_form
from tongban.web.counter.ticks import Tick, defects_of, ticks_of
from tongban.web.design.templatetags.design import in_words
from tongban.web.people import staff_only
from tongban.web.refusing import said
from tongban.web.staff.acting import ActForm, actor_at, held_among
from tongban.web.staff.frame import frame
from tongban.web.wiring import office

DOINGS = ("accept", "gap", "notice", "decline", "receive")


@dataclass
class Paperwork:
    """收件 — the whole page as filled in: its forms, its checklist, and what is wrong with either."""

    request: HttpRequest
    implementation: Implementation
    envelope: ActForm
    applicant: ApplicantForm
    agent: AgentForm
    situation: SituationForm
    particulars: ParticularsForm
    late: LateForm
    decline: DeclineForm
    case_id: str
    ticks: list[Tick] | None = None
    renewal: RenewalForm | None = None
    signed: gap.Signed = field(default_factory=gap.Signed)

    @property
    def agent_is_open(self) -> bool:
        """Whether the agent's part is unfolded: it says something, or has to."""
        said = self.situation[FACT].value() if FACT in self.situation.fields else None
        return self.agent.is_asked or said in ("yes", True)

    def check(self, doing: str) -> list[dict[str, Any]]:
        """Everything wrong at once, each with the field to jump to."""
        errors: list[dict[str, Any]] = []
        forms = [self.applicant, self.agent, self.situation, self.particulars, self.late, self.envelope]
        for form in (*forms, *([self.renewal] if self.renewal else [])):
            form.is_valid()
            errors += errors_of(form)
        errors += self._doubts_about_the_agent()
        if doing == "decline" and not self.decline.check():
            errors += errors_of(self.decline)
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
        if doing == "gap":
            errors += gap.errors_in(self.implementation.for_kernel(), ticks, self.signed)
        if doing == "notice" and self.ticks is not None and not defects_of(ticks):
            errors.append(
                {"field_id": "ticks", "message": _("材料没有缺陷，应当受理；一次性告知必须列出缺陷。")}
            )
        return errors

    def _doubts_about_the_agent(self) -> list[dict[str, Any]]:
        """The answer to whether an agent applies, and what is said of the agent, belong together."""
        answer = getattr(self.situation, "cleaned_data", {}).get(FACT)
        if answer is None or bool(answer) is self.agent.is_asked:
            return []
        if answer:
            message = _("选了委托他人代办：照授权委托书填写代理人。")
            return [{"field_id": self.agent["name"].auto_id, "message": message}]
        message = _("填写了代理人：“%(question)s”应选“是”。") % {"question": self.situation[FACT].label}
        return [{"field_id": f"{self.situation[FACT].auto_id}_0", "message": message}]

    def application(self, channel: c.Channel) -> handling.Application:
        """What is handed over to handling."""
        ticks = self.ticks or []
        agent = self.agent.account()
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
            agent=str(agent.pk) if agent else "",
            mandate=self.agent.given(),
            renews=self.renewal.case_id if self.renewal else "",
        )


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
        "gap": lambda handler: tolerance.accept_with_gap(handler, ask, work.signed.upload),
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
            _("已收件。后一步没有办成：%(why)s") % {"why": said(refused)},
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
    posted: Mapping[str, Any] = data or {}
    fresh = {"new_account": ids.new()}
    situation = SituationForm(data if data is not None else request.GET or None, implementation)
    work = Paperwork(
        request,
        implementation,
        ActForm(data),
        ApplicantForm(data, initial=fresh),
        AgentForm(data, initial={"new_agent": ids.new()}),
        situation,
        ParticularsForm(data, implementation),
        LateForm(data),
        DeclineForm(data, ban=implementation.for_kernel().ban_after_false_material),
        _case_id(posted.get("case_id", "")) or ids.new(),
        renewal=renewal_form(data, implementation),
        signed=gap.signed_in(request),
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
        "agent_basis": "行政许可法§29、民法典§165",
        "gap": gap.offered(item, office().calendars.of(work.implementation.division)),
        "gap_open": request.POST.get("do") == "gap",
        "signed": work.signed,
        "who": who,
        "found": queries.applicants(who),
        "chosen": request.POST.get("applicant", ""),
        "errors": errors or [],
        "refused": refused,
    }
    return render(request, "counter/intake.html", context, status=status)


def _forget_errors(work: Paperwork) -> None:
    """A page that was only refreshed complains about nothing yet."""
    forms = [work.applicant, work.agent, work.particulars, work.late, work.decline, work.envelope]
    for form in (*forms, *([work.renewal] if work.renewal else [])):
        vars(form)["_errors"] = ErrorDict()  # Django has no public way to show values without errors


# --- the sheet to sign


@require_POST
@staff_only
def undertaking(request: HttpRequest, item_id: str) -> HttpResponse:
    """容缺承诺书 — printed from the form as it is filled in, before anything is received.

    Sent, not asked for by address: what the applicant is called belongs in no address.
    """
    implementation = office().catalogue.in_force(item_id, office().today())
    _intake_post(request, implementation)
    work, item = _paperwork(request, implementation), implementation.for_kernel()
    errors = work.check("receive") if work.ticks is None else gap.errors_in(item, work.ticks, None)
    if errors:
        return _intake_page(request, work, errors, status=422)
    missing = [defect.material for defect in defects_of(work.ticks or [])]
    calendar = office().calendars.of(implementation.division)
    holder = request.POST.get("form-holder", "").strip()[:200]
    sheet = gap.sheet_of(item, implementation, calendar, missing, holder=holder)
    return render(request, "counter/undertaking.html", sheet)


# --- the checklist


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
    if not implementation.questions:
        return ticks_of(request, implementation.required_materials({}))
    if not situation.is_valid():
        return None
    return ticks_of(request, implementation.required_materials(situation.facts()))
