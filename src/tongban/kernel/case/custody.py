"""原件保管 — which post has which original, until it is back with who brought it.

依据 Basis: 行政许可法§29, §31 (materials are handed in for examination, not given away); the chain of hands
is the office's own rule. One post answers for an original at any time: who handed it over, until the other
acknowledges it. Where a post is given up, whoever takes its place answers for what it had.
"""

from tongban.kernel.case.commands import (
    AcknowledgeOriginal,
    DeliveryMethod,
    HandOverOriginal,
    RecordLostOriginal,
    ReturnOriginal,
    TakeOriginal,
)
from tongban.kernel.case.events import (
    OriginalAcknowledged,
    OriginalHandedOver,
    OriginalLost,
    OriginalReturned,
    OriginalTaken,
)
from tongban.kernel.case.item import Item, StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.papers import Original, OriginalState
from tongban.kernel.refusals import (
    LossNotApproved,
    NotInYourCustody,
    NotServedThisWay,
    NumberMissing,
    OriginalInCustodyAlready,
    OriginalNotDescribed,
    OriginalNotOut,
    ReasonsMissing,
    ServiceNotProven,
    UnknownMaterial,
    UnknownOriginal,
    UnknownPost,
)
from tongban.kernel.words import Bilingual

ORIGINAL = Bilingual("原件", "original")

# --- what must hold before, shared by decide and the list of what is allowed


def posts_of(item: Item) -> tuple[str, ...]:
    """The posts that handle the item, each once: only they hold originals."""
    return tuple(dict.fromkeys(step.post for step in item.steps))


def check_take(matter: Matter) -> None:
    """Whoever takes papers in, or leads."""
    if matter.command.post != matter.item.step_of(StepKind.INTAKE).post:
        matter.require_lead()


def check_out(matter: Matter) -> None:
    """Something is out."""
    if not any(original.is_out for original in matter.case.originals.values()):
        raise OriginalNotOut(original="—", state=Bilingual("没有收存", "none was taken"))


# --- deciders


def take(unfolding: Unfolding, body: TakeOriginal) -> None:
    """收存 — each under its own number, with what it is and who brought it."""
    matter = unfolding.matter
    if not body.original:
        raise NumberMissing(document=ORIGINAL)
    if body.original in matter.case.originals:
        raise OriginalInCustodyAlready(original=body.original)
    if body.material and body.material not in matter.item.materials_by_id:
        raise UnknownMaterial(material=body.material)
    if body.what is None or body.brought_by is None:
        raise OriginalNotDescribed()
    unfolding.then(OriginalTaken(body.original, body.material, body.what, body.brought_by))


def hand_over(unfolding: Unfolding, body: HandOverOriginal) -> None:
    """移交 — by the post that has it, to another of the item's."""
    matter = unfolding.matter
    original = _held_here(matter, body.original)
    if body.to_post not in posts_of(matter.item) or body.to_post == original.post:
        raise UnknownPost(post=matter.item.name_of(body.to_post))
    unfolding.then(OriginalHandedOver(body.original, body.to_post))


def acknowledge(unfolding: Unfolding, body: AcknowledgeOriginal) -> None:
    """签收 — by the post it was handed over to, and nobody else."""
    matter, original = unfolding.matter, _out(unfolding.matter, body.original)
    if original.state is not OriginalState.HANDED_OVER or original.to_post != matter.command.post:
        raise _not_here(matter, original, original.to_post or original.post)
    unfolding.then(OriginalAcknowledged(body.original))


def give_back(unfolding: Unfolding, body: ReturnOriginal) -> None:
    """退还 — signed for at the counter, or from the post."""
    _held_here(unfolding.matter, body.original)
    if body.method not in (DeliveryMethod.COUNTER, DeliveryMethod.POST):
        raise NotServedThisWay(method=body.method.label, verb=body.verb())
    if body.proof is None:
        raise ServiceNotProven(document=ORIGINAL)
    unfolding.then(OriginalReturned(body.original, body.method, body.proof))


def lose(unfolding: Unfolding, body: RecordLostOriginal) -> None:
    """遗失 — by the post that answers for it, with a reason and a second person's approval."""
    matter = unfolding.matter
    original = _out(matter, body.original)
    if original.post != matter.command.post:
        raise _not_here(matter, original, original.post)
    if body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    if not body.approver or body.approver == matter.command.actor:
        raise LossNotApproved(original=body.original)
    unfolding.then(OriginalLost(body.original, body.reasons, body.approver))


def _out(matter: Matter, number: str) -> Original:
    original = matter.case.originals.get(number)
    if original is None:
        raise UnknownOriginal(original=number)
    if not original.is_out:
        raise OriginalNotOut(original=number, state=original.state.label)
    return original


def _held_here(matter: Matter, number: str) -> Original:
    original = _out(matter, number)
    if original.state is not OriginalState.IN_CUSTODY or original.post != matter.command.post:
        raise _not_here(matter, original, original.post)
    return original


def _not_here(matter: Matter, original: Original, post: str) -> NotInYourCustody:
    return NotInYourCustody(
        original=original.number, post=matter.item.name_of(post), state=original.state.label
    )
