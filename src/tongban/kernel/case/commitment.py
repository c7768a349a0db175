"""告知承诺 — granted on the applicant's commitment, checked afterwards, followed up where it was broken.

依据 Basis: 国办发〔2020〕42号 (who may commit to what, told before, in writing), and the regulation the item
cites for the follow-up (rectify first; a false promise is revoked at once). What follows the check is in
`licence`.
"""

from tongban.kernel.case.commands import (
    CheckFinding,
    Commit,
    OrderRectification,
    RecordCheck,
    RecordRectification,
    TellCommitment,
)
from tongban.kernel.case.events import (
    CheckPlanned,
    CheckRecorded,
    CommitmentTold,
    Committed,
    RectificationOrdered,
    RectificationRecorded,
)
from tongban.kernel.case.hearing import check_by_lead_or_counter
from tongban.kernel.case.item import CommitmentRule, StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.clock import TimeLimit, Unit
from tongban.kernel.refusals import (
    CommitmentBarred,
    CommitmentMissing,
    CommitmentNotOffered,
    CommitmentNotTold,
    CommitmentToldAlready,
    CommittedAlready,
    NoRectificationOrdered,
    NothingToCheck,
    NothingToRectify,
    NotYourStep,
    ReasonsMissing,
    RectificationTooLong,
    TellInWriting,
    TooFewToCheck,
)
from tongban.kernel.words import Bilingual

_COMMITTING = "国办发〔2020〕42号"
_CHECK = Bilingual("事后核查", "the check after the grant")

# --- what must hold before, shared by decide and the list of what is allowed


def check_tell(matter: Matter) -> None:
    """Only the intake post, once, and only where the item offers it."""
    matter.require_post_of(StepKind.INTAKE)
    _rule(matter)
    told_on = matter.case.commitment_told_on
    if told_on is not None:
        raise CommitmentToldAlready(on=told_on)


def check_commit(matter: Matter) -> None:
    """The applicant, or the counter for what was signed there; after being told."""
    check_by_lead_or_counter(matter)
    _rule(matter)
    if matter.case.commitment_told_on is None:
        raise CommitmentNotTold()
    if matter.case.commitment is not None:
        raise CommittedAlready(on=matter.case.commitment.committed_on)


def check_check(matter: Matter) -> None:
    """Only the post the item names, once, after a grant on a commitment that still stands."""
    _require_check_post(matter)
    matter.require_licence_in_force()
    commitment = matter.case.commitment
    if commitment is None or commitment.finding is not None:
        raise NothingToCheck()


def check_order(matter: Matter) -> None:
    """Only what was promised and is not performed, once, of a licence that still stands."""
    _require_check_post(matter)
    matter.require_licence_in_force()
    commitment = matter.case.commitment
    unperformed = commitment is not None and commitment.finding is CheckFinding.NOT_PERFORMED
    if commitment is None or not unperformed or commitment.rectify_ordered_on is not None:
        raise NothingToRectify()


def check_rectified(matter: Matter) -> None:
    """Only what was ordered to be rectified, once, of a licence that still stands."""
    _require_check_post(matter)
    matter.require_licence_in_force()
    commitment = matter.case.commitment
    if commitment is None or commitment.rectify_ordered_on is None or commitment.rectified is not None:
        raise NoRectificationOrdered()


def _require_check_post(matter: Matter) -> None:
    rule = matter.item.commitment
    if rule is None:
        raise NothingToCheck()
    if matter.command.post != rule.check_post:
        raise NotYourStep(
            step=_CHECK, post=matter.item.name_of(rule.check_post), actor_post=matter.name_of_own_post
        )


# --- deciders


def tell(unfolding: Unfolding, body: TellCommitment) -> None:
    """告知承诺内容 — in writing, before anybody commits."""
    if not body.notice_number:
        raise TellInWriting(verb=body.verb())
    unfolding.then(CommitmentTold(body.notice_number, _COMMITTING))


def commit(unfolding: Unfolding, body: Commit) -> None:
    """作出承诺 — nobody with a bar on their credit; what the item lists is not asked for before the grant."""
    item = unfolding.matter.item
    if body.commitment is None:
        raise CommitmentMissing()
    if body.standing.bars:
        raise CommitmentBarred(standing=body.standing.label)
    materials = tuple(
        m.id for m in item.materials if m.commitment_allowed and m.id in unfolding.case.required
    )
    steps = tuple(s.id for s in item.steps if s.after_commitment and s.id not in unfolding.case.skipped)
    unfolding.then(Committed(body.commitment, body.standing, materials, steps, _rule(unfolding.matter).basis))


def plan_check(unfolding: Unfolding) -> None:
    """确定事后核查 — of every grant on a commitment, wherever it is made; of what was checked, no more."""
    rule, commitment = unfolding.matter.item.commitment, unfolding.case.commitment
    if commitment is not None and commitment.finding is None and rule is not None:
        unfolding.then(CheckPlanned(rule.check_authority, rule.check_post, rule.check, rule.basis))


def record_check(unfolding: Unfolding, body: RecordCheck) -> None:
    """登记核查 — by two or more; what is not kept, with reasons."""
    _check_staff(unfolding.matter, body.staff)
    if body.finding is not CheckFinding.KEPT and body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    basis = _rule(unfolding.matter).basis
    unfolding.then(CheckRecorded(body.finding, body.staff, body.reasons, basis))


def order_rectification(unfolding: Unfolding, body: OrderRectification) -> None:
    """责令限期整改 — in writing, within what the item allows."""
    rule = _rule(unfolding.matter)
    most = rule.rectify.amount
    if not 1 <= body.working_days <= most:
        raise RectificationTooLong(given=body.working_days, most=most)
    if not body.notice_number:
        raise TellInWriting(verb=body.verb())
    if body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    limit = TimeLimit(body.working_days, Unit.WORKING_DAY, rule.basis)
    unfolding.then(RectificationOrdered(body.notice_number, limit, body.reasons, rule.basis))


def record_rectification(unfolding: Unfolding, body: RecordRectification) -> None:
    """登记整改 — by two or more; what still fails, with reasons."""
    _check_staff(unfolding.matter, body.staff)
    if not body.passed and body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    unfolding.then(RectificationRecorded(body.passed, body.staff, body.reasons))


def _check_staff(matter: Matter, staff: tuple[str, ...]) -> None:
    named, least = {name for name in staff if name}, matter.item.verifying_staff
    if len(named) < least:
        raise TooFewToCheck(least=least, count=len(named))


def _rule(matter: Matter) -> CommitmentRule:
    rule = matter.item.commitment
    if rule is None:
        raise CommitmentNotOffered()
    return rule
