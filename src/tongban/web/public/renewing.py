"""延续 — what a holder is told of a renewal: by when to apply, by when it is decided, what silence does.

依据 Basis: 行政许可法§50.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.catalogue import Implementation
from tongban.handling.renewal import Foreseen, foresee, licence_of, require_free
from tongban.kernel import Case, Happening, Status
from tongban.kernel.case import events as e
from tongban.kernel.refusals import NotARenewal, Refusal
from tongban.kernel.words import Bilingual
from tongban.web.wiring import Office

DAY_TITLE = Bilingual("原许可到期、最迟作出决定的日子", "The licence expires and must be decided on by")


def renewing_item(office: Office, item_id: str, on: date) -> Implementation | None:
    """The item in force that renews licences of this item, or of its own; None where there is none."""
    return next(
        (i for i in office.catalogue.all_in_force(on) if i.renewal and item_id in (i.renewal.of, i.id)), None
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """可以延续 — the item that renews the licence of a case, and what an application today would be."""

    item: Implementation
    foreseen: Foreseen

    @property
    def silence(self) -> Bilingual:
        """What follows if nobody decides."""
        return silence_of(self.foreseen.renewal)


def renewal_by(office: Office, case: Case, account: str) -> Offer:
    """What an application by an account to renew the licence of a case would be today.

    Raises:
        NotARenewal: no item renews it.
        Refusal: it is not theirs, ended, expired, never expires, or is being renewed already.
    """
    item = renewing_item(office, case.item, office.today(case.division))
    if item is None:
        raise NotARenewal()
    kernel, now = item.for_kernel(), office.ports.clock.now()
    held = licence_of(case, kernel, account)
    require_free(office.ports, held)
    return Offer(item, foresee(kernel, held, now, office.calendars.of(case.division)))


def offer_of(office: Office, case: Case, account: str) -> Offer | None:
    """The same, to be offered; None where it would be refused."""
    try:
        return renewal_by(office, case, account)
    except Refusal:
        return None


def silence_of(renewal: e.Renewal) -> Bilingual:
    """What follows where the authority does not decide before the licence expires."""
    if not renewal.in_time:
        return Bilingual(
            "申请已经晚于法定的日子（到期前 {limit}）。机关仍会审查；但到期没有决定的，不视为准予延续，"
            "到期以后不能再凭原许可从事活动。",
            "This is later than the law asks ({limit} before expiry). It is still examined; but silence does "
            "not renew, and once the licence has expired what it allowed is not allowed.",
        ).fill(limit=renewal.apply_limit.words)
    if renewal.valid_until is None:
        return Bilingual(
            "到期没有决定的，视为准予延续（材料还没有补齐的除外）。",
            "Undecided by then, it counts as renewed, unless you still owe papers.",
        )
    return Bilingual(
        "到期没有决定的，视为准予延续，有效期至 {until}（材料还没有补齐的除外）。",
        "Undecided by then, it counts as renewed until {until}, unless you still owe papers.",
    ).fill(until=renewal.valid_until)


def told_of(case: Case) -> dict[str, Any] | None:
    """What the progress page says of a renewal; None for any other case."""
    renews = case.renews
    if renews is None:
        return None
    running = case.status in (Status.RECEIVED, Status.ACCEPTED)
    return {
        "number": renews.number,
        "expires_on": renews.expires_on,
        "in_time": renews.in_time,
        "silence": silence_of(renews) if running else None,
        "deemed": case.deemed_renewed,
        "renewed_until": case.valid_until,
        "is_renewed": case.licence is not None,
        "basis": renews.basis or renews.apply_limit.basis,
    }


def renewed_how(case: Case) -> Bilingual | None:
    """How a licence came to be valid longer than it was granted for; None where it was not renewed."""
    if case.renews is None or case.licence is None:
        return None
    how = (
        Bilingual(
            "原有效期至 {day}；到期没有决定，视为准予延续。",
            "It was valid until {day}; undecided by then, it counts as renewed.",
        )
        if case.deemed_renewed
        else Bilingual("原有效期至 {day}；已准予延续。", "It was valid until {day}; its renewal was granted.")
    )
    return how.fill(day=case.renews.expires_on)


def detail_of(body: Happening) -> Bilingual | None:
    """What a renewal by silence means for the holder."""
    if not isinstance(body, e.RenewalDeemed):
        return None
    if body.valid_until is None:
        return Bilingual("编号 {number} 不变。", "Number {number} stays.").fill(number=body.number)
    return Bilingual(
        "编号 {number} 不变，有效期至 {until}。", "Number {number} stays, valid until {until}."
    ).fill(number=body.number, until=body.valid_until)
