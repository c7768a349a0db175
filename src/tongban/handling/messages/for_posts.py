"""告知岗位的内容 — which posts, and what fills the blanks of what they and the supervisor are told."""

from collections.abc import Iterable
from typing import Any

from tongban.handling.joint_tasks import who_arranges
from tongban.handling.messages import posts as o
from tongban.handling.messages.rules import Said, lead_post, once, post_of
from tongban.handling.messages.telling import Each, Parameters, Scene, at_post
from tongban.handling.messages.words import MessageCode
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import SilenceEffect, StepKind
from tongban.kernel.clock import ClockKind, Colour


def opened(code: MessageCode) -> Each:
    """The opened steps of this code, by post; those of one post in one message."""

    def each(body: e.StepsOpened, scene: Scene) -> Iterable[tuple[str, Parameters]]:
        by_post: dict[str, list[str]] = {}
        for step in body.steps:
            if code_of_opening(step, scene) is code:
                by_post.setdefault(scene.step_post(step), []).append(step)
        due = {row.task_id: row.due_on for row in scene.tasks}
        for post, steps in by_post.items():
            days = [day for step in steps if (day := due.get(step) or scene.summary.statutory_due)]
            yield post, {"steps": " ".join(steps), "due_on": str(min(days, default=""))}

    return each


def code_of_opening(step: str, scene: Scene) -> MessageCode:
    """What is said of a step that opens: an opinion is asked, with the effect of silence where it has one."""
    defined = scene.item.steps_by_id[step]
    if defined.kind is not StepKind.OPINION:
        return o.STEP_OPENED
    consents = defined.silence is SilenceEffect.DEEMED_CONSENT and defined.silence_basis
    return o.OPINION_ASKED_OR_CONSENT if consents else o.OPINION_ASKED


def turned(body: e.SignalTurned, scene: Scene) -> Parameters:
    """Which clock, which colour, and the last day."""
    return {"clock": body.clock, "colour": body.colour.value, "due_on": str(body.due_on)}


def turned_at(body: e.SignalTurned, scene: Scene) -> Iterable[tuple[str, Parameters]]:
    """The posts that can still act."""
    return [(post, turned(body, scene)) for post in holders(body.clock, scene)]


def holders(clock: str, scene: Scene) -> list[str]:
    """The posts that can still keep a clock from running out: a step's own, else all that have the case."""
    case, item = scene.case, scene.item
    kind, _, part = clock.partition(":")
    match kind:
        case ClockKind.STEP:
            return [scene.step_post(part)]
        case ClockKind.NOTICE:
            return [post_of(StepKind.INTAKE, scene)]
        case ClockKind.DELIVERY:
            return [post_of(StepKind.DELIVERY, scene)]
        case ClockKind.ACKNOWLEDGEMENT if part in case.hand_overs:
            to = case.hand_overs[part].to
            return [at_post(to.authority, to.post)]
        case ClockKind.MEETING:
            return [at_post(item.authority, who_arranges(item))]
        case ClockKind.RULING if item.dispute is not None:
            return [at_post(item.dispute.superior, item.dispute.superior_post)]
        case ClockKind.COMMITMENT_CHECK if item.commitment is not None:
            return [at_post(item.commitment.check_authority, item.commitment.check_post)]
        case ClockKind.STATUTORY | ClockKind.PROMISED | ClockKind.RENEWAL if case.open_steps:
            return list(dict.fromkeys(scene.step_post(step.plan.id) for step in case.open_steps))
    return [lead_post(scene)]


def silence(clock: ClockKind) -> Each:
    """Silence is about to take effect: the clock has turned yellow, once, and its end says something."""

    def each(body: e.SignalTurned, scene: Scene) -> Iterable[tuple[str, Parameters]]:
        kind, _, step = body.clock.partition(":")
        if body.colour is not Colour.YELLOW or kind != clock:
            return
        if clock is ClockKind.STEP and code_of_opening(step, scene) is not o.OPINION_ASKED_OR_CONSENT:
            return
        if clock is ClockKind.RENEWAL and not (scene.case.renews and scene.case.renews.in_time):
            return
        for post in holders(body.clock, scene):
            yield post, {"steps": step, "due_on": str(body.due_on)}

    return each


def consented(body: e.ConsentDeemed, _: Scene) -> Parameters:
    """Whose silence, and since when."""
    return {"steps": body.step, "due_on": str(body.due_on)}


def objected(body: e.OpinionGiven, _: Scene) -> Parameters | None:
    """The step, where its department objects and that is not without effect."""
    counts = body.result is c.OpinionResult.OBJECT and body.reasons is not None
    return {"steps": body.step} if counts else None


def late(body: e.OpinionGiven, scene: Scene) -> Parameters | None:
    """The step and its last day, where consent by silence had taken effect and is replaced."""
    clock = scene.case.clocks.get(f"{ClockKind.STEP}:{body.step}")
    defined = scene.item.steps_by_id[body.step]
    if clock is None or defined.silence is not SilenceEffect.DEEMED_CONSENT or not defined.silence_basis:
        return None
    due_on, done_on = clock.due(scene.calendar).day, scene.case.steps[body.step].done_on
    is_late = done_on is not None and done_on > due_on  # silence had ended the step before this answer
    return {"steps": body.step, "due_on": str(due_on)} if is_late else None


def disregarded(body: e.ObjectionDisregarded, _: Scene) -> Parameters:
    """Whose objection, and why it does not count."""
    return {"steps": body.step, "disregard": body.why.value}


def invited(said: Said) -> Each:
    """To the posts of the departments invited to the meeting, but for who invites them."""

    def each(body: Any, scene: Scene) -> Iterable[tuple[str, Parameters]]:
        authorities = set(scene.case.meeting.authorities) - {scene.item.authority}
        steps = (s for s in scene.case.steps.values() if s.plan.authority in authorities)
        posts = dict.fromkeys(scene.step_post(step.plan.id) for step in steps)
        return [(post, parameters) for post in posts for _, parameters in once(said)(body, scene)]

    return each


def called(body: e.MeetingConvened, _: Scene) -> Parameters:
    """When and where."""
    return {"day": str(body.meeting_on), "begins": body.begins or "", "place": body.place}


def not_held(body: e.MeetingPostponed, _: Scene) -> Parameters:
    """Why not."""
    return {"meeting_failure": body.why.value}


def missed(body: e.MeetingPostponed, _: Scene) -> Parameters | None:
    """How many stayed away, where that was the reason."""
    return {"n": str(len(body.absent))} if body.absent else None


def each_objecting(said: Said) -> Each:
    """To the posts whose objections the event is about, each told of its own."""

    def each(body: Any, scene: Scene) -> Iterable[tuple[str, Parameters]]:
        by_post: dict[str, list[str]] = {}
        for step in body.steps:
            by_post.setdefault(scene.step_post(step), []).append(step)
        for post, steps in by_post.items():
            for _, parameters in once(said)(body, scene):
                yield post, {**parameters, "steps": " ".join(steps)}

    return each


def met(body: e.MeetingHeld, _: Scene) -> Parameters:
    """What the minutes say."""
    return {"resolution": body.resolution.value}


def went_up(body: e.DisputeEscalated, scene: Scene) -> Parameters:
    """Which objections, in which paper, and by when the ruling is due."""
    by = scene.due(ClockKind.RULING)
    return {"steps": " ".join(body.steps), "number": body.number, "by": by}


def to_the_superior(body: e.DisputeEscalated, scene: Scene) -> Iterable[tuple[str, Parameters]]:
    """To the post that rules."""
    rule = scene.item.dispute
    return [] if rule is None else [(at_post(rule.superior, rule.superior_post), went_up(body, scene))]


def ruled(body: e.DisputeRuled, _: Scene) -> Parameters:
    """Whether the objections stand, and the ruling's number."""
    return {"steps": " ".join(body.steps), "ruling": body.result.value, "number": body.number}


def to_inspect(body: e.InspectorsAssigned, scene: Scene) -> Iterable[tuple[str, Parameters]]:
    """Everybody who was assigned, how many they are, and the law's last day to decide."""
    said = {"n": str(len(body.staff)), "due_on": str(scene.summary.statutory_due)}
    return [(person, said) for person in body.staff]


def observed(body: e.ObservationRecorded, _: Scene) -> Parameters | None:
    """How many points differ, where any do."""
    differs = len(body.discrepancies)
    return {"steps": body.step, "n": str(differs)} if differs else None


def stopped(said: Said) -> Each:
    """To the posts whose tasks went with the application."""

    def each(body: Any, scene: Scene) -> Iterable[tuple[str, Parameters]]:
        posts = (at_post(row.authority, row.post) for row in scene.tasks if row.state == "done")
        found = once(said)(body, scene)
        return [(post, parameters) for post in dict.fromkeys(posts) for _, parameters in found]

    return each


def moved_here(body: e.CaseTransferred, scene: Scene) -> Iterable[tuple[str, Parameters]]:
    """The posts that have something to do in a case that was transferred."""
    posts = (at_post(row.authority, row.post) for row in scene.tasks if row.state != "done")
    return [(post, {"number": body.document}) for post in dict.fromkeys(posts)]


def check_post(said: Said) -> Each:
    """To the post that checks commitments."""

    def each(body: Any, scene: Scene) -> Iterable[tuple[str, Parameters]]:
        parameters, rule = said(body, scene), scene.item.commitment
        if parameters is None or rule is None:
            return []
        return [(at_post(rule.check_authority, rule.check_post), parameters)]

    return each


def check_due(body: e.CheckPlanned, scene: Scene) -> Parameters:
    """By when to check."""
    return {"by": scene.due(ClockKind.COMMITMENT_CHECK)}


def handed_over(*, again: bool) -> Each:
    """To the overseer: what became of which licence; `again` once it had been sent back."""

    def each(body: e.HandedOver, scene: Scene) -> Iterable[tuple[str, Parameters]]:
        handed = scene.case.hand_overs[body.hand_over]
        if bool(handed.rejected_by) is again:
            by = scene.due(handed.acknowledgement_clock)
            said = {"hand_over_reason": body.reason.value, "number": body.number, "by": by}
            yield at_post(body.to.authority, body.to.post), said

    return each


def sent_back(fault: c.HandOverFault) -> Each:
    """To the lead, which hands it over anew."""

    def each(body: e.HandOverRejected, scene: Scene) -> Iterable[tuple[str, Parameters]]:
        handed = scene.case.hand_overs[body.hand_over]
        if body.fault is fault:
            said = {"number": handed.number, "by": scene.due(handed.again_clock)}
            yield lead_post(scene), said

    return each


def to_answer(body: e.ChallengeRecorded, scene: Scene) -> Parameters:
    """What is to be answered, and by when."""
    by = scene.due(scene.case.challenges[body.challenge].reply_clock)
    told = {"body": body.body, "challenge_kind": body.kind.value, "case_number": body.number}
    return told | {"by": by}


def challenge_outcome(body: e.ChallengeEnded, scene: Scene) -> Parameters:
    """How it ended; what is decided anew is told with its steps."""
    before = scene.case.challenges[body.challenge].body
    return {"body": before, "challenge_outcome": body.outcome.value, "number": body.number}
