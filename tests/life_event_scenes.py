"""Scenes of `test_refusals` about life events, with the whole refusal."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from life_events import CASES, CHAIN, WHY, Matter, application
from tongban.kernel import refusals as r
from tongban.kernel.life_event import commands as c
from tongban.kernel.life_event.state import LifeEventStatus
from tongban.kernel.life_event.words import MemberState

PROMISING = replace(CHAIN, members=(replace(CHAIN.members[0], offers_commitment=True), *CHAIN.members[1:]))
_NAME = {member.id: member.name for member in CHAIN.members}


def refused(act: Callable[[], object]) -> r.Refusal:
    with pytest.raises(r.Refusal) as refused:
        act()
    return refused.value


LIFE_EVENT_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "a life event applied for twice": (
        lambda: refused(lambda: Matter().apply().apply()),
        r.LifeEventNotAllowedNow(status=LifeEventStatus.RUNNING.label, verb=c.Apply.verb()),
    ),
    "a life event without the id of a case": (
        lambda: refused(lambda: Matter().ask(application(cases={**CASES, "fire": ""}))),
        r.CasesNotNamed(member=_NAME["fire"]),
    ),
    "a life event of which the situation has nothing": (
        lambda: refused(lambda: Matter(replace(CHAIN, members=CHAIN.members[-1:])).apply()),
        r.NoMemberInThisSituation(life_event=CHAIN.name),
    ),
    "an agent who commits for the applicant": (
        lambda: refused(
            lambda: Matter(PROMISING).ask(application(commits=("fire",), promise=WHY, agent="agent"))
        ),
        r.AgentCannotCommit(),
    ),
    "a member nobody knows": (
        lambda: refused(lambda: Matter().apply().ask(c.TakeBack(("water",)))),
        r.MemberUnknown(member="water"),
    ),
    "a member of another situation": (
        lambda: refused(lambda: Matter().apply().ask(c.TakeBack(("food",)))),
        r.MemberNotInThisSituation(member=_NAME["food"]),
    ),
    "taking back what is granted": (
        lambda: refused(lambda: Matter().apply().decided("hygiene").ask(c.TakeBack(("hygiene",)))),
        r.MemberHasItsOutcome(member=_NAME["hygiene"], state=MemberState.GRANTED.label),
    ),
    "taking back twice": (
        lambda: refused(lambda: Matter().apply().received("fire").ask(c.TakeBack()).ask(c.TakeBack())),
        r.NothingToTakeBack(),
    ),
    "an objection to oneself": (
        lambda: refused(lambda: Matter().apply().ask(c.RaiseObjection("fire", "fire-rescue", WHY))),
        r.ObjectsToItself(authority=CHAIN.names["fire-rescue"]),
    ),
    "a decision typed by hand": (
        lambda: refused(lambda: Matter().apply().ask(c.RecordDelivery("fire"))),
        r.OnlyMembersTell(verb=c.RecordDelivery.verb()),
    ),
}
