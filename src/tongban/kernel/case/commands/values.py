"""指令内容 — the small values commands and events are made of."""

from dataclasses import dataclass
from datetime import date

from tongban.kernel.case.commands.words import DefectKind


@dataclass(frozen=True, slots=True)
class Reference:
    """引用 — a personal value kept outside the event: where it is, and its salted digest."""

    ref: str
    digest: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """交来的材料 — what was handed in for one requirement; `files` are references to its blobs."""

    material: str
    files: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Defect:
    """缺陷 — one thing to supplement; the clerk's explanation is a reference, never text."""

    material: str
    kind: DefectKind
    basis: str
    note: Reference | None = None


@dataclass(frozen=True, slots=True)
class Remedies:
    """救济途径 — where and until when a refusal can be fought (行政许可法§38)."""

    reconsideration_body: str
    reconsideration_days: int
    court: str
    suit_months: int
    basis: str


@dataclass(frozen=True, slots=True)
class Place:
    """名额 — how a quota stands for one case: of `number` places so many are granted to others, and for so
    many applications that are not decided one has to be kept: they come before it, or hold theirs already.
    """

    pool: str
    number: int
    granted: int
    waiting: int


@dataclass(frozen=True, slots=True)
class AttachedCondition:
    """附加条件 — what a department, or the ruling over its objection, agreed on; it goes with the grant.

    `text` is a reference to its words; of an answer another system gave, `number` says where they are.
    """

    step: str
    text: Reference | None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class StoredDue:
    """原届满日 — the last day of a running clock as it was counted and told before."""

    clock: str
    due_on: date
