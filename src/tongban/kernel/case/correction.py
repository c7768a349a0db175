"""更正 — a mistaken entry is mended by a further event with a second person's approval, never edited."""

from collections.abc import Mapping
from datetime import date

from tongban.kernel.case.commands import CorrectEntry, Finding, OpinionResult
from tongban.kernel.case.dispute import note
from tongban.kernel.case.events import EntryCorrected
from tongban.kernel.case.intake import accept_by_silence
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.passing import notice_passing
from tongban.kernel.case.state import Status
from tongban.kernel.case.steps import check_post
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import (
    DatesOutOfOrder,
    FourEyes,
    NothingToCorrect,
    ReasonsMissing,
    UnknownField,
    UnreadableValue,
)
from tongban.kernel.words import Bilingual, listed

#: What can be corrected; `opinion:` and `finding:` are followed by the id of an answered step.
CORRECTABLE: Mapping[str, Bilingual] = {
    "received_on": Bilingual("收件日", "day of receipt"),
    "accepted_on": Bilingual("受理日", "day of acceptance"),
    "applicant": Bilingual("申请人", "applicant"),
    "opinion:": Bilingual("意见结论", "result"),
    "finding:": Bilingual("审查结论", "finding"),
}


def check_correct(matter: Matter) -> None:
    """Intake, the lead, or a post that has answered a step; which entry is whose, is looked at then."""
    post = matter.command.post
    answered = {s.plan.post for s in matter.case.steps.values() if s.opinion or s.finding}
    if post != matter.item.step_of(StepKind.INTAKE).post and post not in answered:
        matter.require_lead()


def correct(unfolding: Unfolding, body: CorrectEntry) -> None:
    """更正录入错误 — the clocks that hung on the entry are counted again from the right day."""
    matter = unfolding.matter
    old = _current(matter, body.field)
    _check_post(matter, body.field)
    _check_value(matter, body)
    if not body.approver or body.approver == matter.command.actor:
        raise FourEyes()
    if body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    if old == body.value:
        raise NothingToCorrect(field=_name(matter, body.field), value=_value_name(body))
    unfolding.then(EntryCorrected(body.field, old, body.value, body.approver, body.reasons))
    if body.field == "received_on" and _notice_was_late(unfolding.matter):
        accept_by_silence(unfolding)
    note(unfolding)
    notice_passing(unfolding)


def _notice_was_late(matter: Matter) -> bool:
    # Counted from the right day, the five days had run out before the notice was given (§32(4)).
    case = matter.case
    notice = case.clocks[ClockKind.NOTICE]
    given_on = notice.stopped_on
    return (
        case.status is Status.RECEIVED and given_on is not None and given_on > notice.due(matter.calendar).day
    )


def _check_post(matter: Matter, field: str) -> None:
    """A department's own answer is corrected at its own post; the rest by intake or the lead."""
    step_id = field.partition(":")[2]
    if step_id:
        check_post(matter, matter.step(step_id))
    elif matter.command.post != matter.item.step_of(StepKind.INTAKE).post:
        matter.require_lead()


def _name(matter: Matter, field: str) -> Bilingual:
    subject, colon, step_id = field.partition(":")
    name = CORRECTABLE[subject + colon]
    if not step_id:
        return name
    step = matter.name_of_step(step_id)
    return Bilingual(f"{step.zh}：{name.zh}", f"{step.en}: {name.en}")


def _value_name(body: CorrectEntry) -> Bilingual:
    match body.field.partition(":")[0]:
        case "opinion":
            return OpinionResult(body.value).label
        case "finding":
            return Finding(body.value).label
    return Bilingual(body.value, body.value)


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
        case _ if field.startswith("finding:"):
            step = case.steps.get(field.removeprefix("finding:"))
            if step is not None and step.finding is not None:
                return step.finding.value
    raise UnknownField(field=field, fields=listed(list(CORRECTABLE.values())))


def _check_value(matter: Matter, body: CorrectEntry) -> None:
    if body.field in ("received_on", "accepted_on"):
        _check_dates(matter, body.field, _day(matter, body))
    elif body.field == "applicant":
        if not body.value:
            raise _unreadable(matter, body, Bilingual("申请人编号", "an applicant's id"))
    elif body.field.startswith("finding:"):
        if body.value not in tuple(Finding):
            raise _unreadable(matter, body, Bilingual("审查结论", "a finding"))
    elif body.value not in tuple(OpinionResult):
        raise _unreadable(matter, body, Bilingual("意见结论", "an opinion's result"))


def _unreadable(matter: Matter, body: CorrectEntry, expected: Bilingual) -> UnreadableValue:
    return UnreadableValue(field=_name(matter, body.field), value=body.value, expected=expected)


def _day(matter: Matter, body: CorrectEntry) -> date:
    try:
        return date.fromisoformat(body.value)
    except ValueError:
        expected = Bilingual("日期，如 2026-03-02", "a date such as 2026-03-02")
        raise _unreadable(matter, body, expected) from None


def _check_dates(matter: Matter, field: str, day: date) -> None:
    case = matter.case
    received_on = day if field == "received_on" else case.received_on
    accepted_on = day if field == "accepted_on" else case.accepted_on
    if case.deemed_accepted:
        accepted_on = None
    latest = min(d for d in (matter.today, accepted_on, case.notice_on) if d is not None)
    if received_on is None or received_on > latest or day > matter.today:
        raise DatesOutOfOrder(received_on=received_on, accepted_on=accepted_on or "—")
    # The right day must be one the calendar can count from.
    matter.calendar.add(day, 1)
