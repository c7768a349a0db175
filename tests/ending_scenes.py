"""Scenes of `test_refusals` about cases that end or change hands, with the whole refusal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cast import (
    CLERK,
    DIED,
    INHERIT,
    LEAD,
    OUTSIDER,
    UNANSWERED,
    Table,
    notice,
    receive,
    succession_item,
)
from tongban.kernel import refusals as r
from tongban.kernel.case import commands as c
from tongban.kernel.words import Bilingual

NOTHING_WAITED_FOR = Bilingual("没有等待补正的告知", "no supplement is waited for")


def _noticed(table: Table | None = None) -> Table:
    table = (table or Table(succession_item())).received("2026-03-02", receive("form", "licence_copy"))
    table.on("2026-03-03", CLERK, notice("floor_plan"))
    return table


def _accepted() -> Table:
    return Table(succession_item()).accepted("2026-03-02")


def _granted() -> Table:
    return Table().decided("2026-03-02", "2026-03-03")


ENDING_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "ending for want of a supplement nobody asked for": (
        lambda: _accepted().refused("2026-03-04", LEAD, UNANSWERED),
        r.EndGroundNotMet(ground=c.EndGround.NOT_SUPPLEMENTED.label, why=NOTHING_WAITED_FOR),
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
}
