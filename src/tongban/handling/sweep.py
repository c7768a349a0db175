"""巡钟 — bring the instants that have come to their cases as commands, in batches: limits end, signals turn.

The kernel decides; up to a batch of cases is committed in one transaction with `fired` inside it,
never `fired` first. A case that meets another command falls out of its batch and is taken next time.
"""

from dataclasses import dataclass
from datetime import datetime

from tongban.handling import projection
from tongban.handling.carrying_out import Handler, Standing
from tongban.handling.codec import command_digest
from tongban.handling.ports import Conflict, DueClock, Write
from tongban.kernel import Command, decide_and_evolve
from tongban.kernel.case.commands import TurnSignals
from tongban.kernel.case.matter import CLOCKWORK
from tongban.kernel.refusals import Told

BATCH = 500


@dataclass(frozen=True, slots=True)
class Swept:
    """巡钟结果 — how many clocks were due, in how many cases they were taken, which ones could not be."""

    due: int
    taken: int
    failed: tuple[tuple[str, str], ...] = ()


def sweep(
    handler: Handler, now: datetime | None = None, batch: int = BATCH, shard: int = 0, shards: int = 1
) -> Swept:
    """Take one batch of due clocks of one shard; call again until nothing is due.

    A case that cannot be read is reported in `failed` and left due: silence about it would be a
    limit that nobody watches.
    """
    at = now or handler.ports.clock.now()
    due = handler.ports.store.due_clocks(at, batch, shard, shards)
    writes, failed = _decide_all(handler, due, at)
    while writes:
        try:
            handler.ports.store.commit(list(writes.values()))
            break
        except Conflict as conflict:
            handler.forget(conflict.case_id)
            writes.pop(conflict.case_id, None)
    for case_id in writes:
        handler.forget(case_id)
    return Swept(len(due), len(writes), tuple(failed))


def _decide_all(
    handler: Handler, due: list[DueClock], at: datetime
) -> tuple[dict[str, Write], list[tuple[str, str]]]:
    writes: dict[str, Write] = {}
    failed = []
    first = {clock.case_id: clock for clock in reversed(due)}
    for case_id, history in handler.ports.store.load_many(list(first)).items():
        try:
            standing = handler.standing_of(history)
            command = _command(first[case_id], standing, at)
            writes[case_id] = _write(handler, standing, command)
        except Told as error:
            failed.append((case_id, error.sentence.en))
    return writes, failed


def _command(clock: DueClock, standing: Standing, at: datetime) -> Command:
    # The same passing of the same case has the same id, whichever sweeper brings it. What has passed is
    # said first, as before every command.
    passing = f"clock:{clock.clock_id}:{clock.fires_at.date().isoformat()}:{standing.case.version}"
    return Command(passing, clock.case_id, at, CLOCKWORK, "", TurnSignals(standing.thresholds))


def _write(handler: Handler, standing: Standing, command: Command) -> Write:
    events, after = decide_and_evolve(standing.case, command, standing.item, standing.calendar)
    if events:
        return handler.write_of(standing, command, events, after)
    # Nothing to say: the stored row is older than the case's own clock. Write the rows afresh.
    return Write(
        case_id=command.case_id,
        version=standing.case.version,
        command_id=command.id,
        command_digest=command_digest(command),
        at=command.at,
        records=(),
        summary=projection.summary(standing.case, standing.calendar),
        clocks=tuple(projection.clocks(standing.case, standing.calendar, standing.thresholds).values()),
    )
