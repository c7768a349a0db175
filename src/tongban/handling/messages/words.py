"""消息的话 — a code, its title and its sentence; and how a parameter is worded for a reader.

The name of a blank says how it is worded: `{clock}` is the id of a clock, `{steps}` the ids of steps;
what is not in `_WORDED` (counts, numbers of documents) is said as it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.correction import CORRECTABLE
from tongban.kernel.case.item import Approver, SpecialProcedure
from tongban.kernel.clock import ClockKind, Colour
from tongban.kernel.life_event import LostNeed
from tongban.kernel.words import Bilingual, listed, worded

#: The names of an item's steps by their ids: what a message may name of the item.
StepNames = Mapping[str, Bilingual]


@dataclass(frozen=True, slots=True)
class MessageCode:
    """消息代码 — its name in the rows, a title, and the sentence with its blanks."""

    name: str
    title: Bilingual
    text: Bilingual


#: Every code by its name; a row of a code that is not here any more is shown by its name alone.
CODES: dict[str, MessageCode] = {}


def code(name: str, title: tuple[str, str], zh: str, en: str) -> MessageCode:
    """A further code; its name is for good, since rows carry it."""
    assert name not in CODES
    CODES[name] = MessageCode(name, Bilingual(*title), Bilingual(zh, en))
    return CODES[name]


def title_of(name: str) -> Bilingual:
    """The title of a message of this code: the subject of a letter, the heading of a row."""
    known = CODES.get(name)
    return known.title if known else Bilingual(name, name)


def say(name: str, parameters: Mapping[str, str], steps: StepNames) -> Bilingual:
    """The sentence of a message to a reader; what a row lacks is left blank.

    >>> say("signal_turned", {"clock": "promised", "colour": "red", "due_on": "2025-10-14"}, {}).en
    'The promised limit turned red, last day 14 October 2025.'
    >>> say("promise_moved", {"before": "2026-12-31"}, {}).en
    'The day we promised has moved from 31 December 2026 to —: the official holidays have changed.'
    """
    known = CODES.get(name)
    if known is None:
        return Bilingual(name, name)
    worded = {key: _worded(key, value, steps) for key, value in parameters.items()}
    return Bilingual(
        known.text.zh.format_map(_Blanks({key: one.zh for key, one in worded.items()})),
        known.text.en.format_map(_Blanks({key: one.en for key, one in worded.items()})),
    )


class _Blanks(dict[str, str]):
    """Parameters; a row written before a blank was added says nothing in its place."""

    def __missing__(self, key: str) -> str:
        return "—"


def _worded(key: str, value: str, steps: StepNames) -> Bilingual:
    match key:
        case "steps":
            return listed([steps.get(step) or Bilingual(step, step) for step in value.split()])
        case "clock":
            return _clock(value, steps)
        case _ if key in _WORDED:
            return _WORDED[key](value)
    return Bilingual(value, value)


def _clock(value: str, steps: StepNames) -> Bilingual:
    kind, _, part = value.partition(":")
    if kind != ClockKind.STEP:
        return ClockKind(kind).label
    step = steps.get(part) or Bilingual(part, part)
    return Bilingual(f"「{step.zh}」时限", f"limit of “{step.en}”")


def _day(value: str) -> Bilingual:
    return worded(date.fromisoformat(value)) if value else Bilingual("—", "—")


def in_both(name: Bilingual) -> str:
    """A name that no catalogue of steps knows, as a parameter holds it: Chinese, then English.

    >>> in_both(Bilingual("消防检查", "fire check"))
    '消防检查\\nfire check'
    """
    return f"{name.zh}\n{name.en}"


def _in_both(value: str) -> Bilingual:
    zh, _, en = value.partition("\n")
    return Bilingual(zh, en or zh)


_WORDED: Mapping[str, Callable[[str], Bilingual]] = {
    "after": _day,
    "authority": _in_both,
    "life_event": _in_both,
    "lost_need": lambda value: LostNeed(value).label,
    "member": _in_both,
    "need": _in_both,
    "stage": _in_both,
    "stage_outcomes": _in_both,
    "until_what": _in_both,
    "approver": lambda value: Approver(value).label,
    "before": _day,
    "begin": _day,
    "by": _day,
    "cancellation_ground": lambda value: c.CancellationGround(value).label,
    "colour": lambda value: Colour(value).label,
    "day": _day,
    "due_on": _day,
    "end_ground": lambda value: c.EndGround(value).label,
    "succession_ground": lambda value: c.SuccessionGround(value).label,
    "decline_ground": lambda value: c.DeclineGround(value).label,
    "bounce_reason": lambda value: c.BounceReason(value).label,
    "document": lambda value: c.DocumentKind(value).label,
    "entry": lambda value: CORRECTABLE[value],
    "finding": lambda value: c.CheckFinding(value).label,
    "last_day": _day,
    "challenge_kind": lambda value: c.ChallengeKind(value).label,
    "challenge_outcome": lambda value: c.ChallengeOutcome(value).label,
    "hand_over_reason": lambda value: c.HandOverReason(value).label,
    "disregard": lambda value: e.Disregard(value).label,
    "meeting_failure": lambda value: c.MeetingFailure(value).label,
    "method": lambda value: c.DeliveryMethod(value).label,
    "on": _day,
    "procedure": lambda value: SpecialProcedure(value).label,
    "resolution": lambda value: c.MeetingResolution(value).label,
    "result": lambda value: c.SurveyResult(value).label,
    "ruling": lambda value: c.RulingResult(value).label,
    "revocation_ground": lambda value: c.RevocationGround(value).label,
    "survey_failure": lambda value: c.SurveyFailure(value).label,
    "until": _day,
    "valid_until": _day,
}
