"""Challenges 复议、诉讼 of a case: before whom, how far, and what came of each."""

from typing import Any

from tongban.kernel.case import events as e
from tongban.web.staff.casefile import CaseFile


def fought(file: CaseFile) -> list[dict[str, Any]]:
    """What `staff/challenge.html` shows, the first challenge first."""
    ends = {
        event.body.challenge: event.body for event in file.events if isinstance(event.body, e.ChallengeEnded)
    }
    return [
        {
            "kind": one.kind.label,
            "act": one.act.label,
            "against": one.against,
            "body": one.body,
            "number": one.number,
            "since": one.since,
            "replied_on": one.replied_on,
            "chip": file.chip(one.reply_clock) if one.is_open and one.replied_on is None else None,
            "suspended_on": one.suspended_on if one.suspends else None,
            "outcome": one.outcome.label if one.outcome else None,
            "ended_on": one.ended_on,
            "document": ends[one.id].number if one.id in ends else "",
            "redo": ends[one.id].redo_limit if one.id in ends else None,
        }
        for one in file.case.challenges.values()
    ]
