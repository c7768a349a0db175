"""职权移交 — an authority is merged, divided or loses its powers; the case goes on where they went.

依据 Basis: whoever holds the power now answers for what was done under it (行政诉讼法§26(6)). The applicant
is not to feel it: acceptance, notices, findings and every clock stand. What moves is whose each step is, also
one that is done, so that a mistake in it can still be corrected by somebody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tongban.kernel.case.commands import Seat, TransferCase
from tongban.kernel.case.events import CaseTransferred, HandOverMoved, OriginalMoved, StepMoved
from tongban.kernel.case.hand_over import HandOver
from tongban.kernel.case.item import Item, StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.state import Case
from tongban.kernel.refusals import (
    NothingToTransfer,
    NotPartyToTheTransfer,
    PostsLeftBehind,
    ReceivingPostMissing,
    TransferDocumentMissing,
)
from tongban.kernel.words import Bilingual, listed


def as_held(item: Item, case: Case) -> Item:
    """The item as its powers are held in this case now; asked again of the answer, it is the same."""
    seats = (case.check_seat, case.oversight_seat, case.superior_seat)
    if not case.seats and seats == (None, None, None):
        return item
    steps = []
    for step in item.steps:
        seat = case.seats.get(step.id)
        steps.append(replace(step, authority=seat.authority, post=seat.post) if seat else step)
    rule, check = item.commitment, case.check_seat
    if rule is not None and check is not None:
        rule = replace(rule, check_authority=check.authority, check_post=check.post)
    oversight, overseer = item.oversight, case.oversight_seat
    if oversight is not None and overseer is not None:
        oversight = replace(oversight, authority=overseer.authority, post=overseer.post)
    disputes, superior = item.dispute, case.superior_seat
    if disputes is not None and superior is not None:
        disputes = replace(disputes, superior=superior.authority, superior_post=superior.post)
    return replace(
        item,
        authority=case.authority,
        steps=tuple(steps),
        commitment=rule,
        oversight=oversight,
        dispute=disputes,
    )


def transfer(unfolding: Unfolding, body: TransferCase) -> None:
    """移交办件 — each post of the giving authority has one that takes its place, and that there is."""
    matter, item = unfolding.matter, unfolding.matter.item
    given = posts_held(matter, body.authority)
    if not given:
        raise NothingToTransfer(authority=item.name_of(body.authority))
    to = {moved.post: moved.to for moved in body.posts if moved.post in given}
    if matter.command.post not in {*given, *(seat.post for seat in to.values())}:
        raise NotPartyToTheTransfer(actor_post=matter.name_of_own_post)
    if not body.document or not body.basis:
        raise TransferDocumentMissing()
    left = [post for post in given if post not in to]
    if left:
        raise PostsLeftBehind(posts=listed([item.name_of(post) for post in left]))
    lacking = [seat for seat in dict.fromkeys(to.values()) if seat not in body.receiving]
    if lacking:
        raise ReceivingPostMissing(seats=listed([_name(matter, seat) for seat in lacking]))
    rule, oversight, rules = item.commitment, item.oversight, item.dispute
    lead = item.authority
    if lead == body.authority:
        lead = to[_leading_post(item)].authority
    unfolding.then(
        CaseTransferred(
            authority=body.authority,
            lead=lead,
            steps=tuple(StepMoved(s.id, to[s.post]) for s in item.steps if s.authority == body.authority),
            document=body.document,
            basis=body.basis,
            check=to[rule.check_post] if rule and rule.check_authority == body.authority else None,
            oversight=to[oversight.post] if oversight and oversight.authority == body.authority else None,
            hand_overs=tuple(HandOverMoved(h.id, to[h.to.post]) for h in _handed_to(matter, body.authority))
            or None,
            superior=to[rules.superior_post] if rules and rules.superior == body.authority else None,
            originals=tuple(_originals_moved(matter.case, to)) or None,
        )
    )


def _originals_moved(case: Case, to: Mapping[str, Seat]) -> Iterator[OriginalMoved]:
    """原件随移 — they go with the post, as whoever has it answers for them; nobody signs for that."""
    for original in case.originals.values():
        if original.is_out and (original.post in to or original.to_post in to):
            post, to_post = (to[p].post if p in to else p for p in (original.post, original.to_post))
            yield OriginalMoved(original.number, post, to_post)


def posts_held(matter: Matter, authority: str) -> list[str]:
    """The posts by which an authority has a part in a case, each once; none where it has none."""
    return list(dict.fromkeys([*_posts_of(matter.item, authority), *_overseeing(matter, authority)]))


def _posts_of(item: Item, authority: str) -> Iterator[str]:
    yield from (step.post for step in item.steps if step.authority == authority)
    rule, disputes = item.commitment, item.dispute
    if rule is not None and rule.check_authority == authority:
        yield rule.check_post
    if disputes is not None and disputes.superior == authority:
        yield disputes.superior_post


def _overseeing(matter: Matter, authority: str) -> Iterator[str]:
    rule = matter.item.oversight
    if rule is not None and rule.authority == authority:
        yield rule.post
    yield from (h.to.post for h in _handed_to(matter, authority))


def _handed_to(matter: Matter, authority: str) -> list[HandOver]:
    """The hand-overs to that authority; those it has taken too, as what comes later goes the same way."""
    return [h for h in matter.case.hand_overs.values() if h.to.authority == authority]


def _leading_post(item: Item) -> str:
    """The post by which the lead is known: the one that decides, where it is the lead's own."""
    decision = item.step_of(StepKind.DECISION)
    if decision.authority == item.authority:
        return decision.post
    return next(_posts_of(item, item.authority))


def _name(matter: Matter, seat: Seat) -> Bilingual:
    authority, post = matter.item.name_of(seat.authority), matter.item.name_of(seat.post)
    return Bilingual(f"{authority.zh}{post.zh}", f"{post.en} of {authority.en}")
