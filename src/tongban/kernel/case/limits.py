"""期限变动 — special procedures and extension.

依据 Basis: 行政许可法§42 (extension), §45 (only eight procedures are excluded, told in writing).
"""

from collections.abc import Sequence

from tongban.kernel.case.commands import EndSpecialProcedure, ExtendLimit, StartSpecialProcedure
from tongban.kernel.case.events import LimitExtended, TimeExcluded, TimeResumed
from tongban.kernel.case.item import SPECIAL_BASIS, Approver, Item, SpecialProcedure
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import (
    AlreadyExtended,
    ApproverMissing,
    ApproverTooLow,
    ExclusionBackdated,
    LimitAlreadyPassed,
    MaterialsSentUp,
    NoSuchSpecialProcedure,
    NotASpecialProcedure,
    ReasonsMissing,
    TellInWriting,
)
from tongban.kernel.words import Bilingual


def check_start_special(matter: Matter) -> None:
    """Only the lead, and only where the law or the item's own published rule has such a procedure."""
    matter.require_lead()
    if not matter.item.stopping:
        raise NotASpecialProcedure(procedure=Bilingual("停止计时", "stopping the clock"))


def check_end_special(matter: Matter) -> None:
    """Only the lead, and only while one is under way."""
    matter.require_lead()
    if not any(p.begin <= matter.today <= p.until for p in matter.case.special):
        raise NoSuchSpecialProcedure(procedure=Bilingual("特别程序", "special procedure"), day=matter.today)


def check_extend(matter: Matter) -> None:
    """Only the lead, only once, only before the limit has passed."""
    matter.require_lead()
    clock = matter.case.clocks[ClockKind.STATUTORY]
    if clock.extended_on is not None:
        raise AlreadyExtended(on=clock.extended_on)
    if clock.is_past(matter.day, matter.calendar):
        raise LimitAlreadyPassed(due=clock.due(matter.calendar).day)


def start_special(unfolding: Unfolding, body: StartSpecialProcedure) -> None:
    """启动特别程序 — exclude the days told, both included, from the clocks that stop for it.

    The statutory clock stops for the procedures of art. 45 alone; the promised one for those that the
    item's own published rule names, and no more where it is past or the case is decided anew.
    """
    matter = unfolding.matter
    procedure, item = body.procedure, matter.item
    if procedure not in item.stopping:
        raise NotASpecialProcedure(procedure=procedure.label)
    if procedure is SpecialProcedure.SUPPLEMENT and unfolding.case.sent_up_on is not None:
        raise MaterialsSentUp(on=unfolding.case.sent_up_on)
    if not body.notice_number:
        raise TellInWriting(verb=body.verb())
    clocks, stopped = unfolding.case.clocks, []
    if procedure.is_statutory:
        stopped.append(ClockKind.STATUTORY)
    promise = clocks[ClockKind.PROMISED]
    is_over = not promise.is_running or promise.is_past(body.begin, matter.calendar)
    if item.basis_to_stop_promise(procedure) and not (procedure.is_statutory and is_over):
        stopped.append(ClockKind.PROMISED)
    for kind in stopped:
        clocks[kind].check_exclusion(body.begin, body.until, matter.calendar)
    if body.begin < matter.day:
        raise ExclusionBackdated(begin=body.begin, told_on=matter.day)
    unfolding.then(
        TimeExcluded(
            procedure,
            body.begin,
            body.until,
            body.notice_number,
            tuple(stopped),
            _basis(item, procedure),
            _promise_basis(item, procedure, stopped),
        )
    )


def end_special(unfolding: Unfolding, body: EndSpecialProcedure) -> None:
    """提前结束 — the days told but not needed count again."""
    under_way = [
        p
        for p in unfolding.case.special
        if p.procedure is body.procedure and p.begin <= body.last_day < p.until
    ]
    if not under_way:
        raise NoSuchSpecialProcedure(procedure=body.procedure.label, day=body.last_day)
    period = under_way[0]
    stopped = tuple(
        kind
        for kind in (ClockKind.STATUTORY, ClockKind.PROMISED)
        if (period.begin, period.until) in unfolding.case.clocks[kind].excluded
    )
    item = unfolding.matter.item
    unfolding.then(
        TimeResumed(
            body.procedure,
            body.last_day,
            stopped,
            _basis(item, body.procedure),
            _promise_basis(item, body.procedure, stopped),
        )
    )


def _basis(item: Item, procedure: SpecialProcedure) -> str:
    return SPECIAL_BASIS if procedure.is_statutory else item.basis_to_stop_promise(procedure)


def _promise_basis(item: Item, procedure: SpecialProcedure, stopped: Sequence[ClockKind]) -> str | None:
    """The item's own rule, where the promise stops by another than the law's; see `TimeExcluded`."""
    basis = item.basis_to_stop_promise(procedure)
    return basis if ClockKind.PROMISED in stopped and basis != _basis(item, procedure) else None


def extend(unfolding: Unfolding, body: ExtendLimit) -> None:
    """延长 — by what the law allows this way of handling, approved by whom it names, reasons told."""
    item = unfolding.matter.item
    needed = item.extension_approver
    if needed is Approver.GOVERNMENT_HEAD and body.approved_by is not Approver.GOVERNMENT_HEAD:
        raise ApproverTooLow(needed=needed.label, given=body.approved_by.label)
    if not body.approver:
        raise ApproverMissing(needed=needed.label)
    if body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    if not body.notice_number:
        raise TellInWriting(verb=body.verb())
    limit = item.extension_limit
    unfolding.then(
        LimitExtended(
            limit.amount, body.approved_by, body.approver, body.reasons, body.notice_number, limit.basis
        )
    )
