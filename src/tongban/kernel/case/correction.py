"""更正 — a mistaken entry is mended by a further event with a second person's approval, never edited."""

from datetime import date

from tongban.kernel.case.commands import CorrectEntry, OpinionResult
from tongban.kernel.case.events import EntryCorrected
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.refusals import (
    DatesOutOfOrder,
    FourEyes,
    NothingToCorrect,
    ReasonsMissing,
    UnknownField,
    UnreadableValue,
)
from tongban.kernel.words import Bilingual

#: What can be corrected; `opinion:` is followed by the id of an answered opinion step.
CORRECTABLE = ("received_on", "accepted_on", "applicant", "opinion:")


def correct(unfolding: Unfolding, body: CorrectEntry) -> None:
    """更正录入错误 — the clocks that hung on the entry are counted again from the right day."""
    matter = unfolding.matter
    old = _current(matter, body.field)
    _check_value(matter, body)
    if not body.approver or body.approver == matter.command.actor:
        raise FourEyes()
    if body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    if old == body.value:
        raise NothingToCorrect(field=body.field, value=body.value)
    unfolding.then(EntryCorrected(body.field, old, body.value, body.approver, body.reasons))


def _current(matter: Matter, field: str) -> str:
    case = matter.case
    match field:
        case "received_on":
            return str(case.received_on)
        case "accepted_on" if case.accepted_on is not None and not case.deemed_accepted:
            return str(case.accepted_on)
        case "applicant":
            return case.applicant
        case _ if field.startswith("opinion:"):
            step = case.steps.get(field.removeprefix("opinion:"))
            if step is not None and step.opinion is not None and not step.deemed:
                return step.opinion.value
    raise UnknownField(field=field, fields=", ".join(CORRECTABLE))


def _check_value(matter: Matter, body: CorrectEntry) -> None:
    if body.field in ("received_on", "accepted_on"):
        _check_dates(matter, body.field, _day(body))
    elif body.field == "applicant":
        if not body.value:
            raise UnreadableValue(
                field=body.field, value=body.value, expected=Bilingual("申请人编号", "an applicant's id")
            )
    elif body.value not in tuple(OpinionResult):
        raise UnreadableValue(
            field=body.field, value=body.value, expected=Bilingual("意见结论", "an opinion's result")
        )


def _day(body: CorrectEntry) -> date:
    try:
        return date.fromisoformat(body.value)
    except ValueError:
        raise UnreadableValue(
            field=body.field,
            value=body.value,
            expected=Bilingual("日期，如 2026-03-02", "a date such as 2026-03-02"),
        ) from None


def _check_dates(matter: Matter, field: str, day: date) -> None:
    case = matter.case
    received_on = day if field == "received_on" else case.received_on
    accepted_on = day if field == "accepted_on" else case.accepted_on
    if case.deemed_accepted:
        accepted_on = None
    latest = min(matter.today, accepted_on) if accepted_on else matter.today
    if received_on is None or received_on > latest or day > matter.today:
        raise DatesOutOfOrder(received_on=received_on, accepted_on=accepted_on or "—")
    # The right day must be one the calendar can count from.
    matter.calendar.add(day, 1)
