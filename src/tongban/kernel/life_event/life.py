"""一件事的一生 — `decide(life event, command) → events`.

Deciding may refuse, evolving never does. What the members' cases tell is not refused where a member is known:
told twice, or after the end, it changes nothing. After every change whoever waits is looked at: what it waits
for is there, or will not come any more, or may still come; nobody waits for what cannot come.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import Body, Command
from tongban.kernel.case.conditions import holds
from tongban.kernel.case.events import Event, Happening
from tongban.kernel.case.events.envelope import said_by
from tongban.kernel.life_event import commands as c
from tongban.kernel.life_event import events as e
from tongban.kernel.life_event.evolution import evolve
from tongban.kernel.life_event.rules import MemberRule, Rules
from tongban.kernel.life_event.state import Came, LifeEvent, LifeEventStatus, Member
from tongban.kernel.life_event.words import LOST, LostNeed, MemberEnd, MemberState
from tongban.kernel.refusals import (
    AgentCannotCommit,
    CasesNotNamed,
    CommandForAnotherCase,
    CommitmentMissing,
    CommitmentNotOffered,
    GapNotOffered,
    LifeEventNotAllowedNow,
    MemberHasItsOutcome,
    MemberNotInThisSituation,
    MemberUnknown,
    NoMemberInThisSituation,
    NothingToTakeBack,
    ObjectsToItself,
    OnlyMembersTell,
    ReasonsMissing,
    UndertakingMissing,
)

#: Who says what the members' cases told 事件流.
TELLER = "system:members"

#: status → what may be asked at all.
ALLOWED: Mapping[LifeEventStatus, tuple[type[Body], ...]] = {
    LifeEventStatus.DRAFT: (c.Apply,),
    LifeEventStatus.RUNNING: (c.TakeBack, c.RaiseObjection, *c.TOLD_BY_MEMBERS),
    LifeEventStatus.DECIDED: c.TOLD_BY_MEMBERS,
    LifeEventStatus.COMPLETED: c.TOLD_BY_MEMBERS,
}


@dataclass(frozen=True, slots=True)
class Matter:
    """待办事宜 — a command on a life event, with everything its decision may look at."""

    life_event: LifeEvent
    command: Command
    rules: Rules
    calendar: Calendar

    def of(self, life_event: LifeEvent) -> Self:
        """The same matter, further on."""
        return type(self)(life_event, self.command, self.rules, self.calendar)

    def member(self, name: str) -> Member:
        """A member that this life event has.

        Raises:
            MemberNotInThisSituation: the life event knows it, the situation does not.
            MemberUnknown: nobody does.
        """
        member = self.life_event.members.get(name)
        if member is not None:
            return member
        if name in self.life_event.left_out:
            raise MemberNotInThisSituation(member=self.rules.name_of(name))
        raise MemberUnknown(member=name)


class Unfolding:
    """展开 — events said one after another, the life event kept in step with them."""

    def __init__(self, matter: Matter) -> None:
        """Begin with the life event as it stands."""
        self.matter = matter
        self.events: list[Event] = []

    @property
    def life_event(self) -> LifeEvent:
        """The life event after all events so far."""
        return self.matter.life_event

    def then(self, body: Happening) -> None:
        """Add one event."""
        event = said_by(self.matter.command, self.life_event.version + 1, self.matter.calendar, body)
        self.events.append(event)
        self.matter = self.matter.of(evolve(self.life_event, event))


def decide(life_event: LifeEvent, command: Command, rules: Rules, calendar: Calendar) -> tuple[Event, ...]:
    """What happens if the command is carried out: its events, or a refusal.

    Raises:
        Refusal: the rules say no; nothing has happened.
    """
    return decide_and_evolve(life_event, command, rules, calendar)[0]


def decide_and_evolve(
    life_event: LifeEvent, command: Command, rules: Rules, calendar: Calendar
) -> tuple[tuple[Event, ...], LifeEvent]:
    """`decide`, and the life event after its events.

    Raises:
        Refusal: as `decide`.
    """
    matter = Matter(life_event, command, rules, calendar)
    _check(matter)
    unfolding = Unfolding(matter)
    DECIDERS[type(command.body)](unfolding, command.body)
    if unfolding.events:
        _go_on(unfolding)
    return tuple(unfolding.events), unfolding.life_event


def _check(matter: Matter) -> None:
    life_event, command = matter.life_event, matter.command
    if life_event.id not in ("", command.case_id):
        raise CommandForAnotherCase(case_id=command.case_id, other=life_event.id)
    told = isinstance(command.body, c.TOLD_BY_MEMBERS)
    if told and command.actor != TELLER:
        raise OnlyMembersTell(verb=command.body.verb())
    if not isinstance(command.body, ALLOWED[life_event.status]):
        raise LifeEventNotAllowedNow(status=life_event.status.label, verb=command.body.verb())


# --- what people ask


def _apply(unfolding: Unfolding, body: c.Apply) -> None:
    """The members of this situation; each waits for those of its needs that the situation has."""
    rules = unfolding.matter.rules
    has = {m.id: m.id not in body.without and holds(m.when, body.facts) for m in rules.members}
    if not any(has.values()):
        raise NoMemberInThisSituation(life_event=rules.name)
    _check_promises(rules, body, has)
    planned = [member for member in rules.members if has[member.id]]
    if missing := [member.name for member in planned if not body.cases.get(member.id)]:
        raise CasesNotNamed(member=missing[0])
    unfolding.then(
        e.Applied(
            life_event=rules.id,
            version=rules.version,
            digest=rules.digest,
            division=body.division,
            lead=rules.lead,
            applicant=body.applicant,
            channel=body.channel,
            number=body.number,
            members=tuple(_planned(member, body, has) for member in planned),
            left_out=tuple(member.id for member in rules.members if not has[member.id]),
            materials=body.materials,
            answers=body.answers,
            agent=body.agent or None,
            commits=body.commits or None,
            undertakes=body.undertakes or None,
            promise=body.promise,
            project=body.project,
            stage=body.stage,
        )
    )


def _check_promises(rules: Rules, body: c.Apply, has: Mapping[str, bool]) -> None:
    """承诺 — only what a member of this situation offers, by the applicant in person, and signed."""
    for named, offers, refused in (
        (body.commits, "offers_commitment", CommitmentNotOffered),
        (body.undertakes, "offers_gap", GapNotOffered),
    ):
        for name in named:
            rule = rules.by_id.get(name)
            if rule is None:
                raise MemberUnknown(member=name)
            if not has[name]:
                raise MemberNotInThisSituation(member=rule.name)
            if not getattr(rule, offers):
                raise refused()
    if body.commits and body.agent:
        raise AgentCannotCommit()
    if body.promise is None and body.commits:
        raise CommitmentMissing()
    if body.promise is None and body.undertakes:
        raise UndertakingMissing()


def _planned(member: MemberRule, body: c.Apply, has: Mapping[str, bool]) -> e.PlannedMember:
    needs = tuple(need for need in member.needs if has[need])
    feeds = tuple(feed for feed in member.feeds if has[feed.result_of])
    case_id, outside = body.cases[member.id], body.outside.get(member.id) or None
    return e.PlannedMember(member.id, member.item, member.authority, case_id, needs, feeds, outside)


def _take_back(unfolding: Unfolding, body: c.TakeBack) -> None:
    """撤回 — the applicant's right until each decision; of a running member its own case decides."""
    matter = unfolding.matter
    named = {name: matter.member(name) for name in body.members or matter.life_event.members}
    for name, member in named.items():
        if body.members and not member.state.is_open:
            raise MemberHasItsOutcome(member=matter.rules.name_of(name), state=member.state.label)
    open_ones = {n: m for n, m in named.items() if m.state.is_open and not m.withdrawing}
    if not open_ones:
        raise NothingToTakeBack()
    for name, member in open_ones.items():
        if member.state.is_before_its_case:
            unfolding.then(e.MemberTakenBack(name, body.reasons))
        else:
            unfolding.then(e.WithdrawalAsked(name, body.reasons))


def _object(unfolding: Unfolding, body: c.RaiseObjection) -> None:
    """异议 — what is not begun stops; a running case goes on, since its own authority decides it."""
    matter = unfolding.matter
    member = matter.member(body.member)
    if body.authority == member.plan.authority:
        raise ObjectsToItself(authority=matter.rules.name_of(body.authority))
    if not member.state.is_open:
        raise MemberHasItsOutcome(member=matter.rules.name_of(body.member), state=member.state.label)
    if body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    unfolding.then(e.ObjectionRaised(body.member, body.authority, body.reasons, body.document))
    if member.state.is_before_its_case:
        unfolding.then(e.MemberStopped(body.member, body.member, LostNeed.OBJECTED_TO))
        return
    for waiting in unfolding.life_event.waiting_for(body.member):
        unfolding.then(e.MemberStopped(waiting, body.member, LostNeed.OBJECTED_TO))


# --- what members' cases tell: never refused, and nothing where it is known


def _received(unfolding: Unfolding, body: c.RecordReceipt) -> None:
    member = unfolding.matter.member(body.member)
    if member.received_on is not None:
        return
    unfolding.then(e.MemberReceived(body.member, body.received_on))
    if member.state is MemberState.TAKEN_BACK:
        # It was on its way when the applicant took it back: its case is there, and is withdrawn.
        unfolding.then(e.WithdrawalAsked(body.member))


def _not_received(unfolding: Unfolding, body: c.RecordNoReceipt) -> None:
    if unfolding.matter.member(body.member).state is MemberState.READY:
        unfolding.then(e.MemberNotReceived(body.member, body.refusal))


def _committed(unfolding: Unfolding, body: c.RecordCommitment) -> None:
    if unfolding.matter.member(body.member).owes_commitment:
        unfolding.then(e.MemberCommitted(body.member))


def _not_committed(unfolding: Unfolding, body: c.RecordNoCommitment) -> None:
    if unfolding.matter.member(body.member).owes_commitment:
        unfolding.then(e.MemberNotCommitted(body.member, body.refusal))


def _accepted(unfolding: Unfolding, body: c.RecordAcceptance) -> None:
    if unfolding.matter.member(body.member).state is MemberState.RECEIVED:
        unfolding.then(e.MemberAccepted(body.member, body.accepted_on))


def _decided(unfolding: Unfolding, body: c.RecordDecision) -> None:
    """决定 — or what another system decided, corrected before it was delivered."""
    member = unfolding.matter.member(body.member)
    known = (member.state is MemberState.GRANTED, member.number, member.decided_on)
    told = (body.granted, body.number, body.decided_on)
    is_corrected = member.state in _DECIDED and not member.delivered and known != told
    if member.state.is_running or is_corrected:
        unfolding.then(e.MemberDecided(body.member, body.granted, body.number, body.decided_on))


def _result(unfolding: Unfolding, body: c.RecordResult) -> None:
    member = unfolding.matter.member(body.member)
    if member.state is MemberState.GRANTED and member.document is None:
        unfolding.then(e.MemberResultMade(body.member, body.number, body.document))


def _ended(unfolding: Unfolding, body: c.RecordEnd) -> None:
    member = unfolding.matter.member(body.member)
    # What was delivered is nobody's business here any more, but for a project: its gates rest on it.
    is_open = not member.delivered or unfolding.life_event.project != ""
    if member.state.is_running or (member.state in _DECIDED and is_open):
        unfolding.then(e.MemberEnded(body.member, body.how))


def _reopened(unfolding: Unfolding, body: c.RecordReopening) -> None:
    """重新办理 — what was decided, or ended since, is open again; so is the whole, even where it was over."""
    if unfolding.matter.member(body.member).state in (*_DECIDED, MemberState.ENDED):
        unfolding.then(e.MemberReopened(body.member))


def _restored(unfolding: Unfolding, body: c.RecordRestoration) -> None:
    """证照恢复 — only of what was granted and ended so; anything else has never lost a licence."""
    member = unfolding.matter.member(body.member)
    if member.how is MemberEnd.LICENCE_ENDED and member.document is not None:
        unfolding.then(e.MemberRestored(body.member))


def _taken_over(unfolding: Unfolding, body: c.RecordSuccession) -> None:
    """承继 — the first who takes over from the applicant takes over, too, what has not begun."""
    life_event, member = unfolding.life_event, unfolding.matter.member(body.member)
    if life_event.holder_of(member) == body.successor:
        return
    whole = body.predecessor == life_event.applicant
    unfolding.then(e.MemberTakenOver(body.member, body.predecessor, body.successor, whole))


def _delivered(unfolding: Unfolding, body: c.RecordDelivery) -> None:
    member = unfolding.matter.member(body.member)
    if member.state in _DECIDED and not member.delivered:
        unfolding.then(e.MemberDelivered(body.member))


def _not_withdrawn(unfolding: Unfolding, body: c.RecordNoWithdrawal) -> None:
    if unfolding.matter.member(body.member).withdrawing:
        unfolding.then(e.WithdrawalNotPossible(body.member, body.refusal))


_DECIDED = (MemberState.GRANTED, MemberState.REFUSED)


# --- what the project tells


def _outcome(unfolding: Unfolding, body: c.RecordOutcome) -> None:
    life_event = unfolding.life_event
    waited_for = any(body.outcome in member.plan.outcomes for member in life_event.members.values())
    if waited_for and life_event.outcomes.get(body.outcome) != Came(body.case_id, body.document):
        unfolding.then(e.OutcomeCame(body.outcome, body.case_id, body.document))


def _outcome_gone(unfolding: Unfolding, body: c.RecordOutcomeGone) -> None:
    if body.outcome in unfolding.life_event.outcomes:
        unfolding.then(e.OutcomeWent(body.outcome))


# --- what follows


def _go_on(unfolding: Unfolding) -> None:
    """Look at whoever waits until nothing changes; then whether all have their outcome, and all are over."""
    while step := _next(unfolding.life_event):
        unfolding.then(step)
    life_event = unfolding.life_event
    members = life_event.members.values()
    if life_event.status is LifeEventStatus.RUNNING and not any(m.state.is_open for m in members):
        unfolding.then(e.OutcomesComplete())
    if unfolding.life_event.status is LifeEventStatus.DECIDED and all(m.is_over for m in members):
        unfolding.then(e.Completed())


def _next(life_event: LifeEvent) -> Happening | None:
    for name, member in life_event.members.items():
        if member.state is not MemberState.WAITING:
            continue
        if lost := life_event.lost_need(member):
            return e.MemberStopped(name, lost, LOST[life_event.members[lost].state])
        if not life_event.waits_for(member) and not life_event.awaits(member):
            return e.MemberReady(name)
    return None


#: verb → who decides it.
DECIDERS: Mapping[type[Body], Callable[[Unfolding, Any], None]] = {
    c.Apply: _apply,
    c.TakeBack: _take_back,
    c.RaiseObjection: _object,
    c.RecordReceipt: _received,
    c.RecordNoReceipt: _not_received,
    c.RecordCommitment: _committed,
    c.RecordNoCommitment: _not_committed,
    c.RecordAcceptance: _accepted,
    c.RecordDecision: _decided,
    c.RecordResult: _result,
    c.RecordEnd: _ended,
    c.RecordReopening: _reopened,
    c.RecordRestoration: _restored,
    c.RecordSuccession: _taken_over,
    c.RecordDelivery: _delivered,
    c.RecordNoWithdrawal: _not_withdrawn,
    c.RecordOutcome: _outcome,
    c.RecordOutcomeGone: _outcome_gone,
}
