"""运行 — put every scenario to a system and compare; nothing stops at the first failure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tongban.catalogue.conformance.question import (
    Answer,
    Deemed,
    NotReached,
    Refused,
    Subject,
    Unsupported,
    as_json,
)
from tongban.catalogue.conformance.scenario import Scenario, Then
from tongban.kernel.refusals import Told


@dataclass(frozen=True, slots=True)
class Failure:
    """不符 — what was expected and what came, part by part."""

    scenario: Scenario
    subject: str
    differences: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """结果 — how many passed, which failed, and what a system does not support."""

    subject: str
    passed: tuple[str, ...]
    failures: tuple[Failure, ...]
    unsupported: tuple[tuple[str, str], ...]

    @property
    def failed(self) -> frozenset[str]:
        """The ids of the scenarios that failed."""
        return frozenset(failure.scenario.id for failure in self.failures)

    @property
    def answered(self) -> frozenset[str]:
        """The ids of the scenarios the system had an answer to, right or wrong."""
        return frozenset(self.passed) | self.failed


def run(scenarios: Iterable[Scenario], subject: Subject) -> Report:
    """Every scenario against one system; what it cannot say lawfully is a failure of that scenario alone.

    Raises:
        NotReached: the system is not there at all.
    """
    passed, failures, unsupported = [], [], []
    for scenario in scenarios:
        try:
            answer = subject.answer(scenario.question)
        except NotReached:
            raise
        except Told as told:
            failures.append(Failure(scenario, subject.name, (("answer", "—", told.sentence.zh),)))
            continue
        if isinstance(answer, Unsupported):
            unsupported.append((scenario.id, answer.why))
            continue
        differences = tuple(compare(scenario, answer))
        if differences:
            failures.append(Failure(scenario, subject.name, differences))
        else:
            passed.append(scenario.id)
    return Report(subject.name, tuple(passed), tuple(failures), tuple(unsupported))


def unanswered(scenarios: Iterable[Scenario], reports: Iterable[Report]) -> tuple[Scenario, ...]:
    """无人作答 — what no system had an answer to, and so nothing was held against."""
    answered = frozenset[str]().union(*(report.answered for report in reports))
    return tuple(scenario for scenario in scenarios if scenario.id not in answered)


def compare(scenario: Scenario, answer: Answer) -> Iterator[tuple[str, str, str]]:
    """What differs: the part, what was expected, what came."""
    then = scenario.then
    if then.error or answer.error:
        if then.error != answer.error:
            yield "error", then.error or "—", answer.error or "—"
        return
    yield from _of_clocks(then, answer)
    if then.effects is not None and answer.effects is not None and then.effects != answer.effects:
        yield "effects", _listed(then.effects), _listed(answer.effects)
    if then.refused is not None and answer.refused is not None and then.refused != answer.refused:
        yield "refused", _listed(then.refused), _listed(answer.refused)


def _of_clocks(then: Then, answer: Answer) -> Iterator[tuple[str, str, str]]:
    for clock, day in then.due.items():
        if answer.due.get(clock) != day:
            yield f"due.{clock}", str(day), str(answer.due.get(clock) or "—")
    for clock, moment in then.ends_at.items():
        if answer.ends_at is not None and answer.ends_at.get(clock) != moment:
            yield f"ends_at.{clock}", moment, answer.ends_at.get(clock) or "—"
    for clock in then.no_clock:
        if answer.due.get(clock) is not None:
            yield f"no_clock.{clock}", "—", str(answer.due[clock])
    if then.provisional is not None:
        asked, came = set(then.clocks), set(answer.provisional)
        if set(then.provisional) != came & asked:
            yield "provisional", _named(then.provisional), _named(sorted(came & asked))
    for clock in then.running:
        if clock not in answer.running:
            yield f"running.{clock}", "running", "stopped"
    for clock in then.not_running:
        if clock in answer.running:
            yield f"not_running.{clock}", "stopped", "running"


def _named(clocks: Iterable[str]) -> str:
    return ", ".join(clocks) or "—"


def _listed(parts: Iterable[Deemed | Refused]) -> str:
    return "; ".join(" ".join(str(value) for value in as_json(part).values()) for part in parts) or "—"
