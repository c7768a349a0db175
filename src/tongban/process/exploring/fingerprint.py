"""状态指纹 — what decides how a case can go on, without its days, its names and its numbers.

Two cases with one fingerprint are one state of the search, which goes on from the one it met first. A day
is told only as still to come, today or past, and what the next stop is.
"""

from collections.abc import Hashable
from datetime import date

from tongban.kernel import Case, CaseStep
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.challenge import number_of
from tongban.kernel.case.commands import OpinionResult
from tongban.kernel.clock import Clock, ClockKind
from tongban.process.exploring.days import is_still_open, next_stops, standing

_STOPPED = "stopped"


def fingerprint(case: Case, today: date, calendar: Calendar) -> tuple[Hashable, ...]:
    """The state that a case is in on a day; last in it, what the next stop is."""
    stops = next_stops(case, today, calendar)
    clocks = tuple(
        (name, _clock(str(name), clock, case, today, calendar)) for name, clock in case.clocks.items()
    )
    ahead = stops[1] if stops is not None else None
    if case.is_examined_no_more:
        # How it came to its decision or its end is told, and decides nothing any more.
        running = frozenset(told for told in clocks if told[1] != _STOPPED)
        rectified = ClockKind.RECTIFICATION in case.clocks
        sealed = tuple(paper in case.recorded for paper in case.outcome_papers)
        after = (_commitment(case), rectified, _licence(case, today), sealed, _served(case))
        told = after if case.outcome is not None else None
        return (case.status, case.outcome, running, told, _handed(case), _fought(case), _fee(case), ahead)
    return (
        case.status,
        case.deemed_accepted,
        case.skipped,
        _papers(case),
        tuple(_step(step) for step in case.steps.values()),
        clocks,
        _appointments(case, today),
        _joint(case, today),
        _parties(case, today),
        _hearing(case, today),
        _promises(case),
        _fee(case),
        _handed(case),
        _fought(case),
        ahead,
    )


def _papers(case: Case) -> Hashable:
    return (
        frozenset(case.missing),
        frozenset(defect.material for defect in case.noticed),
        frozenset(defect.material for defect in case.defects),
        case.notice_on is not None,
        case.owes_supplement,
    )


def _step(step: CaseStep) -> Hashable:
    objects = step.opinion is OpinionResult.OBJECT
    overruled = step.ruling and step.ruling.overrules
    return (step.state, step.finding, objects, step.deemed, step.observed, step.disregarded, overruled)


def _joint(case: Case, today: date) -> Hashable:
    meeting, dispute = case.meeting, case.dispute
    return (
        meeting.meeting_on is not None and standing(meeting.meeting_on, today),
        meeting.conferred,
        meeting.postponed > 0,
        dispute is not None and dispute.is_pending and dispute.steps,
    )


def _clock(name: str, clock: Clock, case: Case, today: date, calendar: Calendar) -> Hashable:
    if not clock.is_running:
        # Whether a stopped one had been in time matters to a rating, not to what can happen next; but who
        # waived a hearing may still ask for one until the last day.
        lasts = is_still_open(name, case) and standing(clock.due(calendar).day, today) != "past"
        return (_STOPPED, lasts) if lasts else _STOPPED
    due = clock.due(calendar).day
    said = case.passed.get(name) == due
    extended = clock.extended_on is not None if name == ClockKind.STATUTORY else None
    return (standing(due, today), said, extended, clock.is_excluded(today))


def _appointments(case: Case, today: date) -> Hashable:
    surveys = tuple(
        (step, survey.survey_on is not None and standing(survey.survey_on, today))
        for step, survey in case.surveys.items()
    )
    # Two that are over differ in nothing.
    special = frozenset(
        (p.procedure, standing(p.begin, today), standing(p.until, today)) for p in case.special
    )
    return surveys, special


def _parties(case: Case, today: date) -> Hashable:
    return case.interest, tuple(
        (
            party.told_on is not None,
            party.has_stated,
            party.respond_by is not None and standing(party.respond_by, today) == "past",
        )
        for party in case.parties.values()
    )


def _hearing(case: Case, today: date) -> Hashable:
    hearing = case.hearing
    return (
        frozenset(hearing.right_told),
        hearing.wanted_by,
        hearing.announced_on is not None,
        hearing.hearing_on is not None and standing(hearing.hearing_on, today),
        hearing.notified_on is not None,
        hearing.held_on is not None,
        hearing.host in case.examiners,
    )


def _promises(case: Case) -> Hashable:
    gap = case.gap
    return (
        gap and (gap.filled_on is not None, frozenset(gap.lacking), gap.missed_on is not None),
        case.commitment_told_on is not None,
        _commitment(case),
        case.renews and case.renews.in_time,
    )


def _fee(case: Case) -> Hashable:
    fee = case.fee
    proposed = fee.proposal and (fee.proposal.waiver, fee.proposal.ground)
    return (
        fee.assessed_on is not None,
        fee.open > 0,
        fee.overpaid > 0,
        fee.paid > 0,
        proposed,
        fee.waivers,
        # Who has had money back once can have it back again; more than that tells nothing new.
        bool(fee.refunds),
        bool(fee.to_pay_out()),
        bool(fee.stuck()),
    )


def _commitment(case: Case) -> Hashable:
    given = case.commitment
    return given and (given.finding, given.rectify_ordered_on is not None, given.rectified)


def _fought(case: Case) -> Hashable:
    return tuple(
        (
            fought.act,
            fought.against == number_of(case, fought.act),
            fought.outcome is not None,
            fought.replied_on is not None,
            fought.suspends,
        )
        for fought in case.challenges.values()
    )


def _handed(case: Case) -> Hashable:
    return tuple(
        (handed.state, handed.to in handed.rejected_by, handed.right != "", len(handed.rejected_by))
        for handed in case.hand_overs.values()
    )


def _served(case: Case) -> Hashable:
    """How documents stand, however often they were sent, and in whose hands originals are."""
    services = tuple((s.key, s.state, s.sent_by) for s in case.services.values())
    originals = tuple((o.state, o.post, o.to_post) for o in case.originals.values())
    return services, case.electronic_since is not None, originals


def _licence(case: Case, today: date) -> Hashable:
    licence, told = case.licence, case.revocation
    return (
        licence and (licence.state, licence.revoked_on is not None, licence.has_expired(today)),
        told and (told.ground, told.has_stated, standing(told.respond_by, today) == "past"),
        bool(case.credit_number),
    )
