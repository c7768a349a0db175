"""决定与送达的指令 — the decision, its documents, delivery, and the mending of an entry."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.values import Place, Reference, Remedies
from tongban.kernel.case.commands.words import DeliveryMethod, DocumentKind, Outcome


@dataclass(frozen=True, slots=True)
class Decide(Body):
    """作出决定 — grant or refuse in writing; a refusal with reasons and remedies (行政许可法§38).

    Where a hearing was held, `minutes` are those the decision rests on (行政许可法§48); `false_material`
    says that it refuses because facts were hidden or material was false (§78); `place` is how the quota of
    the item stands, where it has one, and `no_place` that it refuses because no place is left (§57).
    `number` is the licence's, or of a refusal the decision's; `decision_number` that of the written decision
    which grants (§38(1)).
    """

    zh: ClassVar[str] = "作出决定"
    en: ClassVar[str] = "decide"

    outcome: Outcome
    number: str
    basis: str
    reasons: Reference | None = None
    remedies: Remedies | None = None
    valid_until: date | None = None
    minutes: Reference | None = None
    false_material: bool | None = None
    place: Place | None = None
    no_place: bool | None = None
    decision_number: str = ""


@dataclass(frozen=True, slots=True)
class RecordDocument(Body):
    """登记文书 — a document was rendered, sealed and stored; `digest` is of its bytes."""

    zh: ClassVar[str] = "登记文书"
    en: ClassVar[str] = "record a document"

    document: DocumentKind
    number: str
    digest: str
    ref: str


@dataclass(frozen=True, slots=True)
class Deliver(Body):
    """送达 — the outcome document reaches the applicant; the case closes (行政许可法§44)."""

    zh: ClassVar[str] = "送达"
    en: ClassVar[str] = "deliver"

    method: DeliveryMethod
    proof: Reference | None = None


@dataclass(frozen=True, slots=True)
class CorrectEntry(Body):
    """更正 — mend a mistaken entry by a further event, approved by a second person; nothing is edited.

    `field` is `received_on`, `accepted_on`, `applicant`, or `opinion:<step>`; `value` its right content.
    """

    zh: ClassVar[str] = "更正录入错误"
    en: ClassVar[str] = "correct an entry"

    field: str
    value: str
    approver: str
    reasons: Reference | None
