"""收件与受理 — the verbs at the door, from receipt to acceptance, declining or withdrawal."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tongban.catalogue.authorities import WordedDocument
from tongban.handling import mandates, reserved_numbers
from tongban.handling.access import HANDS_OVER, acts_at_the_counter, require_giver, require_party
from tongban.handling.answers import NotOfferedThere, check_answers
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.handling.mandate_ports import Power
from tongban.handling.mandates import MandateGiven
from tongban.handling.numbering import receipt_number
from tongban.handling.renewal import claim, licence_of_case
from tongban.handling.texts import check_id, check_texts
from tongban.handling.tolerance import undertaking_online
from tongban.handling.uploads import Upload
from tongban.kernel import Body, Fact
from tongban.kernel.case import commands as c
from tongban.kernel.refusals import BannedUntil


@dataclass(frozen=True, slots=True)
class Application:
    """申请 — what an applicant hands in, online or at the counter.

    `facts` answer the situation questions and decide materials and steps; `form` holds the particulars
    that go on documents (names, addresses) and is kept as personal data only. `uploads` are by material;
    `on_paper` are materials handed over at the counter without a file. An `agent` acts under a `mandate`.
    `undertakes` is the word given online that what is missing and may come later will come (容缺承诺);
    `undertaking` is the scan of the sheet where that was signed for a life event.
    `renews` is the case that granted the licence to be renewed, for an item of renewal.
    """

    item: str
    division: str
    applicant: str
    channel: c.Channel
    facts: Mapping[str, Fact] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    uploads: Mapping[str, Sequence[Upload]] = field(default_factory=dict)
    on_paper: Sequence[str] = ()
    agent: str = ""
    receipt_number: str = ""
    mandate: MandateGiven | None = None
    undertakes: bool = False
    undertaking: Upload | None = None
    renews: str = ""


@dataclass(frozen=True, slots=True)
class DefectFound:
    """发现的缺陷 — as the clerk writes it: the material, what is wrong, and an explanation."""

    material: str
    kind: c.DefectKind
    note: str = ""


def receive(handler: Handler, ask: Ask, application: Application) -> Answer:
    """收件 — put the papers on record under the item in force that day; a receipt, not acceptance.

    A receipt given on paper before (a power cut) brings its own number from the reserved block and
    the instant it was given (`ask.occurred_at`).
    """
    check_texts({"item": application.item, "receipt_number": application.receipt_number})
    check_texts({"material": [*application.uploads, *application.on_paper]})
    check_texts({"division": application.division})
    check_id("applicant", application.applicant)
    check_texts({"renews": application.renews})
    on = _day(handler, ask, application.division)
    item = handler.ports.catalogue.in_force(application.item, on)
    asked = handler.ports.catalogue.asked(item)
    check_answers(asked, application.facts, application.form)
    if application.division != asked.division:
        raise NotOfferedThere(division=application.division, offered=asked.division)
    # Held against the form already: a day of the calendar, or no such particular.
    published = application.form.get(asked.published_on) if asked.published_on else None
    published_on = date.fromisoformat(published) if published else None
    errand = Errand(
        handler,
        ask,
        application.item,
        application.facts,
        application.form,
        *_files(application),
        agent=application.agent,
    )

    def body(errand: Errand) -> Body:
        applicant = application.applicant
        banned_until = handler.ports.store.banned_until(applicant, item.id)
        if banned_until is not None and on <= banned_until:
            # The kernel says so too; here before a file is kept or a number spent.
            raise BannedUntil(until=banned_until)
        require_giver(
            item,
            ask,
            applicant=applicant,
            agent=application.agent,
            channel=application.channel,
            receipt_number=application.receipt_number,
        )
        renews = licence_of_case(handler, application.renews, item, applicant) if application.renews else None
        given = mandates.checked(
            applicant,
            application.agent,
            application.mandate,
            on,
            # What is handed over from a life event was seen when that was taken in.
            at_the_counter=acts_at_the_counter(item, ask.actor) or ask.actor.id == HANDS_OVER,
        )
        if renews is not None:
            claim(handler.ports, renews, ask.case_id)
        answers: dict[str, object] = {"facts": dict(application.facts), "form": dict(application.form)}
        if application.undertakes:
            handed_in = {*application.uploads, *application.on_paper}
            said = undertaking_online(item, application.facts, handed_in)
            if application.undertaking is not None:
                sheet = errand.keep_file(applicant, application.undertaking)
                said["sheet"] = {"ref": sheet.ref, "digest": sheet.digest}
            answers["undertaking"] = said
        sealed = errand.seal(applicant, "answers", json.dumps(answers, ensure_ascii=False, sort_keys=True))
        if application.receipt_number or application.channel is c.Channel.PAPER:
            post = item.name_of(ask.actor.post)
            number = reserved_numbers.take(
                handler.ports, ask, application.division, application.receipt_number, post
            )
        else:
            number = receipt_number(handler.ports.numbers, application.division, on)
        if given is not None:
            mandates.keep(errand, applicant, application.agent, given)
        return c.Receive(
            applicant=applicant,
            division=application.division,
            channel=application.channel,
            receipt_number=number,
            facts=application.facts,
            answers=sealed,
            materials=_handed_in(errand, applicant, application.uploads, application.on_paper),
            agent=application.agent,
            banned_until=banned_until,
            renews=renews,
            published_on=published_on,
        )

    return errand.run(body, item)


def request_supplement(handler: Handler, ask: Ask, defects: Sequence[DefectFound]) -> Answer:
    """一次性告知补正 — every defect in one notice (行政许可法§32(4))."""
    _check_defects(defects)
    errand = Errand(handler, ask, "request_supplement", [_plain(d) for d in defects])
    return errand.run(
        lambda errand: c.RequestSupplement(
            _defects(errand, defects),
            errand.document_number(WordedDocument.SUPPLEMENT_NOTICE),
        )
    )


def restate_defects(handler: Handler, ask: Ask, defects: Sequence[DefectFound]) -> Answer:
    """重申 — what the supplement left open; nothing may be added."""
    _check_defects(defects)
    errand = Errand(handler, ask, "restate_defects", [_plain(d) for d in defects])
    return errand.run(
        lambda errand: c.RestateDefects(
            _defects(errand, defects),
            errand.document_number(WordedDocument.SUPPLEMENT_NOTICE),
        )
    )


def supplement(
    handler: Handler,
    ask: Ask,
    uploads: Mapping[str, Sequence[Upload]],
    on_paper: Sequence[str] = (),
) -> Answer:
    """补正 — take in what the applicant hands in after the notice."""
    check_texts({"material": [*uploads, *on_paper]})
    errand = Errand(handler, ask, "supplement", _digests(uploads), list(on_paper))

    def body(errand: Errand) -> Body:
        standing = errand.standing
        require_party(standing.case, standing.item, ask.actor, c.Supplement.verb())
        on = errand.day(standing.case.division)
        mandates.require_power(handler.ports, standing.case, ask.actor.id, Power.SUPPLEMENT, on)
        return c.Supplement(_handed_in(errand, standing.case.applicant, uploads, on_paper))

    return errand.run(body)


def accept(handler: Handler, ask: Ask) -> Answer:
    """受理 — the statutory clock starts (行政许可法§32(5))."""
    errand = Errand(handler, ask, "accept")
    return errand.run(lambda errand: c.Accept(errand.document_number(WordedDocument.ACCEPTANCE_NOTICE)))


def decline(
    handler: Handler, ask: Ask, ground: c.DeclineGround, reasons: str, right_authority: str = ""
) -> Answer:
    """不予受理 — with the ground, the reasons, and the right authority where another has the power."""
    errand = Errand(handler, ask, "decline", ground.value, reasons=reasons, right_authority=right_authority)

    return errand.run(
        lambda errand: c.Decline(
            ground,
            errand.seal_about_applicant("reasons", reasons),
            right_authority,
            errand.document_number(WordedDocument.DECLINE_NOTICE),
        )
    )


def withdraw(handler: Handler, ask: Ask, reasons: str = "") -> Answer:
    """撤回 — the applicant's right until the decision."""
    errand = Errand(handler, ask, "withdraw", reasons=reasons)

    def body(errand: Errand) -> Body:
        standing = errand.standing
        require_party(standing.case, standing.item, ask.actor, c.Withdraw.verb())
        on = errand.day(standing.case.division)
        mandates.require_power(handler.ports, standing.case, ask.actor.id, Power.WITHDRAW, on)
        return c.Withdraw(errand.seal_about_applicant("reasons", reasons))

    return errand.run(body)


def _day(handler: Handler, ask: Ask, division: str) -> date:
    return handler.ports.calendars.of(division).day_of(ask.occurred_at or handler.ports.clock.now())


def _check_defects(defects: Sequence[DefectFound]) -> None:
    check_texts({"material": [d.material for d in defects], "note": [d.note for d in defects]})


def _defects(errand: Errand, found: Sequence[DefectFound]) -> tuple[c.Defect, ...]:
    requirements = errand.standing.item.materials_by_id
    return tuple(
        c.Defect(
            defect.material,
            defect.kind,
            requirements[defect.material].basis if defect.material in requirements else "",
            errand.seal_about_applicant("defect", defect.note),
        )
        for defect in found
    )


def _handed_in(
    errand: Errand, subject: str, uploads: Mapping[str, Sequence[Upload]], on_paper: Sequence[str]
) -> tuple[c.HandedIn, ...]:
    return tuple(
        c.HandedIn(material, tuple(errand.keep_file(subject, u) for u in uploads.get(material, ())))
        for material in dict.fromkeys((*uploads, *on_paper))
    )


def _files(application: Application) -> tuple[object, ...]:
    mandate = (application.mandate.plain,) if application.mandate else ()
    return (
        *mandate,
        application.division,
        application.applicant,
        application.channel.value,
        _digests(application.uploads),
        list(application.on_paper),
        # What was asked without it keeps its digest: one form sent before and after an upgrade is one ask.
        *(["undertakes"] if application.undertakes else []),
        *([f"renews:{application.renews}"] if application.renews else []),
    )


def _digests(uploads: Mapping[str, Sequence[Upload]]) -> dict[str, list[str]]:
    return {material: [f"{u.name}:{u.digest}" for u in files] for material, files in uploads.items()}


def _plain(defect: DefectFound) -> list[str]:
    return [defect.material, defect.kind.value, defect.note]
