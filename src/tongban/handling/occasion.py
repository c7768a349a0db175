"""缘由 — the event a document is issued for, and what every document says of its case."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tongban.catalogue import Implementation
from tongban.handling.carrying_out import Handler, Standing
from tongban.kernel import Event, Fact
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e

#: What a document is set from: its number, its fields, and where its QR code leads.
Said = tuple[str, dict[str, str], str | None]


@dataclass(frozen=True, slots=True)
class Answers:
    """申请内容 — what the applicant filled in; empty once erased."""

    facts: Mapping[str, Fact]
    form: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Occasion:
    """缘由 — the event a document is issued for, and the case as it stood right after it."""

    handler: Handler
    standing: Standing
    history: tuple[Event, ...]
    event: Event
    implementation: Implementation
    answers: Answers
    public_url: str
    specimen: str

    @property
    def case_number(self) -> str:
        """The number the applicant knows the case by."""
        return self.standing.case.receipt_number

    @property
    def track_url(self) -> str:
        """Where the receipt's QR code leads."""
        return f"{self.public_url}/track/{self.standing.case.id}"

    @property
    def verify_url(self) -> str:
        """Where a licence's QR code leads."""
        return f"{self.public_url}/verify/{self.standing.case.outcome_number}"

    @property
    def authority(self) -> str:
        """The issuing authority's name."""
        return self.standing.item.name_of(self.standing.item.authority).zh

    @property
    def hall(self) -> str:
        """Where the applicant can go."""
        return self.implementation.contact.address.zh

    def text(self, reference: c.Reference | None) -> str:
        """The text behind a reference, or nothing where it was erased."""
        if reference is None:
            return ""
        texts = self.handler.ports.personal.read(self.standing.case.id, [reference.ref])
        return texts[reference.ref] or ""

    def material(self, material_id: str) -> str:
        """A material's name."""
        return self.standing.item.materials_by_id[material_id].name.zh


def answers_in(history: Sequence[Event]) -> c.Reference | None:
    """What was filled in, as it stands last: by who applied, or by who took the application over."""
    given = None
    for event in history:
        if isinstance(event.body, (e.Received, e.ApplicationTakenOver)):
            given = event.body.answers or given
    return given


def answers_of(handler: Handler, case_id: str, history: Sequence[Event]) -> Answers:
    """What the applicant filled in, as far as it has not been erased."""
    given = answers_in(history)
    if given is None:
        return Answers({}, {})
    text = handler.ports.personal.read(case_id, [given.ref])[given.ref]
    content = json.loads(text) if text else {}
    return Answers(content.get("facts", {}), content.get("form", {}))


def common(occasion: Occasion) -> dict[str, str]:
    """The fields that every document has, by their slugs."""
    implementation = occasion.implementation
    return {
        "applicant": occasion.answers.form.get("holder", ""),
        "item": implementation.name.zh,
        "case_number": occasion.case_number,
        "authority": occasion.authority,
        "issued_on": occasion.event.on.isoformat(),
        "contact": implementation.contact.enquiry_phone,
        "verify_at": occasion.public_url,
    }


def remedies_told(remedies: c.Remedies, paper: str) -> dict[str, str]:
    """Where a paper can be fought, and until when from the day it is known: the fields of its form."""
    return {
        "reconsideration_body": remedies.reconsideration_body,
        "reconsideration_limit": f"知道{paper}之日起 {remedies.reconsideration_days} 日内",
        "court": remedies.court,
        "lawsuit_limit": f"知道{paper}之日起 {remedies.suit_months} 个月内",
    }


def where_to_write(occasion: Occasion) -> str:
    """Where somebody concerned can send what they have to say, on paper."""
    return f"书面意见可以交到{occasion.hall}，或者寄给{occasion.authority}；以收到之日为准。"
