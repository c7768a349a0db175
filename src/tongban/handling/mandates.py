"""委托代理 — an agent acts in the applicant's name, within the mandate and no further.

A mandate comes with the application: whom, in what, from when until when, and the paper, seen at the
counter or uploaded. Each power is given by itself, and what is not given the agent may not do, whoever
asks. The events name the agent by id; the agent's name and number are personal values of the agent's own,
so that erasing the agent leaves the case as it is and the name unreadable.

依据 Basis: 行政许可法§29; 民法典§161-§165, §173.
"""

import json
from dataclasses import dataclass, replace
from datetime import date

from tongban.handling.access import require_party
from tongban.handling.carrying_out import Handler
from tongban.handling.errand import Actor, Gathering
from tongban.handling.mandate_ports import Mandate, Power, Shown
from tongban.handling.ports import Ports
from tongban.handling.texts import check_id, check_texts
from tongban.handling.uploads import Upload
from tongban.kernel import Case
from tongban.kernel.life_event import LifeEvent
from tongban.kernel.refusals import BadInput, Refusal
from tongban.kernel.words import Bilingual, listed

_UNTIL_DONE = Bilingual("办结", "the case is done")
ENDING = Bilingual("终止委托", "end the mandate")


class MandateMissing(Refusal):
    """代理没有授权委托。"""

    zh = "由代理人办理的，须有申请人的授权委托书；这份申请没有。"
    en = "An agent acts under the applicant's mandate; this application has none."
    basis = "民法典§165"
    remedy_zh = "请填写授权委托书上的事项、权限和期限；没有委托书的，请申请人本人办理。"
    remedy_en = "Fill in the mandate's matter, powers and term; without one, the applicant acts in person."


class AgentIsTheApplicant(Refusal):
    """代理人就是申请人本人。"""

    zh = "代理人和申请人是同一人，不需要委托。"
    en = "The agent is the applicant; no mandate is needed."
    basis = "民法典§161"
    remedy_zh = "请删去代理人，以申请人本人的名义办理。"
    remedy_en = "Leave the agent out and apply in person."


class MandateNotShown(Refusal):
    """没有出示授权委托书。"""

    zh = "还没有核对授权委托书：窗口须见到原件，网上须上传。"
    en = "The mandate has not been seen: the counter needs the original, online it is uploaded."
    basis = "民法典§165"
    remedy_zh = "请出示或者上传由申请人签名、盖章的授权委托书。"
    remedy_en = "Show or upload the mandate with the applicant's signature or seal."


class AgentNotNamed(BadInput):
    """代理人没有写姓名。"""

    zh = "授权委托书须写明代理人的姓名。"
    en = "A mandate names the agent."
    basis = "民法典§165"
    remedy_zh = "请照授权委托书填写代理人的姓名。"
    remedy_en = "Copy the agent's name from the mandate."


class MandateUpsideDown(BadInput):
    """委托期限颠倒。"""

    zh = "委托期限的截止日 {until} 早于起始日 {begin}。"
    en = "The mandate's last day, {until}, lies before its first, {begin}."
    basis = "民法典§165"
    remedy_zh = "请照授权委托书核对两个日期。"
    remedy_en = "Check both days against the mandate."


class MandateNotYetInForce(Refusal):
    """委托还没有开始。"""

    zh = "授权委托自 {begin} 起有效，{on} 还不能代理。"
    en = "The mandate is in force from {begin}; on {on} the agent may not act yet."
    basis = "民法典§162"
    remedy_zh = "请在委托期限内办理，或者由申请人本人办理。"
    remedy_en = "Act within its days, or have the applicant act in person."


class MandateEnded(Refusal):
    """委托已经终止。"""

    zh = "授权委托已于 {ended_on} 终止，代理人不能再办理。"
    en = "The mandate ended on {ended_on}; the agent may act no more."
    basis = "民法典§173"
    remedy_zh = "请申请人本人登录办理，或者持身份证件到窗口办理。"
    remedy_en = "The applicant signs in and acts, or comes to the counter with proof of identity."


class BeyondTheMandate(Refusal):
    """超出代理权限。"""

    zh = "授权委托不包括「{power}」，只包括：{powers}。"
    en = "The mandate does not include “{power}”; it includes: {powers}."
    basis = "民法典§162、§171"
    remedy_zh = "请申请人本人登录办理，或者持身份证件到窗口办理。"
    remedy_en = "The applicant signs in and acts, or comes to the counter with proof of identity."


@dataclass(frozen=True, slots=True)
class MandateGiven:
    """授权委托书 — as it is handed in with an application.

    `until` is the last day, or None where the mandate runs until the case is done. `name` and `number` are
    the agent's; `seen` says that a clerk has the signed original in hand, `paper` is an uploaded copy.
    """

    name: str
    powers: frozenset[Power]
    begin: date
    until: date | None = None
    number: str = ""
    seen: bool = False
    paper: Upload | None = None

    @property
    def plain(self) -> list[object]:
        """What it says, for telling a retry from something else."""
        paper = f"{self.paper.name}:{self.paper.digest}" if self.paper else ""
        return [self.name, self.number, sorted(self.powers), self.begin, self.until, self.seen, paper]


@dataclass(frozen=True, slots=True)
class Person:
    """代理人 — name and number as the mandate has them; empty once erased."""

    name: str = ""
    number: str = ""


def checked(
    applicant: str, agent: str, given: MandateGiven | None, on: date, *, at_the_counter: bool
) -> MandateGiven | None:
    """The mandate under which an agent may apply on a day; None where the applicant acts in person.

    That the original was seen counts only where a clerk says so.

    Raises:
        MandateMissing, AgentIsTheApplicant, MandateNotShown: there is no mandate to act under.
        AgentNotNamed, MandateUpsideDown: it cannot be read.
        MandateNotYetInForce, MandateEnded, BeyondTheMandate: it does not cover applying on that day.
    """
    if not agent:
        return None
    check_id("agent", agent)
    if agent == applicant:
        raise AgentIsTheApplicant()
    if given is None:
        raise MandateMissing()
    check_texts({"agent": [given.name, given.number]})
    if not given.name.strip():
        raise AgentNotNamed()
    if given.until is not None and given.until < given.begin:
        raise MandateUpsideDown(begin=given.begin, until=given.until)
    seen = given.seen and at_the_counter
    if not seen and given.paper is None:
        raise MandateNotShown()
    _require(given.powers, Power.APPLY, given.begin, given.until, on)
    return replace(given, seen=seen)


def keep(errand: Gathering, applicant: str, agent: str, given: MandateGiven) -> None:
    """Keep the mandate with the ask that brings it; it counts once that ask has made the case, or the life
    event."""
    person = json.dumps({"name": given.name.strip(), "number": given.number.strip()}, ensure_ascii=False)
    mandate = Mandate(
        case_id=errand.ask.case_id,
        agent=agent,
        powers=given.powers,
        begin=given.begin,
        until=given.until,
        shown=Shown.PAPER if given.seen else Shown.UPLOAD,
        person=errand.seal(agent, "agent", person).ref,
        # A case's papers are the applicant's, this one too.
        paper=errand.keep_file(applicant, given.paper).ref if given.paper else "",
        by=errand.ask.actor.id,
        at=errand.at,
    )
    errand.ports.mandates.keep(mandate, errand.digest)


def of_case(ports: Ports, case: Case | LifeEvent) -> Mandate | None:
    """The mandate of a case, or a life event, that an agent applied for; None for any other."""
    return ports.mandates.of_case(case.id) if case.agent else None


def covers(mandate: Mandate | None, power: Power, on: date) -> bool:
    """Whether a mandate allows something on a day; none allows nothing."""
    try:
        require(mandate, power, on)
    except Refusal:
        return False
    return True


def require(mandate: Mandate | None, power: Power, on: date) -> None:
    """Refuse what a mandate does not allow on a day.

    Raises:
        MandateMissing, MandateNotYetInForce, MandateEnded, BeyondTheMandate: it does not.
    """
    if mandate is None:
        raise MandateMissing()
    if mandate.ended_on is not None:
        raise MandateEnded(ended_on=mandate.ended_on)
    _require(mandate.powers, power, mandate.begin, mandate.until, on)


def require_power(ports: Ports, case: Case, actor: str, power: Power, on: date) -> None:
    """Refuse the agent of a case what the mandate does not allow; everybody else is no concern of it.

    Raises:
        MandateMissing, MandateNotYetInForce, MandateEnded, BeyondTheMandate: it does not.
    """
    if actor and actor == case.agent:
        require(of_case(ports, case), power, on)


def person_of(ports: Ports, mandate: Mandate) -> Person:
    """The agent as the mandate names them, as far as they have not been erased."""
    return person_in(ports.personal.read(mandate.case_id, [mandate.person])[mandate.person])


def person_in(text: str | None) -> Person:
    """The agent that a personal value of a mandate describes; without name or number once erased."""
    return Person(**json.loads(text)) if text else Person()


def end(handler: Handler, case_id: str, actor: Actor) -> None:
    """终止委托 — the applicant takes the mandate back, or the agent lays it down (民法典§173).

    Raises:
        NotYourCase: somebody else asks.
        MandateMissing: nobody acts for the applicant.
    """
    standing = handler.standing(case_id)
    require_party(standing.case, standing.item, actor, ENDING)
    if of_case(handler.ports, standing.case) is None:
        raise MandateMissing()
    on = standing.calendar.day_of(handler.ports.clock.now())
    handler.ports.mandates.end(case_id, actor.id, on)


def _require(powers: frozenset[Power], power: Power, begin: date, until: date | None, on: date) -> None:
    if on < begin:
        raise MandateNotYetInForce(begin=begin, on=on)
    if until is not None and on > until:
        raise MandateEnded(ended_on=until)
    if power not in powers:
        raise BeyondTheMandate(power=power.label, powers=in_words(powers))


def in_words(powers: frozenset[Power]) -> Bilingual:
    """The powers in their usual order, as one enumeration."""
    return listed([p.label for p in Power if p in powers]) if powers else Bilingual("（无）", "nothing")


def term_in_words(mandate: Mandate) -> Bilingual:
    """From when until when."""
    return Bilingual("{begin} 至 {until}", "{begin} until {until}").fill(
        begin=mandate.begin, until=mandate.until or _UNTIL_DONE
    )
