"""期限变动之后的办件 — what moves or ends a clock."""

from dataclasses import replace

from tongban.kernel.case import events as e
from tongban.kernel.case.state import Case, SpecialPeriod
from tongban.kernel.clock import ClockKind


def time_excluded(case: Case, event: e.Event, body: e.TimeExcluded) -> Case:
    """扣除 — the days are excluded from the clocks named."""
    clocks = dict(case.clocks)
    for kind in body.clocks:
        clocks[kind] = clocks[kind].exclude(
            body.begin,
            body.until,
            event.at,
            event.actor,
            basis=_basis(body, kind),
            document=body.notice_number,
            why=body.procedure,
        )
    period = SpecialPeriod(body.procedure, body.begin, body.until, body.notice_number)
    return case.having(clocks=clocks, special=(*case.special, period))


def time_resumed(case: Case, event: e.Event, body: e.TimeResumed) -> Case:
    """恢复 — the exclusion ends with its last day."""
    clocks = dict(case.clocks)
    for kind in body.clocks:
        clocks[kind] = clocks[kind].resume(
            body.last_day, event.at, event.actor, basis=_basis(body, kind), why=body.procedure
        )
    special = tuple(
        replace(p, until=body.last_day)
        if p.procedure is body.procedure and p.begin <= body.last_day <= p.until
        else p
        for p in case.special
    )
    return case.having(clocks=clocks, special=special)


def _basis(body: e.TimeExcluded | e.TimeResumed, kind: ClockKind) -> str:
    """What the clock stops by: the promise by the rule that the item published, if it has one of its own."""
    own = body.promise_basis if kind is ClockKind.PROMISED else None
    return own or body.basis


def limit_extended(case: Case, event: e.Event, body: e.LimitExtended) -> Case:
    """延长 — the statutory clock runs longer."""
    clock = case.clocks[ClockKind.STATUTORY].extend(
        body.amount, event.on, event.at, event.actor, basis=body.basis, document=body.notice_number
    )
    return case.having(clocks={**case.clocks, ClockKind.STATUTORY: clock})


def limit_passed(case: Case, event: e.Event, body: e.LimitPassed) -> Case:
    """届满 — it is known that this due date has passed."""
    return case.having(passed={**case.passed, body.clock: body.due_on})


def signal_turned(case: Case, event: e.Event, body: e.SignalTurned) -> Case:
    """转灯 — it is said that the clock, its ledger being what it is now, has turned to the colour."""
    entries = case.clocks[body.clock].entries
    return case.having(lit={**case.lit, body.clock: {**case.lit.get(body.clock, {}), body.colour: entries}})


def clocks_recounted(case: Case, event: e.Event, body: e.ClocksRecounted) -> Case:
    """重新计算 — the clocks stand on the new calendar's days."""
    clocks = dict(case.clocks)
    for moved in body.moved:
        clocks[moved.clock] = clocks[moved.clock].recount(
            moved.before, moved.after, event.on, event.at, event.actor, basis=body.basis
        )
    return case.having(clocks=clocks)
