"""收件与受理之后的办件 — what receipt, notice, acceptance and their like do to a case."""

from dataclasses import replace

from tongban.kernel.case import events as e
from tongban.kernel.case.commands import ChallengedAct
from tongban.kernel.case.ended import Ending
from tongban.kernel.case.evolution.moves import all_stopped, banned, started, stopped
from tongban.kernel.case.evolution.renewal import clock_of
from tongban.kernel.case.state import Case, Status
from tongban.kernel.clock import Clock, ClockKind, TimeLimit

#: Why the notice clock started once more; see `correction`.
SUPPLEMENTED = "supplemented"


def received(case: Case, event: e.Event, body: e.Received) -> Case:
    """收件 — the case begins; the notice clock starts."""
    return case.having(
        status=Status.RECEIVED,
        item=body.item,
        item_version=body.item_version,
        item_digest=body.item_digest,
        division=body.division,
        authority=body.authority,
        applicant=body.applicant,
        agent=body.agent,
        channel=body.channel,
        receipt_number=body.receipt_number,
        received_on=event.on,
        received_by=event.actor,
        required=body.required,
        skipped=body.skipped,
        materials=frozenset(m.material for m in body.materials),
        renews=body.renews,
        prior_notice=body.prior_notice,
        clocks=_clocks_of_receipt(event, body),
    )


def _clocks_of_receipt(event: e.Event, body: e.Received) -> dict[str, Clock]:
    clocks: dict[str, Clock] = {
        ClockKind.NOTICE: started(ClockKind.NOTICE, body.notice_limit, event, event.on)
    }
    if body.renews is not None:
        clocks[ClockKind.RENEWAL] = clock_of(body.renews, event)
    return clocks


def supplement_requested(case: Case, event: e.Event, body: e.SupplementRequested) -> Case:
    """一次性告知 — the defects stand; the notice clock stops, the applicant owes, in time if one is set."""
    return case.having(
        notice_on=event.on,
        notice_number=body.notice_number,
        noticed=body.defects,
        defects=body.defects,
        owes_supplement=True,
        clocks=_answer_awaited(case, event, body.supplement_limit),
    )


def supplemented(case: Case, event: e.Event, body: e.Supplemented) -> Case:
    """补正 — what came in is no defect any more; the notice clock runs again."""
    handed_in = {m.material for m in body.materials}
    clocks = stopped(case, event, ClockKind.SUPPLEMENT)
    # What answers the notice sets the five days running again; what is brought unasked does not, or
    # a clerk who keeps asking by word of mouth would never let them end.
    if case.notice_on is not None and (
        case.owes_supplement or any(d.material in handed_in for d in case.defects)
    ):
        day = max(event.on, case.notice_on)
        notice = Clock(ClockKind.NOTICE, body.notice_limit)
        since = event.occurred_at if day == event.on else None
        notice = notice.start(day, event.at, event.actor, why=SUPPLEMENTED, since=since)
        clocks = {**clocks, ClockKind.NOTICE: notice}
    gap = case.gap
    return case.having(
        gap=replace(gap, supplied=gap.supplied | handed_in) if gap is not None else None,
        materials=case.materials | handed_in,
        defects=tuple(d for d in case.defects if d.material not in handed_in),
        owes_supplement=False,
        clocks=clocks,
    )


def defects_restated(case: Case, event: e.Event, body: e.DefectsRestated) -> Case:
    """重申 — what is still open stands; the applicant owes again."""
    return case.having(
        defects=body.defects,
        owes_supplement=True,
        clocks=_answer_awaited(case, event, body.supplement_limit),
    )


def _answer_awaited(case: Case, event: e.Event, limit: TimeLimit | None) -> dict[str, Clock]:
    clocks = stopped(case, event, ClockKind.NOTICE)
    if limit is not None:
        clocks[ClockKind.SUPPLEMENT] = started(ClockKind.SUPPLEMENT, limit, event, event.on)
    return clocks


def accepted(case: Case, event: e.Event, body: e.Accepted) -> Case:
    """受理 — the statutory and the promised clock start, and the time to assign inspectors."""
    clocks = {
        **stopped(case, event, ClockKind.NOTICE, ClockKind.SUPPLEMENT),
        ClockKind.STATUTORY: started(ClockKind.STATUTORY, body.statutory_limit, event, body.accepted_on),
        ClockKind.PROMISED: started(ClockKind.PROMISED, body.promised_limit, event, body.accepted_on),
    }
    if body.assign_limit is not None:
        clock = started(ClockKind.INSPECTORS, body.assign_limit, event, body.accepted_on)
        clocks[ClockKind.INSPECTORS] = clock
    return case.having(
        status=Status.ACCEPTED,
        accepted_on=body.accepted_on,
        accepted_by=event.actor,
        deemed_accepted=body.deemed,
        acceptance_number=body.acceptance_number,
        defects=(),
        owes_supplement=False,
        clocks=clocks,
    )


def declined(case: Case, event: e.Event, body: e.Declined) -> Case:
    """不予受理 — the end, nothing runs any more."""
    # Declined before such notices were made here, it is known by its receipt.
    ending = Ending(ChallengedAct.NON_ACCEPTANCE, body.notice_number or case.receipt_number, event.on)
    clocks = banned(all_stopped(case, event), body.ban_limit, event)
    return case.having(status=Status.DECLINED, clocks=clocks, ending=ending)


def withdrawn(case: Case, event: e.Event, body: e.Withdrawn) -> Case:
    """撤回 — the end, nothing runs any more."""
    return case.having(status=Status.WITHDRAWN, clocks=all_stopped(case, event))
