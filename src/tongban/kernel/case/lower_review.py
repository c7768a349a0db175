"""下级审查 — what a lower level examines first and sends to the authority that decides.

依据 Basis: 行政许可法§35 (the preliminary opinion and all materials, straight up; the applicant is not asked
for them again), §43 (within its own limit from acceptance, unless another law sets one).
"""

from tongban.kernel.case.commands import SendUp
from tongban.kernel.case.events import SentUp
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.steps import check_open, open_ready
from tongban.kernel.refusals import (
    NotAllMaterialsSentUp,
    NotALowerReview,
    NumberMissing,
    PreliminaryOpinionMissing,
)
from tongban.kernel.words import Bilingual, listed

_BASIS = "行政许可法§35"
_REPORT = Bilingual("报送文书", "report to the higher level")

# --- what must hold before, shared by decide and the list of what is allowed


def check_send_up(matter: Matter, step_id: str) -> None:
    """Only the post of an open review by a lower level."""
    step = check_open(matter, step_id)
    if step.plan.kind is not StepKind.LOWER_REVIEW:
        raise NotALowerReview(step=matter.name_of_step(step_id))


# --- deciders


def send_up(unfolding: Unfolding, body: SendUp) -> None:
    """报送上级 — with an opinion and everything that was handed in; nothing is left to be asked for."""
    matter = unfolding.matter
    if body.opinion is None:
        raise PreliminaryOpinionMissing()
    held_back = [m for m in matter.item.materials if _is_held_back(matter, m.id, body)]
    if held_back:
        raise NotAllMaterialsSentUp(materials=listed([m.name for m in held_back]))
    if not body.number:
        raise NumberMissing(document=_REPORT)
    unfolding.then(SentUp(body.step, body.finding, body.opinion, body.materials, body.number, _BASIS))
    open_ready(unfolding)


def _is_held_back(matter: Matter, material: str, body: SendUp) -> bool:
    case = matter.case
    return material in case.missing or (material in case.materials and material not in body.materials)
