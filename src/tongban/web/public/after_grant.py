"""许可之后 — what a holder is told of a commitment, its check, and a licence that may fall.

Pure, as `tracking`. Whether a licence is in force is everybody's to know; what was found, and why it may be
revoked, is the holder's.
"""

from datetime import date
from typing import Any

from tongban.kernel import Case, Event, Happening
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import events as e
from tongban.kernel.case.commands import CheckFinding
from tongban.kernel.case.state import LicenceState
from tongban.kernel.clock import Clock, ClockKind
from tongban.kernel.words import Bilingual

#: Days that run after the grant, also where the case is closed.
KINDS = (ClockKind.COMMITMENT_CHECK, ClockKind.RECTIFICATION)

#: What is found of somebody, and intended against them, before it is decided.
OF_THE_HOLDER = (e.CheckRecorded, e.RectificationOrdered, e.RectificationRecorded, e.RevocationTold)

DATE_TITLES = {
    ClockKind.COMMITMENT_CHECK: Bilingual("最迟来核查的日子", "You are checked by"),
    ClockKind.RECTIFICATION: Bilingual("您最迟改好的日子", "You put it right by"),
}


def clocks_of(case: Case, today: date, calendar: Calendar, *, to_holder: bool) -> list[Clock]:
    """The running days after the grant that are not over; to rectify is the holder's matter."""
    kinds = KINDS if to_holder else (ClockKind.COMMITMENT_CHECK,)
    clocks = [case.clocks[kind] for kind in kinds if kind in case.clocks]
    return [clock for clock in clocks if clock.is_running and not clock.is_past(today, calendar)]


def ended(case: Case) -> Bilingual | None:
    """How the licence ended, where it did."""
    licence = case.licence
    return None if licence is None or licence.state is LicenceState.IN_FORCE else licence.state.label


def is_to_be_revoked(case: Case) -> bool:
    """Whether a revocation is intended and not decided."""
    licence = case.licence
    return licence is not None and licence.state is LicenceState.IN_FORCE and case.revocation is not None


def where(case: Case, *, to_holder: bool) -> Bilingual | None:
    """Where things are after the grant; None where nothing is to be said of it, or not to everybody."""
    licence = case.licence
    if licence is None:
        return None
    if licence.state is LicenceState.REVOKED:
        return Bilingual("许可已经撤销。", "The licence was revoked.")
    if licence.state is LicenceState.CANCELLED:
        return Bilingual("许可已经注销。", "The licence was cancelled.")
    if to_holder and is_to_be_revoked(case):
        return Bilingual("机关拟撤销许可，正听取您的意见。", "A revocation is intended; you are being heard.")
    if ClockKind.COMMITMENT_CHECK in case.clocks and case.delivered_on is not None:
        checked = case.commitment is not None and case.commitment.finding is not None
        return None if checked else Bilingual("已办完，还要来核查一次。", "Done; a check is still to come.")
    return None


def told_of(case: Case, history: tuple[Event, ...], today: date, *, to_holder: bool) -> dict[str, Any] | None:
    """What the progress page says beside the days; nothing for a case without a commitment or a fall."""
    commitment, licence, told = case.commitment, case.licence, case.revocation
    if commitment is None and told is None and ended(case) is None:
        return None
    in_force = licence is not None and licence.state is LicenceState.IN_FORCE
    intended = told if in_force and to_holder else None
    if commitment is None and intended is None and in_force:
        return None
    return {
        "commitment": commitment,
        "is_granted": licence is not None,
        "finding": _FINDINGS[commitment.finding] if commitment and commitment.finding else None,
        "to_rectify": to_holder
        and commitment is not None
        and commitment.rectify_ordered_on is not None
        and commitment.rectified is None,
        "rectified": commitment.rectified if commitment else None,
        "intended": intended,
        "reasons": _last(history, e.RevocationTold) if intended else _last(history, e.Revoked),
        "may_answer": intended is not None and (not intended.has_stated or today <= intended.respond_by),
        "ended": ended(case),
        "ended_on": licence.ended_on if licence else None,
    }


_FINDINGS = {
    CheckFinding.KEPT: Bilingual("已经核查：承诺属实。", "Checked: it is as you promised."),
    CheckFinding.NOT_PERFORMED: Bilingual(
        "已经核查：承诺没有全部做到。", "Checked: not all of it is as you promised."
    ),
    CheckFinding.FALSE_PROMISE: Bilingual("已经核查：承诺不实。", "Checked: the promise was false."),
}


def _last(history: tuple[Event, ...], kind: type[e.RevocationTold | e.Revoked]) -> Any:
    return next((event.body.reasons for event in reversed(history) if isinstance(event.body, kind)), None)


def detail_of(body: Happening) -> Bilingual | None:
    """What else is to be known of an event."""
    match body:
        case e.CommitmentTold() | e.RectificationOrdered():
            return Bilingual("文号 {number}。", "Number {number}.").fill(number=body.notice_number)
        case e.CheckPlanned():
            return Bilingual("准予之日起 {limit}内核查。", "Within {limit} of the grant.").fill(
                limit=body.check_limit.words
            )
        case e.RevocationTold():
            return Bilingual(
                "可以最迟在 {day}（含当日）陈述、申辩。文号 {number}。",
                "It can be answered until {day}. Number {number}.",
            ).fill(day=body.respond_by, number=body.notice_number)
        case e.Revoked() | e.Cancelled():
            return Bilingual("{ground}。文号 {number}。", "{ground}. Number {number}.").fill(
                ground=body.ground.label, number=body.number
            )
    return None
