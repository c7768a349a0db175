"""更正的着法 — days, the applicant, opinions and findings that had been entered wrongly."""

from collections.abc import Iterator
from datetime import timedelta

from tongban.kernel.case import commands as c
from tongban.kernel.case.state import Status
from tongban.process.exploring.moves.move import WHY, Move, Standing

_DAY = timedelta(days=1)
_SECOND = "approver"
#: So many days before the day on record: a little earlier, and so early that the notice came too late.
_EARLIER = (1, 10)


def tried(standing: Standing) -> Iterator[Move]:
    """What may be mended before the case is decided."""
    case = standing.case
    if case.status not in (Status.RECEIVED, Status.ACCEPTED):
        return
    for field, day in (("received_on", case.received_on), ("accepted_on", case.accepted_on)):
        for days in _EARLIER if day is not None else ():
            assert day is not None
            yield standing.by_clerk(c.CorrectEntry(field, str(day - days * _DAY), _SECOND, WHY))
    yield standing.by_clerk(c.CorrectEntry("applicant", "subject-3", _SECOND, WHY))
    for step in case.steps.values():
        if step.opinion is not None:
            for result in (c.OpinionResult.AGREE, c.OpinionResult.OBJECT):
                mended = c.CorrectEntry(f"opinion:{step.plan.id}", result.value, _SECOND, WHY)
                yield standing.at_post(step.plan.post, mended)
        if step.finding is not None:
            for finding in c.Finding:
                mended = c.CorrectEntry(f"finding:{step.plan.id}", finding.value, _SECOND, WHY)
                yield standing.at_post(step.plan.post, mended)
