"""决定与送达的事件 — the decision, its documents, delivery, and mended entries."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands.values import AttachedCondition, Place, Reference, Remedies
from tongban.kernel.case.commands.words import DeliveryMethod, DocumentKind, Outcome
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.clock import TimeLimit


@dataclass(frozen=True, slots=True)
class Decided(Happening):
    """决定 — granted or refused, on the minutes where there was a hearing.

    `ban_limit` is how long the applicant may not apply again after false material (行政许可法§78), `place`
    how the quota stood that a grant took a place of, or that had none left (§57); `conditions` are what the
    departments agreed on, `ruling` the number of the ruling that it rests on. `number` is the licence's, or
    of a refusal the decision's; `decision_number` that of the written decision which grants (§38(1)), where
    one was made here.
    """

    zh: ClassVar[str] = "作出决定"
    en: ClassVar[str] = "decided"

    outcome: Outcome
    number: str
    basis: str
    reasons: Reference | None
    remedies: Remedies | None
    valid_until: date | None
    delivery_limit: TimeLimit
    minutes: Reference | None = None
    ban_limit: TimeLimit | None = None
    place: Place | None = None
    conditions: tuple[AttachedCondition, ...] | None = None
    ruling: str | None = None
    decision_number: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentRecorded(Happening):
    """文书制成 — rendered, sealed, stored."""

    zh: ClassVar[str] = "文书已制作"
    en: ClassVar[str] = "document recorded"

    document: DocumentKind
    number: str
    digest: str
    ref: str


@dataclass(frozen=True, slots=True)
class Delivered(Happening):
    """送达 — the case closes; of a refusal, the time for each remedy runs from this day."""

    zh: ClassVar[str] = "送达"
    en: ClassVar[str] = "delivered"

    method: DeliveryMethod
    proof: Reference | None
    reconsideration: TimeLimit | None = None
    lawsuit: TimeLimit | None = None


@dataclass(frozen=True, slots=True)
class EntryCorrected(Happening):
    """更正 — what was entered wrongly, what it said, what is right, who approved."""

    zh: ClassVar[str] = "更正录入"
    en: ClassVar[str] = "entry corrected"

    field: str
    old: str
    new: str
    approver: str
    reasons: Reference | None
