"""Writes golden streams of life events; run for a new kind of event, never to mend an old file.

PYTHONPATH=src:tests python tests/life_event_streams.py DIRECTORY
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from cast import APPLICANT
from life_events import CHAIN, DAY, PAPER, WHY, Matter, application
from tongban.handling.codec import OF_LIFE_EVENTS, Codec, plain
from tongban.kernel.case.commands import HandedIn
from tongban.kernel.life_event import LifeEvent, MemberEnd, Outside
from tongban.kernel.life_event import commands as c


def _codec() -> Codec:
    return Codec(vocabulary=OF_LIFE_EVENTS)


def completed() -> Matter:
    """All are granted, the licence flows, everything is handed over."""
    matter = Matter()
    matter.ask(_handed_in({"serves_meals": True}))
    for member in ("fire", "hygiene", "food"):
        matter.decided(member)
    matter.decided("security").decided("sign", granted=False)
    return matter.delivered("fire", "hygiene", "food", "security", "sign")


def stopped() -> Matter:
    """One cannot be received, one is declined, one is objected to: what waits for them stops."""
    matter = Matter().apply({"serves_meals": True})
    matter.told(c.RecordNoReceipt("food", "banned_until")).received("fire")
    matter.ask(c.RaiseObjection("fire", "tax", WHY, "税异〔2025〕3号"), "zhao", "tax-officer")
    return matter.received("hygiene").ended("hygiene", MemberEnd.DECLINED).ended("fire")


def taken_back() -> Matter:
    """One before it began, one whose case can be withdrawn, one whose case cannot."""
    matter = Matter().apply().received("fire", "hygiene").ask(c.TakeBack(("sign",), WHY))
    matter.ask(c.TakeBack(("fire", "hygiene"))).told(c.RecordNoWithdrawal("hygiene", "not_allowed_now"))
    return matter.ended("fire", MemberEnd.WITHDRAWN).decided("hygiene").delivered("hygiene")


def decided_anew() -> Matter:
    """A grant falls and is refused; a refusal falls after everything was over, and is granted."""
    matter = Matter().apply().decided("fire").told(c.RecordReopening("fire")).decided("fire", granted=False)
    matter.decided("hygiene", granted=False).delivered("fire", "hygiene").told(c.RecordReopening("hygiene"))
    return matter.decided("hygiene").delivered("hygiene")


def taken_over() -> Matter:
    """An heir takes over; another system corrects its decision; a revocation is annulled."""
    matter = Matter().apply().received("fire", "hygiene")
    matter.told(c.RecordSuccession("fire", APPLICANT.account, "heir"))
    matter.told(c.RecordSuccession("hygiene", APPLICANT.account, "another-heir"))
    matter.decided("hygiene", granted=False).told(c.RecordDecision("hygiene", True, "N-2", DAY))
    matter.told(c.RecordResult("hygiene", "N-2", PAPER)).ended("hygiene", MemberEnd.LICENCE_ENDED)
    matter.ended("fire").told(c.RecordRestoration("hygiene"))
    return matter.delivered("hygiene")


def by_agent() -> Matter:
    """An agent applied; who takes over has given no mandate."""
    matter = Matter().ask(application(agent="agent"), "agent").received("fire")
    return matter.told(c.RecordSuccession("fire", APPLICANT.account, "heir"))


def promised() -> Matter:
    """One is committed to, one cannot be, and of one it is undertaken that what is missing will come."""
    offers = {"fire": {"offers_commitment": True}, "hygiene": {"offers_gap": True}}
    offers["security"] = {"offers_commitment": True}
    members = tuple(replace(member, **offers.get(member.id, {})) for member in CHAIN.members)
    matter = Matter(replace(CHAIN, members=members))
    both = {"commits": ("fire", "security"), "undertakes": ("hygiene",), "promise": WHY}
    matter.ask(application(**both)).received("fire", "hygiene").told(c.RecordCommitment("fire"))
    matter.decided("fire").received("security")
    return matter.told(c.RecordNoCommitment("security", "commitment_barred"))


def in_a_project() -> Matter:
    """A stage of a project: a member waits for an outcome, which comes, goes, and need not come at last."""
    outside = {"fire": (Outside("land.permit", ("plan",)),)}
    matter = Matter().ask(
        application(project="0199d0a0-0000-7000-8000-0000000000fe", stage="works", outside=outside)
    )
    matter.told(c.RecordOutcome("land.permit", "case-of-land", PAPER)).told(
        c.RecordOutcomeGone("land.permit")
    )
    return matter.told(c.RecordOutcome("land.permit")).decided("fire")


def _handed_in(facts: dict[str, Any]) -> c.Apply:
    return application(facts, materials=(HandedIn("plan", (PAPER,)), HandedIn("identity")))


STREAMS: dict[str, Callable[[], Matter]] = {
    "1_completed": completed,
    "2_stopped": stopped,
    "3_taken_back": taken_back,
    "4_decided_anew": decided_anew,
    "5_taken_over": taken_over,
    "6_by_agent": by_agent,
    "7_promised": promised,
    "8_in_a_project": in_a_project,
}


def facts(life_event: LifeEvent) -> dict[str, object]:
    """What the fold of a stream must say."""
    names = ("id", "version", "status", "life_event", "number", "applied_on", "left_out", "completed_on")
    members = {
        name: [member.state.value, member.delivered, member.number, member.refusal]
        for name, member in life_event.members.items()
    }
    return {**{name: plain(getattr(life_event, name)) for name in names}, "members": members}


def main(directory: Path) -> None:
    for name, play in STREAMS.items():
        matter = play()
        lines = [json.dumps({"expected": facts(matter.life_event)}, ensure_ascii=False)]
        for record in _codec().write(matter.events, b""):
            shown = plain(replace(record, body=record.body.decode(), digest=record.digest.hex()))  # type: ignore[arg-type]
            lines.append(json.dumps(shown, ensure_ascii=False))
        (directory / f"{name}.jsonl").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
