"""Scenes of `test_refusals` about joint meetings and disputes, with the whole refusal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cast import ASSISTANT, LEAD, REFUSE, Table, food_item, objection
from conferred import (
    DISPUTES,
    ESCALATE,
    GOVERNMENT,
    WATER,
    convene,
    convened,
    disputed_item,
    escalated,
    met,
    not_agreed,
    objected,
    ruled,
)
from tongban.kernel import refusals as r
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.words import Bilingual

_WATER = Bilingual("水务局", "the water bureau")
_HOUSING = Bilingual("住房和城乡建设局", "the construction bureau")
_GOVERNMENT = Bilingual("市人民政府", "the city government")
_OVERRULED = ruled(c.RulingResult.OVERRULED)


def _alone() -> Table:
    item = food_item()
    kinds = (StepKind.INTAKE, StepKind.EXAMINATION, StepKind.DECISION, StepKind.DELIVERY)
    steps = tuple(
        replace(s, after=tuple(a for a in s.after if a == "examine" or s.kind is not StepKind.DECISION))
        for s in item.steps
        if s.kind in kinds
    )
    return Table(replace(item, steps=steps)).accepted("2025-10-20")


def _overruled() -> Table:
    table = escalated()
    table.on("2025-11-05", GOVERNMENT, _OVERRULED)
    return table


def _bound() -> Table:
    """Water stayed away from a meeting that agreed, and the item says what that means."""
    table = convened(disputed_item(replace(DISPUTES, absent_basis="本市并联审批办法§13")))
    agreed = met(c.MeetingResolution.AGREED, by=("housing", "traffic"), absent=("water",))
    table.on("2025-10-24", LEAD, agreed)
    return table


MEETING_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "a meeting with nobody": (
        lambda: _alone().refused("2025-10-21", LEAD, convene("2025-10-24")),
        r.NobodyToMeet(),
    ),
    "a meeting with somebody who has no part": (
        lambda: objected().refused("2025-10-21", LEAD, convene("2025-10-24", "housing", "water", "fire")),
        r.NotInvitable(authorities=Bilingual("消防救援大队", "the fire brigade")),
    ),
    "a meeting without the lead": (
        lambda: objected().refused("2025-10-21", LEAD, convene("2025-10-24", "water", "traffic")),
        r.NotInvitable(authorities=_HOUSING),
    ),
    "a meeting without who objects": (
        lambda: objected().refused("2025-10-21", LEAD, convene("2025-10-24", "housing", "traffic")),
        r.ObjectorNotInvited(authorities=_WATER),
    ),
    "a meeting yesterday": (
        lambda: objected().refused("2025-10-21", LEAD, convene("2025-10-20")),
        r.MeetingInThePast(meeting_on=date(2025, 10, 20), today=date(2025, 10, 21)),
    ),
    "a meeting after the limit to meet": (
        lambda: objected().refused("2025-10-21", LEAD, convene("2025-10-28")),
        r.MeetingBeyondItsLimit(meeting_on=date(2025, 10, 28), due=date(2025, 10, 27)),
    ),
    "a meeting without an agenda": (
        lambda: objected().refused("2025-10-21", LEAD, convene("2025-10-24", agenda=None)),
        r.MeetingIncomplete(),
    ),
    "minutes of a meeting that nobody convened": (
        lambda: objected().refused("2025-10-24", LEAD, met()),
        r.MeetingNotConvened(meeting_on="—"),
    ),
    "minutes before the day": (
        lambda: convened().refused("2025-10-23", LEAD, met()),
        r.MeetingNotConvened(meeting_on=date(2025, 10, 24)),
    ),
    "no minutes": (
        lambda: convened().refused("2025-10-24", LEAD, met(minutes=None)),
        r.MeetingMinutesMissing(),
    ),
    "minutes without the signature of who came": (
        lambda: convened().refused("2025-10-24", LEAD, met(by=("housing", "traffic"))),
        r.MinutesNotSigned(authorities=_WATER),
    ),
    "refusing on an objection nobody met over": (
        lambda: objected().refused("2025-10-21", LEAD, REFUSE),
        r.MeetingOwed(authorities=_WATER),
    ),
    "putting up what nobody met over": (
        lambda: objected().refused("2025-10-21", LEAD, ESCALATE),
        r.MeetingOwed(authorities=_WATER),
    ),
    "putting it up where the item names nobody": (
        lambda: not_agreed(disputed_item(None)).refused("2025-10-27", LEAD, ESCALATE),
        r.NoSuperiorNamed(),
    ),
    "putting it up where nobody objects": (
        lambda: Table(disputed_item()).accepted("2025-09-30").refused("2025-10-27", LEAD, ESCALATE),
        r.NothingInDispute(),
    ),
    "putting it up twice": (
        lambda: escalated().refused("2025-10-28", LEAD, ESCALATE),
        r.AlreadyEscalated(on=date(2025, 10, 27), superior=_GOVERNMENT),
    ),
    "the lead ruling for its superior": (
        lambda: escalated().refused("2025-10-28", LEAD, _OVERRULED),
        r.NotTheSuperior(superior=_GOVERNMENT, actor_post=Bilingual("许可审查岗", "the licensing desk")),
    ),
    "ruling on nothing": (
        lambda: not_agreed().refused("2025-10-28", GOVERNMENT, _OVERRULED),
        r.NothingToRuleOn(),
    ),
    "a ruling without reasons": (
        lambda: escalated().refused("2025-10-28", GOVERNMENT, replace(_OVERRULED, minutes=None)),
        r.RulingMinutesMissing(),
    ),
    "refusing while the superior has it": (
        lambda: escalated().refused("2025-10-28", LEAD, REFUSE),
        r.RulingAwaited(superior=_GOVERNMENT, until=date(2025, 11, 10)),
    ),
    "objecting again after the ruling": (
        lambda: _overruled().refused("2025-11-06", WATER, objection("water")),
        r.RulingStands(on=date(2025, 11, 5), number="府裁〔2025〕3号"),
    ),
    "objecting again to a meeting one stayed away from": (
        lambda: _bound().refused("2025-10-27", ASSISTANT.at("water_desk"), objection("water")),
        r.BoundByTheMeeting(on=date(2025, 10, 24)),
    ),
}
