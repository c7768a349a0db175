"""运行 — put every scenario to a system and compare; nothing stops at the first failure."""

from collections.abc import Iterable
from dataclasses import dataclass

from tongban.catalogue.conformance.question import Answer, Subject, Unsupported
from tongban.catalogue.conformance.scenario import Scenario


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


def run(scenarios: Iterable[Scenario], subject: Subject) -> Report:
    """Every scenario against one system."""
    passed, failures, unsupported = [], [], []
    for scenario in scenarios:
        answer = subject.answer(scenario.question)
        if isinstance(answer, Unsupported):
            unsupported.append((scenario.id, answer.why))
            continue
        differences = tuple(compare(scenario, answer))
        if differences:
            failures.append(Failure(scenario, subject.name, differences))
        else:
            passed.append(scenario.id)
    return Report(subject.name, tuple(passed), tuple(failures), tuple(unsupported))


def compare(scenario: Scenario, answer: Answer) -> Iterable[tuple[str, str, str]]:
    """What differs: the part, what was expected, what came."""
    then = scenario.then
    if then.error or answer.error:
        if then.error != answer.error:
            yield "error", then.error or "—", answer.error or "—"
        return
    for clock, day in then.due.items():
        if answer.due.get(clock) != day:
            yield f"due.{clock}", str(day), str(answer.due.get(clock) or "—")
    for clock in then.no_clock:
        if answer.due.get(clock) is not None:
            yield f"no_clock.{clock}", "—", str(answer.due[clock])
    if then.provisional is not None and set(then.provisional) != set(answer.provisional) & set(then.clocks):
        yield "provisional", ", ".join(then.provisional) or "—", ", ".join(answer.provisional) or "—"
    if then.running is not None and not set(then.running) <= set(answer.running):
        yield "running", ", ".join(then.running), ", ".join(answer.running) or "—"
    for clock in then.not_running:
        if clock in answer.running:
            yield f"not_running.{clock}", "stopped", "running"
    if then.effects is not None and answer.effects is not None and then.effects != answer.effects:
        yield "effects", _listed(then.effects), _listed(answer.effects)
    if then.refused is not None and answer.refused is not None and then.refused != answer.refused:
        yield "refused", _listed(then.refused), _listed(answer.refused)


def _listed(parts: Iterable[object]) -> str:
    return "; ".join(" ".join(str(getattr(p, n)) for n in p.__dataclass_fields__) for p in parts) or "—"  # type: ignore[attr-defined]
