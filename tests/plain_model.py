"""A case of the food item, told once more in the plainest way: days counted one by one, facts in a dict.

It knows nothing of events, ledgers or tables of what is allowed. It says for each act whether it may be
done, and what is so afterwards; the property test holds the kernel to it.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
#: What the item says, in working days (cast.food_item).
NOTICE, STATUTORY, PROMISED, EXTENSION, DELIVERY, EXAMINE, OPINION = 5, 20, 10, 10, 10, 8, 5
#: What the rule of disputes adds (conferred.DISPUTES): to meet over an objection, and to rule on it.
MEET, RULING = 5, 10
STEPS = {"examine": EXAMINE, "fire": OPINION, "health": OPINION}
REQUIRED = ("form", "licence_copy", "floor_plan")


class No(Exception):
    """It may not be done now."""


@dataclass
class Limit:
    """So many working days after a day, some days left out."""

    start: date
    amount: int
    left_out: list[tuple[date, date]] = field(default_factory=list)
    running: bool = True
    extended: bool = False

    def last_day(self, is_working: Callable[[date], bool]) -> date:
        day, left = self.start, self.amount
        while left:
            day += DAY
            left -= is_working(day) and not any(begin <= day <= until for begin, until in self.left_out)
        return day


@dataclass
class Model:
    """What is so."""

    is_working: Callable[[date], bool]
    status: str = "draft"
    handed_in: set[str] = field(default_factory=set)
    noticed: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()
    owes_supplement: bool = False
    limits: dict[str, Limit] = field(default_factory=dict)
    said_to_have_passed: dict[str, date] = field(default_factory=dict)
    accepted_on: date | None = None
    by_silence: bool = False
    answers: dict[str, str] = field(default_factory=dict)
    outcome: str = ""
    sealed: bool = False
    meeting_on: date | None = None
    put_off: bool = False
    met_over: set[str] = field(default_factory=set)
    gone_up: set[str] = field(default_factory=set)
    upheld: set[str] = field(default_factory=set)
    overruled: set[str] = field(default_factory=set)

    # --- what can be read off it

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(m for m in REQUIRED if m not in self.handed_in or m in self.defects)

    @property
    def running(self) -> dict[str, date]:
        return {name: limit.last_day(self.is_working) for name, limit in self.limits.items() if limit.running}

    @property
    def awaited(self) -> set[str]:
        """The steps somebody is to act on."""
        if self.status != "accepted":
            return set()
        return set(STEPS) - set(self.answers) or {"decision"}

    @property
    def objections(self) -> set[str]:
        """The steps whose department objects, and nobody has overruled it."""
        return {step for step, answer in self.answers.items() if answer == "object"} - self.overruled

    @property
    def to_be_met_over(self) -> set[str]:
        return self.objections - self.met_over

    def runs(self, name: str) -> bool:
        return name in self.limits and self.limits[name].running

    def is_over(self, name: str, today: date) -> bool:
        limit = self.limits[name]
        return limit.running and today > limit.last_day(self.is_working)

    # --- what happens

    def after(self, act: str, today: date, *what: object) -> "Model":
        """How things stand after the act; raises `No` where it may not be done."""
        then = deepcopy(self)
        then.time_has_passed(today)
        getattr(then, act)(today, *what)
        return then

    def time_has_passed(self, today: date) -> None:
        if self.status == "received" and self.is_over("notice", today):
            self.begin(self.limits["notice"].start, today)
            self.by_silence = True
        for name, last_day in self.running.items():
            if today > last_day:
                self.said_to_have_passed[name] = last_day

    def begin(self, accepted_on: date, today: date) -> None:
        self.status, self.accepted_on = "accepted", accepted_on
        self.owes_supplement, self.defects = False, ()
        self.limits["notice"].running = False
        self.limits["statutory"] = Limit(accepted_on, STATUTORY)
        self.limits["promised"] = Limit(accepted_on, PROMISED)
        for step, amount in STEPS.items():
            self.limits[f"step:{step}"] = Limit(today, amount)

    def end(self, status: str) -> None:
        self.status = status
        for limit in self.limits.values():
            limit.running = False

    def must_be(self, *statuses: str) -> None:
        if self.status not in statuses:
            raise No

    # --- acts

    def passing(self, today: date) -> None:
        """Nothing but time."""

    def receive(self, today: date, *papers: str) -> None:
        self.must_be("draft")
        self.status, self.handed_in = "received", set(papers)
        self.limits["notice"] = Limit(today, NOTICE)

    def ask_for(self, today: date, material: str) -> None:
        self.must_be("received")
        if self.noticed:
            raise No
        self.noticed = self.defects = (material,)
        self.owes_supplement = True
        self.limits["notice"].running = False

    def restate(self, today: date, material: str) -> None:
        self.must_be("received")
        if not self.noticed or self.owes_supplement or material not in self.noticed:
            raise No
        self.defects, self.owes_supplement = (material,), True
        self.limits["notice"].running = False

    def hand_in(self, today: date, material: str) -> None:
        self.must_be("received", "accepted")
        if self.status == "accepted" and not self.missing:
            raise No
        # After acceptance by silence a notice of before is answered no more.
        if self.noticed and (self.owes_supplement or material in self.defects):
            self.limits["notice"] = Limit(today, NOTICE)
        self.handed_in.add(material)
        self.defects = tuple(m for m in self.defects if m != material)
        self.owes_supplement = False

    def accept(self, today: date) -> None:
        self.must_be("received")
        if self.missing:
            raise No
        self.begin(today, today)

    def decline(self, today: date) -> None:
        self.must_be("received")
        self.end("declined")

    def withdraw(self, today: date) -> None:
        self.must_be("received", "accepted")
        self.end("withdrawn")

    def examine(self, today: date, finding: str) -> None:
        self.must_be("accepted")
        if "examine" in self.answers:
            raise No
        self.answers["examine"] = finding
        self.limits["step:examine"].running = False

    def answer(self, today: date, step: str, result: str) -> None:
        self.must_be("accepted")
        if result == "object" and step in self.overruled:
            raise No
        self.answers[step] = result
        self.limits[f"step:{step}"].running = False
        if result != "object":
            self.upheld -= {step}
            self.overruled -= {step}
        self.settle(today)

    def settle(self, today: date) -> None:
        """What runs for objections runs while they stand, and begins with the first."""
        self.met_over &= self.objections
        if self.gone_up and not self.gone_up & self.objections:
            self.gone_up = set()
            self.limits["ruling"].running = False
        if not self.to_be_met_over:
            if "meeting" in self.limits:
                self.limits["meeting"].running = False
        elif not self.runs("meeting"):
            self.limits["meeting"] = Limit(today, MEET)

    def convene(self, today: date, meeting_on: date) -> None:
        self.must_be("accepted")
        binding = self.runs("meeting") and not self.put_off and not self.is_over("meeting", today)
        if binding and meeting_on > self.running["meeting"]:
            raise No
        self.meeting_on = meeting_on

    def postpone(self, today: date) -> None:
        self.must_be("accepted")
        if self.meeting_on is None:
            raise No
        self.meeting_on, self.put_off = None, True

    def meet(self, today: date) -> None:
        self.must_be("accepted")
        if self.meeting_on is None or today < self.meeting_on:
            raise No
        self.meeting_on, self.put_off = None, False
        self.met_over |= self.objections
        self.settle(today)

    def go_up(self, today: date) -> None:
        self.must_be("accepted")
        steps = self.objections - self.upheld
        if self.gone_up or self.to_be_met_over or not steps:
            raise No
        self.gone_up = steps
        self.limits["ruling"] = Limit(today, RULING)

    def rule_on(self, today: date, result: str) -> None:
        self.must_be("accepted")
        if not self.gone_up:
            raise No
        ruled = self.upheld if result == "upheld" else self.overruled
        ruled |= self.gone_up & self.objections
        self.gone_up = set()
        self.limits["ruling"].running = False
        self.settle(today)

    def leave_out(self, today: date, days: int) -> None:
        """An expert review from today on: the law's limit stops, and the promise if it still can be kept."""
        self.must_be("accepted")
        until = today + days * DAY
        stopped = [self.limits["statutory"]]
        if not self.is_over("promised", today):
            stopped.append(self.limits["promised"])
        for limit in stopped:
            overlaps = any(begin <= until and today <= end for begin, end in limit.left_out)
            if overlaps or not limit.start < today <= limit.last_day(self.is_working):
                raise No
        for limit in stopped:
            limit.left_out.append((today, until))

    def resume(self, today: date) -> None:
        self.must_be("accepted")
        under_way = [p for p in self.limits["statutory"].left_out if p[0] <= today < p[1]]
        if not under_way:
            raise No
        for limit in (self.limits["statutory"], self.limits["promised"]):
            limit.left_out = [(b, today) if (b, u) in under_way else (b, u) for b, u in limit.left_out]

    def extend(self, today: date) -> None:
        self.must_be("accepted")
        limit = self.limits["statutory"]
        if limit.extended or self.is_over("statutory", today):
            raise No
        limit.amount, limit.extended = limit.amount + EXTENSION, True

    def decide(self, today: date, outcome: str) -> None:
        self.must_be("accepted")
        if self.awaited != {"decision"}:
            raise No
        found_against = "does_not_conform" in self.answers.values()
        if outcome == "granted" and (self.missing or found_against or self.objections):
            raise No
        if outcome == "refused" and not found_against and self.objections:
            in_time = self.gone_up and not self.is_over("ruling", today)
            if self.to_be_met_over or (in_time and today < self.running["statutory"]):
                raise No
        self.end("decided")
        self.outcome = outcome
        self.limits["delivery"] = Limit(today, DELIVERY)

    def seal(self, today: date, outcome: str) -> None:
        self.must_be("decided", "closed")
        if outcome != self.outcome:
            raise No
        self.sealed = True

    def deliver(self, today: date) -> None:
        self.must_be("decided")
        if not self.sealed:
            raise No
        self.end("closed")
