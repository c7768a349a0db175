"""更正之后的办件 — what a corrected entry changes, and the clocks that hung on it."""

from datetime import date

from tongban.kernel.case import events as e
from tongban.kernel.case.commands import Finding, OpinionResult
from tongban.kernel.case.evolution.intake import SUPPLEMENTED
from tongban.kernel.case.evolution.moves import from_acceptance, reset, with_step
from tongban.kernel.case.evolution.steps import opinion_corrected
from tongban.kernel.case.state import Case
from tongban.kernel.clock import ClockKind


def entry_corrected(case: Case, event: e.Event, body: e.EntryCorrected) -> Case:
    """更正 — the entry says what is right, and its clocks are counted again."""
    subject, _, step = body.field.partition(":")
    match subject:
        case "applicant":
            return case.having(applicant=body.new)
        case "received_on":
            return _received_on_corrected(case, event, date.fromisoformat(body.new))
        case "accepted_on":
            day = date.fromisoformat(body.new)
            clocks = reset(case, event, day, *from_acceptance(case))
            return case.having(accepted_on=day, clocks=clocks)
        case "finding":
            return with_step(case, event, step, finding=Finding(body.new))
        case _:
            return opinion_corrected(case, event, step, OpinionResult(body.new))


def _received_on_corrected(case: Case, event: e.Event, day: date) -> Case:
    # After a supplement the five days run from the supplement, and do not hang on this day any more.
    hangs = case.clocks[ClockKind.NOTICE].entries[0].why != SUPPLEMENTED
    clocks = reset(case, event, day, ClockKind.NOTICE) if hangs else dict(case.clocks)
    accepted_on = case.accepted_on
    if hangs and case.deemed_accepted:
        # Acceptance by silence reaches back to receipt, so its clocks move with it.
        clocks = reset(case.having(clocks=clocks), event, day, *from_acceptance(case))
        accepted_on = day
    return case.having(received_on=day, accepted_on=accepted_on, clocks=clocks)
