"""一件事收件 — one form and one checklist for every member; then each is accepted as its own case."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tongban.catalogue import Implementation
from tongban.catalogue.life_event_sheet import Sheet
from tongban.handling.errand import Ask
from tongban.handling.life_event import applying
from tongban.handling.life_event.promising import MemberPromise, promises_of
from tongban.handling.terms import terms_of
from tongban.handling.tolerance import check_tolerable
from tongban.kernel import Fact
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.refusals import Refusal
from tongban.kernel.words import Bilingual
from tongban.web.counter import gap, queries
from tongban.web.counter.forms import AgentForm, ApplicantForm, ParticularsForm, SituationForm, errors_of
from tongban.web.counter.ticks import Tick, ticks_of
from tongban.web.design.templatetags.design import in_words
from tongban.web.handing_over import hand_over
from tongban.web.people import staff_only
from tongban.web.staff.acting import ActForm, actor_at, held_among
from tongban.web.staff.frame import frame
from tongban.web.wiring import office

AnyForm = TypeVar("AnyForm", bound=Form)
#: What is handed over to handling.
Application = applying.WholeApplication


@dataclass(frozen=True)
class Owner:
    """建设单位 — whose project a stage is of, and what the project says already, by the names of the form."""

    id: str
    name: str
    known: Mapping[str, str]


@dataclass
class WholePaperwork:
    """一件事收件 — the whole page as filled in."""

    sheet: Sheet
    asked: Implementation
    envelope: ActForm
    applicant: ApplicantForm
    situation: SituationForm
    particulars: ParticularsForm
    agent: AgentForm
    life_event_id: str
    ticks: list[Tick] | None
    #: The members that the applicant commits to, and those that begin with a gap, as ticked.
    commits: list[str]
    undertakes: list[str]
    signed: gap.Signed
    owner: Owner | None = None

    def errors(self, *, is_printed: bool = False) -> list[dict[str, Any]]:
        """Everything wrong at once, with the field to jump to; what is only printed is not signed yet."""
        found: list[dict[str, Any]] = []
        forms = (self.situation, self.particulars, self.envelope)
        for form in forms if self.owner else (self.applicant, self.agent, *forms):
            form.is_valid()
            found += errors_of(form)
        found += [
            {"field_id": f"file_{tick.id}", "message": tick.error} for tick in self.ticks or [] if tick.error
        ]
        if (self.commits or self.undertakes) and not is_printed and self.signed.upload is None:
            message = self.signed.error or _("选了承诺的，打印承诺书给申请人签名，再交扫描件。")
            found.append({"field_id": gap.CONTROL, "message": message})
        return found

    @property
    def handed_in(self) -> list[str]:
        """What is in hand, by the names of the whole."""
        return [tick.id for tick in self.ticks or [] if tick.is_there]

    def promises(self) -> tuple[MemberPromise, ...]:
        """What is promised of each member, as the one sheet says it.

        Raises:
            BothPromised, GapNotTolerable, NothingIsMissing: that cannot be promised.
        """
        facts = self.situation.facts()
        found = promises_of(self.sheet, facts, self.commits, self.undertakes, self.handed_in)
        for one in found:
            if one.terms is None:
                check_tolerable(one.item.for_kernel(), one.missing)
        return found

    def may_promise(self) -> list[dict[str, Any]]:
        """The members of this situation that can be committed to or begin with a gap, as the page offers
        it."""
        if self.ticks is None:
            return []
        return [
            {
                "id": member.id,
                "name": item.name,
                "instead_of": terms.instead_of if (terms := terms_of(item)) else None,
                "later": [m.name for m in item.materials if m.gap_allowed] if item.tolerance else None,
                "commits": member.id in self.commits,
                "undertakes": member.id in self.undertakes,
            }
            for member in self.sheet.planned(self.situation.facts())
            if (item := self.sheet.items[member.id]).commitment is not None or item.tolerance is not None
        ]

    def application(self) -> applying.WholeApplication:
        """What is handed over to handling."""
        ticks, agent = self.ticks or [], self.agent.account()
        return applying.WholeApplication(
            life_event=self.asked.id,
            division=self.asked.division,
            applicant=self.owner.id if self.owner else str(self.applicant.account().pk),
            channel=c.Channel.COUNTER,
            facts=self.situation.facts(),
            form=self.particulars.form(),
            uploads={tick.id: tick.uploads for tick in ticks if tick.uploads},
            on_paper=[tick.id for tick in ticks if tick.have and not tick.uploads],
            agent=str(agent.pk) if agent else "",
            mandate=self.agent.given(),
            commits=self.commits,
            undertakes=self.undertakes,
            signed=self.signed.upload,
        )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def intake(request: HttpRequest, life_event_id: str) -> HttpResponse:
    """收件 — first what decides which items there are, then one page for all of them."""
    sheet = _in_force(life_event_id)
    if office().life_events.catalogue.is_stage(life_event_id):
        raise Http404(life_event_id)  # it is taken in within a project

    def take_in(ask: Ask, application: Application) -> None:
        applying.apply(office().life_events, ask, application)

    return taken_in(request, sheet, take_in)


def taken_in(
    request: HttpRequest,
    sheet: Sheet,
    take_in: Callable[[Ask, Application], None],
    owner: Owner | None = None,
) -> HttpResponse:
    """One page for all members; of a stage for the owner of its project."""
    post = intake_post(request, sheet)
    work = _paperwork(request, sheet, owner)
    if request.method != "POST" or request.POST.get("do") != "receive":
        return _page(request, work)
    if errors := work.errors():
        return _page(request, work, errors, status=422)
    ask = Ask(work.life_event_id, work.envelope.cleaned_data["command_id"], actor_at(request, post))
    try:
        take_in(ask, work.application())
    except Refusal as refused:
        return _page(request, work, refused=refused, status=409)
    hand_over(work.life_event_id)
    return redirect("counter:whole", work.life_event_id)


def _in_force(life_event_id: str) -> Sheet:
    try:
        return office().life_events.catalogue.in_force(life_event_id, office().today())
    except Refusal as unknown:
        raise Http404(life_event_id) from unknown


def may_take_in(request: HttpRequest, sheets: Iterable[Sheet]) -> bool:
    """Whether the person holds the post that takes all of it in."""
    wanted = {_taken_in_at(item) for sheet in sheets for item in sheet.items.values()}
    return len(wanted) == 1 and held_among(request, wanted) is not None


def _taken_in_at(item: Implementation) -> str:
    return item.for_kernel().step_of(StepKind.INTAKE).post


def without_errors(form: AnyForm) -> AnyForm:
    """A form that was only opened or refreshed complains about nothing yet."""
    vars(form)["_errors"] = ErrorDict()  # Django has no public way to show values without errors
    return form


def intake_post(request: HttpRequest, sheet: Sheet) -> str:
    """The one post that takes every member in, if the person holds it.

    Raises:
        PermissionDenied: they do not; the post is named.
    """
    wanted = {_taken_in_at(item) for item in sheet.items.values()}
    held = held_among(request, wanted)
    if held is None or len(wanted) > 1:
        names = sheet.life_event.directory.names if sheet.life_event.directory else {}
        posts = "、".join(in_words(names[post]) for post in sorted(wanted) if post in names)
        raise PermissionDenied(_("一件事由“%(post)s”收件，您不在这个岗位。") % {"post": posts})
    return held.key


def _paperwork(request: HttpRequest, sheet: Sheet, owner: Owner | None = None) -> WholePaperwork:
    data = request.POST if request.method == "POST" else None
    asked = sheet.as_item(_decisive(request, sheet))
    situation = SituationForm(data if data is not None else request.GET or None, asked)
    # With nothing left to ask, the checklist is there at once.
    told = (situation.is_bound and situation.is_valid()) or not situation.fields
    ticks = None
    if told:
        facts = situation.facts()
        wanted = [m for m in asked.required_materials(facts) if not m.from_answers]
        made = [m for m in asked.required_materials(facts) if m.from_answers]
        ticks = ticks_of(request, [*made, *wanted])
    here = {member.id for member in sheet.planned(situation.facts())} if told else set()
    return WholePaperwork(
        sheet,
        asked,
        ActForm(data),
        ApplicantForm(data, initial={"new_account": office().ports.ids.new()}),
        situation,
        ParticularsForm(data, asked, initial=dict(owner.known) if owner else None),
        AgentForm(data, initial={"new_agent": office().ports.ids.new()}),
        _id(request.POST.get("life_event_id", "")) or office().ports.ids.new(),
        ticks,
        [member for member in request.POST.getlist("commits") if member in here],
        [member for member in request.POST.getlist("undertakes") if member in here],
        gap.signed_in(request),
        owner,
    )


def _decisive(request: HttpRequest, sheet: Sheet) -> dict[str, Fact]:
    """The answers that decide which items there are, as far as they are given."""
    sent = request.POST if request.method == "POST" else request.GET
    form = SituationForm(sent or None, sheet.as_item({}))
    form.is_valid()
    own = {question.id for question in sheet.life_event.questions}
    cleaned = getattr(form, "cleaned_data", {})
    return {name: fact for name, fact in cleaned.items() if name in own and fact is not None}


def _id(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _page(
    request: HttpRequest,
    work: WholePaperwork,
    errors: list[dict[str, Any]] | None = None,
    refused: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    if not errors and not refused:
        for form in (work.envelope, work.applicant, work.agent, work.situation, work.particulars):
            without_errors(form)
    who = request.POST.get("who", "")
    decisive = _decisive(request, work.sheet)
    members = work.sheet.planned(decisive)
    context = {
        **frame(request, "window"),
        "work": work,
        "life_event": work.sheet.life_event,
        "members": [work.sheet.items[member.id] for member in members],
        # Once the page for all of them is filled in, nothing on it goes away with one answer.
        "is_decided": request.method == "POST" or len(decisive) == len(work.sheet.life_event.questions),
        "ticks": work.ticks,
        "may_promise": work.may_promise(),
        "agent_basis": "行政许可法§29、民法典§165",
        "signed": work.signed,
        "who": who,
        "found": queries.applicants(who),
        "chosen": request.POST.get("applicant", ""),
        "errors": errors or [],
        "refused": refused,
    }
    return render(request, "counter/whole_intake.html", context, status=status)


@require_POST
@staff_only
def promise(request: HttpRequest, life_event_id: str) -> HttpResponse:
    """承诺书 — the one sheet for every member it is promised of, printed before anything is received.

    Sent, not asked for by address: what the applicant is called belongs in no address.
    """
    sheet = _in_force(life_event_id)
    intake_post(request, sheet)
    work = _paperwork(request, sheet)
    if errors := work.errors(is_printed=True):
        return _page(request, work, errors, status=422)
    try:
        promises = work.promises()
    except Refusal as refused:
        return _page(request, work, refused=refused, status=409)
    if not promises:
        errors = [{"field_id": "promises", "message": _("先勾选由申请人承诺的事项，再打印承诺书。")}]
        return _page(request, work, errors, status=422)
    names = sheet.life_event.directory.names if sheet.life_event.directory else {}
    context = {
        "issuer": names.get(sheet.life_event.lead),
        "heading": Bilingual("一件事承诺书", "Life event: what is promised"),
        "offer": sheet.life_event,
        "holder": request.POST.get("form-holder", "").strip()[:200],
        "promises": promises,
        "contact": work.asked.contact,
    }
    return render(request, "counter/whole_promise.html", context)
