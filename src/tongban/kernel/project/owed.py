"""待转交 — what the applications that run are to be told of the project's outcomes now.

Whoever tells them may be killed at any moment: what was told and is not recorded is still owed, and is told
again, which changes nothing.
"""

from typing import NamedTuple

from tongban.kernel.project.gates import is_met
from tongban.kernel.project.state import Application, Project


class Owed(NamedTuple):
    """一项待转交 — which application, which outcome, and whether it can now go on as far as that goes."""

    application: str
    outcome: str
    is_there: bool


def owed(project: Project) -> tuple[Owed, ...]:
    """Everything that is to be told, in order."""
    return tuple(
        Owed(application.id, outcome, is_there)
        for application in project.running
        for outcome in application.awaited
        if (is_there := _can_go_on(project, application, outcome)) != application.passed.get(outcome, False)
    )


def _can_go_on(project: Project, application: Application, outcome: str) -> bool:
    """Whether every member that waits for it may begin as far as it goes."""
    waiting = [member.id for member in application.members if outcome in member.outside]
    return all(is_met(project, outcome, application.stage, member) for member in waiting)
