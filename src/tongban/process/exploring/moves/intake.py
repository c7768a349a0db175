"""收件与受理的着法 — papers in hand, the notice, acceptance with or without a gap or a commitment."""

from collections.abc import Iterator
from datetime import date, timedelta

from tongban.kernel.case import commands as c
from tongban.kernel.case.prior_notice import days_of
from tongban.kernel.case.state import Status
from tongban.process.exploring.moves.move import NUMBER, PAPER, WHY, Move, Standing
from tongban.process.exploring.moves.situations import Situation

#: Long enough ahead to apply in time; too late, but before expiry.
_AHEAD = (timedelta(days=400), timedelta(days=10))


def received(standing: Standing, situation: Situation) -> Iterator[Move]:
    """The papers of a situation: complete, without the last of them, without what may come late, none."""
    of_item, required = standing.item.materials_by_id, situation.materials
    later = tuple(m for m in required if not (of_item[m].gap_allowed or of_item[m].commitment_allowed))
    renewed: tuple[c.LicenceToRenew | None, ...] = (None,)
    if standing.item.renewal is not None:
        renewed = tuple(c.LicenceToRenew("L-0", standing.today + ahead) for ahead in _AHEAD)
    for renews in renewed:
        for papers in dict.fromkeys((required, required[:-1], later)):
            yield standing.by_clerk(
                c.Receive(
                    applicant="subject-1",
                    division="000000",
                    channel=c.Channel.COUNTER,
                    receipt_number=NUMBER,
                    facts=situation.facts,
                    materials=tuple(c.HandedIn(m) for m in papers),
                    renews=renews,
                    published_on=_published(standing),
                )
            )


def _published(standing: Standing) -> date | None:
    """A notice that is just over; what is applied for too early or late is refused, and no state follows."""
    rule, calendar, day = standing.item.prior_notice, standing.calendar, standing.today
    while rule is not None:
        if days_of(rule, day, calendar).over_on < standing.today:
            return day
        day -= timedelta(days=1)
    return None


def tried(standing: Standing) -> Iterator[Move]:
    """What may be asked between receipt and acceptance; supplements also after it."""
    case = standing.case
    lacking = case.missing
    if case.status in (Status.RECEIVED, Status.ACCEPTED):
        if lacking:
            yield standing.by_applicant(_supplement(lacking))
            if len(lacking) > 1:
                yield standing.by_applicant(_supplement(lacking[:1]))
        yield standing.by_applicant(c.Withdraw())
    if case.status is not Status.RECEIVED:
        return
    yield standing.by_clerk(c.Accept(NUMBER))
    yield standing.by_clerk(c.AcceptWithGap(NUMBER, NUMBER, PAPER))
    yield standing.by_clerk(c.TellCommitment(NUMBER))
    yield standing.by_applicant(c.Commit(PAPER, c.CreditStanding.CLEAR))
    for named in dict.fromkeys((tuple(lacking), case.required[:1])):
        yield standing.by_clerk(c.RequestSupplement(_defects(named), NUMBER))
    yield standing.by_clerk(c.RestateDefects(_defects(tuple(d.material for d in case.noticed[:1])), NUMBER))
    for ground in c.DeclineGround:
        yield standing.by_clerk(c.Decline(ground, WHY, "another"))


def _supplement(materials: tuple[str, ...]) -> c.Supplement:
    return c.Supplement(tuple(c.HandedIn(m) for m in materials))


def _defects(materials: tuple[str, ...]) -> tuple[c.Defect, ...]:
    return tuple(c.Defect(m, c.DefectKind.MISSING, "行政许可法§32") for m in materials)
