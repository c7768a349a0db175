"""Scenes of `test_refusals` about commitments and what follows a grant, with the whole refusal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cast import (
    ACCEPT,
    APPLICANT,
    ASSISTANT,
    CLERK,
    COMMIT,
    GRANT,
    LEAD,
    OLD_LICENCE,
    PAIR,
    REVOKE,
    TELL_COMMITMENT,
    WHY,
    Table,
    agree,
    checked,
    commitment_item,
    intended,
    receive,
    renewal_item,
)
from tongban.kernel import refusals as r
from tongban.kernel.case import commands as c
from tongban.kernel.case.state import LicenceState
from tongban.kernel.words import Bilingual

NONE_GRANTED = Bilingual("没有准予", "none was granted")
FALSE, UNPERFORMED = c.RevocationGround.FALSE_PROMISE, c.RevocationGround.NOT_RECTIFIED
FRAUD = c.RevocationGround.FRAUD
ORDER = c.OrderRectification(5, "Q-1", WHY)
DIED = c.Cancel(c.CancellationGround.DEATH_OR_INCAPACITY, "Z-1")


def _received() -> Table:
    return Table(commitment_item()).received("2026-03-02")


def _told() -> Table:
    table = _received()
    table.on("2026-03-02", CLERK, TELL_COMMITMENT, at="10:30")
    return table


def _committed() -> Table:
    table = _told()
    table.on("2026-03-02", APPLICANT, COMMIT, at="10:40")
    return table


def _granted() -> Table:
    table = _committed()
    table.on("2026-03-02", CLERK, ACCEPT, at="10:50")
    table.on("2026-03-02", ASSISTANT.at("health_desk"), agree("health"), at="11:00")
    table.on("2026-03-02", LEAD, GRANT, at="15:00")
    return table


def _found(finding: c.CheckFinding) -> Table:
    table = _granted()
    table.on("2026-03-04", ASSISTANT, checked(finding))
    return table


def _ordered() -> Table:
    table = _found(c.CheckFinding.NOT_PERFORMED)
    table.on("2026-03-04", ASSISTANT, ORDER, at="11:00")
    return table


def _plain() -> Table:
    return Table().decided("2026-03-02", "2026-03-03")


def _revoked() -> Table:
    table = _plain()
    table.on("2026-03-04", LEAD, intended(FRAUD, "2026-03-06"))
    table.on("2026-03-09", LEAD, REVOKE)
    return table


LICENCE_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "committing where nothing is offered": (
        lambda: Table().received("2026-03-02").refused("2026-03-03", APPLICANT, COMMIT),
        r.CommitmentNotOffered(),
    ),
    "committing untold": (
        lambda: _received().refused("2026-03-03", APPLICANT, COMMIT),
        r.CommitmentNotTold(),
    ),
    "telling the commitment twice": (
        lambda: _told().refused("2026-03-03", CLERK, TELL_COMMITMENT),
        r.CommitmentToldAlready(on=date(2026, 3, 2)),
    ),
    "committing without a signature": (
        lambda: _told().refused("2026-03-03", APPLICANT, replace(COMMIT, commitment=None)),
        r.CommitmentMissing(),
    ),
    "committing with bad credit": (
        lambda: _told().refused(
            "2026-03-03", APPLICANT, replace(COMMIT, standing=c.CreditStanding.SERIOUS_BAD_CREDIT)
        ),
        r.CommitmentBarred(standing=c.CreditStanding.SERIOUS_BAD_CREDIT.label),
    ),
    "committing twice": (
        lambda: _committed().refused("2026-03-03", APPLICANT, COMMIT),
        r.CommittedAlready(on=date(2026, 3, 2)),
    ),
    "checking what was granted without a commitment": (
        lambda: _plain().refused("2026-03-04", ASSISTANT, checked()),
        r.NothingToCheck(),
    ),
    "checking alone": (
        lambda: _granted().refused("2026-03-04", ASSISTANT, replace(checked(), staff=("zhao", "zhao"))),
        r.TooFewToCheck(least=2, count=1),
    ),
    "ordering what is kept to be rectified": (
        lambda: _found(c.CheckFinding.KEPT).refused("2026-03-05", ASSISTANT, ORDER),
        r.NothingToRectify(),
    ),
    "sixteen days to rectify": (
        lambda: _found(c.CheckFinding.NOT_PERFORMED).refused(
            "2026-03-05", ASSISTANT, replace(ORDER, working_days=16)
        ),
        r.RectificationTooLong(given=16, most=15),
    ),
    "recording what was never ordered": (
        lambda: _found(c.CheckFinding.NOT_PERFORMED).refused(
            "2026-03-05", ASSISTANT, c.RecordRectification(True, PAIR)
        ),
        r.NoRectificationOrdered(),
    ),
    "revoking what was refused": (
        lambda: (
            Table()
            .decided(
                "2026-03-02", "2026-03-03", c.Decide(c.Outcome.REFUSED, "D-1", "§", WHY, REVOKE.remedies)
            )
            .refused("2026-03-04", LEAD, intended(FRAUD, "2026-03-06"))
        ),
        r.NoLicenceInForce(state=NONE_GRANTED),
    ),
    "revoking twice": (
        lambda: _revoked().refused("2026-03-10", LEAD, REVOKE),
        r.NoLicenceInForce(state=LicenceState.REVOKED.label),
    ),
    "revoking untold": (
        lambda: _plain().refused("2026-03-04", LEAD, REVOKE),
        r.RevocationNotTold(),
    ),
    "revoking unheard": (
        lambda: (
            (table := _plain()),
            table.on("2026-03-04", LEAD, intended(FRAUD, "2026-03-10")),
            table.refused("2026-03-10", LEAD, REVOKE),
        )[-1],
        r.HolderNotHeard(until=date(2026, 3, 10)),
    ),
    "telling of a revocation that could be answered yesterday": (
        lambda: _plain().refused("2026-03-04", LEAD, intended(FRAUD, "2026-03-03")),
        r.HolderNeedsTime(respond_by=date(2026, 3, 3), told_on=date(2026, 3, 4), earliest=date(2026, 3, 5)),
    ),
    "telling of a revocation twice": (
        lambda: (
            (table := _plain()),
            table.on("2026-03-04", LEAD, intended(FRAUD, "2026-03-10")),
            table.refused("2026-03-05", LEAD, intended(FRAUD, "2026-03-06")),
        )[-1],
        r.RevocationAlreadyTold(on=date(2026, 3, 4), until=date(2026, 3, 10)),
    ),
    "revoking as false what was found kept": (
        lambda: _found(c.CheckFinding.KEPT).refused("2026-03-05", LEAD, intended(FALSE, "2026-03-10")),
        r.GroundNotFound(ground=FALSE.label, why=Bilingual("核查没有得出这一结论", "no check found so")),
    ),
    "revoking while there is time to rectify": (
        lambda: _ordered().refused("2026-03-05", LEAD, intended(UNPERFORMED, "2026-03-10")),
        r.GroundNotFound(
            ground=UNPERFORMED.label,
            why=Bilingual(
                "没有责令整改、整改期限未满，或者整改合格",
                "not ordered, still in time, or rectified",
            ),
        ),
    ),
    "cancelling as expired what has no end": (
        lambda: _plain().refused(
            "2026-03-05", LEAD, replace(DIED, ground=c.CancellationGround.EXPIRED_NOT_RENEWED)
        ),
        r.GroundNotMet(
            ground=c.CancellationGround.EXPIRED_NOT_RENEWED.label,
            why=Bilingual("有效期未满", "its validity has not ended"),
        ),
    ),
    "cancelling as revoked what is not": (
        lambda: _plain().refused("2026-03-05", LEAD, replace(DIED, ground=c.CancellationGround.REVOKED)),
        r.GroundNotMet(
            ground=c.CancellationGround.REVOKED.label, why=Bilingual("没有撤销决定", "it was not revoked")
        ),
    ),
    "recording as broken a licence revoked for fraud": (
        lambda: _revoked().refused("2026-03-10", LEAD, c.RecordCredit("X-1")),
        r.NothingForTheRecord(),
    ),
    "a renewal of nothing": (
        lambda: Table(renewal_item()).refused("2026-05-29", CLERK, receive()),
        r.LicenceToRenewMissing(),
    ),
    "a renewal at an item that renews nothing": (
        lambda: Table().refused("2026-05-29", CLERK, receive(renews=OLD_LICENCE)),
        r.NotARenewal(),
    ),
    "a renewal after expiry": (
        lambda: Table(renewal_item()).refused("2026-07-01", CLERK, receive(renews=OLD_LICENCE)),
        r.LicenceExpired(number="L-0", expires_on=date(2026, 6, 30)),
    ),
    "applying again while banned": (
        lambda: Table().refused("2026-03-02", APPLICANT, receive(banned_until=date(2027, 3, 3))),
        r.BannedUntil(until=date(2027, 3, 3)),
    ),
}
