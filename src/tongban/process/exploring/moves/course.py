"""办理的着法 — the steps, the survey, the return of what was never filled, the decision, delivery."""

from collections.abc import Iterator
from dataclasses import replace

from tongban.kernel import CaseStep, StepState
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.state import Status
from tongban.process.exploring.moves import joint
from tongban.process.exploring.moves.move import NUMBER, REMEDIES, WHY, Move, Standing

_TOLD_RESULTS = (c.OpinionResult.AGREE, c.OpinionResult.OBJECT)


def tried(standing: Standing) -> Iterator[Move]:
    """What moves an accepted case to its decision, and a decided one to its end."""
    case = standing.case
    yield from _told_of(standing)
    if case.status is Status.ACCEPTED:
        for step in case.steps.values():
            yield from _of_step(standing, step)
        yield standing.by_lead(c.ReturnApplication(NUMBER, WHY))
        yield standing.by_lead(c.AssignInspectors(standing.inspectors))
        yield from decided(standing)
    if case.status is Status.DECIDED:
        for document, number in case.outcome_papers:
            yield standing.by_lead(c.RecordDocument(document, number, "sha256:sealed", "explored"))
        delivery = standing.item.step_of(StepKind.DELIVERY)
        yield standing.at_post(delivery.post, c.Deliver(c.DeliveryMethod.COUNTER))


def _told_of(standing: Standing) -> Iterator[Move]:
    """What another system may be said to have done, whether or not it fits."""
    for step in standing.item.steps:
        if step.decided_in is None:
            continue
        for fact in c.ObservedFact:
            for result in _TOLD_RESULTS if fact.has_result else (None,):
                body = c.RecordObservation(step.id, result, "elsewhere", NUMBER, fact)
                yield standing.at_post("", body)


def _of_step(standing: Standing, step: CaseStep) -> Iterator[Move]:
    plan = step.plan
    match plan.kind:
        case StepKind.DECISION:
            return
        case StepKind.OPINION:
            for result in _TOLD_RESULTS:
                yield standing.at_post(plan.post, c.GiveOpinion(plan.id, result, WHY))
                yield standing.at_post("", c.RecordObservation(plan.id, result, "elsewhere", NUMBER))
            if standing.item.steps_by_id[plan.id].unreasoned_basis:
                yield standing.at_post(plan.post, c.GiveOpinion(plan.id, c.OpinionResult.OBJECT))
        case StepKind.LOWER_REVIEW:
            materials = tuple(sorted(standing.case.materials))
            for finding in c.Finding:
                yield standing.at_post(plan.post, c.SendUp(plan.id, finding, WHY, materials, NUMBER))
        case StepKind.MEETING:
            yield from joint.tried(standing)
            yield standing.at_post(plan.post, c.CompleteStep(plan.id, c.Finding.CONFORMS, WHY))
        case StepKind.SURVEY:
            yield from _survey(standing, step)
        case _:
            for finding in c.Finding:
                yield standing.at_post(plan.post, c.CompleteStep(plan.id, finding, WHY))
    if step.state is StepState.OPEN:
        yield standing.at_post(plan.post, c.TakeStep(plan.id))


def _survey(standing: Standing, step: CaseStep) -> Iterator[Move]:
    plan = step.plan
    tomorrow = standing.calendar.add(standing.today, 1)
    signed = tuple(c.Signature(plan.authority, person) for person in standing.staff)
    for day in (standing.today, tomorrow):
        yield standing.at_post(plan.post, c.ScheduleSurvey(plan.id, day, (plan.authority,)))
    yield standing.at_post(plan.post, c.RecordFailedSurvey(plan.id, c.SurveyFailure.WEATHER))
    for result in c.SurveyResult:
        yield standing.at_post(plan.post, c.RecordSurvey(plan.id, result, signed, WHY, tomorrow))


def decided(standing: Standing) -> Iterator[Move]:
    """Granted without end, or in writing for five years; refused, refused for false material."""
    minutes, today = standing.case.hearing.minutes, standing.today
    quota = standing.item.quota
    # One case by itself: a place is free, or none is.
    place, full = (
        (c.Place("pool", quota.number, 0, 0), c.Place("pool", quota.number, quota.number, 0))
        if quota
        else (None, None)
    )
    grant = c.Decide(c.Outcome.GRANTED, NUMBER, "行政许可法§38", minutes=minutes, place=place)
    yield standing.by_lead(grant)
    until = today.replace(year=today.year + 5, day=min(today.day, 28))
    yield standing.by_lead(replace(grant, valid_until=until, decision_number=NUMBER))
    for is_false, no_place in ((None, None), (True, None), *([(None, True)] if quota else [])):
        yield standing.by_lead(
            c.Decide(
                c.Outcome.REFUSED,
                NUMBER,
                "行政许可法§38",
                reasons=WHY,
                remedies=REMEDIES,
                minutes=minutes,
                false_material=is_false,
                place=full if no_place else None,
                no_place=no_place,
            )
        )
