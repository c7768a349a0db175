"""转灯 — what a case's running clocks have turned to, said once.

Supervision sees what is recorded. Turning changes nothing that is owed to the applicant.
"""

from collections.abc import Iterable

from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import TurnSignals
from tongban.kernel.case.events import SignalTurned
from tongban.kernel.case.matter import Unfolding
from tongban.kernel.case.state import Case
from tongban.kernel.clock import Threshold, Turn, turns
from tongban.kernel.clock.signals import was_cleared


def unsaid(case: Case, name: str, thresholds: Iterable[Threshold], calendar: Calendar) -> tuple[Turn, ...]:
    """未报转灯 — what is still to be said of one clock, now or later, the earliest first.

    Raises: as `turns`.
    """
    clock, said, known = case.clocks[name], case.lit.get(name, {}), tuple(thresholds)
    if not clock.is_running:
        return ()
    return tuple(
        turn
        for turn in turns(clock, known, calendar)
        if turn.colour not in said or was_cleared(clock, turn.colour, said[turn.colour], known, calendar)
    )


def turn(unfolding: Unfolding, body: TurnSignals) -> None:
    """Say every colour that has come by the matter's legal day, the earliest first."""
    case, matter = unfolding.case, unfolding.matter
    turned = [
        (turn.day, str(name), turn)
        for name in case.clocks
        for turn in unsaid(case, name, body.thresholds, matter.calendar)
        if turn.day <= matter.day
    ]
    for day, name, turn in sorted(turned, key=lambda found: found[:2]):
        due_on = case.clocks[name].due(matter.calendar).day
        happened = SignalTurned(name, turn.colour, day, due_on, turn.threshold.since, turn.threshold.basis)
        unfolding.then(happened, by_time=True)
