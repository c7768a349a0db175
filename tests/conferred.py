"""The cast where departments disagree: the pumping station, its rule of disputes, and who rules on them."""

from dataclasses import replace

from cast import (
    ASSISTANT,
    LEAD,
    MINUTES,
    NAMES,
    Person,
    Table,
    agree,
    day,
    joint_item,
    objection,
    working,
)
from tongban.kernel import Item
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import DisputeRule
from tongban.kernel.words import Bilingual

RULE_BASIS = "本市并联审批办法§12"
DISPUTES = DisputeRule(
    RULE_BASIS, working(5, RULE_BASIS), "government", "coordination", working(10, RULE_BASIS)
)
NAMED = NAMES | {
    "government": Bilingual("市人民政府", "the city government"),
    "coordination": Bilingual("协调裁决岗", "the coordination desk"),
}

GOVERNMENT = Person("唐协调", "tang", "coordination")
WATER, TRAFFIC, PLANNING = (ASSISTANT.at(f"{one}_desk") for one in ("water", "traffic", "planning"))

RULING = c.Reference("text/ruling", "sha256:ruling")
SUBMISSION = c.Reference("text/submission", "sha256:submission")
AGENDA = c.Reference("text/agenda", "sha256:agenda")
CONDITIONS = c.Reference("text/conditions", "sha256:conditions")
PLACE = "市住房和城乡建设局四楼会议室"
EVERYBODY = ("housing", "water", "traffic")
ESCALATE = c.EscalateDispute(SUBMISSION, "建请〔2025〕8号")


def disputed_item(rule: DisputeRule | None = DISPUTES, **changes: object) -> Item:
    """The pumping station: departments that object meet within 5 days, the city government rules in 10."""
    return joint_item(dispute=rule, names=NAMED, **changes)


def convene(meeting_on: str, *authorities: str, **changes: object) -> c.ConveneMeeting:
    body = c.ConveneMeeting(day(meeting_on), PLACE, authorities or EVERYBODY, AGENDA, "09:30")
    return replace(body, **changes)  # type: ignore[arg-type]


def signed(*authorities: str) -> tuple[c.Signature, ...]:
    return tuple(c.Signature(authority, f"{authority}-1") for authority in authorities)


def met(
    resolution: c.MeetingResolution = c.MeetingResolution.NOT_AGREED,
    *,
    by: tuple[str, ...] = EVERYBODY,
    absent: tuple[str, ...] = (),
    minutes: c.Reference | None = MINUTES,
) -> c.HoldMeeting:
    return c.HoldMeeting(resolution, minutes, signed(*by), absent)


def conditional(step: str) -> c.GiveOpinion:
    return c.GiveOpinion(step, c.OpinionResult.AGREE_WITH_CONDITIONS, CONDITIONS)


def ruled(result: c.RulingResult, number: str = "府裁〔2025〕3号") -> c.RuleOnDispute:
    return c.RuleOnDispute(result, RULING, number)


def objected(item: Item | None = None) -> Table:
    """Accepted on 30 September; water objects on 20 October, the others agree."""
    table = Table(item or disputed_item()).accepted("2025-09-30")
    table.on("2025-10-20", PLANNING, agree("planning"))
    table.on("2025-10-20", TRAFFIC, agree("traffic"), at="10:30")
    table.on("2025-10-20", WATER, objection("water"), at="11:00")
    return table


def convened(item: Item | None = None) -> Table:
    """The lead convenes them for the 24th."""
    table = objected(item)
    table.on("2025-10-21", LEAD, convene("2025-10-24"))
    return table


def not_agreed(item: Item | None = None) -> Table:
    """They met on the 24th and did not agree."""
    table = convened(item)
    table.on("2025-10-24", LEAD, met())
    return table


def escalated(item: Item | None = None) -> Table:
    """Water keeps its objection, and the lead puts it to the city government on the 27th."""
    table = not_agreed(item)
    table.on("2025-10-25", WATER, objection("water"))
    table.on("2025-10-27", LEAD, ESCALATE)
    return table


def without_reasons(step: str) -> c.GiveOpinion:
    return c.GiveOpinion(step, c.OpinionResult.OBJECT)


def declared_consent(step: str = "water") -> Item:
    """An objection of this department without reasons counts as consent, since the item says so."""
    item = disputed_item()
    steps = tuple(
        replace(s, unreasoned_basis="本市并联审批办法§10") if s.id == step else s for s in item.steps
    )
    return replace(item, steps=steps)
