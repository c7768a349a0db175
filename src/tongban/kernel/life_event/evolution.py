"""演变 — what an event does to a life event. It never refuses: what happened, happened."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any

from tongban.kernel.case.events import Event, Happening
from tongban.kernel.life_event import events as e
from tongban.kernel.life_event.state import Came, LifeEvent, LifeEventStatus, Member, Objection, Stop
from tongban.kernel.life_event.words import MemberState


def evolve(life_event: LifeEvent, event: Event) -> LifeEvent:
    """The life event after the event. An unknown happening changes nothing but the version."""
    then = EVOLVERS.get(type(event.body))
    after = then(life_event, event, event.body) if then else life_event
    return replace(after, id=event.case_id, version=event.seq)


def replay(events: Iterable[Event], life_event: LifeEvent | None = None) -> LifeEvent:
    """The life event that these events made, in their order."""
    return reduce(evolve, events, life_event or LifeEvent())


def _applied(life_event: LifeEvent, event: Event, body: e.Applied) -> LifeEvent:
    return replace(
        life_event,
        status=LifeEventStatus.RUNNING,
        life_event=body.life_event,
        life_event_version=body.version,
        life_event_digest=body.digest,
        division=body.division,
        lead=body.lead,
        applicant=body.applicant,
        agent=body.agent or "",
        channel=body.channel,
        number=body.number,
        applied_on=event.on,
        applied_by=event.actor,
        applied_at_post=event.post,
        answers=body.answers,
        materials=body.materials,
        promise=body.promise,
        members={
            plan.id: Member(
                plan,
                commits=plan.id in (body.commits or ()),
                undertakes=plan.id in (body.undertakes or ()),
            )
            for plan in body.members
        },
        left_out=body.left_out,
        project=body.project or "",
        stage=body.stage or "",
    )


def _becomes(state: MemberState, *fields: str) -> Callable[[LifeEvent, Event, Any], LifeEvent]:
    """The member stands so from here on, and keeps what the event says of it."""

    def then(life_event: LifeEvent, _: Event, body: Any) -> LifeEvent:
        said = {name: getattr(body, name) for name in fields}
        return _with(life_event, body.member, state=state, **said)

    return then


def _ready(life_event: LifeEvent, event: Event, body: e.MemberReady) -> LifeEvent:
    return _with(life_event, body.member, state=MemberState.READY, ready_at=event.occurred_at)


def _decided(life_event: LifeEvent, _: Event, body: e.MemberDecided) -> LifeEvent:
    """Decided; where it was before and this corrects it, its licence is made anew."""
    state = MemberState.GRANTED if body.granted else MemberState.REFUSED
    decided = _with(
        life_event,
        body.member,
        state=state,
        number=body.number,
        document=None,
        decided_on=body.decided_on,
        withdrawing=False,
    )
    return _waiting_again(decided, body.member)


def _ended(life_event: LifeEvent, _: Event, body: e.MemberEnded) -> LifeEvent:
    return _with(life_event, body.member, state=MemberState.ENDED, how=body.how, withdrawing=False)


def _reopened(life_event: LifeEvent, _: Event, body: e.MemberReopened) -> LifeEvent:
    """It is accepted and undecided; a later member that has no case yet waits for it as before.

    What stopped on its account stays stopped: the applicant was told so, and may have applied by themselves.
    """
    again = _with(
        replace(life_event, status=LifeEventStatus.RUNNING, completed_on=None),
        body.member,
        state=MemberState.ACCEPTED,
        number="",
        document=None,
        decided_on=None,
        delivered=False,
        how=None,
    )
    return _waiting_again(again, body.member)


def _waiting_again(life_event: LifeEvent, need: str) -> LifeEvent:
    """Whoever was about to begin with what has fallen or is made anew waits for it as before."""
    for name, member in life_event.members.items():
        if member.state is MemberState.READY and need in member.plan.needs:
            life_event = _with(life_event, name, state=MemberState.WAITING, ready_at=None)
    return life_event


def _restored(life_event: LifeEvent, _: Event, body: e.MemberRestored) -> LifeEvent:
    """Granted as before, with the same licence; there is something to deliver again."""
    if life_event.status is LifeEventStatus.COMPLETED:
        life_event = replace(life_event, status=LifeEventStatus.DECIDED, completed_on=None)
    return _with(life_event, body.member, state=MemberState.GRANTED, how=None)


def _taken_over(life_event: LifeEvent, _: Event, body: e.MemberTakenOver) -> LifeEvent:
    """Another stands in the applicant's place: in this member, or in it and in all that has not begun.

    What runs under the one before stays theirs until its own case is taken over, as its authority decides.
    """
    if not body.whole:
        return _with(life_event, body.member, holder=body.successor)
    before = life_event.applicant
    # Who acted for the one before has no mandate of this one.
    life_event = replace(life_event, applicant=body.successor, agent="")
    for name, member in life_event.members.items():
        if name == body.member:
            life_event = _with(life_event, name, holder="")
        elif member.received_on is None:
            # What was promised was promised by somebody else.
            life_event = _with(life_event, name, commits=False, undertakes=False)
        elif not member.holder:
            life_event = _with(life_event, name, holder=before)
    return life_event


def _result_made(life_event: LifeEvent, _: Event, body: e.MemberResultMade) -> LifeEvent:
    return _with(life_event, body.member, document=body.document)


def _delivered(life_event: LifeEvent, _: Event, body: e.MemberDelivered) -> LifeEvent:
    return _with(life_event, body.member, delivered=True)


def _stopped(life_event: LifeEvent, _: Event, body: e.MemberStopped) -> LifeEvent:
    return _with(life_event, body.member, state=MemberState.STOPPED, stop=Stop(body.need, body.why))


def _withdrawal_asked(life_event: LifeEvent, _: Event, body: e.WithdrawalAsked) -> LifeEvent:
    return _with(life_event, body.member, withdrawing=True, withdrawal_reasons=body.reasons)


def _not_withdrawn(life_event: LifeEvent, _: Event, body: e.WithdrawalNotPossible) -> LifeEvent:
    return _with(life_event, body.member, withdrawing=False, refusal=body.refusal)


def _objected(life_event: LifeEvent, event: Event, body: e.ObjectionRaised) -> LifeEvent:
    objection = Objection(body.authority, event.on, body.reasons, body.document)
    objections = (*life_event.members[body.member].objections, objection)
    return _with(life_event, body.member, objections=objections)


def _came(life_event: LifeEvent, _: Event, body: e.OutcomeCame) -> LifeEvent:
    came = Came(body.case_id, body.document)
    return replace(life_event, outcomes={**life_event.outcomes, body.outcome: came})


def _went(life_event: LifeEvent, _: Event, body: e.OutcomeWent) -> LifeEvent:
    """Who was about to begin waits again; who has begun goes on, since its own authority decides."""
    rest = {name: came for name, came in life_event.outcomes.items() if name != body.outcome}
    after = replace(life_event, outcomes=rest)
    for name, member in life_event.members.items():
        if member.state is MemberState.READY and body.outcome in member.plan.outcomes:
            after = _with(after, name, state=MemberState.WAITING, ready_at=None)
    return after


def _complete(life_event: LifeEvent, event: Event, _: e.OutcomesComplete) -> LifeEvent:
    return replace(life_event, status=LifeEventStatus.DECIDED)


def _completed(life_event: LifeEvent, event: Event, _: e.Completed) -> LifeEvent:
    return replace(life_event, status=LifeEventStatus.COMPLETED, completed_on=event.on)


def _with(life_event: LifeEvent, member: str, **changes: Any) -> LifeEvent:
    changed = replace(life_event.members[member], **changes)
    return replace(life_event, members={**life_event.members, member: changed})


#: event → what it does to a life event.
EVOLVERS: Mapping[type[Happening], Callable[[LifeEvent, Event, Any], LifeEvent]] = {
    e.Applied: _applied,
    e.MemberReady: _ready,
    e.MemberReceived: _becomes(MemberState.RECEIVED, "received_on"),
    e.MemberNotReceived: _becomes(MemberState.NOT_RECEIVED, "refusal"),
    e.MemberCommitted: lambda life_event, _, body: _with(life_event, body.member, committed=True),
    e.MemberNotCommitted: lambda life_event, _, body: _with(
        life_event, body.member, not_committed=body.refusal
    ),
    e.MemberAccepted: _becomes(MemberState.ACCEPTED, "accepted_on"),
    e.MemberDecided: _decided,
    e.MemberResultMade: _result_made,
    e.MemberEnded: _ended,
    e.MemberReopened: _reopened,
    e.MemberRestored: _restored,
    e.MemberTakenOver: _taken_over,
    e.MemberDelivered: _delivered,
    e.MemberStopped: _stopped,
    e.MemberTakenBack: _becomes(MemberState.TAKEN_BACK),
    e.WithdrawalAsked: _withdrawal_asked,
    e.WithdrawalNotPossible: _not_withdrawn,
    e.ObjectionRaised: _objected,
    e.OutcomeCame: _came,
    e.OutcomeWent: _went,
    e.OutcomesComplete: _complete,
    e.Completed: _completed,
}
