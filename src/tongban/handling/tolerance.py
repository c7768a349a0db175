"""容缺受理 — accepting although a secondary material is missing, and returning what was never completed.

The undertaking is the applicant's: signed on paper and kept as a scan, or confirmed online in the words shown
when they applied. Either way it is personal data under the applicant's key, and the event only refers to it.

依据 Basis: local rules such as 河南省优化营商环境条例§35 and 青岛市优化营商环境条例§24.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tongban.catalogue.authorities import WordedDocument
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.handling.uploads import Upload
from tongban.kernel import Body, Fact, Item, holds
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import GapConsequence, ToleranceRule
from tongban.kernel.case.matter import CLOCKWORK
from tongban.kernel.clock import Clock, ClockKind
from tongban.kernel.refusals import GapNotOffered, GapNotTolerable, NothingIsMissing
from tongban.kernel.words import Bilingual, listed


@dataclass(frozen=True, slots=True)
class Undertaking:
    """容缺承诺 — what the applicant undertook when they applied, word for word, and on which day.

    Confirmed online, or signed at the window for a life event: `sheet` is then the scan beside the case.
    """

    materials: tuple[str, ...]
    words: str
    confirmed_on: date
    sheet: c.Reference | None = None


def accept_with_gap(handler: Handler, ask: Ask, signed: Upload | None = None) -> Answer:
    """容缺受理 — against the signed undertaking, or the one confirmed online where nothing was signed."""
    errand = Errand(handler, ask, "accept_with_gap", f"{signed.name}:{signed.digest}" if signed else "")

    def body(errand: Errand) -> Body:
        standing = errand.standing
        case = standing.case
        reference = None
        if signed is not None:
            reference = errand.keep_file(case.applicant, signed)
        elif (online := undertaken_online(handler, ask.case_id)) and covers(online, case.missing):
            reference = online.sheet or errand.seal(case.applicant, "undertaking", _written(online))
        return c.AcceptWithGap(
            errand.document_number(WordedDocument.ACCEPTANCE_NOTICE),
            errand.document_number(WordedDocument.GAP_NOTICE),
            reference,
        )

    return errand.run(body)


def return_application(handler: Handler, ask: Ask, reasons: str) -> Answer:
    """退回申请 — once the last time to fill the gap is over, in writing and with reasons."""
    errand = Errand(handler, ask, "return", reasons=reasons)

    return errand.run(
        lambda errand: c.ReturnApplication(
            errand.document_number(WordedDocument.RETURN_NOTICE),
            errand.seal_about_applicant("reasons", reasons),
        )
    )


# --- what is undertaken


def promise(item: Item, materials: Sequence[str]) -> Bilingual:
    """承诺内容 — what whoever signs or confirms undertakes, and what they agree follows otherwise.

    Raises:
        GapNotOffered: the item publishes no rule.
    """
    rule = _rule(item)
    return Bilingual(
        "本申请人承诺：自受理之日起 {fill}内补交{materials}。逾期未补交{further}的，同意{consequence}。",
        "The applicant undertakes to hand in {materials} within {fill} of acceptance. "
        "If it is not handed in by then{further}, the applicant agrees that {consequence}.",
    ).fill(
        fill=rule.fill.words,
        materials=listed([item.materials_by_id[m].name for m in materials]),
        further=_further(rule),
        consequence=rule.consequence.label,
    )


def last_day(item: Item, accepted_at: datetime, calendar: Calendar) -> date:
    """补齐的最后一日 — by when the gap would have to be filled, were the case accepted at that instant.

    Raises:
        GapNotOffered: the item publishes no rule.
    """
    clock = Clock(ClockKind.GAP, _rule(item).fill)
    started = clock.start(calendar.day_of(accepted_at), accepted_at, CLOCKWORK, since=accepted_at)
    return started.due(calendar).day


def is_tolerable(item: Item, missing: Collection[str]) -> bool:
    """可否容缺 — whether something is missing, and nothing that may not come later."""
    return (
        item.tolerance is not None
        and bool(missing)
        and all(item.materials_by_id[material].gap_allowed for material in missing)
    )


def undertaking_online(
    item: Item, facts: Mapping[str, Fact], handed_in: Collection[str]
) -> dict[str, object]:
    """What is kept with the answers of somebody who undertakes online to hand in the rest later.

    Raises:
        GapNotOffered: the item publishes no rule.
        NothingIsMissing: everything is there.
        GapNotTolerable: something is missing that may not come later.
    """
    missing = [m.id for m in item.materials if holds(m.when, facts) and m.id not in handed_in]
    check_tolerable(item, missing)
    return {"materials": missing, "words": promise(item, missing).zh}


def check_tolerable(item: Item, missing: Collection[str]) -> None:
    """Refuse to undertake anything but that what may come later will.

    Raises:
        GapNotOffered: the item publishes no rule.
        NothingIsMissing: everything is there.
        GapNotTolerable: something is missing that may not come later.
    """
    _rule(item)
    if not missing:
        raise NothingIsMissing()
    main = [item.materials_by_id[m].name for m in missing if not item.materials_by_id[m].gap_allowed]
    if main:
        raise GapNotTolerable(materials=listed(main))


def undertaken_online(handler: Handler, case_id: str) -> Undertaking | None:
    """网上承诺 — what the applicant undertook when they applied; None where nothing, or it was erased."""
    received = handler.history(case_id)[0]
    assert isinstance(received.body, e.Received)  # a stream begins with it
    if received.body.answers is None:
        return None
    ref = received.body.answers.ref
    return undertaking_in(handler.ports.personal.read(case_id, [ref])[ref], received.on)


def undertaking_in(answers: str | None, received_on: date) -> Undertaking | None:
    """The undertaking among the answers as they were kept."""
    said = json.loads(answers).get("undertaking") if answers else None
    if not said:
        return None
    sheet = c.Reference(**said["sheet"]) if "sheet" in said else None
    return Undertaking(tuple(said["materials"]), said["words"], received_on, sheet)


def confirmed_in(kept: str | None) -> Undertaking | None:
    """The undertaking behind the reference of an acceptance; None where it is a scan, or was erased."""
    said = json.loads(kept) if kept else {}
    if "words" not in said:
        return None
    return Undertaking(tuple(said["materials"]), said["words"], date.fromisoformat(said["confirmed_on"]))


def covers(undertaking: Undertaking, missing: Collection[str]) -> bool:
    """Whether all that is missing was undertaken."""
    return set(missing) <= set(undertaking.materials)


def _written(undertaking: Undertaking) -> str:
    said = {
        "materials": list(undertaking.materials),
        "words": undertaking.words,
        "confirmed_on": undertaking.confirmed_on.isoformat(),
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _further(rule: ToleranceRule) -> Bilingual:
    if rule.after_reminder is None or rule.consequence is not GapConsequence.RETURNED:
        return Bilingual("", "")
    return Bilingual("、经提醒后 {more}内仍未补交", ", nor within {more} of a reminder").fill(
        more=rule.after_reminder.words
    )


def _rule(item: Item) -> ToleranceRule:
    if item.tolerance is None:
        raise GapNotOffered()
    return item.tolerance
