"""关口 — what is missing before a stage can be applied for, or a member of it can begin or be granted.

Nothing is decided here: these are questions to a project as it stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tongban.kernel.life_event import Outside
from tongban.kernel.project.rules import OutcomeRule, Rules, outcome_id
from tongban.kernel.project.state import Project, ProjectStatus
from tongban.kernel.project.words import Before, OutcomeState, StageState
from tongban.kernel.refusals import (
    DecisionGateNotMet,
    NothingLeftToApplyFor,
    ProjectNotAllowedNow,
    StageGateNotMet,
    StageUnknown,
)
from tongban.kernel.words import Bilingual, listed

_ON_ITS_WAY = (OutcomeState.THERE, OutcomeState.UNDER_WAY)


def is_met(project: Project, outcome: str, stage: str, member: str = "") -> bool:
    """Whether a gate there passes as far as this outcome goes: it is there, not needed, or deferred."""
    one = project.outcome(outcome)
    if one.state in (OutcomeState.THERE, OutcomeState.NOT_NEEDED):
        return True
    if one.deferred is None:
        return False
    return one.deferred.until not in (stage, outcome_id(stage, member))


def missing(project: Project, rules: Rules, before: Before, stage: str, member: str = "") -> tuple[str, ...]:
    """The outcomes that keep a gate shut, each once, in the order in which the procedure names them."""
    needs = (need for gate in rules.gate(before, stage, member) for need in gate.needs)
    return tuple(dict.fromkeys(need for need in needs if not is_met(project, need, stage, member)))


def basis_of(rules: Rules, before: Before, stage: str, member: str = "") -> str:
    """What the gates that stand there rest on."""
    return "；".join(dict.fromkeys(gate.basis for gate in rules.gate(before, stage, member)))


def told(project: Project, rules: Rules, outcomes: Iterable[str]) -> Bilingual:
    """What is missing, who has it, and how it stands, as one enumeration."""
    return listed([_told(project, rules, outcome) for outcome in outcomes])


def _told(project: Project, rules: Rules, outcome: str) -> Bilingual:
    rule, one = rules.outcomes[outcome], project.outcome(outcome)
    label = one.why.label if one.why else one.state.label
    return Bilingual("「{name}」（{authority}，{state}）", "“{name}” ({authority}: {state})").fill(
        name=rule.name, authority=rules.name_of(rule.authority), state=label
    )


def require_stage_open(project: Project, rules: Rules, stage: str) -> None:
    """Whether a stage can be applied for now.

    Raises:
        ProjectNotAllowedNow: the project is over.
        StageUnknown: the procedure has no such stage.
        StageGateNotMet: something that it needs is not there.
        NothingLeftToApplyFor: all it gives is there or under way.
    """
    if project.status is not ProjectStatus.RUNNING:
        verb = Bilingual("申请阶段", "take an application for a stage")
        raise ProjectNotAllowedNow(status=project.status.label, verb=verb)
    if stage not in rules.by_id:
        raise StageUnknown(stage=stage, known=listed([one.name for one in rules.stages]))
    lacking = missing(project, rules, Before.APPLYING, stage)
    if lacking:
        raise StageGateNotMet(
            stage=rules.name_of(stage),
            missing=told(project, rules, lacking),
            law=basis_of(rules, Before.APPLYING, stage),
        )
    if all(project.outcome(one.id).state in _ON_ITS_WAY for one in rules.by_id[stage].outcomes):
        raise NothingLeftToApplyFor(stage=rules.name_of(stage))


def require_may_decide(project: Project, rules: Rules, stage: str, member: str) -> None:
    """Whether a member's licence may be granted now.

    Raises:
        DecisionGateNotMet: an outcome of the project that it rests on is not there.
    """
    lacking = missing(project, rules, Before.DECIDING, stage, member)
    if lacking:
        raise DecisionGateNotMet(
            member=rules.name_of(outcome_id(stage, member)),
            missing=told(project, rules, lacking),
            law=basis_of(rules, Before.DECIDING, stage, member),
        )


def state_of(project: Project, rules: Rules, stage: str) -> StageState:
    """Where a stage is."""
    applications = project.applications_of(stage)
    if any(one.is_running for one in applications):
        return StageState.RUNNING
    if stage in project.done:
        return StageState.DONE
    if missing(project, rules, Before.APPLYING, stage):
        return StageState.CLOSED
    return StageState.INCOMPLETE if applications else StageState.OPEN


@dataclass(frozen=True, slots=True)
class StagePlan:
    """阶段申请的范围 — which members are not applied for again, and what each other one waits for outside."""

    without: tuple[str, ...]
    outside: Mapping[str, tuple[Outside, ...]]


def plan(project: Project, rules: Rules, stage: str) -> StagePlan:
    """What an application for the stage comprises now.

    An outcome flows to a member where it is there or under way; one that the project does not have, an
    applicant who has it from before hands in. What is gated is waited for, whether it flows or not.
    """
    without = tuple(
        one.member for one in rules.by_id[stage].outcomes if project.outcome(one.id).state in _ON_ITS_WAY
    )
    outside = {
        one.member: _outside(project, rules, one, without)
        for one in rules.by_id[stage].outcomes
        if one.member not in without
    }
    return StagePlan(without, {member: waits for member, waits in outside.items() if waits})


def _outside(
    project: Project, rules: Rules, rule: OutcomeRule, without: tuple[str, ...]
) -> tuple[Outside, ...]:
    waits: dict[str, list[str]] = {}
    for gate in rules.gate(Before.RECEIVING, rule.stage, rule.member):
        for need in gate.needs:
            if not _does_without(project, need, rule):
                waits.setdefault(need, [])
    for flow in rules.flows:
        if (flow.stage, flow.member) == (rule.stage, rule.member) and _flows(project, flow.result_of, waits):
            waits.setdefault(flow.result_of, []).append(flow.as_material)
    # What its own stage gave before, or is giving, comes from outside this application.
    for need in rule.needs:
        if need in without:
            waits.setdefault(outcome_id(rule.stage, need), [])
    for feed in rule.feeds:
        if feed.result_of in without:
            waits.setdefault(outcome_id(rule.stage, feed.result_of), []).append(feed.as_material)
    return tuple(Outside(outcome, tuple(materials)) for outcome, materials in waits.items())


def _does_without(project: Project, outcome: str, rule: OutcomeRule) -> bool:
    there = project.outcome(outcome).state is OutcomeState.THERE
    return not there and is_met(project, outcome, rule.stage, rule.member)


def _flows(project: Project, outcome: str, waits: Mapping[str, list[str]]) -> bool:
    return outcome in waits or project.outcome(outcome).state in _ON_ITS_WAY
