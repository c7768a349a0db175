"""告知 — what the owner of a project is told: what opens and what shuts, and when a stage is done.

What happens in a case its own messages say, and what passes within a stage those of its life event.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tongban.handling.messages import Audience, Message
from tongban.handling.messages.words import MessageCode, code, in_both
from tongban.kernel import Event, Happening
from tongban.kernel.project import Before, Project, Rules
from tongban.kernel.project import events as e
from tongban.kernel.words import listed

REGISTERED = code(
    "project_registered",
    ("项目已登记", "Your project is registered"),
    "项目已登记，编号 {number}。第一个阶段现在就可以申请，后面的阶段条件齐了自动开放。",
    "The project is registered, number {number}. The first stage can be applied for now; the others open by "
    "themselves once all they need is there.",
)
OPENED = code(
    "project_stage_opened",
    ("下一个阶段可以申请了", "The next stage can be applied for"),
    "「{stage}」需要的前期成果已经齐了，现在可以申请，前面的证照不用再交。",
    "All that “{stage}” needs is there: it can be applied for now, without earlier licences.",
)
CLOSED = code(
    "project_stage_closed",
    ("有一个阶段暂时不能申请", "A stage cannot be applied for at present"),
    "「{stage}」暂时不能申请，因为这些不再有效或者没有取得：{stage_outcomes}。已经在办的事项照常办理。请打开项目查看怎么办。",
    "“{stage}” cannot be applied for at present: not valid or not granted: {stage_outcomes}. What is under "
    "way goes on. Open the project to see what to do.",
)
LOST = code(
    "project_outcome_lost",
    ("一项成果没有取得，后面的在等", "An outcome is missing and others wait for it"),
    "「{stage_outcomes}」没有取得或者不再有效，还没有开始的事项要等它。请打开项目，再申请这一项。",
    "“{stage_outcomes}” was not granted or is no longer valid, and items that have not begun wait for it. "
    "Open the project and apply for it again.",
)
DEFERRED = code(
    "project_outcome_deferred",
    ("一项成果可以后补", "One outcome may come later"),
    "「{stage_outcomes}」准予后补，后面的事项先办；最晚在办「{until_what}」前补上。",
    "“{stage_outcomes}” may come later and what follows goes on; it has to be there before “{until_what}”.",
)
DONE = code(
    "project_stage_done",
    ("一个阶段办完了", "A stage is done"),
    "「{stage}」的各项都办好了。",
    "Everything of “{stage}” is there.",
)
COMPLETED = code(
    "project_completed",
    ("项目办结", "The project is completed"),
    "项目 {number} 的审批全部办结。",
    "Everything for project {number} is done.",
)

_Said = Callable[[Any, Project, Rules], Mapping[str, str] | None]


def _stage(body: Any, _: Project, rules: Rules) -> Mapping[str, str]:
    return {"stage": in_both(rules.name_of(body.stage))}


def _opened(body: e.StageOpened, project: Project, rules: Rules) -> Mapping[str, str] | None:
    # What waits for nothing is open with the registration, which is told.
    gates = rules.gate(Before.APPLYING, body.stage)
    return _stage(body, project, rules) if gates else None


def _closed(body: e.StageClosed, project: Project, rules: Rules) -> Mapping[str, str]:
    missing = listed([rules.name_of(outcome) for outcome in body.missing])
    return {**_stage(body, project, rules), "stage_outcomes": in_both(missing)}


def _lost(body: e.OutcomeLost, project: Project, rules: Rules) -> Mapping[str, str] | None:
    if not any(body.outcome in application.awaited for application in project.running):
        return None  # its own case says so; a gate that it shuts is told
    return {"stage_outcomes": in_both(rules.name_of(body.outcome))}


def _deferred(body: e.OutcomeDeferred, _: Project, rules: Rules) -> Mapping[str, str]:
    outcome, until = rules.name_of(body.outcome), rules.name_of(body.until)
    return {"stage_outcomes": in_both(outcome), "until_what": in_both(until)}


#: 告知表 — event by event.
TOLD: Mapping[type[Happening], tuple[MessageCode, _Said]] = {
    e.Registered: (REGISTERED, lambda body, _, rules: {"number": body.number}),
    e.StageOpened: (OPENED, _opened),
    e.StageClosed: (CLOSED, _closed),
    e.OutcomeLost: (LOST, _lost),
    e.OutcomeDeferred: (DEFERRED, _deferred),
    e.StageDone: (DONE, _stage),
    e.Completed: (COMPLETED, lambda body, project, rules: {"number": project.number}),
}

#: Of these nobody is told here, and why.
NOBODY: Mapping[type[Happening], str] = {
    e.StageApplied: "the life event's own receipt says so",
    e.ProgressHeard: "nothing of its own",
    e.StageClockStarted: "each case tells of its acceptance and its own last day",
    e.OutcomeThere: "the member's own case says so; what begins with it is told",
    e.OutcomeReopened: "the outcome of the challenge is told by the member's own case",
    e.PassedOn: "what begins with it is told by the life event",
    e.ApplicationDecided: "the life event says that there is an outcome of every item",
    e.Ended: "its owner asked for it, or is no more",
}


def messages(events: Iterable[Event], project: Project, rules: Rules) -> tuple[Message, ...]:
    """The messages that the events of one command call for."""
    made = []
    for event in events:
        told = TOLD.get(type(event.body))
        parameters = told[1](event.body, project, rules) if told else None
        if told is not None and parameters is not None:
            made.append(
                Message(
                    event.case_id,
                    event.seq,
                    Audience.APPLICANT.value,
                    told[0].name,
                    project.owner,
                    event.at,
                    parameters,
                )
            )
    return tuple(made)
