"""规则的写法 — how a line of the table names those it is for."""

from collections.abc import Callable, Iterable
from typing import Any

from tongban.handling.joint_tasks import who_arranges
from tongban.handling.messages.telling import Audience, Each, Parameters, Rule, Scene, at_post
from tongban.handling.messages.words import MessageCode
from tongban.handling.projection import at_hand
from tongban.kernel.case.item import StepKind

Said = Callable[[Any, Scene], Parameters | None]


def once(said: Said) -> Each:
    """To the one that the audience names; nobody where nothing is said."""

    def each(body: Any, scene: Scene) -> Iterable[tuple[str, Parameters]]:
        parameters = said(body, scene)
        return [] if parameters is None else [("", parameters)]

    return each


def applicant(code: MessageCode, said: Said) -> Rule:
    """To the applicant, and the agent where there is one."""
    return Rule(Audience.APPLICANT, code, once(said))


def holder(code: MessageCode, said: Said) -> Rule:
    """To the holder of the licence alone: the mandate ended with the case."""
    return Rule(Audience.HOLDER, code, once(said))


def supervisor(code: MessageCode, said: Said) -> Rule:
    """To who watches the limits of the division."""
    return Rule(Audience.SUPERVISOR, code, once(said))


def intake(code: MessageCode, said: Said) -> Rule:
    """To the post that takes applications in."""

    def each(body: Any, scene: Scene) -> Iterable[tuple[str, Parameters]]:
        post = post_of(StepKind.INTAKE, scene)
        return [(post, parameters) for _, parameters in once(said)(body, scene)]

    return Rule(Audience.POST, code, each)


def post(code: MessageCode, each: Each) -> Rule:
    """To the posts that are named with what they are told."""
    return Rule(Audience.POST, code, each)


def lead(code: MessageCode, said: Said) -> Rule:
    """To whoever of the lead has the case at hand."""

    def each(body: Any, scene: Scene) -> Iterable[tuple[str, Parameters]]:
        return [(lead_post(scene), parameters) for _, parameters in once(said)(body, scene)]

    return Rule(Audience.POST, code, each)


def arranging(code: MessageCode, said: Said) -> Rule:
    """To the lead's post that arranges meetings and puts disputes up."""

    def each(body: Any, scene: Scene) -> Iterable[tuple[str, Parameters]]:
        post = at_post(scene.item.authority, who_arranges(scene.item))
        return [(post, parameters) for _, parameters in once(said)(body, scene)]

    return Rule(Audience.POST, code, each)


def lead_post(scene: Scene) -> str:
    """The post of the lead that has the case at hand."""
    return at_post(scene.item.authority, at_hand(scene.case, scene.item))


def post_of(kind: StepKind, scene: Scene) -> str:
    """The post of the one step of a kind."""
    step = scene.item.step_of(kind)
    return at_post(step.authority, step.post)


def nothing(body: Any, scene: Scene) -> Parameters:
    """The sentence has no blanks."""
    return {}
