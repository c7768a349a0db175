"""准予前的关口 — whether a case that is a member of a project's stage may be granted now."""

from tongban.handling.project.carrying_out import ProjectHandler
from tongban.kernel.project.gates import require_may_decide


class ProjectGates:
    """项目关口 — implements `handling.ports.GrantGates`; it is given its handler once there is one."""

    def __init__(self) -> None:
        """Nothing is known yet, and nothing is of a project."""
        self.projects: ProjectHandler | None = None

    def require_open(self, case_id: str) -> None:
        """Nothing where the case is of no project, or all that its grant rests on is there.

        Raises:
            DecisionGateNotMet: an outcome of the project that it rests on is not there.
        """
        if self.projects is None:
            return
        life_events = self.projects.life_events
        for member in life_events.store.of_cases([case_id]):
            row = life_events.store.row(member.life_event_id)
            if row is None or not row.project:
                continue
            stage = life_events.standing(member.life_event_id).life_event.stage
            standing = self.projects.standing(row.project)
            require_may_decide(standing.project, standing.rules, stage, member.member)
