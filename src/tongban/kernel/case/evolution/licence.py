"""取得许可之后的办件 — a licence revoked or cancelled, and what the record says."""

from dataclasses import replace

from tongban.kernel.case import events as e
from tongban.kernel.case.evolution.moves import OF_THE_COMMITMENT, all_stopped, banned, stopped
from tongban.kernel.case.evolution.service import clocks_of
from tongban.kernel.case.state import Case, LicenceState, Revocation, Status
from tongban.kernel.clock import ClockKind


def revocation_told(case: Case, event: e.Event, body: e.RevocationTold) -> Case:
    """拟撤销告知 — the holder's statement is waited for."""
    return case.having(revocation=Revocation(body.ground, event.on, body.respond_by))


def revoked(case: Case, event: e.Event, body: e.Revoked) -> Case:
    """撤销 — the licence is in force no more; a ban runs where the law sets one."""
    fell = fallen(case, event, closes=body.closes)
    clocks = banned(dict(fell.clocks), body.ban_limit, event)
    told = replace(case.revocation, number=body.number) if case.revocation is not None else None
    return fell.having(revocation=told, remedies=body.remedies, clocks=clocks)


def ban_ended(case: Case, event: e.Event, body: e.BanEnded) -> Case:
    """禁止期届满 — nothing stands in the way any more."""
    return case.having(clocks=stopped(case, event, ClockKind.BAN))


def cancelled(case: Case, event: e.Event, body: e.Cancelled) -> Case:
    """注销 — struck from the register."""
    assert case.licence is not None, "only a licence is cancelled"
    licence = replace(case.licence, state=LicenceState.CANCELLED, ended_on=case.licence.ended_on or event.on)
    return _ended(case, event, closes=body.closes).having(licence=licence)


def fallen(case: Case, event: e.Event, *, closes: bool | None) -> Case:
    """The licence stands no more, said here, in another system, or by who decided on a challenge."""
    assert case.licence is not None, "only a licence falls"
    licence = replace(case.licence, state=LicenceState.REVOKED, ended_on=event.on, revoked_on=event.on)
    return _ended(case, event, closes=closes).having(licence=licence)


def _ended(case: Case, event: e.Event, *, closes: bool | None) -> Case:
    """What falls with the licence: its check, and where it was never delivered the case itself."""
    settled = case.having(clocks=stopped(case, event, *OF_THE_COMMITMENT))
    if not closes:
        return settled
    settled = case.having(clocks=stopped(settled, event, *clocks_of(case, case.outcome_document)))
    return settled.having(status=Status.CLOSED, clocks=all_stopped(settled, event))


def credit_recorded(case: Case, event: e.Event, body: e.CreditRecorded) -> Case:
    """记入信用 — under its number there."""
    return case.having(credit_number=body.credit_number)
