"""Scenes of `test_refusals` about cases that end or change hands, with the whole refusal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cast import (
    ACCEPT,
    APPLICANT,
    ASSISTANT,
    CLERK,
    COMMIT,
    DIED,
    GRANT,
    INHERIT,
    LEAD,
    OUTSIDER,
    REVOKE,
    TELL_COMMITMENT,
    UNANSWERED,
    Table,
    agree,
    checked,
    commitment_item,
    intended,
    notice,
    receive,
    succession_item,
)
from tongban.kernel import refusals as r
from tongban.kernel.case import commands as c
from tongban.kernel.words import Bilingual

NOTHING_WAITED_FOR = Bilingual("没有等待补正的告知", "no supplement is waited for")
NOTHING_CANCELLED = Bilingual("没有已经注销的许可", "no licence was cancelled")
STRUCK = c.EndCase(c.EndGround.LICENCE_CANCELLED)


def _noticed(table: Table | None = None) -> Table:
    table = (table or Table(succession_item())).received("2026-03-02", receive("form", "licence_copy"))
    table.on("2026-03-03", CLERK, notice("floor_plan"))
    return table


def _accepted() -> Table:
    return Table(succession_item()).accepted("2026-03-02")


def _granted() -> Table:
    return Table().decided("2026-03-02", "2026-03-03")


def _cancelled_and_owing() -> Table:
    table = Table(commitment_item()).received("2026-03-02")
    for who, body in ((CLERK, TELL_COMMITMENT), (APPLICANT, COMMIT), (CLERK, ACCEPT)):
        table.on("2026-03-02", who, body, at="11:00")
    table.on("2026-03-02", ASSISTANT.at("health_desk"), agree("health"), at="12:00")
    table.on("2026-03-02", LEAD, GRANT, at="15:00")
    table.on("2026-03-04", ASSISTANT, checked(c.CheckFinding.FALSE_PROMISE))
    table.on("2026-03-04", LEAD, intended(c.RevocationGround.FALSE_PROMISE, "2026-03-06"), at="11:00")
    table.on("2026-03-09", LEAD, REVOKE)
    table.on("2026-03-09", LEAD, c.Cancel(c.CancellationGround.REVOKED, "Z-1"), at="15:00")
    return table


ENDING_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "ending for want of a supplement nobody asked for": (
        lambda: _accepted().refused("2026-03-04", LEAD, UNANSWERED),
        r.EndGroundNotMet(ground=c.EndGround.NOT_SUPPLEMENTED.label, why=NOTHING_WAITED_FOR),
    ),
    "ending for a licence that was never granted": (
        lambda: _accepted().refused("2026-03-04", LEAD, STRUCK),
        r.EndGroundNotMet(ground=c.EndGround.LICENCE_CANCELLED.label, why=NOTHING_CANCELLED),
    ),
    "ending what is not supplemented, by no rule": (
        lambda: _noticed(Table()).refused("2026-09-01", CLERK, UNANSWERED),
        r.WaitsForTheSupplement(),
    ),
    "ending on the last day to supplement": (
        lambda: _noticed().refused("2026-04-02", CLERK, UNANSWERED),
        r.SupplementStillInTime(until=date(2026, 4, 2)),
    ),
    "ending without telling": (
        lambda: _noticed().refused("2026-04-03", CLERK, replace(UNANSWERED, notice_number="")),
        r.TellInWriting(verb=c.EndCase.verb()),
    ),
    "a death by hearsay": (
        lambda: _accepted().refused("2026-03-04", LEAD, replace(DIED, proof=None)),
        r.ProofOfTheEndMissing(ground=c.EndGround.APPLICANT_DIED.label),
    ),
    "ending before the heirs were asked": (
        lambda: _accepted().refused("2026-03-04", LEAD, DIED),
        r.SuccessorsNotAsked(),
    ),
    "taking over what is not inherited": (
        lambda: Table().accepted("2026-03-02").refused("2026-03-04", LEAD, INHERIT),
        r.NotInheritable(),
    ),
    "taking over from a post of nobody": (
        lambda: _accepted().refused("2026-03-04", OUTSIDER, INHERIT),
        r.NotYourStep(
            step=Bilingual("决定", "decision"),
            post=Bilingual("许可审查岗", "the licensing desk"),
            actor_post=Bilingual("没有岗位的人员", "somebody who holds no post"),
        ),
    ),
    "taking over from oneself": (
        lambda: _accepted().refused("2026-03-04", CLERK, replace(INHERIT, successor="subject-li")),
        r.SuccessorMissing(),
    ),
    "taking over unproven": (
        lambda: _accepted().refused("2026-03-04", CLERK, replace(INHERIT, proof=None)),
        r.ProofOfTheEndMissing(ground=c.SuccessionGround.INHERITANCE.label),
    ),
    "ending over a licence in force": (
        lambda: _granted().refused("2026-03-04", CLERK, DIED),
        r.LicenceNotSettled(verb=c.Cancel.verb()),
    ),
    "ending before the credit record": (
        lambda: _cancelled_and_owing().refused("2026-03-10", CLERK, STRUCK),
        r.LicenceNotSettled(verb=c.RecordCredit.verb()),
    ),
}
