"""终止与承继之后的办件 — nothing runs any more, or it runs for somebody else."""

from tongban.kernel.case import events as e
from tongban.kernel.case.commands import ChallengedAct, EndGround
from tongban.kernel.case.ended import Ending
from tongban.kernel.case.evolution.moves import all_stopped
from tongban.kernel.case.state import Case, Status


def case_ended(case: Case, event: e.Event, body: e.CaseEnded) -> Case:
    """终止 — the end, nothing of the case runs any more."""
    nobody = body.ground in (EndGround.APPLICANT_DIED, EndGround.ENTITY_ENDED)
    ending = Ending(ChallengedAct.END, body.notice_number or case.receipt_number, event.on, nobody)
    return case.having(
        status=Status.TERMINATED, owes_supplement=False, clocks=all_stopped(case, event), ending=ending
    )


def application_taken_over(case: Case, event: e.Event, body: e.ApplicationTakenOver) -> Case:
    """承继 — another applicant; who acted for the one before has no mandate of this one."""
    # Nor did the successor agree to be served electronically, because somebody before them had.
    return case.having(applicant=body.successor, agent="", electronic_since=None)
