"""Items decided in another system, in part (a newborn's papers, walk-through 10) or as a whole."""

from dataclasses import replace

from cast import NAMES, food_item, receive, working
from tongban.kernel import Item, Step
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import MaterialRequirement, StepKind
from tongban.kernel.words import Bilingual

POLICE_SYSTEM = Bilingual("公安户政系统", "the household register system")
_NAMES = {
    **NAMES,
    "police": Bilingual("公安局", "the police"),
    "insurance": Bilingual("医疗保障局", "the medical insurance bureau"),
    "police_desk": Bilingual("户籍岗", "the household register desk"),
    "insurance_desk": Bilingual("参保登记岗", "the insurance desk"),
}
FORM = (MaterialRequirement("form", Bilingual("申请表", "application form"), "办法§3"),)
PAPERS = receive("form", facts={})


def examination(step: str, authority: str, days: int, *after: str, **more: object) -> Step:
    name = _NAMES[authority]
    return Step(
        step,
        Bilingual(f"{name.zh}办理", f"handling by {name.en}"),
        StepKind.EXAMINATION,
        authority,
        f"{authority}_desk",
        "户口登记条例§7",
        after=("intake", *after),
        limit=working(days, "本事项办理流程"),
        **more,  # type: ignore[arg-type]
    )


def newborn_item() -> Item:
    """新生儿出生: the police register in their own system, then the insurance has three days."""
    food = food_item()
    return replace(
        food,
        id="newborn",
        digest="sha256:newborn",
        name=Bilingual("新生儿出生一件事", "a newborn's papers"),
        authority="health",
        promised_limit=working(5, "本事项承诺时限"),
        steps=(
            food.steps_by_id["intake"],
            examination("household", "police", 2, decided_in=POLICE_SYSTEM),
            examination("insurance", "insurance", 3, "household"),
            replace(
                food.steps_by_id["decision"],
                authority="health",
                after=("household", "insurance"),
            ),
            food.steps_by_id["delivery"],
        ),
        materials=FORM,
        names=_NAMES,
    )


def household_item() -> Item:
    """出生登记: the police decide the whole case in their own system; the hall takes in and hands out."""
    food = food_item()
    return replace(
        food,
        id="household-register",
        digest="sha256:household",
        name=Bilingual("出生登记", "registration of a birth"),
        authority="police",
        steps=(
            food.steps_by_id["intake"],
            replace(
                food.steps_by_id["decision"],
                authority="police",
                post="police_desk",
                basis="户口登记条例§7",
                after=("intake",),
                decided_in=POLICE_SYSTEM,
            ),
            food.steps_by_id["delivery"],
        ),
        materials=FORM,
        names=_NAMES,
    )


def told(
    step: str,
    fact: c.ObservedFact = c.ObservedFact.DECIDED,
    result: c.OpinionResult | None = c.OpinionResult.AGREE,
    **more: object,
) -> c.RecordObservation:
    """A row of the police's file."""
    body = c.RecordObservation(step, result, "公安户政系统", "公2025-118", fact, "1", authority="police")
    return replace(body, **more)  # type: ignore[arg-type]
