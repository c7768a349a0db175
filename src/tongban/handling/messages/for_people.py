"""告知当事人的内容 — what fills the blanks of what applicants, holders and parties are told."""

from collections.abc import Iterable
from typing import Any

from tongban.handling.messages.rules import Said
from tongban.handling.messages.telling import Each, Parameters, Scene
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.evolution.hearing import request_clock
from tongban.kernel.clock import ClockKind


def accepted(deemed: bool) -> Said:
    """The day and the promise, where it was accepted in that way."""

    def said(body: e.Accepted, scene: Scene) -> Parameters | None:
        if body.deemed is not deemed:
            return None
        by = str(scene.summary.promised_due or "")
        return {"on": str(body.accepted_on), "number": body.acceptance_number, "by": by}

    return said


def by_silence(body: e.Accepted, _: Scene) -> Parameters | None:
    """The day, where silence accepted."""
    return {"on": str(body.accepted_on)} if body.deemed else None


def supplemented(body: e.Supplemented, scene: Scene) -> Parameters | None:
    """Before acceptance the days to answer run anew; what comes later fills a gap."""
    if scene.case.accepted_on is not None:
        return None
    return {"n": str(len(body.materials)), "by": scene.due(ClockKind.NOTICE)}


def came_later(body: e.Supplemented, scene: Scene) -> Parameters | None:
    """How many papers came, where the case was accepted before they did."""
    return {"n": str(len(body.materials))} if scene.case.accepted_on is not None else None


def excluded(body: e.TimeExcluded, scene: Scene) -> Parameters:
    """Which days, why, and what that makes of the promise."""
    return {
        "procedure": body.procedure.value,
        "begin": str(body.begin),
        "until": str(body.until),
        "number": body.notice_number,
        "by": str(scene.summary.promised_due or ""),
    }


def resumed(body: e.TimeResumed, scene: Scene) -> Parameters:
    """When it ended, and what that makes of the promise."""
    by = str(scene.summary.promised_due or "")
    return {"procedure": body.procedure.value, "last_day": str(body.last_day), "by": by}


def passed(clock: ClockKind) -> Said:
    """The day that passed, where it is that clock's."""

    def said(body: e.LimitPassed, scene: Scene) -> Parameters | None:
        if body.clock != clock:
            return None
        return {"due_on": str(body.due_on), "by": str(scene.summary.statutory_due or "")}

    return said


def moved(clock: str) -> Said:
    """From which day to which, where that clock moved."""

    def said(body: e.ClocksRecounted, _: Scene) -> Parameters | None:
        return next((days(one) for one in body.moved if one.clock == clock), None)

    return said


def moved_of_kind(kind: ClockKind) -> Said:
    """From which day to which, where a clock of that kind moved, whatever it is against."""

    def said(body: e.ClocksRecounted, _: Scene) -> Parameters | None:
        return next((days(one) for one in body.moved if one.clock.startswith(f"{kind}:")), None)

    return said


def days(moved: e.MovedClock) -> Parameters:
    """From which day to which."""
    return {"before": str(moved.before), "after": str(moved.after)}


def moved_for_parties(body: e.ClocksRecounted, scene: Scene) -> Iterable[tuple[str, Parameters]]:
    """The parties whose days to ask for a hearing moved."""
    clocks = {request_clock(party): party for party in scene.case.parties}
    return [(clocks[one.clock], days(one)) for one in body.moved if one.clock in clocks]


#: The ids of the applicant's clocks that are not named as their kind is.
CLOCKS = {ClockKind.HEARING_REQUEST: request_clock(c.THE_APPLICANT)}


def decided(outcome: c.Outcome) -> Said:
    """The number, where that is the outcome."""
    return lambda body, _: {"number": body.number} if body.outcome is outcome else None


def made(document: c.DocumentKind) -> Said:
    """The number, where that document was made."""
    return lambda body, _: {"number": body.number} if body.document is document else None


def surveyed(to_rectify: bool) -> Said:
    """The result, or what is to be put right, whichever it is."""

    def said(body: e.SurveyRecorded, _: Scene) -> Parameters | None:
        if (body.rectify_by is not None) is not to_rectify:
            return None
        return {"result": body.result.value, "by": str(body.rectify_by or "")}

    return said


def corrected(body: e.EntryCorrected, _: Scene) -> Parameters | None:
    """Which entry, where it is one the applicant knows of."""
    # What a department answered or found is the office's own until the decision.
    return None if ":" in body.field else {"entry": body.field}


def gap_missed(further: bool) -> Said:
    """What is still missing, with further days or without."""

    def said(body: e.GapMissed, scene: Scene) -> Parameters | None:
        if (body.reminder_limit is not None) is not further:
            return None
        by = scene.due(ClockKind.GAP_REMINDER) if further else ""
        return {"n": str(len(body.materials)), "due_on": str(body.due_on), "by": by}

    return said


def renewed(until: bool) -> Said:
    """Which licence, with a last day or without."""

    def said(body: e.RenewalDeemed, _: Scene) -> Parameters | None:
        if (body.valid_until is not None) is not until:
            return None
        return {"number": body.number, "valid_until": str(body.valid_until or "")}

    return said


# --- parties


def told(body: e.InterestedPartyTold, _: Scene) -> Iterable[tuple[str, Parameters]]:
    """The party, and until when a statement is waited for."""
    return [(body.party, {"by": str(body.respond_by), "number": body.notice_number})]


def right(body: e.HearingRightTold, scene: Scene) -> Parameters:
    """Until when a hearing can be asked for."""
    return {"by": scene.due(request_clock(body.whom)), "number": body.notice_number}


def right_over(body: e.HearingNotRequested, _: Scene) -> Parameters:
    """Until when one could be asked for."""
    return {"due_on": str(body.due_on)}


def if_applicant(said: Said) -> Said:
    """Only where the event is about the applicant."""
    return lambda body, scene: said(body, scene) if body.whom == c.THE_APPLICANT else None


def if_party(said: Said) -> Each:
    """Only where the event is about a party, and to that one."""

    def each(body: Any, scene: Scene) -> Iterable[tuple[str, Parameters]]:
        parameters = said(body, scene) if body.whom in scene.case.parties else None
        return [] if parameters is None else [(body.whom, parameters)]

    return each


def every_party(said: Said) -> Each:
    """To every party of the case."""

    def each(body: Any, scene: Scene) -> Iterable[tuple[str, Parameters]]:
        return [(party, said(body, scene) or {}) for party in scene.case.parties]

    return each


def notice_of_hearing(body: e.HearingNotified, scene: Scene) -> Parameters:
    """When and where."""
    hearing = scene.case.hearing
    day, begins = str(body.hearing_on), hearing.begins or ""
    return {"day": day, "begins": begins, "place": hearing.place, "number": body.notice_number}


def held(body: e.HearingHeld, scene: Scene) -> Parameters:
    """The day it was held."""
    return {"on": str(scene.case.hearing.held_on)}


def challenged(body: e.ChallengeRecorded, _: Scene) -> Parameters:
    """Before whom, in which way, under which number."""
    return {"body": body.body, "challenge_kind": body.kind.value, "case_number": body.number}


#: What is due where an application is taken up again, if not the decision.
_ANSWER = {Status.RECEIVED: ClockKind.NOTICE, Status.DECIDED: ClockKind.DELIVERY}


def challenge_ended(*, anew: bool) -> Said:
    """How it ended, where the case is decided anew or is not."""

    def said(body: e.ChallengeEnded, scene: Scene) -> Parameters | None:
        if (body.redo_limit is not None) is not anew:
            return None
        before = scene.case.challenges[body.challenge].body
        told = {"body": before, "challenge_outcome": body.outcome.value, "number": body.number}
        return told | {"by": scene.due(_ANSWER.get(scene.case.status, ClockKind.STATUTORY))} if anew else told

    return said
