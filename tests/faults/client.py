"""A stubborn client: carries out its share of the commands and does not give up when something dies.

    client.py NUMBER CASES COMMANDS ACKNOWLEDGED

It speaks to the platform as a web process does, through the wired handler. Every command has an id that
a further try, or a further life of this process, gives it again. What was answered is written down at
once; where the last life wrote nothing, this one asks again.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

import django
import psycopg
from django.db import DatabaseError, InterfaceError

from tongban.connectors.system_clock import WallClock
from tongban.handling import examination, intake, outcome
from tongban.handling.carrying_out import Answer
from tongban.handling.errand import Actor, Ask
from tongban.handling.uploads import checked
from tongban.kernel.case import commands as c
from tongban.kernel.refusals import DocumentMissing

ITEM = "food-operation-licence"
OPINIONS = ("fire-opinion", "housing-opinion", "health-opinion")
POSTS = dict(zip(OPINIONS, ("fire-opinion", "housing-drainage", "health-opinion"), strict=True))
RESULTS = (c.OpinionResult.AGREE, c.OpinionResult.AGREE_WITH_CONDITIONS)
FACTS = {
    "has_agent": False,
    "premises": "rented",
    "cold_dishes": False,
    "chain_store": False,
    "floor_area": 86,
}
FORM = {
    "holder": "王芳家常菜馆",
    "credit_code": "91440101MA5CJQ4N59",
    "legal_representative": "王芳",
    "premises": "演示市解放路18号一层",
    "category": "restaurant",
    "scope": "热食类食品制售",
    "phone": "13800000000",
}
PDF = b"%PDF-1.7\n%a page"
#: Long enough ago that the notice, every step and the statutory limit are over: the sweep has to act.
LONG_AGO = timedelta(days=75)
TROUBLE = (DatabaseError, InterfaceError, psycopg.Error, OSError)

Act = Callable[[Ask], Answer]


class Client:
    """One of several that work at the same time, each on cases of its own."""

    def __init__(self, number: int, acknowledged: Path) -> None:
        from tongban.web.wiring import open_office

        self.number = number
        self.clock, self.shift = WallClock(), timedelta(0)
        self.office = open_office(self)
        self.acknowledged = acknowledged
        self.known = {(a["case"], a["command"]) for a in read(acknowledged)}

    def now(self) -> datetime:
        return self.clock.now() - self.shift

    # --- asking until answered

    def does(self, case_id: str, command: str, actor: str, post: str, act: Act) -> None:
        """Ask until there is an answer; a command a former life had answered is not asked again."""
        if (case_id, command) in self.known:
            return
        ask = Ask(case_id, command, Actor(actor, post))
        answer = until_answered(lambda: act(ask))
        seqs = [event.seq for event in answer.events]
        line = {"case": case_id, "command": command, "first": seqs[0], "last": seqs[-1]}
        with self.acknowledged.open("a") as file:
            file.write(json.dumps(line) + "\n")
        self.known.add((case_id, command))

    # --- the story of a case

    def plays(self, case: int, commands: int) -> None:
        """One case up to its decision; every other one was forgotten at the counter long ago."""
        case_id = id_of(self.number, case)
        handler = self.office.handler
        forgotten = case % 2 == 1
        self.shift = LONG_AGO if forgotten else timedelta(0)
        self.does(case_id, "receive", "applicant", "", lambda ask: intake.receive(handler, ask, paper()))
        self.shift = timedelta(0)
        if forgotten:
            self.waits_for_the_sweep(case_id)
        else:
            self.does(case_id, "accept", "clerk", "hall-counter", lambda ask: intake.accept(handler, ask))
        self.does(case_id, "examined", "examiner", "market-examiner", self.examining)
        left = commands - (2 if forgotten else 3) - 2 * granted(case)
        for number in range(left):
            step = OPINIONS[number % 3]
            result = RESULTS[number // 3 % 2]
            self.does(
                case_id, f"opinion-{number}", "adviser", POSTS[step], self.advising(step, result, number)
            )
        if granted(case):
            self.does(case_id, "grant", "chief", "market-decider", self.granting)

    def examining(self, ask: Ask) -> Answer:
        return examination.complete_step(self.office.handler, ask, "examination", c.Finding.CONFORMS)

    def advising(self, step: str, result: c.OpinionResult, number: int) -> Act:
        return lambda ask: examination.give_opinion(self.office.handler, ask, step, result, f"第 {number} 次")

    def granting(self, ask: Ask) -> Answer:
        return outcome.grant(self.office.handler, ask, prefix="JY", basis="食品安全法§35")

    def delivers(self, case: int) -> None:
        """Hand out the licence as soon as the job worker has recorded it."""
        if granted(case):
            method = c.DeliveryMethod.COUNTER
            self.does(
                id_of(self.number, case),
                "deliver",
                "clerk",
                "hall-delivery",
                lambda ask: outcome.deliver(self.office.handler, ask, method, "本人领取"),
            )

    def waits_for_the_sweep(self, case_id: str) -> None:
        while until_answered(lambda: self.office.handler.standing(case_id)).case.accepted_on is None:
            time.sleep(0.1)


def until_answered(act: Callable):  # type: ignore[type-arg, no-untyped-def]
    """Try again while the database is away, or the licence is not ready yet."""
    while True:
        try:
            return act()
        except TROUBLE:
            time.sleep(0.2)
        except DocumentMissing:
            time.sleep(0.5)


def paper() -> intake.Application:
    materials = ("application", "business-licence", "layout", "safety-rules", "health-certificates", "lease")
    return intake.Application(
        item=ITEM,
        division="330199",
        applicant="applicant",
        channel=c.Channel.ONLINE,
        facts=FACTS,
        form=FORM,
        uploads={"application": [checked("申请书.pdf", PDF)]},
        on_paper=materials,
    )


def granted(case: int) -> bool:
    return case % 4 == 0


def id_of(client: int, case: int) -> str:
    return str(uuid5(UUID(int=client), str(case)))


def read(acknowledged: Path) -> Iterator[dict[str, str]]:
    """What was answered; a line that a kill cut short was not."""
    if acknowledged.exists():
        for line in acknowledged.read_text().splitlines(keepends=True):
            if line.endswith("\n"):
                yield json.loads(line)


def main(number: int, cases: int, commands: int, acknowledged: Path) -> None:
    django.setup()
    client = Client(number, acknowledged)
    for case in range(cases):
        client.plays(case, commands)
    for case in range(cases):
        client.delivers(case)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]), Path(sys.argv[4]))
