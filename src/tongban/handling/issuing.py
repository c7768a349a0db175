"""制发文书 — render, seal and record the documents that events call for; after the commit, at least once.

The job's id makes it harmless to run twice: the document is recorded under one command id. What a
document says is frozen here, in Chinese, as of the event that called for it.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tongban.catalogue import Implementation
from tongban.handling import mandates
from tongban.handling.carrying_out import Handler, Standing
from tongban.handling.documents import as_rows
from tongban.handling.errand import Actor, Ask, Errand
from tongban.handling.hearing import subject_of
from tongban.handling.occasion import Occasion, Said, answers_of, common, remedies_told
from tongban.handling.papers_after_grant import PAPERS_AFTER_GRANT
from tongban.handling.papers_of_a_decision import PAPERS_OF_A_DECISION
from tongban.handling.papers_of_a_fee import PAPERS_OF_A_FEE
from tongban.handling.papers_of_a_gap import PAPERS_OF_A_GAP
from tongban.handling.papers_of_a_hearing import PAPERS_OF_A_HEARING
from tongban.handling.papers_of_a_limit import PAPERS_OF_A_LIMIT
from tongban.handling.papers_of_an_end import PAPERS_OF_AN_END
from tongban.handling.papers_of_service import PAPERS_OF_SERVICE
from tongban.handling.uploads import Upload
from tongban.kernel import Body, Event, replay
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.transfer import as_held
from tongban.kernel.clock import ClockKind

#: Who acts when a job does.
PRESS = "system:press"


@dataclass(frozen=True, slots=True)
class Press:
    """印制 — what issuing needs besides the handler: the published items, and our own address."""

    handler: Handler
    implementation_of: Callable[[str, str, str], Implementation]
    public_url: str
    #: Printed on licences that have no legal force, as a demonstration's; empty in earnest.
    specimen: str = ""


def issue_document(press: Press, case_id: str, document: str, seq: int) -> None:
    """Render, seal and record one document; nothing happens where it is recorded already.

    Raises:
        DocumentRefusal: the document cannot be made as it is (a glyph is missing, a field is empty);
            the job fails and says why, nothing is signed.
    """
    kind = c.DocumentKind(document)
    handler = press.handler
    occasion = _occasion(press, case_id, seq)
    number, fields, qr = _FIELDS[kind](occasion)
    ask = Ask(case_id, f"document:{seq}:{document}", Actor(PRESS))
    errand = Errand(handler, ask, document, seq)

    def body(errand: Errand) -> Body:
        issuer = occasion.authority
        pdf = handler.ports.typesetter.render(document, fields, qr_payload=qr)
        sealed = handler.ports.seal.sign(pdf, reason=kind.label.zh, signer=issuer, at=errand.at)
        # A paper to a party names that party: it is the party's personal data, not the applicant's.
        kept = errand.keep_file(
            subject_of(occasion.standing.case, _addressee(occasion.event)),
            Upload(f"{number}.pdf", "application/pdf", sealed),
        )
        return c.RecordDocument(kind, number, hashlib.sha256(sealed).hexdigest(), kept.ref)

    errand.run(body)


def _occasion(press: Press, case_id: str, seq: int) -> Occasion:
    handler = press.handler
    standing = handler.standing(case_id)
    history = handler.history(case_id)
    event = history[seq - 1]
    # As it stood when the whole command was done: acceptance and its steps belong together.
    last = max(h.seq for h in history if h.command_id == event.command_id)
    case = replay(history[:last])
    # Who issues it is whoever held the power then, also where it has moved on since.
    published = handler.ports.catalogue.version(case.item, case.item_version, case.item_digest)
    then = Standing(case, standing.head, as_held(published, case), standing.calendar)
    return Occasion(
        handler,
        then,
        history[:last],
        event,
        press.implementation_of(then.case.item, then.case.item_version, then.case.item_digest),
        answers_of(handler, case_id, history[:last]),
        press.public_url,
        press.specimen,
    )


def _addressee(event: Event) -> str:
    """Who of those concerned a document is for; the applicant, unless it goes to one party."""
    match event.body:
        case e.InterestedPartyTold(party=party):
            return party
        case e.HearingRightTold(whom=whom) | e.DocumentServed(whom=whom):
            return whom
    return c.THE_APPLICANT


# --- what each document says


def _receipt(occasion: Occasion) -> Said:
    body = occasion.event.body
    assert isinstance(body, e.Received)
    clock = occasion.standing.case.clocks[ClockKind.NOTICE]
    materials = [
        (occasion.material(m.material), _form_of(m, body.channel), str(max(1, len(m.files))))
        for m in body.materials
    ]
    fields = common(occasion) | {
        "number": body.receipt_number,
        "received_on": occasion.event.on.isoformat(),
        "materials": as_rows(materials or [("（未交材料）", "—", "—")]),
        "received_by": body.channel.label.zh,
        "hall": occasion.hall,
        "notice_due_on": clock.due(occasion.standing.calendar).day.isoformat(),
        "basis": "行政许可法§32",
        "agent": _agent(occasion),
    }
    return body.receipt_number, fields, occasion.track_url


def _agent(occasion: Occasion) -> str:
    """Who applied for the applicant and what for, from the mandate; nothing where nobody did."""
    ports = occasion.handler.ports
    mandate = mandates.of_case(ports, occasion.standing.case)
    if mandate is None:
        return ""
    name = mandates.person_of(ports, mandate).name or "（内容已依法删除）"
    return f"{name}（代办：{mandates.in_words(mandate.powers).zh}）"


def _form_of(handed_in: c.HandedIn, channel: c.Channel) -> str:
    """In what form a material came: as files, filled in online, or on paper."""
    if handed_in.files:
        return "电子"
    return "网上填报" if channel is c.Channel.ONLINE else "纸质"


def _supplement_notice(occasion: Occasion) -> Said:
    body = occasion.event.body
    assert isinstance(body, (e.SupplementRequested, e.DefectsRestated))
    rows = [
        (occasion.material(d.material), f"{d.kind.label.zh} {occasion.text(d.note)}".strip(), d.basis)
        for d in body.defects
    ]
    fields = common(occasion) | {
        "number": body.notice_number,
        "received_on": str(occasion.standing.case.received_on),
        "defects": as_rows(rows),
        "how_to_supplement": (
            f"登录 {occasion.public_url} 在办件页面补交，或者持本通知书到{occasion.hall}补交。"
        ),
        "basis": "行政许可法§32(4)",
    }
    return body.notice_number, fields, occasion.track_url


def _decline_notice(occasion: Occasion) -> Said:
    """不予受理通知书 — with where and until when it can be fought, as the law of the day has it."""
    event = occasion.event
    body = event.body
    assert isinstance(body, e.Declined)
    number = body.notice_number
    assert number is not None  # no notice is wanted without one
    remedies = occasion.implementation.refusal_remedies(event.on)
    fields = common(occasion) | {
        "number": number,
        "received_on": str(occasion.standing.case.received_on),
        "ground": body.ground.label.zh,
        "right_authority": body.right_authority,
        "reasons": occasion.text(body.reasons),
        "basis": body.basis,
        **remedies_told(remedies, "本通知"),
    }
    return number, fields, occasion.track_url


def _acceptance_notice(occasion: Occasion) -> Said:
    body = occasion.event.body
    assert isinstance(body, e.Accepted)
    promised = occasion.standing.case.clocks[ClockKind.PROMISED]
    due = promised.due(occasion.standing.calendar)
    # Acceptance by silence has no number of its own: the receipt's stands for it.
    number = body.acceptance_number or f"{occasion.case_number}（视为受理）"
    fields = common(occasion) | {
        "number": number,
        "received_on": str(occasion.standing.case.received_on),
        "accepted_on": body.accepted_on.isoformat(),
        "time_limit": f"承诺 {body.promised_limit.words.zh}（法定 {body.statutory_limit.words.zh}）",
        "due_on": due.day.isoformat(),
        "gap_notice": _gap_notice_number(occasion),
        "basis": body.basis,
    }
    return number, fields, occasion.track_url


def _gap_notice_number(occasion: Occasion) -> str:
    """容缺受理告知书 — its number, where the papers were not complete; empty where they were."""
    tolerated = (h.body for h in occasion.history if isinstance(h.body, e.GapTolerated))
    return next((body.notice_number for body in tolerated), "")


_FIELDS: Mapping[c.DocumentKind, Callable[[Occasion], Said]] = {
    c.DocumentKind.RECEIPT: _receipt,
    c.DocumentKind.SUPPLEMENT_NOTICE: _supplement_notice,
    c.DocumentKind.ACCEPTANCE_NOTICE: _acceptance_notice,
    c.DocumentKind.DECLINE_NOTICE: _decline_notice,
    **PAPERS_OF_A_DECISION,
    **PAPERS_OF_A_LIMIT,
    **PAPERS_OF_SERVICE,
    **PAPERS_OF_A_HEARING,
    **PAPERS_OF_A_GAP,
    **PAPERS_OF_A_FEE,
    **PAPERS_AFTER_GRANT,
    **PAPERS_OF_AN_END,
}
