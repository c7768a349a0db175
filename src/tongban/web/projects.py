"""Projects 工程建设项目: the stages of a project as a page shows them, to its owner and to who handles it."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tongban.handling.project import applying
from tongban.handling.project.carrying_out import ProjectStanding
from tongban.handling.project.following import hear, tell
from tongban.kernel.life_event import LifeEvent
from tongban.kernel.project import (
    Application,
    Before,
    OutcomeRule,
    OutcomeState,
    Project,
    ProjectStatus,
    Rules,
    StageRule,
    StageState,
)
from tongban.kernel.project.gates import missing, state_of
from tongban.kernel.words import Bilingual
from tongban.web.wiring import Office

logger = logging.getLogger("tongban.projects")

_STAGE_TAGS = {
    StageState.CLOSED: "later",
    StageState.OPEN: "now",
    StageState.RUNNING: "now",
    StageState.INCOMPLETE: "wrong",
    StageState.DONE: "done",
}
_OUTCOME_TAGS = {
    OutcomeState.NOT_APPLIED_FOR: "later",
    OutcomeState.NOT_NEEDED: "waived",
    OutcomeState.UNDER_WAY: "now",
    OutcomeState.THERE: "done",
    OutcomeState.LOST: "wrong",
}


@dataclass(frozen=True)
class Lacking:
    """所缺成果 — what a gate misses, who has it, and how it stands."""

    name: Bilingual
    authority: Bilingual
    state: Bilingual


@dataclass(frozen=True)
class OutcomeLine:
    """成果 — as a line of its stage: who gives it, how it stands, what it waits for."""

    id: str
    name: Bilingual
    authority: Bilingual
    state: Bilingual
    tag: str
    number: str
    case_id: str
    #: What its own gates miss, each with what it stands before.
    waits: tuple[tuple[Bilingual, tuple[Lacking, ...]], ...]
    #: Until when it may be missing, where that was let.
    deferred_until: Bilingual | None
    may_be_deferred: bool


@dataclass(frozen=True)
class StageCard:
    """阶段 — as a column of the project's page."""

    id: str
    number: int
    name: Bilingual
    lead: Bilingual
    state: Bilingual
    tag: str
    promise: Bilingual | None
    outcomes: tuple[OutcomeLine, ...]
    lacking: tuple[Lacking, ...]
    basis: tuple[str, ...]
    applications: tuple[Application, ...]
    may_be_applied_for: bool
    is_again: bool

    @property
    def running(self) -> Application | None:
        """The application whose clock runs."""
        return next((one for one in self.applications if one.is_running and one.due_on), None)

    @property
    def decided_on(self) -> date | None:
        """The day of the last decision, once there is nothing to come."""
        days = [one.decided_on for one in self.applications]
        return max((day for day in days if day), default=None) if all(days) else None


def cards(standing: ProjectStanding, post: str = "") -> list[StageCard]:
    """The stages in order; with the acts that a post may do."""
    project, rules = standing.project, standing.rules
    may_defer = applying.may_defer(standing, post)
    return [
        _card(project, rules, stage, number, may_defer) for number, stage in enumerate(rules.stages, start=1)
    ]


def _card(
    project: Project, rules: Rules, stage: StageRule, number: int, may_defer: Iterable[str]
) -> StageCard:
    state = state_of(project, rules, stage.id)
    applications = project.applications_of(stage.id)
    lacking = missing(project, rules, Before.APPLYING, stage.id)
    left = any(
        project.outcome(one.id).state in (OutcomeState.NOT_APPLIED_FOR, OutcomeState.LOST)
        for one in stage.outcomes
    )
    return StageCard(
        id=stage.id,
        number=number,
        name=stage.name,
        lead=rules.name_of(stage.lead),
        state=state.label,
        tag=_STAGE_TAGS[state],
        promise=stage.limit.words if stage.limit else None,
        outcomes=tuple(_line(project, rules, one, may_defer) for one in stage.outcomes),
        lacking=tuple(_lacking(project, rules, one) for one in lacking),
        basis=tuple(dict.fromkeys(gate.basis for gate in rules.gate(Before.APPLYING, stage.id))),
        applications=applications,
        may_be_applied_for=project.status is ProjectStatus.RUNNING and not lacking and left,
        is_again=bool(applications),
    )


def _line(project: Project, rules: Rules, rule: OutcomeRule, may_defer: Iterable[str]) -> OutcomeLine:
    one = project.outcome(rule.id)
    waits = []
    if one.state in (OutcomeState.NOT_APPLIED_FOR, OutcomeState.UNDER_WAY):
        for before in (Before.RECEIVING, Before.DECIDING):
            lacking = missing(project, rules, before, rule.stage, rule.member)
            if lacking:
                waits.append((before.label, tuple(_lacking(project, rules, need) for need in lacking)))
    return OutcomeLine(
        id=rule.id,
        name=rule.name,
        authority=rules.name_of(rule.authority),
        state=one.why.label if one.why else one.state.label,
        tag=_OUTCOME_TAGS[one.state],
        number=one.number,
        case_id=one.case_id,
        waits=tuple(waits),
        deferred_until=rules.name_of(one.deferred.until) if one.deferred else None,
        may_be_deferred=rule.id in may_defer,
    )


def _lacking(project: Project, rules: Rules, outcome: str) -> Lacking:
    rule, one = rules.outcomes[outcome], project.outcome(outcome)
    state = one.why.label if one.why else one.state.label
    return Lacking(rule.name, rules.name_of(rule.authority), state)


def name_of(house: Office, standing: ProjectStanding) -> str:
    """What its owner calls it; its code once the owner's data are erased."""
    return applying.details_of(house.projects, standing).name or standing.project.code


def bring_up_to_date(house: Office, life_event_id: str, project_id: str) -> None:
    """What an act on a stage's application changed, at once where it can be; else whoever follows does it."""
    try:
        hear(house.projects, life_event_id)
        tell(house.projects, project_id)
    except Exception as fault:  # what was not heard stays unheard, and is followed
        logger.error("project %s hears of %s later: %s", project_id, life_event_id, type(fault).__name__)


def names_outside(house: Office, life_event: LifeEvent) -> dict[str, Bilingual]:
    """What the outcomes are called that members of a stage wait for in its project."""
    wanted = [outcome for member in life_event.members.values() for outcome in member.plan.outcomes]
    if not wanted:
        return {}
    rules = house.projects.standing(life_event.project).rules
    return {outcome: rules.name_of(outcome) for outcome in wanted}
