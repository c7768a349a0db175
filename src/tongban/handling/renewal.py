"""延续 — which licence on record is renewed, and what its holder may expect before they apply.

依据 Basis: 行政许可法§50. Number and last day come from the record of the case that granted the licence,
never from what somebody types.
"""

from dataclasses import dataclass
from datetime import date, datetime

from tongban.handling.carrying_out import Handler
from tongban.handling.ports import Ports
from tongban.kernel import Case, Command, Item
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import commands as c
from tongban.kernel.case.events import Renewal
from tongban.kernel.case.matter import CLOCKWORK, Matter
from tongban.kernel.case.renewal import renewal
from tongban.kernel.clock import Clock, ClockKind
from tongban.kernel.refusals import CaseNotFound, NoLicenceInForce, Refusal


class LicenceNotOnRecord(Refusal):
    """申请人名下没有本事项可以延续的许可。"""

    zh = "申请人名下没有本事项可以延续的许可「{number}」。"
    en = "The applicant holds no licence “{number}” that this item renews."
    basis = "行政许可法§50(1)"
    remedy_zh = "请核对编号和持证人；由被许可人本人申请，或者委托代理人申请。"
    remedy_en = "Check number and holder; the holder applies, in person or by an agent."


class LicenceWithoutEnd(Refusal):
    """许可长期有效。"""

    zh = "许可 {number} 长期有效，不需要延续。"
    en = "Licence {number} does not expire; there is nothing to renew."
    basis = "行政许可法§50(1)"
    remedy_zh = "不用办理。内容有变化的，请申请变更。"
    remedy_en = "Nothing is to be done; where its content changed, apply for the change."


class RenewalUnderWay(Refusal):
    """这张许可的延续正在办理。"""

    zh = "许可 {number} 的延续已经在办（{receipt}），不能同时再申请一次。"
    en = "Licence {number} is being renewed already ({receipt}); it is not renewed twice at once."
    basis = "行政许可法§50"
    remedy_zh = "请查看那一件的进度；要换一件办的，先撤回那一件。"
    remedy_en = "Follow that case; to begin another one, withdraw it first."


@dataclass(frozen=True, slots=True)
class Foreseen:
    """可以预期 — what an application made now would be: in time or not, and the last day that is."""

    renewal: Renewal
    apply_by: date


def licence_of(case: Case, item: Item, applicant: str) -> c.LicenceToRenew:
    """The licence a case granted, as a renewal by that item names it.

    Raises:
        LicenceNotOnRecord: it is no licence of the applicant's, or none of those the item renews.
        NoLicenceInForce: it was revoked or cancelled.
        LicenceWithoutEnd: it does not expire.
    """
    renews = item.renewal
    # What was renewed once is renewed again by the same item.
    if renews is None or case.item not in (renews.of, item.id) or case.applicant != applicant:
        raise LicenceNotOnRecord(number=case.outcome_number)
    licence = case.licence
    if licence is None:
        raise LicenceNotOnRecord(number=case.outcome_number)
    if not licence.is_in_force:
        raise NoLicenceInForce(state=licence.state.label)
    if licence.valid_until is None:
        raise LicenceWithoutEnd(number=licence.number)
    return c.LicenceToRenew(licence.number, licence.valid_until)


def licence_of_case(handler: Handler, case_id: str, item: Item, applicant: str) -> c.LicenceToRenew:
    """The same, by the id of the case that granted it; errors as there, also where there is no such case."""
    try:
        case = handler.standing(case_id).case
    except CaseNotFound as unknown:
        raise LicenceNotOnRecord(number=case_id) from unknown
    return licence_of(case, item, applicant)


def claim(ports: Ports, licence: c.LicenceToRenew, case_id: str) -> None:
    """Keep the licence for this case to renew, while it is open.

    Raises:
        RenewalUnderWay: another case renews it.
    """
    _refuse_second(ports, licence, ports.places.claim(_key(licence), case_id, ports.clock.now()))


def require_free(ports: Ports, licence: c.LicenceToRenew) -> None:
    """Refuse what is being renewed already.

    Raises:
        RenewalUnderWay: it is.
    """
    _refuse_second(ports, licence, ports.places.claimed_by(_key(licence)))


def _refuse_second(ports: Ports, licence: c.LicenceToRenew, other: str) -> None:
    if other:
        summary = ports.store.summary(other)
        raise RenewalUnderWay(number=licence.number, receipt=summary.receipt_number if summary else "—")


def _key(licence: c.LicenceToRenew) -> str:
    return f"renewal:{licence.number}"


def foresee(item: Item, licence: c.LicenceToRenew, now: datetime, calendar: Calendar) -> Foreseen:
    """What an application made now would be.

    Raises:
        LicenceExpired: its last day is over.
        NotARenewal: the item renews nothing.
    """
    # A case that does not exist yet, before the same rule that will decide it.
    matter = Matter(Case(), Command("", "", now, CLOCKWORK, "", c.NoticePassing()), item, calendar)
    found = renewal(matter, licence)
    assert found is not None, "an item without a rule was refused"
    clock = Clock(ClockKind.RENEWAL, found.apply_limit).start(found.expires_on, now, CLOCKWORK)
    return Foreseen(found, clock.due(calendar).day)
