"""利害关系人与听证 — the verbs of hearing those concerned before a decision, and of their letters.

A party is a person of their own: name, address and what they say are kept under their own key, never under
the applicant's, so that either can be erased without the other. The staff act at their posts; the applicant
or agent acts for the applicant; what a party sends is entered at the counter or by the lead, as of the day
it came (`ask.occurred_at`).

依据 Basis: 行政许可法§36, §46-§48.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from tongban.catalogue.authorities import WordedDocument
from tongban.handling import mandates
from tongban.handling.access import OnlyTheCounter, is_party, require_party
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.handling.mandate_ports import Power
from tongban.handling.texts import check_texts
from tongban.kernel import Body, Case
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.state import InterestedParty
from tongban.kernel.refusals import Refusal


class LettersAreEntered(Refusal):
    """利害关系人的书面材料由工作人员登记。"""

    zh = "利害关系人的陈述、听证申请由「{post}」或者承办部门凭其书面材料登记。"
    en = "What an interested party states or asks is entered by “{post}” or the lead department from paper."
    basis = "行政许可法§36、§47"
    remedy_zh = "请把书面意见交到窗口或者寄给承办部门；收到之日按实际日期登记。"
    remedy_en = "Hand it in at the counter or send it to the lead; the day it came is what counts."


@dataclass(frozen=True, slots=True)
class PartyNamed:
    """写明的利害关系人 — name and address of somebody whose interests are touched; personal data."""

    name: str
    address: str = ""


def find_interest(
    handler: Handler, ask: Ask, interest: c.Interest, parties: Sequence[PartyNamed], reasons: str
) -> Answer:
    """认定利害关系 — whose interests are touched, and why (行政许可法§36)."""
    check_texts({"party_name": [p.name for p in parties], "party_address": [p.address for p in parties]})
    named = [PartyNamed(p.name.strip(), p.address.strip()) for p in parties]
    errand = Errand(
        handler,
        ask,
        "find_interest",
        interest.value,
        [[p.name, p.address] for p in named],
        reasons=reasons,
    )

    def body(errand: Errand) -> Body:
        case = errand.standing.case
        # Who is written twice, or was found before, keeps one subject: the kernel says so.
        subjects = {told: party.subject for party, told in _known(handler, case) if told is not None}
        for party in named:
            subjects.setdefault(party, handler.ports.ids.new() if party.name else "")
        particulars = tuple(
            errand.seal(subjects[party], "party", json.dumps([party.name, party.address], ensure_ascii=False))
            for party in named
            if party.name
        )
        return c.FindInterest(
            interest,
            tuple(subjects[party] for party in named),
            errand.seal_about_applicant("interest", reasons),
            particulars,
        )

    return errand.run(body)


def tell_interested_party(handler: Handler, ask: Ask, party: str, respond_by: date) -> Answer:
    """告知利害关系人 — a numbered notice with the last day for a statement (行政许可法§36)."""
    errand = Errand(handler, ask, "tell_party", respond_by, party=party)
    return errand.run(
        lambda errand: c.TellInterestedParty(
            party, respond_by, errand.document_number(WordedDocument.INTERESTED_PARTY_NOTICE)
        )
    )


def record_statement(handler: Handler, ask: Ask, by: str, statement: str) -> Answer:
    """陈述申辩 — what somebody concerned has to say, sealed as their own words (行政许可法§36)."""
    errand = Errand(handler, ask, "statement", by=by, statement=statement)

    def body(errand: Errand) -> Body:
        _require_speaker(errand, by, c.RecordStatement)
        subject = subject_of(errand.standing.case, by)
        sealed = errand.seal_text(subject, "statement", statement) if subject else None
        return c.RecordStatement(by, sealed)

    return errand.run(body)


def tell_hearing_right(handler: Handler, ask: Ask, whom: str) -> Answer:
    """告知听证权利 — a numbered notice; the days to ask for a hearing begin (行政许可法§47)."""
    errand = Errand(handler, ask, "tell_right", whom=whom)
    return errand.run(
        lambda errand: c.TellHearingRight(whom, errand.document_number(WordedDocument.HEARING_RIGHT_NOTICE))
    )


def request_hearing(handler: Handler, ask: Ask, by: str = c.THE_APPLICANT) -> Answer:
    """申请听证 — in time, and at no cost (行政许可法§47)."""
    return _said(handler, ask, c.RequestHearing(by), by)


def waive_hearing(handler: Handler, ask: Ask, by: str = c.THE_APPLICANT) -> Answer:
    """放弃听证 — the decision need not wait for it."""
    return _said(handler, ask, c.WaiveHearing(by), by)


def announce_hearing(handler: Handler, ask: Ask, ground: c.HearingGround) -> Answer:
    """公告听证 — one that is prescribed, or that the public interest asks for (行政许可法§46)."""
    errand = Errand(handler, ask, "announce", ground.value)
    return errand.run(
        lambda errand: c.AnnounceHearing(ground, errand.document_number(WordedDocument.HEARING_ANNOUNCEMENT))
    )


def schedule_hearing(
    handler: Handler, ask: Ask, hearing_on: date, begins: time, place: str, host: str
) -> Answer:
    """安排听证 — `host` is the account of somebody who does not examine (行政许可法§48)."""
    at = begins.isoformat(timespec="minutes")
    errand = Errand(handler, ask, "schedule", hearing_on, at, place=place, host=host)
    return errand.run(lambda errand: c.ScheduleHearing(hearing_on, place.strip(), host, at))


def notify_of_hearing(handler: Handler, ask: Ask) -> Answer:
    """通知听证 — a numbered notice of day and place to everybody concerned (行政许可法§48)."""
    errand = Errand(handler, ask, "notify")
    return errand.run(lambda errand: c.NotifyOfHearing(errand.document_number(WordedDocument.HEARING_NOTICE)))


def hold_hearing(handler: Handler, ask: Ask, minutes: str, signed_by: Sequence[str]) -> Answer:
    """举行听证 — its minutes, and who of those concerned has signed them (行政许可法§48)."""
    errand = Errand(handler, ask, "hold", minutes=minutes, signed_by=list(signed_by))

    return errand.run(
        lambda errand: c.HoldHearing(errand.seal_about_applicant("minutes", minutes), tuple(signed_by))
    )


def subject_of(case: Case, who: str) -> str:
    """Whose personal data the words of somebody concerned are; empty where there is no such party."""
    if who == c.THE_APPLICANT:
        return case.applicant
    party = case.parties.get(who)
    return party.subject if party else ""


def party_named(text: str | None) -> PartyNamed | None:
    """Name and address as they were kept; None once erased."""
    return PartyNamed(*json.loads(text)) if text else None


def _known(handler: Handler, case: Case) -> list[tuple[InterestedParty, PartyNamed | None]]:
    refs = [party.particulars.ref for party in case.parties.values() if party.particulars]
    texts = handler.ports.personal.read(case.id, refs) if refs else {}
    return [
        (party, party_named(texts.get(party.particulars.ref)) if party.particulars else None)
        for party in case.parties.values()
    ]


def _said(handler: Handler, ask: Ask, asked: c.RequestHearing | c.WaiveHearing, by: str) -> Answer:
    errand = Errand(handler, ask, type(asked).__name__, by=by)

    def body(errand: Errand) -> Body:
        _require_speaker(errand, by, type(asked))
        return asked

    return errand.run(body)


def _require_speaker(errand: Errand, by: str, verb: type[Body]) -> None:
    """The applicant speaks for the applicant; paper, and an earlier day, go through the hands of staff.

    Raises:
        NotYourCase: neither the applicant, nor the agent, nor the counter.
        MandateMissing, MandateNotYetInForce, MandateEnded, BeyondTheMandate: the agent may not.
        LettersAreEntered: somebody without a post speaks for a party.
        OnlyTheCounter: the applicant names an earlier day.
    """
    ports, ask = errand.handler.ports, errand.ask
    standing, actor = errand.standing, ask.actor
    case, item = standing.case, standing.item
    post = item.name_of(item.step_of(StepKind.INTAKE).post)
    if by == c.THE_APPLICANT:
        require_party(case, item, actor, verb.verb())
        if is_party(case, actor) and not actor.post and ask.occurred_at is not None:
            raise OnlyTheCounter(post=post)
        mandates.require_power(ports, case, actor.id, Power.HEARING, errand.day(case.division))
    elif not actor.post:
        # Which posts may is the kernel's to say: the counter and the lead.
        raise LettersAreEntered(post=post)
