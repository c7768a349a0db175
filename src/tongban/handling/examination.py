"""审查 — the verbs of examiners and assisting departments, and of what moves the limit."""

from dataclasses import dataclass
from datetime import date

from tongban.catalogue.authorities import WordedDocument
from tongban.handling.access import require_interface
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import Approver, SpecialProcedure


@dataclass(frozen=True, slots=True)
class Observation:
    """外部结果 — what another system says happened there, as it came in; see `c.RecordObservation`."""

    step: str
    result: c.OpinionResult | None
    source: str
    foreign_number: str
    fact: c.ObservedFact | None = None
    entry: str = ""
    licence_number: str = ""
    valid_until: date | None = None
    suspended_until: date | None = None
    authority: str = ""
    other_applicant: bool = False

    @property
    def body(self) -> c.RecordObservation:
        """The command it is; what is empty is left out of it."""
        return c.RecordObservation(
            step=self.step,
            result=self.result,
            source=self.source,
            foreign_number=self.foreign_number,
            fact=self.fact,
            entry=self.entry or None,
            licence_number=self.licence_number or None,
            valid_until=self.valid_until,
            suspended_until=self.suspended_until,
            authority=self.authority or None,
            other_applicant=self.other_applicant or None,
        )


def take_step(handler: Handler, ask: Ask, step: str) -> Answer:
    """认领 — a named person takes the step on."""
    return Errand(handler, ask, "take_step", step=step).run(lambda errand: c.TakeStep(step))


def complete_step(handler: Handler, ask: Ask, step: str, finding: c.Finding, reasons: str = "") -> Answer:
    """办结环节 — with a finding; against the applicant only with reasons."""
    errand = Errand(handler, ask, "complete_step", finding.value, step=step, reasons=reasons)
    return errand.run(
        lambda errand: c.CompleteStep(step, finding, errand.seal_about_applicant("finding", reasons))
    )


def give_opinion(handler: Handler, ask: Ask, step: str, result: c.OpinionResult, reasons: str = "") -> Answer:
    """出具意见 — an assisting department answers, or revises its answer before the decision."""
    errand = Errand(handler, ask, "give_opinion", result.value, step=step, reasons=reasons)
    return errand.run(
        lambda errand: c.GiveOpinion(step, result, errand.seal_about_applicant("opinion", reasons))
    )


def record_observation(handler: Handler, ask: Ask, observed: Observation) -> Answer:
    """登记外部系统结果 — a fact with its day (`ask.occurred_at`); never refused, discrepancies kept."""
    errand = Errand(
        handler,
        ask,
        "observe",
        observed.result,
        observed.fact,
        observed.valid_until,
        observed.suspended_until,
        observed.authority,
        observed.other_applicant,
        step=observed.step,
        source=observed.source,
        foreign_number=observed.foreign_number,
        entry=observed.entry,
        licence_number=observed.licence_number,
    )
    require_interface(ask.actor)
    return errand.run(lambda errand: observed.body)


def start_special_procedure(
    handler: Handler, ask: Ask, procedure: SpecialProcedure, begin: date, until: date
) -> Answer:
    """启动特别程序 — the days told in a numbered notice are excluded, both included (行政许可法§45)."""
    errand = Errand(handler, ask, "start_special", procedure.value, begin, until)
    return errand.run(
        lambda errand: c.StartSpecialProcedure(
            procedure, begin, until, errand.document_number(WordedDocument.SPECIAL_PROCEDURE_NOTICE)
        )
    )


def end_special_procedure(handler: Handler, ask: Ask, procedure: SpecialProcedure, last_day: date) -> Answer:
    """结束特别程序 — earlier than told; counting goes on the day after."""
    errand = Errand(handler, ask, "end_special", procedure.value, last_day)
    return errand.run(lambda errand: c.EndSpecialProcedure(procedure, last_day))


def extend_limit(handler: Handler, ask: Ask, approved_by: Approver, approver: str, reasons: str) -> Answer:
    """延长期限 — once, approved, reasons told to the applicant in a numbered notice (行政许可法§42)."""
    errand = Errand(handler, ask, "extend", approved_by.value, approver=approver, reasons=reasons)

    return errand.run(
        lambda errand: c.ExtendLimit(
            approved_by,
            approver,
            errand.seal_about_applicant("extension", reasons),
            errand.document_number(WordedDocument.EXTENSION_NOTICE),
        )
    )
