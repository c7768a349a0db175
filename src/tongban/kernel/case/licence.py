"""取得许可之后 — revocation after hearing the holder, cancellation, the credit record.

依据 Basis: 行政许可法§7 (be heard), §69 (revocation), §70 (cancellation), §79 (got by fraud: no new
application for a time, where public safety is touched); of a broken commitment, what the item cites.
"""

from datetime import timedelta

from tongban.kernel.case.challenge import check_not_stopped
from tongban.kernel.case.commands import (
    Cancel,
    CancellationGround,
    ChallengedAct,
    CheckFinding,
    HandOverReason,
    RecordCredit,
    RevocationGround,
    Revoke,
    TellRevocation,
)
from tongban.kernel.case.events import Cancelled, CreditRecorded, RevocationTold, Revoked
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.outcome import are_complete
from tongban.kernel.case.oversight import hand_over
from tongban.kernel.case.state import Case, LicenceState, Status
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import (
    GroundNotFound,
    GroundNotMet,
    HolderNeedsTime,
    HolderNotHeard,
    NothingForTheRecord,
    NumberMissing,
    ReasonsMissing,
    RemediesMissing,
    RevocationAlreadyTold,
    RevocationNotTold,
    TellInWriting,
)
from tongban.kernel.words import Bilingual

_REVOCATION = Bilingual("撤销决定书", "decision of revocation")
_CANCELLATION = Bilingual("注销通知书", "notice of cancellation")
_NOT_CHECKED_SO = Bilingual("核查没有得出这一结论", "no check found so")
_STILL_TIME = Bilingual(
    "没有责令整改、整改期限未满，或者整改合格", "not ordered, still in time, or rectified"
)
_NOT_EXPIRED = Bilingual("有效期未满", "its validity has not ended")
_NOT_REVOKED = Bilingual("没有撤销决定", "it was not revoked")

# --- what must hold before, shared by decide and the list of what is allowed


def check_tell_revocation(matter: Matter) -> None:
    """Only the lead, only a licence in force, and not while the answer to an earlier notice is waited for."""
    matter.require_lead()
    matter.require_licence_in_force()
    told = matter.case.revocation
    if told is not None and told.is_awaited(matter.day):
        raise RevocationAlreadyTold(on=told.told_on, until=told.respond_by)


def check_revoke(matter: Matter) -> None:
    """Only the post that decides, once the holder was told, and heard or silent until the day named."""
    matter.require_post_of(StepKind.DECISION)
    matter.require_licence_in_force()
    told = matter.case.revocation
    if told is None:
        raise RevocationNotTold()
    if told.is_awaited(matter.day):
        raise HolderNotHeard(until=told.respond_by)


def check_cancel(matter: Matter) -> None:
    """Only the lead, and a licence that is not cancelled yet."""
    matter.require_lead()
    licence = matter.case.licence
    if licence is None or licence.state is not LicenceState.REVOKED:
        matter.require_licence_in_force()
    check_not_stopped(matter.case, ChallengedAct.REVOCATION)


def check_credit(matter: Matter) -> None:
    """Only the lead, once, after a revocation for a broken commitment."""
    matter.require_lead()
    if not owes_the_record(matter.case):
        raise NothingForTheRecord()


def owes_the_record(case: Case) -> bool:
    """Whether a revocation for a broken commitment is still to be recorded against the holder."""
    revoked = case.licence is not None and case.licence.revoked_on is not None
    told = case.revocation
    return revoked and told is not None and told.ground.is_of_a_commitment and not case.credit_number


# --- deciders


def tell_revocation(unfolding: Unfolding, body: TellRevocation) -> None:
    """告知拟撤销 — a ground that has been found; told anew once answered, the later ground and day hold."""
    matter = unfolding.matter
    _check_found(matter, body.ground)
    if body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    if not body.notice_number:
        raise TellInWriting(verb=body.verb())
    # The law names no number of days; the day of being told does not count.
    if body.respond_by <= matter.day:
        earliest = matter.day + timedelta(days=1)
        raise HolderNeedsTime(respond_by=body.respond_by, told_on=matter.day, earliest=earliest)
    basis = _basis(matter, body.ground)
    unfolding.then(RevocationTold(body.ground, body.respond_by, body.notice_number, body.reasons, basis))


def revoke(unfolding: Unfolding, body: Revoke) -> None:
    """撤销 — on the ground that was told, which still has to hold."""
    matter, told = unfolding.matter, unfolding.case.revocation
    assert told is not None, "checked before"
    _check_found(matter, told.ground)
    if not body.number:
        raise NumberMissing(document=_REVOCATION)
    if body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    if body.remedies is None or not are_complete(body.remedies):
        raise RemediesMissing()
    ban = matter.item.ban_after_fraud if told.ground is RevocationGround.FRAUD else None
    unfolding.then(
        Revoked(
            told.ground,
            body.number,
            body.reasons,
            body.remedies,
            _basis(matter, told.ground),
            ban,
            closes=_closes(unfolding.case),
        )
    )
    hand_over(unfolding, HandOverReason.REVOCATION)


def cancel(unfolding: Unfolding, body: Cancel) -> None:
    """注销 — on a ground of the law that the case itself shows, where it can show it."""
    matter, licence = unfolding.matter, unfolding.case.licence
    assert licence is not None, "checked before"
    if body.ground is CancellationGround.EXPIRED_NOT_RENEWED and not licence.has_expired(matter.day):
        raise GroundNotMet(ground=body.ground.label, why=_NOT_EXPIRED)
    if body.ground is CancellationGround.REVOKED and licence.state is not LicenceState.REVOKED:
        raise GroundNotMet(ground=body.ground.label, why=_NOT_REVOKED)
    if not body.number:
        raise NumberMissing(document=_CANCELLATION)
    closes = _closes(unfolding.case)
    unfolding.then(Cancelled(body.ground, body.number, "行政许可法§70", closes=closes))
    hand_over(unfolding, HandOverReason.CANCELLATION)


def record_credit(unfolding: Unfolding, body: RecordCredit) -> None:
    """记入信用 — under the number the credit platform gave."""
    if not body.credit_number:
        raise NumberMissing(document=Bilingual("信用记录", "credit record"))
    rule = unfolding.matter.item.commitment
    unfolding.then(CreditRecorded(body.credit_number, rule.basis if rule else ""))


def _closes(case: Case) -> bool | None:
    """A licence that stands no more is not handed out: its delivery is owed no longer, nor anything else."""
    return True if case.status is Status.DECIDED else None


def _check_found(matter: Matter, ground: RevocationGround) -> None:
    """A broken commitment is found by the check and its follow-up, not asserted."""
    if not ground.is_of_a_commitment:
        return
    commitment = matter.case.commitment
    finding = commitment.finding if commitment else None
    if commitment is None or ground is RevocationGround.FALSE_PROMISE:
        if finding is not CheckFinding.FALSE_PROMISE:
            raise GroundNotFound(ground=ground.label, why=_NOT_CHECKED_SO)
        return
    clock = matter.case.clocks.get(ClockKind.RECTIFICATION)
    if clock is None or commitment.rectified is True:
        raise GroundNotFound(ground=ground.label, why=_STILL_TIME)
    if commitment.rectified is None and not clock.is_past(matter.day, matter.calendar):
        raise GroundNotFound(ground=ground.label, why=_STILL_TIME)


def _basis(matter: Matter, ground: RevocationGround) -> str:
    rule = matter.item.commitment
    return rule.basis if ground.is_of_a_commitment and rule is not None else "行政许可法§69"
