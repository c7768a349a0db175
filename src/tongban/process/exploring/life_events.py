"""一件事的穷举 — every state that a life event can reach, whatever its members' cases tell and people ask.

What a case can tell is written here once more, apart from the kernel: the course of any case, from receipt
to delivery or another end. That a case comes to an end is shown of each item by itself (`search.py`); that
nobody in a life event waits for ever follows from both.
"""

from collections import Counter, deque
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from tongban.kernel import Body, Command, Event, Fact
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import Channel, Reference
from tongban.kernel.life_event import (
    LifeEvent,
    LifeEventStatus,
    Member,
    MemberEnd,
    MemberState,
    Rules,
    decide_and_evolve,
    owed,
    replay,
)
from tongban.kernel.life_event import commands as c
from tongban.kernel.life_event import events as e
from tongban.kernel.life_event.life import TELLER
from tongban.kernel.refusals import Refusal
from tongban.kernel.words import Bilingual

PROMISES: Mapping[str, Bilingual] = {
    "every_life_event_can_end": Bilingual(
        "每件一件事都能办结，不靠申请人撤回", "every life event can be completed without being taken back"
    ),
    "nobody_waits_for_what_cannot_come": Bilingual(
        "没有成员等待不会到来的结果", "no member waits for what cannot come"
    ),
    "somebody_has_to_act": Bilingual(
        "没有办结的，总有成员在办、待转交或者待送达", "while it is not completed, some member is under way"
    ),
    "nothing_begins_without_its_needs": Bilingual(
        "前面的事项没有准予，后面的不开始", "nothing begins before what it needs is granted"
    ),
    "replayed_it_is_the_same": Bilingual("重放得到同样的状态", "its events, replayed, are the life event"),
    "only_refusals": Bilingual("除了拒绝，不出别的错", "nothing but a refusal is raised"),
}

_WHO, _PAPER = "applicant", Reference("ref", "digest")
_ID = "life-event"


@dataclass
class WholeExploration:
    """穷举结果 — what was visited, and what is broken with the shortest way to it."""

    rules: Rules
    facts: Mapping[str, Fact]
    most: int
    states: list[LifeEvent] = field(default_factory=list)
    ways: list[tuple[str, ...]] = field(default_factory=list)
    tried: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    broken: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_complete: bool = True

    @property
    def ends(self) -> int:
        """How many states are the end."""
        return sum(state.status is LifeEventStatus.COMPLETED for state in self.states)

    def note(self, promise: str, way: tuple[str, ...]) -> None:
        """A promise broken, the shortest way to it kept."""
        self.broken.setdefault(promise, way)


def explore_life_event(
    rules: Rules,
    facts: Mapping[str, Fact],
    calendar: Calendar,
    on: date,
    most: int = 200_000,
    commits: tuple[str, ...] = (),
) -> WholeExploration:
    """Every state of a situation, the nearest to the application first.

    Args:
        rules: of the life event.
        facts: the situation.
        calendar: of its division.
        on: the day of everything.
        most: how many states are visited at most.
        commits: the members that the applicant commits to.
    """
    found = WholeExploration(rules, facts, most)
    clockwork = _Clockwork(rules, calendar, datetime.combine(on, time(10), calendar.zone))
    cases = {member.id: f"case-{member.id}" for member in rules.members}
    body = c.Apply(_WHO, "000000", Channel.ONLINE, "1", cases, facts, _PAPER, commits=commits, promise=_PAPER)
    try:
        events, begun = clockwork.ask(LifeEvent(), body, _WHO)
    except Refusal as refused:  # this situation has no member: there is nothing to explore
        found.refused[refused.code()] += 1
        return found
    known: dict[Hashable, int] = {_print(begun): 0}
    found.states.append(begun)
    found.ways.append(("Apply",))
    edges: list[tuple[int, int]] = []
    _look(found, LifeEvent(), events, begun, ("Apply",))
    waiting = deque([0])
    while waiting:
        number = waiting.popleft()
        for actor, move in moves_in(found.states[number]):
            way = (*found.ways[number], _said(move))
            found.tried += 1
            try:
                events, after = clockwork.ask(found.states[number], move, actor)
            except Refusal as refused:
                found.refused[refused.code()] += 1
                continue
            except Exception:  # whatever it is, it is what is looked for
                found.note("only_refusals", way)
                continue
            _look(found, found.states[number], events, after, way)
            target = known.get(_print(after))
            if target is None:
                if len(found.states) >= most:
                    found.is_complete = False
                    continue
                target = known[_print(after)] = len(found.states)
                found.states.append(after)
                found.ways.append(way)
                waiting.append(target)
            if actor == TELLER and not _is_no_way_out(move):
                edges.append((number, target))
    _endless(found, edges)
    return found


def _is_no_way_out(move: Body) -> bool:
    """That the applicant gives up, or a licence or a decision falls, is no way in which a life event ends."""
    gives_up = (MemberEnd.WITHDRAWN, MemberEnd.LICENCE_ENDED)
    falls = (c.RecordReopening, c.RecordRestoration, c.RecordSuccession)
    return isinstance(move, falls) or getattr(move, "how", None) in gives_up


class _Clockwork:
    """One instant for all of it: a life event has no clock of its own."""

    def __init__(self, rules: Rules, calendar: Calendar, at: datetime) -> None:
        self.rules, self.calendar, self.at = rules, calendar, at

    def ask(self, life_event: LifeEvent, body: Body, actor: str) -> tuple[tuple[Event, ...], LifeEvent]:
        command = Command("command", _ID, self.at, actor, "", body)
        return decide_and_evolve(life_event, command, self.rules, self.calendar)


def moves_in(life_event: LifeEvent) -> Iterator[tuple[str, Body]]:
    """What the cases can tell in this state, and what people can ask."""
    day = life_event.applied_on
    assert day is not None  # it has been applied for
    for name, member in life_event.members.items():
        for body in _told_by(name, member, day):
            yield TELLER, body
    for name in life_event.members:
        yield _WHO, c.TakeBack((name,))
        yield "officer", c.RaiseObjection(name, "another-authority", _PAPER)
    yield _WHO, c.TakeBack()


def _told_by(name: str, member: Member, day: date) -> Iterator[Body]:
    """The course of any case, from how its member is known to stand."""
    match member.state:
        case MemberState.READY:
            yield c.RecordReceipt(name, day)
            yield c.RecordNoReceipt(name, "banned_until")
        case MemberState.RECEIVED:
            yield c.RecordAcceptance(name, day)
            yield c.RecordEnd(name, MemberEnd.DECLINED)
        case MemberState.ACCEPTED:
            yield c.RecordDecision(name, True, "1", day)
            yield c.RecordDecision(name, False, "1", day)
            yield c.RecordEnd(name, MemberEnd.TERMINATED)
        case MemberState.GRANTED if member.document is None:
            yield c.RecordResult(name, "1", _PAPER)
            yield c.RecordEnd(name, MemberEnd.LICENCE_ENDED)
        case MemberState.GRANTED | MemberState.REFUSED if not member.delivered:
            yield c.RecordDelivery(name)
            yield c.RecordEnd(name, MemberEnd.LICENCE_ENDED)
    if member.owes_commitment and member.state.is_running:
        yield c.RecordCommitment(name)
        yield c.RecordNoCommitment(name, "commitment_barred")
    if member.state in (*_DECIDED, MemberState.ENDED):
        yield c.RecordReopening(name)
    if member.state in _DECIDED and not member.delivered:
        # Another system had it wrong, and corrects it.
        yield c.RecordDecision(name, member.state is MemberState.REFUSED, "2", day)
    if member.how is MemberEnd.LICENCE_ENDED:
        yield c.RecordRestoration(name)
    if member.state.is_running:
        yield c.RecordSuccession(name, _WHO, "successor")
    if member.state in _NEVER and member.ready_at is not None and member.received_on is None:
        # It was on its way when it was taken back or objected to: its case may be there all the same.
        yield c.RecordReceipt(name, day)
    if member.withdrawing and member.state.is_running:
        yield c.RecordEnd(name, MemberEnd.WITHDRAWN)
        yield c.RecordNoWithdrawal(name, "not_allowed_now")


# --- what must hold


def _look(
    found: WholeExploration,
    before: LifeEvent,
    events: tuple[Event, ...],
    after: LifeEvent,
    way: tuple[str, ...],
) -> None:
    state = before
    for event in events:
        if isinstance(event.body, e.MemberReady):
            needs = state.members[event.body.member].plan.needs
            if not all(state.members[need].state is MemberState.GRANTED for need in needs):
                found.note("nothing_begins_without_its_needs", way)
        state = replay([event], state)
    if state != after:
        found.note("replayed_it_is_the_same", way)
    for member in after.members.values():
        lost = [need for need in member.plan.needs if after.members[need].state in _NEVER]
        if member.state is MemberState.WAITING and lost:
            found.note("nobody_waits_for_what_cannot_come", way)
    if after.status is not LifeEventStatus.COMPLETED and not owed(after):
        under_way = (
            m.state.is_running or (m.state in _DECIDED and not m.delivered) for m in after.members.values()
        )
        if not any(under_way):
            found.note("somebody_has_to_act", way)


#: From these nobody will get a licence any more; said once more, apart from the kernel.
_NEVER = (
    MemberState.REFUSED,
    MemberState.ENDED,
    MemberState.STOPPED,
    MemberState.TAKEN_BACK,
    MemberState.NOT_RECEIVED,
)
_DECIDED = (MemberState.GRANTED, MemberState.REFUSED)


def _endless(found: WholeExploration, edges: list[tuple[int, int]]) -> None:
    """Whether the end can be reached from every state by what cases tell alone."""
    before: dict[int, list[int]] = {}
    for start, end in edges:
        before.setdefault(end, []).append(start)
    ends = [n for n, s in enumerate(found.states) if s.status is LifeEventStatus.COMPLETED]
    reached, waiting = set(ends), deque(ends)
    while waiting:
        for start in before.get(waiting.popleft(), ()):
            if start not in reached:
                reached.add(start)
                waiting.append(start)
    for number in range(len(found.states)):
        if number not in reached and found.is_complete:
            found.note("every_life_event_can_end", found.ways[number])
            return


def _print(life_event: LifeEvent) -> Hashable:
    """What decides how it can go on, without numbers and days, and without whose it is."""
    members = tuple(
        (
            *(m.state, m.how, m.document is None, m.delivered, m.withdrawing),
            *(m.received_on is None, m.ready_at is None, m.committed, m.not_committed),
        )
        for m in life_event.members.values()
    )
    return life_event.status, members


def _said(move: Body) -> str:
    told = [getattr(move, name) for name in ("member", "members", "how", "granted") if hasattr(move, name)]
    return " ".join([type(move).__name__, *(str(one) for one in told if one not in ("", ()))])
