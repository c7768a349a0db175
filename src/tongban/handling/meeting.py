"""会商与裁决 — the verbs of departments that disagree: meet, put it up, rule on it.

What is on the agenda, in the minutes, in the paper that goes up and in the ruling is about the applicant, and
kept as theirs; the numbers of the paper and the ruling come from the registers of who issues them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.kernel import Body
from tongban.kernel.case import commands as c


@dataclass(frozen=True, slots=True)
class Appointment:
    """会议通知 — when and where, who is invited, and what is to be settled."""

    meeting_on: date
    place: str
    authorities: tuple[str, ...]
    agenda: str
    begins: str | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """会议纪要 — what was resolved, who signed for which department, who stayed away."""

    resolution: c.MeetingResolution
    text: str
    signatures: tuple[c.Signature, ...]
    absent: tuple[str, ...] = ()


def convene_meeting(handler: Handler, ask: Ask, appointment: Appointment) -> Answer:
    """召集联席会议 — one day and place for every department invited; said again, it is moved."""
    errand = Errand(
        handler,
        ask,
        "convene_meeting",
        appointment.meeting_on,
        appointment.begins,
        place=appointment.place,
        authorities=list(appointment.authorities),
        agenda=appointment.agenda,
    )

    def body(errand: Errand) -> Body:
        agenda = errand.seal_about_applicant("meeting_agenda", appointment.agenda)
        return c.ConveneMeeting(
            appointment.meeting_on,
            appointment.place.strip(),
            appointment.authorities,
            agenda,
            appointment.begins,
        )

    return errand.run(body)


def postpone_meeting(handler: Handler, ask: Ask, why: c.MeetingFailure, absent: Sequence[str] = ()) -> Answer:
    """登记会议未开 — whose absence it was, where it was a department's."""
    errand = Errand(handler, ask, "postpone_meeting", why.value, absent=list(absent))
    return errand.run(lambda errand: c.PostponeMeeting(why, tuple(absent)))


def hold_meeting(handler: Handler, ask: Ask, minutes: Minutes) -> Answer:
    """登记会议纪要 — one for all who came."""
    errand = Errand(
        handler,
        ask,
        "hold_meeting",
        minutes.resolution.value,
        [(s.authority, s.person) for s in minutes.signatures],
        absent=list(minutes.absent),
        text=minutes.text,
    )

    def body(errand: Errand) -> Body:
        text = errand.seal_about_applicant("meeting_minutes", minutes.text)
        return c.HoldMeeting(minutes.resolution, text, minutes.signatures, minutes.absent)

    return errand.run(body)


def escalate_dispute(handler: Handler, ask: Ask, submission: str, number: str) -> Answer:
    """提请裁决 — what each department holds, in a numbered paper of the lead."""
    errand = Errand(handler, ask, "escalate_dispute", submission=submission, number=number)
    return errand.run(
        lambda errand: c.EscalateDispute(errand.seal_about_applicant("dispute", submission), number.strip())
    )


def rule_on_dispute(handler: Handler, ask: Ask, result: c.RulingResult, reasons: str, number: str) -> Answer:
    """作出裁决 — with its reasons, and its conditions where there are any."""
    errand = Errand(handler, ask, "rule_on_dispute", result.value, reasons=reasons, number=number)
    return errand.run(
        lambda errand: c.RuleOnDispute(result, errand.seal_about_applicant("ruling", reasons), number.strip())
    )
