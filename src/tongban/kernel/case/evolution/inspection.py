"""指派之后的办件 — who inspects is known."""

from tongban.kernel.case import events as e
from tongban.kernel.case.evolution.moves import stopped
from tongban.kernel.case.state import Case
from tongban.kernel.clock import ClockKind


def inspectors_assigned(case: Case, event: e.Event, body: e.InspectorsAssigned) -> Case:
    """指派 — the days to assign them are over, whoever takes their place later."""
    return case.having(inspectors=body.staff, clocks=stopped(case, event, ClockKind.INSPECTORS))
