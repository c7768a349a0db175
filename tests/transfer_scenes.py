"""Scenes of `test_refusals` about powers that move, with the whole refusal."""

from collections.abc import Callable

from cast import ASSISTANT, LEAD, SUPERVISOR, Table, moved
from tongban.kernel import refusals as r
from tongban.kernel.words import Bilingual


def _accepted() -> Table:
    return Table().accepted("2026-03-02")


TRANSFER_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "transferring what an authority does not have": (
        lambda: _accepted().refused("2026-03-04", LEAD, moved("water", "water_desk")),
        r.NothingToTransfer(authority=Bilingual("水务局", "the water bureau")),
    ),
    "transferring by no document": (
        lambda: _accepted().refused("2026-03-04", LEAD, moved(document="")),
        r.TransferDocumentMissing(),
    ),
    "transferring half of it": (
        lambda: _accepted().refused("2026-03-04", LEAD, moved("market", "fire_desk")),
        r.PostsLeftBehind(posts=Bilingual("许可审查岗", "the licensing desk")),
    ),
    "transferring to a desk that is not there": (
        lambda: _accepted().refused("2026-03-04", LEAD, moved(receiving=())),
        r.ReceivingPostMissing(
            seats=Bilingual("行政审批局审批岗", "the approval desk of the approval bureau")
        ),
    ),
    "transferring from a third desk": (
        lambda: _accepted().refused("2026-03-04", ASSISTANT, moved()),
        r.NotPartyToTheTransfer(actor_post=Bilingual("消防意见岗", "the fire desk")),
    ),
    "transferring from supervision": (
        lambda: _accepted().refused("2026-03-04", SUPERVISOR, moved()),
        r.NotPartyToTheTransfer(actor_post=Bilingual("效能监察岗", "the supervision desk")),
    ),
}
