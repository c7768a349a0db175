"""审管衔接 — whoever grants hands over to whoever oversees, who has it on record or sends it back.

依据 Basis: what separates approval from oversight, as the item cites it; 行政许可法§60, §61 (the holder is
checked). The law names no days for the hand-over: they are settings. A hand-over ends with its
acknowledgement and nothing else: its days may pass, which is on record and lights up, and it is owed still.
Each seat sends one back once at most, so that none goes round for ever.
"""

from tongban.kernel.case.commands import (
    AcknowledgeHandOver,
    HandOverAgain,
    HandOverFault,
    HandOverReason,
    RejectHandOver,
    Seat,
)
from tongban.kernel.case.events import HandedOver, HandOverAcknowledged, HandOverRejected
from tongban.kernel.case.hand_over import HandOver, HandOverState
from tongban.kernel.case.item import OversightRule
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.state import Licence
from tongban.kernel.refusals import (
    FirstCheckInThePast,
    HandedOverToAnother,
    NothingHandedOver,
    NothingToHandOverAgain,
    OverseerNotNamed,
    OversightPlanMissing,
    ReasonsMissing,
    ReceivingPostMissing,
    RejectedBefore,
)
from tongban.kernel.words import listed

# --- what must hold before, shared by decide and the list of what is allowed


def check_acknowledge(matter: Matter) -> None:
    """Only the post to which something was handed over that it has neither taken nor sent back."""
    awaited = [h for h in matter.case.hand_overs.values() if h.state is HandOverState.AWAITED]
    if not awaited:
        raise NothingHandedOver()
    if not _own(matter):
        posts = dict.fromkeys(matter.item.name_of(h.to.post) for h in awaited)
        raise HandedOverToAnother(posts=listed(list(posts)), actor_post=matter.name_of_own_post)


def check_reject(matter: Matter) -> None:
    """As `check_acknowledge`; and not what it sent back before."""
    check_acknowledge(matter)
    own = _own(matter)
    if all(h.to in h.rejected_by for h in own):
        raise RejectedBefore()


def check_again(matter: Matter) -> None:
    """Only the lead, and only what was sent back."""
    matter.require_lead()
    if not any(h.state is HandOverState.REJECTED for h in matter.case.hand_overs.values()):
        raise NothingToHandOverAgain()


def _own(matter: Matter) -> list[HandOver]:
    """What was handed over to the actor's post and is not taken yet."""
    return [
        h
        for h in matter.case.hand_overs.values()
        if h.state is HandOverState.AWAITED and h.to.post == matter.command.post
    ]


# --- deciders


def hand_over(
    unfolding: Unfolding, reason: HandOverReason, *, by_time: bool = False, of: Licence | None = None
) -> None:
    """移交监管 — by itself, with what becomes of a licence; nothing where the item names no overseer.

    To whoever took over an earlier one, as the item may have named the wrong one. `of` is the licence where
    the case has it no more.
    """
    rule, licence = unfolding.matter.item.oversight, of or unfolding.case.licence
    if rule is None or licence is None:
        return
    earlier = unfolding.case.hand_overs
    taken = [h.to for h in earlier.values() if h.is_settled]
    unfolding.then(
        HandedOver(
            hand_over=str(len(earlier) + 1),
            reason=reason,
            to=taken[-1] if taken else Seat(rule.authority, rule.post),
            number=licence.number,
            acknowledge_limit=rule.acknowledge,
            basis=rule.basis,
        ),
        by_time=by_time,
    )


def acknowledge(unfolding: Unfolding, body: AcknowledgeHandOver) -> None:
    """签收 — with the plan, where there is a licence to oversee."""
    matter = unfolding.matter
    awaited = _named(matter, body.hand_over)
    _check_plan(matter, body)
    unfolding.then(HandOverAcknowledged(awaited.id, _rule(matter).basis, body.plan))


def _check_plan(matter: Matter, body: AcknowledgeHandOver) -> None:
    licence, plan = matter.case.licence, body.plan
    if plan is None:
        if licence is not None and licence.is_in_force:
            raise OversightPlanMissing()
        return
    if plan.first_check_by < matter.day:
        raise FirstCheckInThePast(first_check_by=plan.first_check_by, day=matter.day)


def reject(unfolding: Unfolding, body: RejectHandOver) -> None:
    """退回 — with the reasons, and where another authority should have it, which."""
    matter = unfolding.matter
    awaited = _named(matter, body.hand_over)
    if awaited.to in awaited.rejected_by:
        raise RejectedBefore()
    if body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    is_wrong = body.fault is HandOverFault.WRONG_AUTHORITY
    if is_wrong and body.right in ("", awaited.to.authority):
        raise OverseerNotNamed()
    rule, right = _rule(matter), body.right if is_wrong else ""
    unfolding.then(HandOverRejected(awaited.id, body.fault, right, body.reasons, rule.again, rule.basis))


def hand_over_again(unfolding: Unfolding, body: HandOverAgain) -> None:
    """重新移交 — with a word on what was sent back, unless it simply goes to the authority that was named."""
    matter = unfolding.matter
    rejected = matter.case.hand_overs.get(body.hand_over)
    if rejected is None or rejected.state is not HandOverState.REJECTED:
        raise NothingToHandOverAgain()
    if body.to not in body.receiving:
        authority, post = matter.item.name_of(body.to.authority), matter.item.name_of(body.to.post)
        raise ReceivingPostMissing(seats=listed([authority, post]))
    if body.note is None and body.to.authority != rejected.right:
        raise ReasonsMissing(verb=body.verb())
    rule = _rule(matter)
    unfolding.then(
        HandedOver(
            rejected.id, rejected.reason, body.to, rejected.number, rule.acknowledge, rule.basis, body.note
        )
    )


def _named(matter: Matter, hand_over: str) -> HandOver:
    found = next((h for h in _own(matter) if h.id == hand_over), None)
    if found is None:
        raise NothingHandedOver()
    return found


def _rule(matter: Matter) -> OversightRule:
    rule = matter.item.oversight
    assert rule is not None, "nothing is handed over without one"
    return rule
