"""A life event of ten members with 100 steps, beside the same ten cases each applied for by itself.

python -m benchmarks life_event [--rounds 5]

What the kernel alone makes of it is measured from the same commands: deciding and evolving all of them,
replaying all events, and what the folds weigh in memory.

Five members begin at once; five more each consume the licence of one of them. Both go the whole way on
PostgreSQL as the platform starts it, from the application to the delivery of everything: the same 100 steps,
the same files. What the life event costs beside the cases is its own stream, the feed that is followed, and
the papers that are handed over. Rounds take turns.
"""

import argparse
import gc
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import whole
from benchmarks import server
from benchmarks.kernel import rate
from benchmarks.windows import spread
from cast import APPLICANT
from stores import House, in_memory, on_database
from tongban.catalogue import Catalogue, demo_catalogue, load_catalogue
from tongban.catalogue.life_event import Consumed, Member, Same, Sameness
from tongban.handling import intake
from tongban.handling.errand import Actor, Ask
from tongban.handling.life_event import applying
from tongban.kernel import Case, Command, Item, decide_and_evolve, replay
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.life_event import LifeEvent, LifeEventStatus
from tongban.kernel.life_event import decide_and_evolve as decide_whole
from tongban.kernel.life_event import replay as replay_whole

MEMBERS, STEPS = 10, 10
DAY = date(2025, 10, 9)
_FORM = {
    name: whole.FORM[name] for name in ("holder", "credit_code", "legal_representative", "premises", "phone")
}


def main() -> None:
    parser = argparse.ArgumentParser(description="A life event of ten members with 100 steps.")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    catalogue = ten_members()
    whole.city = lambda: catalogue  # type: ignore[assignment]
    with server.running() as running, tempfile.TemporaryDirectory() as data:
        house = on_database(running.database("life_event"), Path(data))
        measure(house, asked.rounds)
        house.close()
    think(in_memory())


def ten_members() -> Catalogue:
    """Ten items of ten steps, and the life event they belong to."""
    city = load_catalogue(demo_catalogue())
    plain = city.in_force("guesthouse-security-licence", DAY)
    intake_step, examination = plain.steps[0], plain.steps[1]
    decision, delivery = plain.steps[-2], plain.steps[-1]
    chain = [
        replace(examination, id=f"step-{n}", after=(f"step-{n - 1}" if n > 1 else intake_step.id,))
        for n in range(1, STEPS - 2)
    ]
    decision = replace(decision, after=(chain[-1].id,))
    steps = (intake_step, *chain, decision, delivery)
    assert len(steps) == STEPS
    items = tuple(replace(plain, id=f"item-{n}", steps=steps) for n in range(MEMBERS))
    half = MEMBERS // 2
    members = tuple(
        Member(
            f"m{n}",
            f"item-{n}",
            consumes=() if n < half else (Consumed(f"m{n - half}", "fire-certificate"),),
        )
        for n in range(MEMBERS)
    )
    shared = Sameness(
        form=tuple(Same(name, tuple(f"m{n}.{name}" for n in range(MEMBERS))) for name in _FORM),
        materials=tuple(
            Same(name, tuple(f"m{n}.{name}" for n in range(MEMBERS)))
            for name in ("business-licence", "identity", "security-rules", "room-plan")
        ),
    )
    known = city.life_event_in_force("open-a-guesthouse", DAY)
    event = replace(known, id="ten-members", members=members, same=shared, questions=())
    return Catalogue(city.directory, (*city.implementations, *items), (event,))


def measure(house: House, rounds: int) -> None:
    office, ids = whole.open_whole(house), count(1)
    together, apart = Together(office, ids), Apart(office, ids)
    together.live()  # both warm
    apart.live()
    told: dict[str, list[tuple[float, float]]] = {"together": [], "apart": []}
    for n in range(rounds):
        turns = (("together", together.live), ("apart", apart.live))
        for name, live in turns if n % 2 else reversed(turns):
            told[name].append(_timed(live))
    print(f"ten members, {MEMBERS * STEPS} steps, from the application to the delivery of everything")
    for name, times in told.items():
        wall, cpu = median(w for w, _ in times), median(p for _, p in times)
        each = wall * 1000 / (MEMBERS * STEPS)
        print(f"  {name:<10} {wall:6.2f} s, {cpu:6.2f} s of our own processor; {each:.1f} ms a step")
    pairs = zip(told["together"], told["apart"], strict=True)
    ratios = [one[1] / other[1] for one, other in pairs]
    print(f"  together / apart, processor time: {spread(ratios)}")


def think(house: House) -> None:
    """The kernel alone, on the life event and its ten cases: every command, every event, the memory."""
    office = whole.open_whole(house)
    asked: list[tuple[bool, Command, Item | None]] = []
    cases, life_events = office.handler.cases, office.handler
    carry_out, carry_out_whole = cases.carry_out, life_events.carry_out

    def of_case(command: Command, values: Any = (), item: Item | None = None, digest: bytes = b"") -> Any:
        asked.append((False, command, item or cases.standing(command.case_id).item))
        return carry_out(command, values, item, digest)

    def of_whole(command: Command, values: Any = (), sheet: Any = None, digest: bytes = b"") -> Any:
        asked.append((True, command, None))
        return carry_out_whole(command, values, sheet, digest)

    cases.carry_out, life_events.carry_out = of_case, of_whole  # type: ignore[method-assign]
    Together(office, count(90_001)).live()
    life_event = office.life_event
    rules = life_events.sheet_of(life_event).for_kernel()
    calendar = office.handler.ports.calendars.of(life_event.division)

    def live() -> int:
        known: dict[str, Case] = {}
        whole_now = LifeEvent()
        for is_whole, command, item in asked:
            if is_whole:
                whole_now = decide_whole(whole_now, command, rules, calendar)[1]
            else:
                assert item is not None
                now = known.get(command.case_id, Case())
                known[command.case_id] = decide_and_evolve(now, command, item, calendar)[1]
        assert len(known) == MEMBERS
        return len(asked)

    of_the_whole = life_events.history(office.id)
    histories = [cases.history(member.plan.case_id) for member in life_event.members.values()]
    events = len(of_the_whole) + sum(map(len, histories))

    def again() -> int:
        replay_whole(of_the_whole)
        for history in histories:
            replay(history)
        return events

    of_it = sum(is_whole for is_whole, _, _ in asked)
    print(f"the kernel alone: {len(asked)} commands ({of_it} of the whole), {events} events")
    rate("  commands, decide + evolve", live)
    rate("  events replayed", again)
    rate("  whole lives, decide + evolve", lambda: live() and 1)
    weigh(office, [member.plan.case_id for member in life_event.members.values()])


def weigh(office: whole.Whole, case_ids: list[str]) -> None:
    """What the folds weigh as a worker has them, read from their records."""
    handler = office.handler
    stored = handler.store.load(office.id)
    assert stored is not None
    members = [history.records for history in handler.cases.ports.store.load_many(case_ids).values()]

    def one() -> LifeEvent:
        return replay_whole(map(handler.codec.read, stored.records))

    def ten() -> list[Case]:
        return [replay(map(handler.cases.codec.read, records)) for records in members]

    for what, make in (("the life event's own fold", one), ("its ten cases", ten)):
        make()
        gc.collect()
        tracemalloc.start()
        made = [make() for _ in range(50)]
        gc.collect()
        used = tracemalloc.get_traced_memory()[0] / len(made)
        tracemalloc.stop()
        print(f"  {what:<50}{used / 1024:>12.1f} KiB")


def _timed(live: Callable[[], None]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    live()
    return time.perf_counter() - wall, time.process_time() - cpu


class Together:
    """One application; the feed is relayed and followed after every act that another member waits for."""

    def __init__(self, office: whole.Whole, ids: "count[int]") -> None:
        self.office, self.ids = office, ids

    def live(self) -> None:
        office = self.office
        office.id = _case_id(next(self.ids))
        sheet = office.handler.catalogue.in_force("ten-members", DAY)
        required = sheet.as_item({}).required_materials({})
        application = applying.WholeApplication(
            life_event="ten-members",
            division="330199",
            applicant=APPLICANT.account,
            channel=c.Channel.ONLINE,
            form={**_FORM, **{f"m{n}__scope": "二层" for n in range(MEMBERS)}},
            uploads={m.id: [whole.pdf(m.id)] for m in required if not m.from_answers},
            on_paper=[m.id for m in required if m.from_answers],
        )
        applied = applying.apply(office.handler, office.ask(Actor(APPLICANT.account)), application)
        cases = {name: member.plan.case_id for name, member in applied.life_event.members.items()}
        office.case_of = cases.__getitem__  # type: ignore[method-assign]
        office.follow()
        names = [f"m{n}" for n in range(MEMBERS)]
        for part in (names[: MEMBERS // 2], names[MEMBERS // 2 :]):
            for name in part:
                office.accept(name).examine(name).grant(name)
            office.follow()
        office.deliver(*names).follow()
        assert office.life_event.status is LifeEventStatus.COMPLETED


class Apart:
    """The same cases, each applied for by itself, the certificate uploaded where it is needed."""

    def __init__(self, office: whole.Whole, ids: "count[int]") -> None:
        self.office, self.ids = office, ids
        self.case_id = ""

    def live(self) -> None:
        for n in range(MEMBERS):
            self._one(f"item-{n}")

    def _one(self, item_id: str) -> None:
        office, case_id = self.office, _case_id(next(self.ids))
        item = whole.city().in_force(item_id, DAY)
        application = intake.Application(
            item=item_id,
            division="330199",
            applicant=APPLICANT.account,
            channel=c.Channel.ONLINE,
            form={**_FORM, "scope": "二层"},
            uploads={m.id: [whole.pdf(m.id)] for m in item.materials if not m.from_answers},
            on_paper=[m.id for m in item.materials if m.from_answers],
        )
        cases = office.handler.cases
        intake.receive(cases, office.ask(Actor(APPLICANT.account), case_id), application)
        intake.accept(cases, self._at(case_id, item_id, StepKind.INTAKE))
        for step in item.steps:
            if step.kind is StepKind.EXAMINATION:
                ask = office.ask(Actor(f"officer-{step.post}", step.post), case_id)
                whole.examination.complete_step(cases, ask, step.id, c.Finding.CONFORMS)
        ask = self._at(case_id, item_id, StepKind.DECISION)
        whole.outcome.grant(cases, ask, prefix="X", basis="行政许可法§38")
        office.documents(case_id)
        ask = self._at(case_id, item_id, StepKind.DELIVERY)
        whole.outcome.deliver(cases, ask, c.DeliveryMethod.COUNTER, "本人领取")

    def _at(self, case_id: str, item_id: str, kind: StepKind) -> Ask:
        post = whole.city().in_force(item_id, DAY).for_kernel().step_of(kind).post
        return self.office.ask(Actor(f"officer-{post}", post), case_id)


def _case_id(number: int) -> str:
    return f"0199d0a0-0000-7000-8000-{number:012x}"
