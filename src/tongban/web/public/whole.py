"""一件事 — what the public pages show of a life event: before it is applied for, and how far it is.

Its form has the shape of an item (`Sheet.as_item`): the pages of the application ask it as they ask any.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from tongban.catalogue import Implementation
from tongban.catalogue.life_event_sheet import Sheet
from tongban.handling.errand import Actor, Ask
from tongban.handling.life_event import applying
from tongban.handling.project import applying as of_projects
from tongban.kernel import Fact
from tongban.kernel.case.commands import Channel
from tongban.kernel.clock import ClockKind
from tongban.kernel.life_event import LifeEvent, LifeEventStatus, Member, MemberState
from tongban.kernel.refusals import CommitmentBarred, Refusal
from tongban.kernel.words import Bilingual, listed
from tongban.store.models import CaseState, Draft
from tongban.web.design import swimlane
from tongban.web.projects import names_outside
from tongban.web.public import drafts, guide
from tongban.web.public.acting import PAPER, acting_in
from tongban.web.public.drafts import Filling
from tongban.web.public.forms import facts_from
from tongban.web.public.promising import WholeFilling
from tongban.web.wiring import Office, office

# --- before it is applied for


def sheet_of(life_event_id: str) -> Sheet | None:
    """The life event as it can be applied for today; None where there is none of this name."""
    try:
        return office().life_events.catalogue.in_force(life_event_id, office().today())
    except Refusal:
        return None


def sheets() -> list[Sheet]:
    """Every life event one can apply for today."""
    events = office().catalogue.life_events_in_force(office().today())
    return [sheet for event in events if (sheet := sheet_of(event.id)) is not None]


def asked_today(asked_id: str) -> Implementation:
    """What an application asks: an item in force today, or all that a life event may ask; 404 for neither."""
    sheet = sheet_of(asked_id)
    if sheet is not None:
        return sheet.as_item()
    try:
        return office().catalogue.in_force(asked_id, office().today())
    except Refusal as unknown:
        raise Http404(asked_id) from unknown


def filling_of(item: Implementation, draft: Draft) -> Filling:
    """The draft beside what is asked; of a life event, as far as its first answers say."""
    sheet = sheet_in(draft) or sheet_of(item.id)
    if sheet is None:
        return Filling(item, draft)
    asked = sheet.as_item(facts_from(sheet.as_item(), draft.answers.get("facts", {})))
    return WholeFilling(asked, draft, sheet)


def sheet_in(draft: Draft) -> Sheet | None:
    """The form of a stage as its project has it now; None for what is none, or has its gate shut."""
    project_id, stage = draft.answers.get(drafts.STAGE_OF, ("", ""))
    if not project_id:
        return None
    projects = office().projects
    try:
        return of_projects.sheet_for(projects, projects.standing(project_id), stage).sheet
    except Refusal:
        return None


@dataclass(frozen=True, slots=True)
class Offered:
    """成员事项 — as the guide shows it: who handles it, how long, what one gets, what it waits for."""

    id: str
    item: Implementation
    authority: Bilingual
    needs: Bilingual | None
    #: Whether it belongs to the situation; None while that depends on an open question.
    belongs: bool | None

    @property
    def depends(self) -> bool:
        """Whether that is still open."""
        return self.belongs is None


def offered(sheet: Sheet, facts: Mapping[str, Fact]) -> list[Offered]:
    """The members that the situation has or may have."""
    names = sheet.life_event.directory.names if sheet.life_event.directory else {}
    return [
        Offered(
            id=member.id,
            item=sheet.items[member.id],
            authority=names.get(sheet.items[member.id].authority, Bilingual("—", "—")),
            needs=listed([sheet.name_of(need) for need in member.needs]) if member.needs else None,
            belongs=belongs,
        )
        for member in sheet.life_event.members
        if (belongs := sheet.has(member, facts)) is not False
    ]


def picture(sheet: Sheet, shown: Iterable[str], states: Mapping[str, str] | None = None) -> dict[str, Any]:
    """泳道图 — a lane for each authority, a box for each member, an arrow where one waits for another."""
    here, steps = list(shown), []
    lanes: list[swimlane.Lane] = []
    names = sheet.life_event.directory.names if sheet.life_event.directory else {}
    for member_id in here:
        item, member = sheet.items[member_id], sheet.life_event.by_id[member_id]
        if item.authority not in [lane.id for lane in lanes]:
            lanes.append(swimlane.Lane(item.authority, names.get(item.authority, item.authority)))
        steps.append(
            swimlane.Step(
                id=member_id,
                title=item.name,
                lane=item.authority,
                after=tuple(need for need in member.needs if need in here),
                days=item.promised_limit.words,
                state=(states or {}).get(member_id, "todo"),
            )
        )
    return {"lanes": lanes, "steps": steps}


def saved(sheet: Sheet, facts: Mapping[str, Fact]) -> dict[str, int] | None:
    """四减 — materials apart and together, once the whole situation is told; None before."""
    whole = sheet.as_item(facts)
    if any(question.id not in facts for question in whole.questions):
        return None
    members = sheet.planned(facts)
    apart = sum(len(sheet.items[m.id].required_materials(sheet.facts_of(m, facts))) for m in members)
    return {"apart": apart, "together": len(whole.required_materials(facts)), "members": len(members)}


def guide_of(sheet: Sheet, facts: Mapping[str, Fact]) -> dict[str, Any]:
    """办事指南 — one page: what you get, the materials once, who handles what, how long each."""
    shown = offered(sheet, facts)
    item = sheet.as_item(facts, perhaps=True)
    return {
        "life_event": sheet.life_event,
        "item": item,
        "members": shown,
        "materials": guide.checklist(item, facts),
        "picture": picture(sheet, [one.id for one in shown]),
        "saved": saved(sheet, facts),
        "authority": (sheet.life_event.directory.names if sheet.life_event.directory else {}).get(
            sheet.life_event.lead
        ),
    }


def file(office: Office, filling: WholeFilling, actor: Actor, *, undertakes: bool = False) -> str:
    """提交一件事 — hand the whole in; its id. Doing it twice is doing it once.

    `undertakes` is the applicant's word that what is missing and may come later will come (容缺承诺), of
    every member that may begin so.

    Raises:
        NotAllAnswered: a question is open; nothing was sent.
        Refusal: the rules say no; the draft stays as it is.
    """
    draft, item = filling.draft, filling.item
    life_event_id = str(draft.id)
    if office.life_events.store.row(life_event_id) is None:
        if not filling.is_ready:
            raise drafts.NotAllAnswered(number=filling.open_pages)
        wanted = {material.id for material in filling.materials}
        gaps = filling.with_a_gap if undertakes else ()
        acting, agent = acting_in(draft), draft.applicant
        try:
            files = drafts.contents(office, draft)
            ask = Ask(life_event_id, draft.answers["command_id"], actor)
            application = applying.WholeApplication(
                life_event=item.id,
                division=item.division,
                applicant=acting.applicant() if acting else str(agent.pk),
                channel=Channel.ONLINE,
                facts=filling.facts,
                form=filling.form,
                uploads={material: files[material] for material in files if material in wanted},
                on_paper=[material.id for material in filling.from_answers],
                agent=str(agent.pk) if acting else "",
                mandate=acting.mandate(agent, next(iter(files.get(PAPER, ())), None)) if acting else None,
                commits=filling.choice.committed,
                undertakes=gaps,
                signed=filling.signed(gaps),
            )
            project_id, stage = draft.answers.get(drafts.STAGE_OF, ("", ""))
            if project_id:
                of_projects.apply_for_stage(office.projects, ask, project_id, stage, application)
            else:
                applying.apply(office.life_events, ask, application)
        except Exception:
            # The other half of a double click may have filed it and taken the files away meanwhile.
            if office.life_events.store.row(life_event_id) is None:
                raise
    Draft.objects.filter(pk=draft.pk).update(filed=True, answers={}, changed_at=office.ports.clock.now())
    drafts.empty(office, draft)
    return life_event_id


def barred_from(office: Office, filling: WholeFilling) -> dict[str, CommitmentBarred]:
    """The members that the applicant may not commit to as things stand today, and why."""
    applicant, on = str(filling.draft.applicant_id), office.today(filling.draft.division)
    found = {
        member.id: applying.barred(office.life_events, filling.sheet, member, applicant, filling.form, on)
        for member in filling.choice.offered
    }
    return {member: refused for member, refused in found.items() if refused is not None}


# --- once it is applied for


#: How a member stands → the mark of its box.
_MARKS = {
    MemberState.WAITING: "todo",
    MemberState.READY: "todo",
    MemberState.RECEIVED: "active",
    MemberState.ACCEPTED: "active",
    MemberState.GRANTED: "done",
}


@dataclass(frozen=True)
class Tracked:
    """成员进度 — a member with its own case and clock, or with what it waits for, or why it stopped."""

    name: Bilingual
    authority: Bilingual
    member: Member
    case: CaseState | None
    waits_for: Bilingual | None
    why: Bilingual | None
    #: Who objected, and what they wrote; empty where the reader is not told it, or it was erased.
    objections: tuple[tuple[Bilingual, str], ...]
    #: The last day to hand in what it was accepted without.
    gap_until: date | None

    @property
    def commitment(self) -> Bilingual | None:
        """告知承诺 — how far it is committed to; nothing where nobody committed."""
        if self.member.committed:
            return Bilingual("按您的告知承诺办理。", "Handled on your commitment.")
        if self.member.not_committed:
            return Bilingual("没能按告知承诺办，改按一般程序办。", "Not on a commitment: the ordinary way.")
        if self.member.commits and self.member.state.is_open:
            return Bilingual("已作告知承诺，收件时生效。", "Committed to; it counts once received.")
        return None

    @property
    def id(self) -> str:
        """The member."""
        return self.member.plan.id

    @property
    def state(self) -> Bilingual:
        """How it stands, in a word."""
        if self.member.withdrawing:
            return Bilingual("正在撤回", "being withdrawn")
        if self.case is not None and self.case.waiting_for_applicant:
            return Bilingual("等您补正", "waits for you")
        if self.member.how is not None:
            return self.member.how.label
        return self.member.state.label

    @property
    def tag(self) -> str:
        """The look of the word."""
        if self.member.state is MemberState.GRANTED:
            return "done"
        if self.case is not None and self.case.waiting_for_applicant:
            return "wrong"
        if self.member.state.is_lost:
            return "wrong"
        return "now" if self.member.state.is_running else "later"

    @property
    def due_on(self) -> date | None:
        """The day promised by its own authority, while it is being handled."""
        return self.case.promised_due if self.case and self.member.state is MemberState.ACCEPTED else None


def tracked(house: Office, life_event: LifeEvent, sheet: Sheet, *, mine: bool) -> list[Tracked]:
    """Every member with its case, in one query; what was objected in words is the applicant's alone."""
    ids = [member.plan.case_id for member in life_event.members.values()]
    cases = {str(case.case_id): case for case in CaseState.objects.filter(case_id__in=ids)}
    names = sheet.life_event.directory.names if sheet.life_event.directory else {}
    written = _written(house, life_event) if mine else {}
    clocks = house.ports.store.clock_rows([n for n in ids if n in cases]) if life_event.promised else {}
    outside = names_outside(house, life_event)
    rows = []
    for name, member in life_event.members.items():
        waits = [sheet.name_of(need) for need in life_event.waits_for(member)]
        waits += [outside[outcome] for outcome in life_event.awaits(member)]
        rows.append(
            Tracked(
                name=sheet.name_of(name),
                authority=names.get(member.plan.authority, Bilingual("—", "—")),
                member=member,
                case=cases.get(member.plan.case_id),
                waits_for=listed(waits) if waits else None,
                why=why_stopped(sheet, member),
                objections=tuple(
                    (
                        names.get(objection.authority, Bilingual("—", "—")),
                        (objection.reasons and written.get(objection.reasons.ref)) or "",
                    )
                    for objection in member.objections
                ),
                gap_until=next(
                    (c.due_on for c in clocks.get(member.plan.case_id, ()) if c.kind in _GAPS and c.running),
                    None,
                ),
            )
        )
    return rows


#: 容缺 — the days to fill the gap, and those after a reminder.
_GAPS = (ClockKind.GAP, ClockKind.GAP_REMINDER)


def other_holders(life_event: LifeEvent) -> set[str]:
    """Whose members are in it beside the applicant's: an heir has taken over one, or nobody has."""
    return {member.holder for member in life_event.members.values() if member.holder}


def _written(house: Office, life_event: LifeEvent) -> Mapping[str, str | None]:
    """What the authorities wrote who objected, by its reference."""
    raised = (objection for member in life_event.members.values() for objection in member.objections)
    refs = [objection.reasons.ref for objection in raised if objection.reasons is not None]
    return house.ports.personal.read(life_event.id, refs) if refs else {}


def why_stopped(sheet: Sheet, member: Member) -> Bilingual | None:
    """不再办理的原因 — in a sentence; None where it goes on or has its own decision."""
    if member.stop is not None:
        if member.stop.need == member.plan.id:
            return Bilingual("有其他部门对它提出异议。", "Another authority has objected to it.")
        need, lost = sheet.name_of(member.stop.need), member.stop.why.label
        return Bilingual(
            f"它要等「{need.zh}」，而「{need.zh}」{lost.zh}。",
            f"It waits for “{need.en}”, which {lost.en}.",
        )
    if member.state is MemberState.NOT_RECEIVED:
        return _NOT_RECEIVED.get(member.refusal, _NOT_RECEIVED[""])
    return None


_NOT_RECEIVED = {
    "banned_until": Bilingual(
        "您在禁止申请的期间内，现在不能申请这个事项。",
        "You may not apply for this item at present: a ban runs.",
    ),
    "data_erased": Bilingual("申请人的信息已经删除。", "The applicant's data have been erased."),
    "": Bilingual(
        "按这个事项现在的规定没能收件。请打电话问牵头部门，或者单独申请这个事项。",
        "By the rules of the item as they are now it could not be received. Ask the lead department, or "
        "apply for the item by itself.",
    ),
}


def states_of(life_event: LifeEvent) -> dict[str, str]:
    """The mark of every member's box."""
    return {name: _MARKS.get(member.state, "dropped") for name, member in life_event.members.items()}


def headline(life_event: LifeEvent) -> Bilingual:
    """Where the whole is, in a sentence."""
    members = life_event.members.values()
    done = sum(not member.state.is_open for member in members)
    if life_event.status is LifeEventStatus.COMPLETED:
        return Bilingual("都办完了。", "Everything is done.")
    if life_event.status is LifeEventStatus.DECIDED:
        return Bilingual(
            "各个事项都有结果了，可以一次领取。", "There is an outcome of every item; collect them together."
        )
    return Bilingual(
        f"正在办理：{len(members)} 个事项，{done} 个有结果。",
        f"Under way: {len(members)} items, {done} decided.",
    )
