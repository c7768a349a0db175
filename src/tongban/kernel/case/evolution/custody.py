"""原件保管之后的办件 — which post has which original."""

from dataclasses import replace

from tongban.kernel.case import events as e
from tongban.kernel.case.papers import Original, OriginalState
from tongban.kernel.case.state import Case


def original_taken(case: Case, event: e.Event, body: e.OriginalTaken) -> Case:
    """收存 — the post that took it has it."""
    return _with(case, Original(body.original, body.material, event.on, event.post, since=event.on))


def original_handed_over(case: Case, event: e.Event, body: e.OriginalHandedOver) -> Case:
    """移交 — on its way."""
    was = case.originals[body.original]
    return _with(case, replace(was, state=OriginalState.HANDED_OVER, to_post=body.to_post, since=event.on))


def original_acknowledged(case: Case, event: e.Event, body: e.OriginalAcknowledged) -> Case:
    """签收 — the other post has it."""
    was = case.originals[body.original]
    return _with(
        case, replace(was, state=OriginalState.IN_CUSTODY, post=was.to_post, to_post="", since=event.on)
    )


def original_returned(case: Case, event: e.Event, body: e.OriginalReturned) -> Case:
    """退还 — the end of its custody."""
    return _with(case, replace(case.originals[body.original], state=OriginalState.RETURNED, since=event.on))


def original_lost(case: Case, event: e.Event, body: e.OriginalLost) -> Case:
    """遗失 — said, approved, and no longer looked for here."""
    return _with(case, replace(case.originals[body.original], state=OriginalState.LOST, since=event.on))


def _with(case: Case, original: Original) -> Case:
    return case.having(originals={**case.originals, original.number: original})
