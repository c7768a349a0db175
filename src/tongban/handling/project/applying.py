"""登记与申请 — register a project once; apply for its stages; let an outcome come later; end it."""

import json
import unicodedata
from dataclasses import dataclass, replace

from tongban.catalogue.blueprint import Blueprint
from tongban.catalogue.item import Implementation
from tongban.catalogue.life_event_sheet import Sheet
from tongban.handling.access import NotTheApplicant, NotYourCase
from tongban.handling.answers import NotOfferedThere
from tongban.handling.errand import Actor, Ask, Gathering
from tongban.handling.life_event import applying as of_stages
from tongban.handling.life_event.carrying_out import WholeAnswer
from tongban.handling.numbering import project_number
from tongban.handling.project.carrying_out import (
    ProjectAnswer,
    ProjectHandler,
    ProjectNotFound,
    ProjectStanding,
)
from tongban.handling.project.following import hear, tell
from tongban.handling.texts import check_id, check_texts, name_of
from tongban.kernel import Body, Command
from tongban.kernel.case.commands import Channel
from tongban.kernel.case.item import StepKind
from tongban.kernel.project import OutcomeState, ProjectEnd, ProjectStatus
from tongban.kernel.project import commands as c
from tongban.kernel.project.gates import plan, require_stage_open
from tongban.kernel.refusals import BadInput, OutcomeUnknown, Refusal

#: The longest code, name and site of a project, in characters.
LONGEST = {"code": 60, "name": 120, "site": 150}
_CODE_TAKEN = (ProjectStatus.RUNNING.value, ProjectStatus.COMPLETED.value)


class ProjectDetailMissing(BadInput):
    """项目信息不完整。"""

    zh = "没有填写「{what}」，项目没有登记。"
    en = "“{what}” is empty; the project was not registered."
    remedy_zh = "请填写后再提交。"
    remedy_en = "Fill it in and send it again."


class ProjectDetailTooLong(BadInput):
    """项目信息过长。"""

    zh = "「{what}」有 {length} 个字符，最多 {limit} 个，项目没有登记。"
    en = "“{what}” has {length} characters, more than {limit}; the project was not registered."
    remedy_zh = "请缩短后再提交。"
    remedy_en = "Shorten it and send it again."


class ProjectKindUnknown(BadInput):
    """建设性质不在可选之列。"""

    zh = "建设性质「{kind}」不在可选之列：{known}。"
    en = "The kind “{kind}” is not one of: {known}."
    remedy_zh = "请从页面列出的建设性质中选择。"
    remedy_en = "Choose one that the page lists."


class ProjectCodeTaken(Refusal):
    """项目代码已经登记。"""

    zh = "项目代码 {code} 已经登记过项目，不能再登记一次。"
    en = "A project with the code {code} is registered already."
    basis = "优化营商环境条例§42"
    remedy_zh = "请核对代码；是本单位的项目的，请从“我的办件”打开，不是的，请联系牵头部门。"
    remedy_en = "Check the code; open the project from “my applications” if it is yours, else ask the lead "
    remedy_en += "authority."


class NotTheLead(Refusal):
    """不是这个阶段的牵头部门。"""

    zh = "「{post}」不属于「{stage}」的牵头部门「{lead}」，不能准予后补。"
    en = "“{post}” is not of {lead}, which leads “{stage}”, and cannot let an outcome come later."
    basis = "优化营商环境条例§42"
    remedy_zh = "请由牵头部门的岗位办理。"
    remedy_en = "Have a post of the lead authority do it."


@dataclass(frozen=True)
class Registration:
    """项目登记 — what its owner says of it once, for all stages."""

    procedure: str
    division: str
    owner: str
    channel: Channel
    code: str
    name: str
    site: str
    kind: str


@dataclass(frozen=True, slots=True)
class Details:
    """项目信息 — as it was registered; empty once its owner's data are erased."""

    name: str = ""
    site: str = ""
    kind: str = ""


# --- registering


def register(handler: ProjectHandler, ask: Ask, registration: Registration) -> ProjectAnswer:
    """登记项目 — by its owner online, or at the counter; a code names one project.

    The code is kept as told: one spelling for width and spaces, and no rule of its form is made up here.
    """
    said = {name: _said(name, getattr(registration, name)) for name in LONGEST}
    check_texts({"item": registration.procedure, "division": registration.division})
    check_id("applicant", registration.owner)
    on = handler.ports.calendars.of(registration.division).day_of(
        ask.occurred_at or handler.ports.clock.now()
    )
    blueprint = handler.catalogue.in_force(registration.procedure, on)
    procedure = blueprint.procedure
    if registration.division != procedure.division:
        raise NotOfferedThere(division=registration.division, offered=procedure.division)
    if registration.kind not in [kind.id for kind in procedure.kinds]:
        known = ", ".join(kind.id for kind in procedure.kinds)
        raise ProjectKindUnknown(kind=registration.kind, known=known)
    gathering = Gathering(
        handler.ports,
        ask,
        registration.procedure,
        registration.division,
        registration.owner,
        registration.channel.value,
        said,
        registration.kind,
    )
    done = handler.repeated(ask.case_id, ask.command_id, gathering.digest)
    if done is not None:
        return done
    online = registration.channel is Channel.ONLINE and ask.occurred_at is None
    if not (online and ask.actor.id == registration.owner) and not _at_the_counter(blueprint, ask.actor):
        raise NotTheApplicant(post=_counter_of(blueprint))
    taken = handler.store.with_code(procedure.division, said["code"])
    if taken is not None and taken.status in _CODE_TAKEN and taken.project_id != ask.case_id:
        raise ProjectCodeTaken(code=said["code"])
    details = {"name": said["name"], "site": said["site"], "kind": registration.kind}
    body = c.Register(
        code=said["code"],
        owner=registration.owner,
        division=registration.division,
        channel=registration.channel,
        number=project_number(handler.ports.numbers, registration.division, on),
        details=gathering.seal(
            registration.owner, "project", json.dumps(details, ensure_ascii=False, sort_keys=True)
        ),
    )
    return _carry_out(handler, gathering, body, blueprint)


def _said(what: str, text: str) -> str:
    """One spelling, not empty, not too long."""
    check_texts({f"project_{what}": text})
    said = " ".join(unicodedata.normalize("NFKC", text).split())
    if not said:
        raise ProjectDetailMissing(what=name_of(f"project_{what}"))
    if len(said) > LONGEST[what]:
        raise ProjectDetailTooLong(what=name_of(f"project_{what}"), length=len(said), limit=LONGEST[what])
    return said


def details_of(handler: ProjectHandler, standing: ProjectStanding) -> Details:
    """What its owner said of it."""
    reference = standing.project.details
    assert reference is not None  # it is registered
    text = handler.ports.personal.read(standing.project.id, [reference.ref])[reference.ref]
    return Details(**json.loads(text)) if text else Details()


# --- applying for a stage


def sheet_for(handler: ProjectHandler, standing: ProjectStanding, stage: str) -> of_stages.StageOf:
    """The form of a stage as it would be applied for now, and what its members wait for outside.

    Raises:
        Refusal: what keeps the stage from being applied for, above all what its gate misses.
    """
    project, rules = standing.project, standing.rules
    require_stage_open(project, rules, stage)
    on = handler.ports.calendars.of(project.division).day_of(handler.ports.clock.now())
    sheet = handler.life_events.catalogue.in_force(rules.by_id[stage].life_event, on)
    scope = plan(project, rules, stage)
    flowing = frozenset(
        (member, part)
        for member, waits in scope.outside.items()
        for one in waits
        for part in one.as_materials
    )
    return of_stages.StageOf(
        project.id, stage, replace(sheet, without=scope.without, flowing=flowing), scope.outside
    )


def apply_for_stage(
    handler: ProjectHandler,
    ask: Ask,
    project_id: str,
    stage: str,
    application: of_stages.WholeApplication,
) -> WholeAnswer:
    """申请阶段 — the life event of the stage is taken in, and the project hears of it at once.

    Should the program be killed in between, whoever follows brings it to the project.
    """
    standing = handler.standing(project_id)
    known = handler.life_events.store.row(ask.case_id)
    if known is not None and known.project == project_id:  # it was taken in before: a retry
        hear(handler, ask.case_id)
        whole = handler.life_events.standing(ask.case_id).life_event
        return WholeAnswer(whole, handler.life_events.history(ask.case_id), repeated=True)
    if application.applicant != standing.project.owner:
        raise NotTheApplicant(post=_counter_of(standing.blueprint))
    within = sheet_for(handler, standing, stage)
    answer = of_stages.apply(handler.life_events, ask, application, within)
    hear(handler, ask.case_id)
    tell(handler, project_id)
    return answer


# --- letting come later, ending


def defer(handler: ProjectHandler, ask: Ask, outcome: str, reasons: str = "") -> ProjectAnswer:
    """准予后补 — by a post of the authority that leads the outcome's stage."""
    gathering = Gathering(handler.ports, ask, "defer", outcome, reasons=reasons)
    done = handler.repeated(ask.case_id, ask.command_id, gathering.digest)
    if done is not None:
        return done
    standing = handler.standing(ask.case_id)
    rule = standing.rules.outcomes.get(outcome)
    if rule is None:
        raise OutcomeUnknown(outcome=outcome)
    stage = standing.rules.by_id[rule.stage]
    if authority_of(standing, ask.actor.post) != stage.lead:
        name = standing.rules.name_of
        raise NotTheLead(post=name(ask.actor.post), stage=stage.name, lead=name(stage.lead))
    sealed = gathering.seal_text(standing.project.owner, "reasons", reasons)
    answer = _carry_out(handler, gathering, c.Defer(outcome, sealed))
    tell(handler, ask.case_id)
    return answer


def end(handler: ProjectHandler, ask: Ask, how: ProjectEnd, reasons: str = "") -> ProjectAnswer:
    """终止 — its owner gives it up; that the owner is gone, the counter or a lead authority records."""
    gathering = Gathering(handler.ports, ask, "end", how.value, reasons=reasons)
    done = handler.repeated(ask.case_id, ask.command_id, gathering.digest)
    if done is not None:
        return done
    standing = handler.standing(ask.case_id)
    owns = how is ProjectEnd.GIVEN_UP and ask.actor.id == standing.project.owner
    leads = {stage.lead for stage in standing.rules.stages}
    official = how is ProjectEnd.OWNER_GONE and authority_of(standing, ask.actor.post) in leads
    if not owns and not official and not _at_the_counter(standing.blueprint, ask.actor):
        raise NotYourCase(post=_counter_of(standing.blueprint), verb=c.End.verb())
    sealed = gathering.seal_text(standing.project.owner, "reasons", reasons)
    return _carry_out(handler, gathering, c.End(how, sealed))


def authority_of(standing: ProjectStanding, post: str) -> str:
    """Which authority a post belongs to; empty where none."""
    directory = standing.blueprint.procedure.directory
    return directory.authority_of_post.get(post, "") if directory else ""


def may_defer(standing: ProjectStanding, post: str) -> tuple[str, ...]:
    """The outcomes that a post may let come later now."""
    project, rules = standing.project, standing.rules
    if project.status is not ProjectStatus.RUNNING:
        return ()
    own = authority_of(standing, post)
    return tuple(
        one.outcome
        for one in rules.deferrals
        if rules.by_id[rules.outcomes[one.outcome].stage].lead == own
        and project.outcome(one.outcome).deferred is None
        and project.outcome(one.outcome).state not in (OutcomeState.THERE, OutcomeState.NOT_NEEDED)
    )


def may_see(handler: ProjectHandler, actor: Actor, project_id: str) -> bool:
    """Whether somebody has a part in a project: its owner, its counter, a post of one of its items."""
    try:
        standing = handler.standing(project_id)
    except ProjectNotFound:
        return False
    if actor.id == standing.project.owner or _at_the_counter(standing.blueprint, actor):
        return True
    return takes_part(standing.blueprint, actor.post)


def takes_part(blueprint: Blueprint, post: str) -> bool:
    """Whether a post has a step in any item of a project."""
    sheets = blueprint.sheets.values()
    steps = (step for sheet in sheets for item in sheet.items.values() for step in item.steps)
    return bool(post) and any(step.post == post for step in steps)


def _carry_out(
    handler: ProjectHandler, gathering: Gathering, body: Body, blueprint: Blueprint | None = None
) -> ProjectAnswer:
    ask = gathering.ask
    actor = ask.actor
    command = Command(ask.command_id, ask.case_id, gathering.at, actor.id, actor.post, body, ask.occurred_at)
    return handler.carry_out(command, gathering.values, blueprint, gathering.digest)


def _first(blueprint: Blueprint) -> Sheet:
    return blueprint.sheets[blueprint.procedure.stages[0].id]


def _at_the_counter(blueprint: Blueprint, actor: Actor) -> bool:
    """Whether somebody acts at the post that takes in every item of the first stage."""
    posts = {_intake_post(item) for item in _first(blueprint).items.values()}
    return posts == {actor.post}


def _counter_of(blueprint: Blueprint) -> object:
    item = next(iter(_first(blueprint).items.values()))
    return item.for_kernel().name_of(_intake_post(item))


def _intake_post(item: Implementation) -> str:
    return item.for_kernel().step_of(StepKind.INTAKE).post
