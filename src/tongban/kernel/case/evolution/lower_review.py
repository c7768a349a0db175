"""下级审查之后的办件 — sent up, and the applicant is asked for nothing again."""

from tongban.kernel.case import events as e
from tongban.kernel.case.evolution.moves import with_step
from tongban.kernel.case.state import Case


def sent_up(case: Case, event: e.Event, body: e.SentUp) -> Case:
    """报送 — the review below is done; its finding stands in the record and on no step."""
    return with_step(case, event, body.step, done=True, taken_by=event.actor).having(sent_up_on=event.on)
