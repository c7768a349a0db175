"""复议诉讼统计 — how the challenges of an item's decisions ended, read from the events themselves."""

import json
from collections import Counter
from dataclasses import dataclass

from tongban.handling.codec import event_type
from tongban.kernel.case.events import ChallengeEnded, ChallengeRecorded
from tongban.store.connections import Connection

_RECORDED, _ENDED = event_type(ChallengeRecorded), event_type(ChallengeEnded)


@dataclass(frozen=True, slots=True)
class Fought:
    """一类复议诉讼 — of which item, before whom, against what; its outcome, or open."""

    item: str
    kind: str
    act: str
    outcome: str


def fought(connection: Connection, item: str = "") -> Counter[Fought]:
    """How many challenges of each sort there are; of one item, or of all."""
    rows = connection.execute(
        "SELECT s.item, e.case_id::text, e.type, e.body FROM case_event e"
        " JOIN case_state s ON s.case_id = e.case_id"
        " WHERE e.type IN ('tongban.case.challenge_recorded', 'tongban.case.challenge_ended')"
        " AND (%s = '' OR s.item = %s) ORDER BY e.case_id, e.seq",
        [item, item],
    ).fetchall()
    found: dict[tuple[str, str], Fought] = {}
    for of, case_id, kind, body in rows:
        data = json.loads(bytes(body))["data"]
        key = (case_id, data["challenge"])
        if kind == _RECORDED:
            found[key] = Fought(of, data["kind"], data["act"], "")
        elif kind == _ENDED and key in found:
            before = found[key]
            found[key] = Fought(before.item, before.kind, before.act, data["outcome"])
    return Counter(found.values())
