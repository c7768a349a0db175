"""终点可达 — from every state some way leads to an end, and for every waiting step to its turn.

Asked of the whole graph at once, backward from the ends. A state from which only the cut frontier can be
reached is undetermined: nothing is claimed of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tongban.kernel import Case, StepState
from tongban.kernel.case.commands import EndCase, Withdraw
from tongban.process.exploring.exploration import Exploration
from tongban.process.exploring.promises import Broken

#: An end that asks the applicant to give up, or to be no more, is none that the procedure may count on.
_GIVING_UP = (Withdraw.__name__, EndCase.__name__)


def endless(found: Exploration) -> Iterator[tuple[Broken, int]]:
    """The states without an end, and the steps without a turn; the shortest way to each first."""
    before: dict[int, list[int]] = defaultdict(list)
    for edge in found.edges:
        if edge.verb not in _GIVING_UP:
            before[edge.target].append(edge.source)
    numbered = list(enumerate(found.nodes))
    open_ended = _leading_to(found.cut, before)
    ends = _leading_to((n for n, node in numbered if node.case.status.is_final), before)
    found.undetermined = len(open_ended - ends)
    for number, node in numbered:
        if number not in ends and number not in open_ended:
            yield Broken("every_case_can_end", str(node.case.status)), number
    if "oversight" in found.bounds.themes:
        taken = _leading_to((n for n, node in numbered if _is_taken(node.case)), before)
        for number, _ in numbered:
            if number not in taken and number not in open_ended:
                yield Broken("every_grant_is_handed_over", "never taken"), number
    steps = {step for _, node in numbered for step in node.case.steps}
    for step in sorted(steps):
        turns = _leading_to((n for n, node in numbered if _has_had_its_turn(node.case, step)), before)
        for number, node in numbered:
            if _waits(node.case, step) and number not in turns and number not in open_ended:
                yield Broken("no_step_waits_for_ever", step), number


def _is_taken(case: Case) -> bool:
    return all(handed.acknowledged_on is not None for handed in case.hand_overs.values())


def _leading_to(goals: Iterable[int], before: dict[int, list[int]]) -> set[int]:
    found = set(goals)
    waiting = list(found)
    while waiting:
        for source in before[waiting.pop()]:
            if source not in found:
                found.add(source)
                waiting.append(source)
    return found


def _waits(case: Case, step: str) -> bool:
    return not case.is_examined_no_more and step in case.steps and case.steps[step].state is StepState.WAITING


def _has_had_its_turn(case: Case, step: str) -> bool:
    return step in case.steps and case.steps[step].state is not StepState.WAITING
