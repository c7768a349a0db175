"""A life event of ten members with 100 steps, beside the same ten cases each applied for by itself.

python -m benchmarks life_event [--rounds 5]

Five members begin at once; five more each consume the licence of one of them. Both go the whole way on
PostgreSQL as the platform starts it, from the application to the delivery of everything: the same 100 steps,
the same files. What the life event costs beside the cases is its own stream, the feed that is followed, and
the papers that are handed over. Rounds take turns.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from statistics import median

import whole
from benchmarks import server
from benchmarks.windows import spread
from cast import APPLICANT
from stores import House, on_database
from tongban.catalogue import Catalogue, demo_catalogue, load_catalogue
from tongban.catalogue.life_event import Consumed, Member, Same, Sameness
from tongban.handling import intake
from tongban.handling.errand import Actor, Ask
from tongban.handling.life_event import applying
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.life_event import LifeEventStatus

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
