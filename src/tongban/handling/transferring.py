"""职权移交 — one reform, many cases: each that runs or still owes something goes where its powers went.

Which post takes whose place, by which document, is data of the directory (`transfers`). Each case is moved by
a command of its own under an id made of the reform's, so that whoever is killed in the middle begins again,
nothing is moved twice, and nobody is told twice. No clock is touched. Of what has ended only those cases are
read that the store says may owe something.

依据 Basis: 行政诉讼法§26(6): who holds the power now answers for what was done under it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tongban.catalogue.authorities import Directory, PowersMoved
from tongban.handling.carrying_out import Handler, Standing
from tongban.handling.holdings import ENDED, Holdings
from tongban.handling.projection import Summary, tasks
from tongban.kernel import Command, Matter, Status, decide
from tongban.kernel.case import commands as c
from tongban.kernel.case.transfer import posts_held
from tongban.kernel.refusals import Refusal

#: Who moves a case when an operator runs a reform.
REFORM = "system:reform"
_WINDOW = 500


@dataclass(frozen=True, slots=True)
class Refused:
    """不能移交 — a case that stays where it is, and why."""

    case_id: str
    receipt_number: str
    refusal: Refusal


@dataclass
class Moved:
    """移交结果 — how many cases of which item were moved (or would be), how many before, and what was not."""

    moved: Counter[str] = field(default_factory=Counter)
    before: int = 0
    refused: list[Refused] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many in all."""
        return sum(self.moved.values())


def transfer_of(powers: PowersMoved, directory: Directory) -> c.TransferCase:
    """The reform as a command says it; what the receiving authorities have, as the directory knows."""
    seats = (c.Seat(row.to.authority, row.to.post) for row in powers.posts)
    there = directory.authority_of_post
    return c.TransferCase(
        authority=powers.authority,
        posts=tuple(c.PostMoved(row.post, c.Seat(row.to.authority, row.to.post)) for row in powers.posts),
        receiving=tuple(seat for seat in dict.fromkeys(seats) if there.get(seat.post) == seat.authority),
        document=powers.document,
        basis=powers.basis,
    )


def transfer(
    handler: Handler,
    holdings: Holdings,
    powers: PowersMoved,
    directory: Directory,
    *,
    dry_run: bool = False,
    with_licences: bool = False,
) -> Iterator[Moved]:
    """Move the cases, window by window; what was done by then after each, the last one all of it.

    Args:
        handler: carries out the commands.
        holdings: which cases there are to look at.
        powers: the reform.
        directory: who there is.
        dry_run: only say what would be moved.
        with_licences: also closed cases whose licence stands, so that who has the power now may revoke it.
    """
    body, done, after = transfer_of(powers, directory), Moved(), ""
    while ids := holdings.may_move(after, _WINDOW, powers.items, with_licences=with_licences):
        rows = handler.ports.store.case_rows(ids)
        for case_id in ids:
            summary = rows[case_id].summary
            _move(handler, powers, body, summary, done, dry_run=dry_run, with_licences=with_licences)
        after = ids[-1]
        yield done
    if not after:
        yield done


def _is_chosen(summary: Summary, with_licences: bool) -> bool:
    licensed = summary.status == Status.CLOSED and summary.outcome == c.Outcome.GRANTED
    return with_licences and licensed and not summary.licence_ended


def _owes(standing: Standing) -> bool:
    """Whether an ended case still has something for its department: a task, a challenge, a remedy in time."""
    case, calendar = standing.case, standing.calendar
    open_ones = any(challenge.is_open for challenge in case.challenges.values())
    running = any(clock.is_running for clock in case.clocks.values())
    return bool(open_ones or running or tasks(case, standing.item, calendar))


def _move(
    handler: Handler,
    powers: PowersMoved,
    body: c.TransferCase,
    summary: Summary,
    done: Moved,
    *,
    dry_run: bool,
    with_licences: bool,
) -> None:
    case_id, command_id = summary.case_id, f"transfer:{powers.id}"
    standing, at = handler.standing(case_id), handler.ports.clock.now()
    if summary.status in ENDED and not _is_chosen(summary, with_licences) and not _owes(standing):
        return
    # A post that is given up enters it: of those held, any is a party.
    command = Command(command_id, case_id, at, REFORM, "", body)
    matter = Matter(standing.case, command, standing.item, standing.calendar)
    held = posts_held(matter, powers.authority)
    if not held:
        done.before += handler.ports.store.answered(case_id, command_id) is not None
        return
    command = replace(command, post=held[0])
    try:
        if dry_run:
            decide(standing.case, command, standing.item, standing.calendar)
        else:
            handler.carry_out(command)
    except Refusal as refusal:
        done.refused.append(Refused(case_id, summary.receipt_number, refusal))
    else:
        done.moved[summary.item] += 1
