"""决定文书 — what the decision that grants, the licence and the one that refuses say (行政许可法§38、§39)."""

from collections.abc import Callable, Mapping

from tongban.catalogue import Implementation
from tongban.handling.documents import as_rows
from tongban.handling.occasion import Occasion, Said, common, remedies_told
from tongban.kernel import CaseStep
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import StepKind
from tongban.kernel.words import Bilingual, worded

#: Where nothing is found out: what is taken in, decided, handed out.
_NOT_EXAMINING = (StepKind.INTAKE, StepKind.DECISION, StepKind.DELIVERY)


def _grant_decision(occasion: Occasion) -> Said:
    """准予行政许可决定书 — what was examined, who was heard, on what it rests, and which licence follows."""
    body, case = occasion.event.body, occasion.standing.case
    assert isinstance(body, e.Decided)
    number = body.decision_number
    assert number is not None  # no decision is wanted without one
    fields = common(occasion) | {
        "number": number,
        "accepted_on": str(case.accepted_on),
        "examined": _examined(occasion),
        "licence": occasion.implementation.result.name.zh,
        "licence_number": body.number,
        "valid_until": body.valid_until.isoformat() if body.valid_until else "",
        "renews": _renews(occasion),
        "told": _told(occasion),
        "reasons": occasion.text(body.reasons),
        "conditions": _conditions(occasion, body),
        "basis": body.basis,
        "heard": _heard(occasion),
        "ruling": body.ruling or "",
        "remedies": _remedies(occasion, body),
    }
    return number, fields, occasion.verify_url


def _examined(occasion: Occasion) -> str:
    """审查情况 — every step before the decision, whose it was, and what it came to."""
    item = occasion.standing.item
    return as_rows(
        (item.steps_by_id[step.plan.id].name.zh, item.name_of(step.plan.authority).zh, found.zh)
        for step in occasion.standing.case.steps.values()
        if step.plan.kind not in _NOT_EXAMINING and (found := _found(step)) is not None
    )


def _found(step: CaseStep) -> Bilingual | None:
    if step.deemed:
        return Bilingual("逾期未答复，视为同意", "consent by silence")
    if step.opinion is not None:
        return step.opinion.label
    return step.finding.label if step.finding is not None else None


def _told(occasion: Occasion) -> str:
    """听取意见 — that those concerned were told, where there are any (行政许可法§36)."""
    case = occasion.standing.case
    if not case.parties:
        return ""
    return f"本机关告知了 {len(case.parties)} 名利害关系人，听取了申请人、利害关系人的意见"


def _remedies(occasion: Occasion, body: e.Decided) -> str:
    """救济途径 — told where a grant may burden somebody: those concerned, or the holder by a condition."""
    whom = [*(["利害关系人"] if occasion.standing.case.parties else [])]
    whom += ["你（单位）"] if body.conditions else []
    if not whom:
        return ""
    told = remedies_told(occasion.implementation.refusal_remedies(occasion.event.on), "本决定")
    return (
        f"{'、'.join(whom)}如不服本决定，可以自{told['reconsideration_limit']}向{told['reconsideration_body']}"
        f"申请行政复议，也可以自{told['lawsuit_limit']}依法向{told['court']}提起行政诉讼。"
    )


def _renews(occasion: Occasion) -> str:
    """延续 — the licence that is to be renewed, and how long it lasts; empty where none is."""
    renews = occasion.standing.case.renews
    return f"{renews.number}（有效期至{worded(renews.expires_on).zh}）" if renews else ""


def _licence(occasion: Occasion) -> Said:
    body = occasion.event.body
    assert isinstance(body, (e.Decided, e.RenewalDeemed))
    form, implementation = occasion.answers.form, occasion.implementation
    names = ("holder", "credit_code", "legal_representative", "premises", "category", "scope")
    fields = {name: form.get(name, "") for name in names} | {
        "category": _choice(implementation, "category", form.get("category", "")),
        "title": implementation.result.name.zh,
        "title_en": implementation.result.name.en,
        "number": body.number,
        "authority": occasion.authority,
        "issued_on": occasion.event.on.isoformat(),
        "valid_until": body.valid_until.isoformat() if body.valid_until else "",
        "conditions": _conditions(occasion, body),
        "heard": _heard(occasion),
        "ruling": body.ruling or "" if isinstance(body, e.Decided) else "",
        "verify_at": occasion.public_url,
        "specimen": occasion.specimen,
    }
    return body.number, fields, occasion.verify_url


def _conditions(occasion: Occasion, body: e.Decided | e.RenewalDeemed) -> str:
    """附加条件 — whose, and in which words: the opinion's, the ruling's, or where another system has them."""
    attached = body.conditions if isinstance(body, e.Decided) else None
    if not attached:
        return ""
    case, item = occasion.standing.case, occasion.standing.item
    rows = []
    for one in attached:
        department = item.name_of(case.steps[one.step].plan.authority).zh
        words = occasion.text(one.text) if one.text else ""
        number = f"（{one.number}）" if one.number else ""
        rows.append((department, f"{words}{number}".strip() or "见该部门意见"))
    return as_rows(rows)


def _choice(implementation: Implementation, field: str, chosen: str) -> str:
    asked = next((f for f in implementation.form if f.id == field), None)
    labels = {choice.id: choice.label.zh for choice in asked.choices} if asked else {}
    return labels.get(chosen, chosen)


def _refusal(occasion: Occasion) -> Said:
    body, case = occasion.event.body, occasion.standing.case
    assert isinstance(body, e.Decided)
    remedies = body.remedies
    assert remedies is not None  # a refusal without remedies is never decided
    fields = common(occasion) | {
        "number": body.number,
        "accepted_on": str(case.accepted_on),
        "facts": f"本机关于 {case.accepted_on} 受理您的申请，经审查：",
        "reasons": occasion.text(body.reasons),
        "renews": _renews(occasion),
        "basis": body.basis,
        "heard": _heard(occasion),
        **remedies_told(remedies, "本决定"),
    }
    return body.number, fields, occasion.track_url


def _heard(occasion: Occasion) -> str:
    """根据听证笔录 — said in the decision where a hearing was held (行政许可法§48(2))."""
    held_on = occasion.standing.case.hearing.held_on
    return f"{worded(held_on).zh}听证笔录" if held_on else ""


PAPERS_OF_A_DECISION: Mapping[c.DocumentKind, Callable[[Occasion], Said]] = {
    c.DocumentKind.GRANT_DECISION: _grant_decision,
    c.DocumentKind.LICENCE: _licence,
    c.DocumentKind.REFUSAL: _refusal,
}
