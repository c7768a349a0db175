"""下级审查 — the verb of the lower level: send up, with an opinion and everything (行政许可法§35)."""

from dataclasses import dataclass

from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.kernel import Body
from tongban.kernel.case import commands as c


@dataclass(frozen=True, slots=True)
class Report:
    """报送文书 — the preliminary finding and opinion, what goes along, and the report's own number.

    The number comes from the lower level's register of papers: it is that authority's, not the lead's.
    """

    finding: c.Finding
    opinion: str
    materials: tuple[str, ...]
    number: str


def send_up(handler: Handler, ask: Ask, step: str, report: Report) -> Answer:
    """报送上级 — the opinion is about the applicant, and kept as theirs."""
    errand = Errand(
        handler,
        ask,
        "send_up",
        report.finding.value,
        step=step,
        opinion=report.opinion,
        materials=list(report.materials),
        number=report.number,
    )

    def body(errand: Errand) -> Body:
        opinion = errand.seal_about_applicant("opinion", report.opinion)
        return c.SendUp(step, report.finding, opinion, report.materials, report.number.strip())

    return errand.run(body)
