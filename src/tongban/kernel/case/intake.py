"""收件与受理 — receipt, the one-off notice, acceptance, declining, withdrawal.

依据 Basis: 行政许可法§32. Receipt is not acceptance: the receipt proves papers in hand, acceptance
starts the statutory clock, and silence on what is missing is acceptance as of receipt.
"""

from tongban.kernel.case.commands import (
    Accept,
    Decline,
    DeclineGround,
    DocumentKind,
    HandedIn,
    Receive,
    RequestSupplement,
    RestateDefects,
    Supplement,
    Withdraw,
)
from tongban.kernel.case.conditions import holds
from tongban.kernel.case.events import (
    Accepted,
    Declined,
    DefectsRestated,
    GapFilled,
    GapTolerated,
    Received,
    Supplemented,
    SupplementRequested,
    Withdrawn,
)
from tongban.kernel.case.item import Item, StepKind
from tongban.kernel.case.matter import CLOCKWORK, Matter, Unfolding
from tongban.kernel.case.prior_notice import prior_notice
from tongban.kernel.case.renewal import renewal
from tongban.kernel.case.state import Status
from tongban.kernel.case.steps import plan_and_open
from tongban.kernel.clock import Clock, ClockKind
from tongban.kernel.refusals import (
    BannedUntil,
    MaterialNotRequired,
    MaterialsMissing,
    NoSupplementYet,
    NothingHandedIn,
    NothingIsMissing,
    NothingToSupplement,
    NumberMissing,
    ReasonsMissing,
    RightAuthorityMissing,
    SecondNotice,
    UnknownMaterial,
)
from tongban.kernel.words import Bilingual, listed

_DECISION = StepKind.DECISION  # every case has one, whatever its situation

# --- what must hold before, shared by decide and the list of what is allowed


def check_request_supplement(matter: Matter) -> None:
    """Only the intake post, and only once."""
    matter.require_post_of(StepKind.INTAKE)
    if matter.case.notice_on is not None:
        added = Bilingual("任何新内容", "anything new")
        raise SecondNotice(notice_on=matter.case.notice_on, added=added)


def check_restate(matter: Matter) -> None:
    """Only after a notice whose supplement has come in."""
    matter.require_post_of(StepKind.INTAKE)
    if matter.case.notice_on is None or matter.case.owes_supplement:
        raise NoSupplementYet()


def check_supplement(matter: Matter) -> None:
    """Any time before acceptance; after it only what an acceptance by silence left open."""
    if matter.case.status is Status.ACCEPTED and not matter.case.missing:
        raise NothingIsMissing()


def check_accept(matter: Matter) -> None:
    """Only complete papers; everything missing is named at once."""
    matter.require_post_of(StepKind.INTAKE)
    if matter.case.missing:
        raise MaterialsMissing(materials=_names(matter.item, matter.case.missing))


def check_decline(matter: Matter) -> None:
    """Only the intake post."""
    matter.require_post_of(StepKind.INTAKE)


# --- deciders


def receive(unfolding: Unfolding, body: Receive) -> None:
    """收件 — record what came in and what this situation needs; the notice clock starts."""
    item = unfolding.matter.item
    _check_listed(item, [m.material for m in body.materials])
    if not body.receipt_number:
        raise NumberMissing(document=DocumentKind.RECEIPT.label)
    if body.banned_until is not None and unfolding.matter.day <= body.banned_until:
        raise BannedUntil(until=body.banned_until)
    _check_limits(unfolding.matter)
    unfolding.then(
        Received(
            item=item.id,
            item_version=item.version,
            item_digest=item.digest,
            division=body.division,
            authority=item.authority,
            applicant=body.applicant,
            agent=body.agent,
            channel=body.channel,
            receipt_number=body.receipt_number,
            required=tuple(m.id for m in item.materials if holds(m.when, body.facts)),
            skipped=tuple(
                s.id for s in item.steps if not holds(s.when, body.facts) and s.kind is not _DECISION
            ),
            materials=body.materials,
            answers=body.answers,
            notice_limit=item.notice_limit,
            renews=renewal(unfolding.matter, body.renews),
            prior_notice=prior_notice(unfolding.matter, body.published_on),
        )
    )


def request_supplement(unfolding: Unfolding, body: RequestSupplement) -> None:
    """一次性告知 — every defect in one notice, each on a material of the published list."""
    if not body.defects:
        raise NothingToSupplement()
    if not body.notice_number:
        raise NumberMissing(document=DocumentKind.SUPPLEMENT_NOTICE.label)
    item, case = unfolding.matter.item, unfolding.case
    _check_listed(item, [d.material for d in body.defects])
    # Not needed in this situation and not handed in: asking for it would be asking too much (§31).
    beyond = [d.material for d in body.defects if d.material not in {*case.required, *case.materials}]
    if beyond:
        raise MaterialNotRequired(materials=_names(item, beyond))
    unfolding.then(SupplementRequested(body.defects, body.notice_number, item.supplement_limit))


def supplement(unfolding: Unfolding, body: Supplement) -> None:
    """补正 — taken in as it comes; whether it is complete is for acceptance."""
    if not body.materials:
        raise NothingHandedIn()
    _check_listed(unfolding.matter.item, [m.material for m in body.materials])
    unfolding.then(Supplemented(_merged(body.materials), unfolding.matter.item.notice_limit))
    gap = unfolding.case.gap
    if gap is not None and gap.is_open and not gap.lacking:
        unfolding.then(GapFilled(gap.materials))


def restate(unfolding: Unfolding, body: RestateDefects) -> None:
    """重申 — only what the first notice named."""
    if not body.defects:
        raise NothingToSupplement()
    if not body.notice_number:
        raise NumberMissing(document=DocumentKind.SUPPLEMENT_NOTICE.label)
    _check_listed(unfolding.matter.item, [d.material for d in body.defects])
    named = {d.material for d in unfolding.case.noticed}
    added = [d.material for d in body.defects if d.material not in named]
    if added:
        names = _names(unfolding.matter.item, added)
        raise SecondNotice(notice_on=unfolding.case.notice_on, added=names)
    limit = unfolding.matter.item.supplement_limit
    unfolding.then(DefectsRestated(body.defects, body.notice_number, limit))


def accept(unfolding: Unfolding, body: Accept) -> None:
    """受理 — both clocks start on this day, and with them every step that waits for nothing."""
    if not body.acceptance_number:
        raise NumberMissing(document=DocumentKind.ACCEPTANCE_NOTICE.label)
    accept_papers(unfolding, body.acceptance_number)


def accept_papers(unfolding: Unfolding, number: str, tolerated: GapTolerated | None = None) -> None:
    """受理, with or without a gap that is tolerated."""
    unfolding.then(_accepted(unfolding.matter, number))
    if tolerated is not None:
        unfolding.then(tolerated)
    plan_and_open(unfolding, by_time=False)


def accept_by_silence(unfolding: Unfolding) -> None:
    """视为受理 — no notice in time: accepted as of the day the papers were received (§32(4))."""
    unfolding.then(_accepted(unfolding.matter, ""), by_time=True)
    plan_and_open(unfolding, by_time=True)


def is_accepted_by_silence(matter: Matter) -> bool:
    """Whether the five days have run out without a notice."""
    case = matter.case
    if case.status is not Status.RECEIVED:
        return False
    return case.clocks[ClockKind.NOTICE].ended_by(matter.occurred_at, matter.calendar) is not None


def decline(unfolding: Unfolding, body: Decline) -> None:
    """不予受理 — in writing; for want of power, with the right authority named."""
    if body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    if body.ground is DeclineGround.WRONG_AUTHORITY and not body.right_authority:
        raise RightAuthorityMissing()
    basis = {
        DeclineGround.NOT_REQUIRED: "行政许可法§32(1)",
        DeclineGround.WRONG_AUTHORITY: "行政许可法§32(2)",
        DeclineGround.FALSE_MATERIAL: "行政许可法§78",
    }[body.ground]
    is_false = body.ground is DeclineGround.FALSE_MATERIAL
    ban = unfolding.matter.item.ban_after_false_material if is_false else None
    unfolding.then(
        Declined(body.ground, body.reasons, body.right_authority, basis, ban, body.notice_number or None)
    )


def withdraw(unfolding: Unfolding, body: Withdraw) -> None:
    """撤回 — the applicant's right until the decision; no reasons needed."""
    unfolding.then(Withdrawn(body.reasons))


def _accepted(matter: Matter, number: str) -> Accepted:
    # A deemed acceptance (no number, nobody acted) reaches back to where the five days began.
    deemed = not number
    accepted_on = matter.case.clocks[ClockKind.NOTICE].started_on if deemed else matter.day
    item = matter.item
    return Accepted(
        accepted_on=accepted_on,
        deemed=deemed,
        acceptance_number=number,
        handling=item.handling,
        statutory_limit=item.statutory_limit,
        promised_limit=item.promised_limit,
        basis="行政许可法§32(4)" if deemed else "行政许可法§32(5)",
        assign_limit=item.inspection.assign if item.inspection else None,
    )


def _check_limits(matter: Matter) -> None:
    # An item whose limits the calendar cannot count is refused at the door, not in the middle.
    item = matter.item
    steps = [s.limit for s in item.steps if s.limit is not None]
    others = [item.hearing_limits.request, item.hearing_limits.hold]
    if item.tolerance is not None:
        others += [item.tolerance.fill, item.tolerance.after_reminder or item.tolerance.fill]
    if item.inspection is not None:
        others.append(item.inspection.assign)
    if item.supplement_limit is not None:
        others.append(item.supplement_limit)
    of_the_case = (item.notice_limit, item.statutory_limit, item.promised_limit, item.delivery_limit)
    for limit in (*of_the_case, *steps, *others):
        Clock(ClockKind.STEP, limit).start(matter.day, matter.occurred_at, CLOCKWORK).due(matter.calendar)


def _check_listed(item: Item, materials: list[str]) -> None:
    for material in materials:
        if material not in item.materials_by_id:
            raise UnknownMaterial(material=material)


def _merged(materials: tuple[HandedIn, ...]) -> tuple[HandedIn, ...]:
    merged: dict[str, HandedIn] = {}
    for m in materials:
        earlier = merged.get(m.material)
        merged[m.material] = HandedIn(m.material, (*earlier.files, *m.files)) if earlier else m
    return tuple(merged.values())


def _names(item: Item, materials: tuple[str, ...] | list[str]) -> Bilingual:
    return listed([item.materials_by_id[m].name for m in materials])
