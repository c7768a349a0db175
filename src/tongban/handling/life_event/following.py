"""跟进 — the members' cases tell the life event, and the life event asks the cases.

Two halves, each harmless when done twice:

- an event of a member's case becomes a command on the life event, whose id is the event's own;
- what a life event owes (`kernel.life_event.owed`) becomes a command on the member's case, its id derived
  from the life event, the member and what is asked; its answer is recorded under an id derived likewise.

Whoever is killed between the two leaves the entry unfollowed or the member owing, and does it again.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from tongban.handling import intake
from tongban.handling.access import HANDS_OVER
from tongban.handling.carrying_out import Busy
from tongban.handling.codec import Record
from tongban.handling.commitment import Confirmation, commit_on_paper, commit_online, confirmation_in
from tongban.handling.errand import Actor, Ask
from tongban.handling.life_event.carrying_out import LifeEventBusy, LifeEventHandler, WholeStanding
from tongban.handling.life_event.handed_over import (
    DataErased,
    is_as_promised,
    mandate_for,
    papers_for,
    said_by_successors,
    signed_sheet,
)
from tongban.handling.life_event.ports import CaseFeed, MemberRow
from tongban.handling.life_event.promising import PromisedAnotherText
from tongban.kernel import Body, Command, Event
from tongban.kernel.case import events as e
from tongban.kernel.case.commands import ChallengedAct, DocumentKind, Outcome, Reference
from tongban.kernel.life_event import Errand, Member, MemberEnd, Owed, owed
from tongban.kernel.life_event import commands as c
from tongban.kernel.life_event.events import MemberTakenBack, WithdrawalAsked
from tongban.kernel.life_event.life import TELLER
from tongban.kernel.refusals import Told

logger = logging.getLogger("tongban.members")

#: By this name the follower's place in the feed is kept.
FOLLOWER = "life-events"

_IDS = UUID("5b1f6f0e-7a52-5c55-9d0e-6a6d5a2f7c11")


@dataclass(frozen=True, slots=True)
class Followed:
    """一轮跟进 — entries read, events that told something, errands done; what failed, and why."""

    entries: int = 0
    told: int = 0
    asked: int = 0
    failed: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether there was anything to do."""
        return bool(self.entries or self.asked)


def follow(handler: LifeEventHandler, feed: CaseFeed, limit: int = 500) -> Followed:
    """Bring new events of cases to their life events, then do what is owed; call again until nothing is."""
    entries = feed.subscribe(feed.followed(FOLLOWER), limit)
    members = {
        row.case_id: row for row in handler.store.of_cases([entry.record.case_id for entry in entries])
    }
    told, untold = 0, []
    for entry in entries:
        row = members.get(entry.record.case_id)
        if row is None:
            continue
        try:
            told += _tell(handler, row, entry.record)
        except LifeEventBusy:
            raise  # passes; the entry is followed the next time
        except Told as fault:  # a record that cannot be read: for the audit, and no reason to stop the others
            untold.append((row.life_event_id, fault.code()))
    if entries:
        feed.has_followed(FOLLOWER, entries[-1].n)
    asked, failed = do_what_is_owed(handler)
    return Followed(len(entries), told, asked, (*untold, *failed))


def do_what_is_owed(handler: LifeEventHandler, page: int = 100) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Ask the members' cases of every life event that owes something; one that fails stops no other."""
    asked, failed, after = 0, [], ""
    while ids := handler.store.owing(after, page):
        for life_event_id in ids:
            try:
                asked += hand_over(handler, life_event_id)
            except Exception as fault:  # whatever it is, the others are owed theirs
                failed.append((life_event_id, type(fault).__name__))
        after = ids[-1]
    return asked, tuple(failed)


def hand_over(handler: LifeEventHandler, life_event_id: str) -> int:
    """转交 — do everything a life event owes, until nothing is; how much that was."""
    done = 0
    while todo := owed((standing := handler.standing(life_event_id)).life_event):
        for one in todo:
            _ask(handler, standing, one)
            done += 1
    return done


# --- what cases tell


def _tell(handler: LifeEventHandler, row: MemberRow, record: Record) -> bool:
    event = handler.cases.codec.read(record)
    told = TELLS.get(type(event.body))
    body = told(row.member, event, event.body) if told else _from_elsewhere(handler, row, event)
    if body is None:
        return False
    command_id = f"{event.case_id}/{event.seq}"
    _record(handler, row.life_event_id, command_id, body)
    return True


def _from_elsewhere(handler: LifeEventHandler, row: MemberRow, event: Event) -> Body | None:
    """What a court or another system did: the case is decided anew, or its licence stands no more.

    Whether it is decided anew the event says, since by now it may have been; which outcomes take a licence
    away, or give it back, the case knows.
    """
    if not isinstance(event.body, FROM_ELSEWHERE):
        return None
    if isinstance(event.body, e.ChallengeEnded) and event.body.redo_limit is not None:
        return c.RecordReopening(row.member)
    case = handler.cases.standing(event.case_id).case
    licence = case.licence
    if isinstance(event.body, e.ChallengeEnded) and licence is not None and licence.is_in_force:
        fought = case.challenges[event.body.challenge].act
        return c.RecordRestoration(row.member) if fought is ChallengedAct.REVOCATION else None
    stands = licence is None or licence.is_in_force
    return None if stands else c.RecordEnd(row.member, MemberEnd.LICENCE_ENDED)


def _record(handler: LifeEventHandler, life_event_id: str, command_id: str, body: Body) -> None:
    now = handler.ports.clock.now()
    handler.carry_out(Command(command_id, life_event_id, now, TELLER, "", body))


def _received(member: str, event: Event, _: e.Received) -> Body:
    return c.RecordReceipt(member, event.on)


def _decided(member: str, event: Event, body: e.Decided) -> Body:
    return c.RecordDecision(member, body.outcome is Outcome.GRANTED, body.number, event.on)


def _made(member: str, _: Event, body: e.DocumentRecorded) -> Body | None:
    if body.document is not DocumentKind.LICENCE:
        return None
    return c.RecordResult(member, body.number, Reference(body.ref, body.digest))


def _ends(how: MemberEnd) -> Callable[[str, Event, Any], Body]:
    return lambda member, event, body: c.RecordEnd(member, how)


#: An event of a case → what it tells the life event; of all others it need not know.
TELLS: Mapping[type[e.Happening], Callable[[str, Event, Any], Body | None]] = {
    e.Received: _received,
    e.Committed: lambda member, event, body: c.RecordCommitment(member),
    e.Accepted: lambda member, event, body: c.RecordAcceptance(member, body.accepted_on),
    e.Decided: _decided,
    e.DocumentRecorded: _made,
    e.Delivered: lambda member, event, body: c.RecordDelivery(member),
    e.Declined: _ends(MemberEnd.DECLINED),
    e.Withdrawn: _ends(MemberEnd.WITHDRAWN),
    e.ApplicationReturned: _ends(MemberEnd.RETURNED),
    e.CaseEnded: _ends(MemberEnd.TERMINATED),
    e.ApplicationTakenOver: lambda member, event, body: c.RecordSuccession(
        member, body.predecessor, body.successor
    ),
    e.Revoked: _ends(MemberEnd.LICENCE_ENDED),
    e.Cancelled: _ends(MemberEnd.LICENCE_ENDED),
}


#: What may take a licence away without the authority that granted it: a court, or another system's decision.
FROM_ELSEWHERE = (e.ChallengeEnded, e.ObservationRecorded)


# --- what cases are asked


def errand_id(life_event_id: str, member: str, errand: Errand, time: int = 1) -> str:
    """The id of what is asked of a member's case for the `time`-th time: the same until it is answered."""
    again = f"/{time}" if time > 1 else ""
    return str(uuid5(_IDS, f"{life_event_id}/{member}/{errand}{again}"))


def _asked_for(handler: LifeEventHandler, life_event_id: str, member: str) -> tuple[int, Actor]:
    """How often a member's withdrawal was asked for, this time included, and by whom it was this time.

    Who was refused a withdrawal may ask for it again. Of what was taken back while it was on its way the
    asking follows from that, whoever took it back.
    """
    times, who = 0, Actor("")
    for event in handler.history(life_event_id):
        body = event.body
        if isinstance(body, MemberTakenBack | WithdrawalAsked) and body.member == member:
            times += isinstance(body, WithdrawalAsked)
            who = who if event.actor == TELLER else Actor(event.actor, event.post)
    return times, who


def _ask(handler: LifeEventHandler, standing: WholeStanding, one: Owed) -> None:
    life_event = standing.life_event
    member, time, who = life_event.members[one.member], 1, Actor("")
    if one.errand is Errand.WITHDRAW:
        time, who = _asked_for(handler, life_event.id, one.member)
    command_id = errand_id(life_event.id, one.member, one.errand, time)
    try:
        if one.errand is Errand.RECEIVE:
            body = _receive(handler, standing, member, command_id)
        elif one.errand is Errand.COMMIT:
            body = _commit(handler, standing, member, command_id)
        else:
            body = _withdraw(handler, standing, member, command_id, who)
    except Busy:
        raise  # passes; what is owed stays owed
    except Told as refused:
        logger.warning("member %s of %s: %s", one.member, life_event.id, refused.code())
        body = _REFUSED[one.errand](one.member, refused.code())
    _record(handler, life_event.id, f"{command_id}/answer", body)


_REFUSED: Mapping[Errand, Callable[[str, str], Body]] = {
    Errand.RECEIVE: c.RecordNoReceipt,
    Errand.COMMIT: c.RecordNoCommitment,
    Errand.WITHDRAW: c.RecordNoWithdrawal,
}


def _receive(handler: LifeEventHandler, standing: WholeStanding, member: Member, command_id: str) -> Body:
    """收件 — the member's part of the whole, and the licences that flow to it, as papers of its own."""
    life_event, plan = standing.life_event, member.plan
    there = handler.ports.store.summary(plan.case_id)
    if there is not None:  # whoever was killed had asked it
        return c.RecordReceipt(plan.id, there.received_on)
    declared = standing.sheet.life_event.by_id[plan.id]
    assert life_event.channel is not None
    assert life_event.answers is not None
    text = handler.ports.personal.read(life_event.id, [life_event.answers.ref])[life_event.answers.ref]
    if text is None:
        raise DataErased(member=standing.sheet.name_of(plan.id))
    answers = json.loads(text)
    uploads, on_paper = papers_for(handler, standing, member)
    mandate = mandate_for(handler, standing, member)
    undertakes = member.undertakes and is_as_promised(handler, standing, member)
    answer = intake.receive(
        handler.cases,
        Ask(plan.case_id, command_id, Actor(HANDS_OVER), member.ready_at),
        intake.Application(
            item=plan.item,
            division=life_event.division,
            applicant=life_event.applicant,
            channel=life_event.channel,
            facts=standing.sheet.facts_of(declared, answers["facts"]),
            form=standing.sheet.form_of(
                declared, {**answers["form"], **said_by_successors(handler, standing)}
            ),
            uploads=uploads,
            on_paper=on_paper,
            agent=life_event.agent if mandate else "",
            mandate=mandate,
            undertakes=undertakes,
            undertaking=signed_sheet(handler, standing, plan.id) if undertakes else None,
        ),
    )
    assert answer.case.received_on is not None
    return c.RecordReceipt(plan.id, answer.case.received_on)


def _commit(handler: LifeEventHandler, standing: WholeStanding, member: Member, command_id: str) -> Body:
    """作出承诺 — what was confirmed or signed for the whole, as the member's own words of it."""
    life_event, plan, personal = standing.life_event, member.plan, handler.ports.personal
    assert life_event.promise is not None
    assert life_event.answers is not None
    if not is_as_promised(handler, standing, member):
        raise PromisedAnotherText()
    sheet = signed_sheet(handler, standing, plan.id)
    if sheet is not None:
        at_the_counter = Actor(life_event.applied_by, life_event.applied_at_post)
        commit_on_paper(handler.cases, Ask(plan.case_id, command_id, at_the_counter), sheet)
        return c.RecordCommitment(plan.id)
    refs = [life_event.promise.ref, life_event.answers.ref]
    said, answers = (personal.read(life_event.id, refs)[ref] for ref in refs)
    confirmed = confirmation_in(said)
    if confirmed is None or answers is None:
        raise DataErased(member=standing.sheet.name_of(plan.id))
    own = Confirmation(confirmed.name, json.loads(answers)["promises"][plan.id]["text"])
    commit_online(handler.cases, Ask(plan.case_id, command_id, Actor(life_event.applicant)), own)
    return c.RecordCommitment(plan.id)


def _withdraw(
    handler: LifeEventHandler, standing: WholeStanding, member: Member, command_id: str, who: Actor
) -> Body:
    """撤回 — handed on to the member's case as the act of whoever asked: the case looks at who that is."""
    life_event, reasons = standing.life_event, member.withdrawal_reasons
    said = ""
    if reasons is not None:
        said = handler.ports.personal.read(life_event.id, [reasons.ref])[reasons.ref] or ""
    ask = Ask(member.plan.case_id, command_id, who)
    intake.withdraw(handler.cases, ask, said)
    return c.RecordEnd(member.plan.id, MemberEnd.WITHDRAWN)
