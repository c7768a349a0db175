"""申请一件事 — one form and one set of materials, taken in once; taking members back; objections.

What is handed in lies with the life event until each member's turn; from there it is handed over as that
member's own, under the keys of the same person.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tongban.catalogue.life_event import Member
from tongban.catalogue.life_event_sheet import Sheet
from tongban.handling import mandates
from tongban.handling.access import NotTheApplicant, NotYourCase, acts_at_the_counter
from tongban.handling.answers import Asked, NotOfferedThere, check_answers
from tongban.handling.commitment import Confirmation
from tongban.handling.credit import standing_of_committer
from tongban.handling.errand import Actor, Ask, Gathering
from tongban.handling.life_event.carrying_out import LifeEventHandler, WholeAnswer
from tongban.handling.life_event.promising import (
    MemberPromise,
    PromisedAnotherText,
    Signed,
    kept,
    promises_of,
    text_of,
)
from tongban.handling.mandate_ports import Power
from tongban.handling.mandates import MandateGiven
from tongban.handling.numbering import life_event_number
from tongban.handling.texts import check_id, check_texts
from tongban.handling.tolerance import check_tolerable
from tongban.handling.uploads import Upload
from tongban.kernel import Body, Command, Fact, Item
from tongban.kernel.case import commands as case_commands
from tongban.kernel.case.item import StepKind
from tongban.kernel.life_event import LifeEvent, Outside
from tongban.kernel.life_event import commands as c
from tongban.kernel.refusals import CommitmentBarred, Refusal


@dataclass(frozen=True)
class WholeApplication:
    """一件事申请 — what is handed in for all members at once, by the names of the whole.

    An `agent` acts under a `mandate`, which is that of every member too. `commits` names the members that
    are committed to 告知承诺, `undertakes` those that begin with a gap 容缺; `signed` is the one act for all.
    """

    life_event: str
    division: str
    applicant: str
    channel: case_commands.Channel
    facts: Mapping[str, Fact] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    uploads: Mapping[str, Sequence[Upload]] = field(default_factory=dict)
    on_paper: Sequence[str] = ()
    agent: str = ""
    mandate: MandateGiven | None = None
    commits: Sequence[str] = ()
    undertakes: Sequence[str] = ()
    signed: Signed | None = None

    @property
    def promise_plain(self) -> list[object]:
        """What was promised and signed, for telling a retry from something else; empty where nothing was."""
        if not (self.commits or self.undertakes):
            return []
        signed = self.signed
        said = signed.digest if isinstance(signed, Upload) else [signed.name, signed.text] if signed else ""
        return [list(self.commits), list(self.undertakes), said]


@dataclass(frozen=True)
class StageOf:
    """项目的阶段 — of which project, which stage, and what its plan says of this application."""

    project: str
    stage: str
    sheet: Sheet
    outside: Mapping[str, tuple[Outside, ...]]


class OnlyWithinAProject(Refusal):
    """只能作为工程建设项目的阶段申请。"""

    zh = "「{life_event}」是工程建设项目的一个阶段，不能单独申请。"
    en = "“{life_event}” is a stage of a construction project and is not applied for by itself."
    basis = "优化营商环境条例§42"
    remedy_zh = "请先登记项目，再在项目页面申请这个阶段。"
    remedy_en = "Register the project first, then apply for the stage on its page."


class NotOfTheLifeEvent(Refusal):
    """不是参与这件事的部门。"""

    zh = "「{post}」所在部门不参与这件事，不能提出异议。"
    en = "The department of “{post}” has no part in this life event and cannot object."
    basis = "国办发〔2022〕32号"
    remedy_zh = "请向牵头部门「{lead}」书面提出。"
    remedy_en = "Write to the lead department, {lead}."


def apply(
    handler: LifeEventHandler, ask: Ask, application: WholeApplication, within: StageOf | None = None
) -> WholeAnswer:
    """申请一件事 — the receipt of the whole; each member's own receipt follows at once.

    `within` is the project of which it is a stage, as `handling.project` says.

    Raises:
        OnlyWithinAProject: it is a stage, and no project was named.
    """
    check_texts({"item": application.life_event, "division": application.division})
    check_texts({"material": [*application.uploads, *application.on_paper]})
    check_id("applicant", application.applicant)
    on = handler.ports.calendars.of(application.division).day_of(ask.occurred_at or handler.ports.clock.now())
    sheet = within.sheet if within else handler.catalogue.in_force(application.life_event, on)
    if within is None and handler.catalogue.is_stage(application.life_event):
        raise OnlyWithinAProject(life_event=sheet.life_event.name)
    whole = sheet.as_item(application.facts)
    check_answers(Asked(whole.division, whole.questions, whole.form), application.facts, application.form)
    if application.division != sheet.life_event.division:
        raise NotOfferedThere(division=application.division, offered=sheet.life_event.division)
    gathering = Gathering(
        handler.ports,
        ask,
        application.life_event,
        application.facts,
        application.form,
        application.division,
        application.applicant,
        application.channel.value,
        {name: [f"{u.name}:{u.digest}" for u in files] for name, files in application.uploads.items()},
        list(application.on_paper),
        # What was asked without one keeps its digest.
        *([application.agent, application.mandate.plain] if application.mandate else []),
        *application.promise_plain,
        *([within.project, within.stage] if within else []),
        agent=application.agent,
    )
    done = handler.repeated(ask.case_id, ask.command_id, gathering.digest)
    if done is not None:
        return done
    _require_giver(sheet, ask, application)
    given = mandates.checked(
        application.applicant,
        application.agent,
        application.mandate,
        on,
        at_the_counter=application.channel is not case_commands.Channel.ONLINE,
    )
    if given is not None:
        mandates.keep(gathering, application.applicant, application.agent, given)
    answers: dict[str, Any] = {"facts": dict(application.facts), "form": dict(application.form)}
    promise = None
    if application.commits or application.undertakes:
        promised = _promised(handler, sheet, application, on)
        answers["promises"] = kept(promised)
        promise = _kept_promise(gathering, application)
    sealed = gathering.seal(
        application.applicant, "answers", json.dumps(answers, ensure_ascii=False, sort_keys=True)
    )
    body = c.Apply(
        applicant=application.applicant,
        division=application.division,
        channel=application.channel,
        number=life_event_number(handler.ports.numbers, application.division, on),
        cases={member.id: handler.ports.ids.new() for member in sheet.life_event.members},
        facts=application.facts,
        answers=sealed,
        materials=tuple(
            case_commands.HandedIn(
                name,
                tuple(
                    gathering.keep_file(application.applicant, u) for u in application.uploads.get(name, ())
                ),
            )
            for name in dict.fromkeys((*application.uploads, *application.on_paper))
        ),
        agent=application.agent,
        commits=tuple(application.commits),
        undertakes=tuple(application.undertakes),
        promise=promise,
        project=within.project if within else None,
        stage=within.stage if within else None,
        outside=within.outside if within else {},
        without=sheet.without,
    )
    return _carry_out(handler, gathering, body, sheet)


def _promised(
    handler: LifeEventHandler, sheet: Sheet, application: WholeApplication, on: date
) -> tuple[MemberPromise, ...]:
    """What is promised, if it may be and is what was read.

    Raises:
        CommitmentBarred: the applicant's credit stands against it.
        NothingIsMissing, GapNotTolerable: of a member nothing is missing, or what may not come later.
        PromisedAnotherText: another text was confirmed.
    """
    for member in sheet.planned(application.facts):
        if member.id not in application.commits:
            continue
        if refused := barred(handler, sheet, member, application.applicant, application.form, on):
            raise refused
    handed_in = {*application.uploads, *application.on_paper}
    promised = promises_of(sheet, application.facts, application.commits, application.undertakes, handed_in)
    for one in promised:
        if one.terms is None:
            check_tolerable(one.item.for_kernel(), one.missing)
    signed = application.signed
    if isinstance(signed, Confirmation) and signed.text != text_of(promised):
        raise PromisedAnotherText()
    return promised


def barred(
    handler: LifeEventHandler,
    sheet: Sheet,
    member: Member,
    applicant: str,
    form: Mapping[str, str],
    on: date,
) -> CommitmentBarred | None:
    """Why the applicant may not commit to a member, as their credit stands that day; None where they may."""
    item = sheet.items[member.id]
    own = sheet.form_of(member, form)
    standing = standing_of_committer(handler.ports.credit, applicant, item.form, own, on)
    return CommitmentBarred(standing=standing.label) if standing.bars else None


def _kept_promise(gathering: Gathering, application: WholeApplication) -> case_commands.Reference | None:
    signed = application.signed
    if isinstance(signed, Upload):
        return gathering.keep_file(application.applicant, signed)
    if signed is None or not signed.name.strip():
        return None
    content = {"name": signed.name.strip(), "promise": signed.text}
    return gathering.seal(application.applicant, "promise", json.dumps(content, ensure_ascii=False))


def take_back(
    handler: LifeEventHandler, ask: Ask, members: Sequence[str] = (), reasons: str = ""
) -> WholeAnswer:
    """撤回 — one member, several, or all; of a running one its own case decides."""
    check_texts({"item": list(members)})
    gathering = Gathering(handler.ports, ask, "take_back", list(members), reasons=reasons)
    done = handler.repeated(ask.case_id, ask.command_id, gathering.digest)
    if done is not None:
        return done
    life_event = handler.standing(ask.case_id).life_event
    whose = holders(life_event, members)
    if ask.actor.id == life_event.agent != "" and life_event.applicant in whose:
        on = handler.ports.calendars.of(life_event.division).day_of(handler.ports.clock.now())
        mandates.require(handler.ports.mandates.of_case(life_event.id), Power.WITHDRAW, on)
    elif ask.actor.id not in whose:
        _require_counter(handler, ask, c.TakeBack.verb())
    sealed = gathering.seal_text(life_event.applicant, "reasons", reasons)
    return _carry_out(handler, gathering, c.TakeBack(tuple(members), sealed))


def holders(life_event: LifeEvent, members: Sequence[str] = ()) -> set[str]:
    """Who may ask for all of these: whose they are, where they are all one's; none named, the applicant."""
    named = [life_event.members[name] for name in members if name in life_event.members]
    whose = {life_event.holder_of(member) for member in named} or {life_event.applicant}
    return whose if len(whose) == 1 else set()


def end_mandate(handler: LifeEventHandler, life_event_id: str, actor: Actor) -> None:
    """终止委托 — of the whole and of every member: taken back by the applicant or laid down by the agent.

    What begins afterwards begins in the applicant's own name (民法典§173).

    Raises:
        NotYourCase: somebody else asks.
        MandateMissing: nobody acts for the applicant.
    """
    standing = handler.standing(life_event_id)
    life_event, ports = standing.life_event, handler.ports
    if actor.id not in (life_event.applicant, life_event.agent) or not actor.id:
        _require_counter(handler, Ask(life_event_id, life_event_id, actor), mandates.ENDING)
    if mandates.of_case(ports, life_event) is None:
        raise mandates.MandateMissing()
    on = ports.calendars.of(life_event.division).day_of(ports.clock.now())
    # The whole first: from then on no member begins with the agent any more.
    ports.mandates.end(life_event_id, actor.id, on)
    for member in life_event.members.values():
        if member.received_on is not None and not member.holder:
            ports.mandates.end(member.plan.case_id, actor.id, on)


def raise_objection(
    handler: LifeEventHandler, ask: Ask, member: str, reasons: str, document: str = ""
) -> WholeAnswer:
    """提出异议 — by a post of an authority that has a part in the life event, against another's member.

    Raises:
        NotOfTheLifeEvent: the post belongs to none of them.
    """
    gathering = Gathering(handler.ports, ask, "object", item=member, reasons=reasons, notice_number=document)
    done = handler.repeated(ask.case_id, ask.command_id, gathering.digest)
    if done is not None:
        return done
    standing = handler.standing(ask.case_id)
    authority = authority_of(standing.sheet, ask.actor.post)
    if not authority:
        rules = standing.sheet.for_kernel()
        raise NotOfTheLifeEvent(post=rules.name_of(ask.actor.post), lead=rules.name_of(rules.lead))
    sealed = gathering.seal_text(standing.life_event.applicant, "reasons", reasons)
    return _carry_out(handler, gathering, c.RaiseObjection(member, authority, sealed, document))


def authority_of(sheet: Sheet, post: str) -> str:
    """Which of the life event's authorities a post belongs to; empty where none."""
    directory = sheet.life_event.directory
    owner = directory.authority_of_post.get(post, "") if directory else ""
    return owner if owner in {department.id for department in sheet.life_event.departments} else ""


def _carry_out(
    handler: LifeEventHandler, gathering: Gathering, body: Body, sheet: Sheet | None = None
) -> WholeAnswer:
    ask = gathering.ask
    actor = ask.actor
    command = Command(ask.command_id, ask.case_id, gathering.at, actor.id, actor.post, body, ask.occurred_at)
    return handler.carry_out(command, gathering.values, sheet, gathering.digest)


def _require_giver(sheet: Sheet, ask: Ask, application: WholeApplication) -> None:
    """The applicant online, or the post that takes in every member."""
    online = application.channel is case_commands.Channel.ONLINE
    givers = {application.applicant, application.agent} - {""}
    if online and ask.actor.id in givers and ask.occurred_at is None:
        return
    for member in sheet.planned(application.facts):
        item = sheet.items[member.id].for_kernel()
        if not acts_at_the_counter(item, ask.actor):
            raise NotTheApplicant(post=_intake(item))


def _require_counter(handler: LifeEventHandler, ask: Ask, verb: object) -> None:
    sheet = handler.standing(ask.case_id).sheet
    for implementation in sheet.items.values():
        item = implementation.for_kernel()
        if not acts_at_the_counter(item, ask.actor):
            raise NotYourCase(post=_intake(item), verb=verb)


def _intake(item: Item) -> object:
    return item.name_of(item.step_of(StepKind.INTAKE).post)
