"""告知 — what the applicant of a life event is told: what is theirs to know of the whole, and nothing twice.

What happens in a member's case its own messages say. These say what passes between the members: what begins
now, what stops and why, and when everything can be collected.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tongban.handling.messages import Audience, Message
from tongban.handling.messages.words import MessageCode, code, in_both
from tongban.kernel import Event, Happening
from tongban.kernel.life_event import LifeEvent, MemberState, Rules
from tongban.kernel.life_event import events as e

APPLIED = code(
    "life_event_applied",
    ("一件事已收到", "Your life event was received"),
    "「{life_event}」已收到，编号 {number}，共 {n} 个事项。每个事项由各自的部门受理，各有各的期限。",
    "“{life_event}” was received, number {number}. Items: {n}. Each is accepted by its own authority, with "
    "a time of its own.",
)
NEXT_BEGINS = code(
    "life_event_next",
    ("下一个事项开始办理", "The next item begins"),
    "前面的事项已经办好，「{member}」现在开始办理，不用您再交材料。",
    "What came before is done: “{member}” begins now. You need not hand anything in.",
)
STOPPED = code(
    "life_event_member_stopped",
    ("有一个事项不再办理", "One item will not be handled"),
    "「{member}」不再办理：它要等「{need}」，而「{need}」{lost_need}。其他事项照常办理。情况变化后，可以单独申请。",
    "“{member}” will not be handled: it waits for “{need}”, which {lost_need}. The other items go on. Once "
    "things have changed you can apply for it by itself.",
)
OBJECTED = code(
    "life_event_objection",
    ("有部门提出异议", "An authority has objected"),
    "{authority}对「{member}」提出异议。它还没有开始办的不再办理，要等它的事项也停止；其他事项照常办理。打开查看理由。",
    "{authority} has objected to “{member}”. If it has not begun it will not, and what waits for it "
    "stops; the other items go on. Open it to see the reasons.",
)
NOT_RECEIVED = code(
    "life_event_not_received",
    ("有一个事项没能收件", "One item could not be received"),
    "「{member}」没能收件，打开查看原因和现在可以怎么办。其他事项照常办理。",
    "“{member}” could not be received; open it to see why and what you can do. The other items go on.",
)
NOT_COMMITTED = code(
    "life_event_not_committed",
    ("有一个事项按一般程序办", "One item goes the ordinary way"),
    "「{member}」没能按告知承诺办，改按一般程序办。还差的材料，受理前会一次性告知您。其他事项照常办理。",
    "“{member}” could not be handled on your commitment; it goes the ordinary way. You will be told once "
    "what is still missing, before it is accepted. The other items go on.",
)
NOT_WITHDRAWN = code(
    "life_event_not_withdrawn",
    ("有一个事项没能撤回", "One item could not be withdrawn"),
    "「{member}」没能撤回：它的办件已经不能撤回了。打开该办件查看。",
    "“{member}” could not be withdrawn: its case can no longer be. Open the case to see.",
)
TAKEN_OVER = code(
    "life_event_taken_over",
    ("一件事由您承继", "The life event is yours now"),
    "您承继了「{member}」。「{life_event}」中还没有开始办的事项也由您承继，可以撤回。别人名下已经在办的，由各部门分别决定。",
    "You have taken over “{member}”. What of “{life_event}” has not begun is yours too, and you may take it "
    "back. What already runs in another name, each authority decides.",
)
COMPLETE = code(
    "life_event_outcomes",
    ("各事项都有结果了", "There is an outcome of every item"),
    "「{life_event}」的各个事项都有结果了：{granted} 个准予，{others} 个没有办成。证照可以一次领取或者邮寄。",
    "There is an outcome of every item of “{life_event}”: granted {granted}, not granted {others}. "
    "The licences can be collected or posted together.",
)

_Said = Callable[[Any, LifeEvent, Rules], Mapping[str, str] | None]


def _named(rules: Rules, key: str, blank: str = "member") -> dict[str, str]:
    return {blank: in_both(rules.name_of(key))}


def _applied(body: e.Applied, _: LifeEvent, rules: Rules) -> Mapping[str, str]:
    return {"life_event": in_both(rules.name), "number": body.number, "n": str(len(body.members))}


def _next(body: e.MemberReady, life_event: LifeEvent, rules: Rules) -> Mapping[str, str] | None:
    # Those that wait for nobody begin with the application, which is told already.
    plan = life_event.members[body.member].plan
    return _named(rules, body.member) if plan.needs or plan.outside else None


def _stopped(body: e.MemberStopped, _: LifeEvent, rules: Rules) -> Mapping[str, str] | None:
    if body.need == body.member:  # the objection to it says so
        return None
    said = {**_named(rules, body.member), **_named(rules, body.need, "need")}
    return {**said, "lost_need": body.why.value}


def _taken_over(body: e.MemberTakenOver, _: LifeEvent, rules: Rules) -> Mapping[str, str] | None:
    return {**_named(rules, body.member), "life_event": in_both(rules.name)} if body.whole else None


def _objected(body: e.ObjectionRaised, _: LifeEvent, rules: Rules) -> Mapping[str, str]:
    return {**_named(rules, body.member), **_named(rules, body.authority, "authority")}


def _complete(_: e.OutcomesComplete, life_event: LifeEvent, rules: Rules) -> Mapping[str, str]:
    granted = sum(member.state is MemberState.GRANTED for member in life_event.members.values())
    others = len(life_event.members) - granted
    return {"life_event": in_both(rules.name), "granted": str(granted), "others": str(others)}


#: 告知表 — event by event.
TOLD: Mapping[type[Happening], tuple[MessageCode, _Said]] = {
    e.Applied: (APPLIED, _applied),
    e.MemberReady: (NEXT_BEGINS, _next),
    e.MemberStopped: (STOPPED, _stopped),
    e.ObjectionRaised: (OBJECTED, _objected),
    e.MemberTakenOver: (TAKEN_OVER, _taken_over),
    e.MemberNotReceived: (NOT_RECEIVED, lambda body, _, rules: _named(rules, body.member)),
    e.MemberNotCommitted: (NOT_COMMITTED, lambda body, _, rules: _named(rules, body.member)),
    e.WithdrawalNotPossible: (NOT_WITHDRAWN, lambda body, _, rules: _named(rules, body.member)),
    e.OutcomesComplete: (COMPLETE, _complete),
}

#: Of these nobody is told here, and why.
NOBODY: Mapping[type[Happening], str] = {
    e.MemberReceived: "the member's own case says so",
    e.MemberCommitted: "the applicant did it, and the member's own case says so",
    e.MemberAccepted: "the member's own case says so",
    e.MemberDecided: "the member's own case says so, and of a correction too; what waits for it is told",
    e.MemberResultMade: "the member's own case says so",
    e.MemberEnded: "the member's own case says so; what waits for it is told that it stops",
    e.MemberReopened: "the outcome of the challenge is told by the member's own case",
    e.MemberRestored: "the outcome of the challenge is told by the member's own case",
    e.MemberDelivered: "the member's own case says so",
    e.MemberTakenBack: "the applicant did it",
    e.WithdrawalAsked: "the applicant did it",
    e.OutcomeCame: "what begins with it is told",
    e.OutcomeWent: "the project tells its owner which outcome is lost",
    e.Completed: "everything in it was told",
}


def messages(events: Iterable[Event], life_event: LifeEvent, rules: Rules) -> tuple[Message, ...]:
    """The messages that the events of one command call for."""
    made = []
    for event in events:
        told = TOLD.get(type(event.body))
        parameters = told[1](event.body, life_event, rules) if told else None
        if told is None or parameters is None:
            continue
        # Whether the mandate includes being told, and still runs, is asked when it is read or sent.
        for audience, who in ((Audience.APPLICANT, life_event.applicant), (Audience.AGENT, life_event.agent)):
            if who:
                made.append(
                    Message(event.case_id, event.seq, audience.value, told[0].name, who, event.at, parameters)
                )
    return tuple(made)
