"""许可之后 — what a granted licence still asks of somebody, and what it puts on record against its holder.

Derived from the case, for the projection.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.kernel import Case, Item
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import (
    CheckFinding,
    CreditStanding,
    OrderRectification,
    RecordCheck,
    RecordCredit,
    RecordRectification,
    RevocationGround,
    Revoke,
    TellRevocation,
)
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.state import LicenceState
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual


class LicenceTask(StrEnum):
    """许可之后待办 — what the check post or the lead still has to do; no step has such an id."""

    CHECK = "licence:check"
    ORDER = "licence:order"
    RECTIFIED = "licence:rectified"
    TELL = "licence:tell"
    REVOKE = "licence:revoke"
    RECORD = "licence:record"

    @property
    def label(self) -> Bilingual:
        """What is to be done."""
        return {
            LicenceTask.CHECK: RecordCheck.verb(),
            LicenceTask.ORDER: OrderRectification.verb(),
            LicenceTask.RECTIFIED: RecordRectification.verb(),
            LicenceTask.TELL: TellRevocation.verb(),
            LicenceTask.REVOKE: Revoke.verb(),
            LicenceTask.RECORD: RecordCredit.verb(),
        }[self]


@dataclass(frozen=True, slots=True)
class Owed:
    """待办 — a task, whose it is, since when, and its last day where there is one."""

    task: LicenceTask
    authority: str
    post: str
    since: date
    due_on: date | None


#: The clock by which a task is due; none where it is due by a day that was told, or by none.
TASK_CLOCKS: Mapping[str, ClockKind | None] = {
    **dict.fromkeys(LicenceTask),
    LicenceTask.CHECK: ClockKind.COMMITMENT_CHECK,
    LicenceTask.RECTIFIED: ClockKind.RECTIFICATION,
}


def owed_for_licence(case: Case, item: Item, calendar: Calendar) -> Owed | None:
    """The next thing to do about a licence, also after its case is closed; None where there is nothing."""
    task, rule = _next(case), item.commitment
    if task is None or case.decided_on is None:
        return None
    commitment, told = case.commitment, case.revocation
    since = (commitment.checked_on if commitment else None) or case.decided_on
    due_on = None
    clock = case.clocks.get(TASK_CLOCKS[task] or "")
    if clock is not None:
        since, due_on = clock.started_on, clock.due(calendar).day
    if told is not None:
        since, due_on = told.told_on, told.respond_by
    if task is LicenceTask.RECORD and case.licence is not None:
        since, due_on = case.licence.revoked_on or since, None
    if task in (LicenceTask.CHECK, LicenceTask.ORDER, LicenceTask.RECTIFIED) and rule is not None:
        return Owed(task, rule.check_authority, rule.check_post, since, due_on)
    return Owed(task, item.authority, item.step_of(StepKind.DECISION).post, since, due_on)


def _next(case: Case) -> LicenceTask | None:
    licence, commitment, told = case.licence, case.commitment, case.revocation
    if licence is None:
        return None
    if licence.state is not LicenceState.IN_FORCE:
        broken = licence.revoked_on is not None and told is not None and told.ground.is_of_a_commitment
        return LicenceTask.RECORD if broken and not case.credit_number else None
    if told is not None:
        return LicenceTask.REVOKE
    if commitment is None or commitment.finding is CheckFinding.KEPT or commitment.rectified:
        return None
    if commitment.finding is None:
        return LicenceTask.CHECK
    if commitment.finding is CheckFinding.FALSE_PROMISE or commitment.rectified is False:
        return LicenceTask.TELL
    if commitment.rectify_ordered_on is None:
        return LicenceTask.ORDER
    # Nobody rectified in time: the lead may tell, whether or not it was looked at again.
    return LicenceTask.TELL if ClockKind.RECTIFICATION in case.passed else LicenceTask.RECTIFIED


def credit_of(case: Case) -> CreditStanding | None:
    """What a case puts on record: a false promise once revoked, another broken one once it is recorded."""
    licence, told = case.licence, case.revocation
    if licence is None or licence.revoked_on is None or told is None:
        return None
    if told.ground is RevocationGround.FALSE_PROMISE:
        return CreditStanding.FORMER_FALSE_PROMISE
    recorded = told.ground.is_of_a_commitment and case.credit_number
    return CreditStanding.SERIOUS_BAD_CREDIT if recorded else None
