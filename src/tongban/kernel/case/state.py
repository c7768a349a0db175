"""办件 — everything a case knows, all of it from its events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Self

from tongban.kernel.case.challenged import Challenge
from tongban.kernel.case.commands import (
    THE_APPLICANT,
    Channel,
    CheckFinding,
    Defect,
    DeliveryMethod,
    DocumentKind,
    Finding,
    Interest,
    OpinionResult,
    Outcome,
    Reference,
    Remedies,
    RevocationGround,
    Seat,
)
from tongban.kernel.case.ended import Ending
from tongban.kernel.case.events import Disregard, DocumentRecorded, PlannedStep, PriorNotice, Renewal
from tongban.kernel.case.fee_account import FeeAccount
from tongban.kernel.case.hand_over import HandOver
from tongban.kernel.case.heard import Hearing as Hearing
from tongban.kernel.case.heard import InterestedParty as InterestedParty
from tongban.kernel.case.item import GapConsequence, SpecialProcedure, StepKind
from tongban.kernel.case.joint import Dispute, Meeting, Opinion, Ruling, Survey
from tongban.kernel.case.observed import Observed
from tongban.kernel.case.papers import Original, Service
from tongban.kernel.clock import Clock, ClockKind, Colour, Entry
from tongban.kernel.words import Bilingual


class Status(StrEnum):
    """办件状态 — few; all else is a derived fact."""

    DRAFT = "draft"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECIDED = "decided"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"

    @property
    def label(self) -> Bilingual:
        """The status's name."""
        return _STATUSES[self]

    @property
    def is_final(self) -> bool:
        """Whether nothing more is owed."""
        return self in (Status.CLOSED, Status.DECLINED, Status.WITHDRAWN, Status.TERMINATED)


_STATUSES = {
    Status.DRAFT: Bilingual("草稿", "a draft"),
    Status.RECEIVED: Bilingual("已收件", "received"),
    Status.ACCEPTED: Bilingual("已受理", "accepted"),
    Status.DECIDED: Bilingual("已决定", "decided"),
    Status.CLOSED: Bilingual("已办结", "closed"),
    Status.DECLINED: Bilingual("不予受理", "declined"),
    Status.WITHDRAWN: Bilingual("已撤回", "withdrawn"),
    Status.TERMINATED: Bilingual("已终止", "terminated"),
}


class StepState(StrEnum):
    """环节状态."""

    WAITING = "waiting"
    OPEN = "open"
    DONE = "done"

    @property
    def label(self) -> Bilingual:
        """The state's name."""
        return {
            StepState.WAITING: Bilingual("未开始", "waiting"),
            StepState.OPEN: Bilingual("办理中", "open"),
            StepState.DONE: Bilingual("已办结", "done"),
        }[self]


@dataclass(frozen=True, slots=True)
class CaseStep:
    """本件环节 — a planned step and how it stands.

    `disregarded` is why an objection counts as consent, `ruling` what a superior said of it.
    """

    plan: PlannedStep
    state: StepState = StepState.WAITING
    opened_on: date | None = None
    done_on: date | None = None
    taken_by: str = ""
    finding: Finding | None = None
    opinion: OpinionResult | None = None
    deemed: bool = False
    observed: bool = False
    disregarded: Disregard | None = None
    ruling: Ruling | None = None

    @property
    def clock_id(self) -> str:
        """The id of the step's clock in `Case.clocks`."""
        return f"{ClockKind.STEP}:{self.plan.id}"

    @property
    def objects(self) -> bool:
        """Whether its department objects, and no ruling took that away."""
        stands = self.ruling is None or not self.ruling.overrules
        return self.opinion is OpinionResult.OBJECT and stands


@dataclass(frozen=True, slots=True)
class SpecialPeriod:
    """特别程序期间 — one exclusion, as told."""

    procedure: SpecialProcedure
    begin: date
    until: date
    notice_number: str


@dataclass(frozen=True, slots=True)
class Gap:
    """容缺 — materials that may come after acceptance, and how far they have.

    `supplied` are those handed in since; `missed_on` the last day that passed without the others.
    """

    materials: tuple[str, ...]
    undertaking: Reference
    consequence: GapConsequence
    supplied: frozenset[str] = frozenset()
    filled_on: date | None = None
    missed_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether something undertaken is still to come."""
        return self.filled_on is None

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is still to come."""
        return tuple(m for m in self.materials if m not in self.supplied)


@dataclass(frozen=True, slots=True)
class Commitment:
    """承诺 — what was promised instead of handed in, and what the check found.

    `rectified` is None until what was ordered to be rectified is checked again.
    """

    document: Reference
    committed_on: date
    materials: tuple[str, ...]
    finding: CheckFinding | None = None
    checked_on: date | None = None
    rectify_ordered_on: date | None = None
    rectified: bool | None = None


class LicenceState(StrEnum):
    """许可状态."""

    IN_FORCE = "in_force"
    REVOKED = "revoked"
    CANCELLED = "cancelled"

    @property
    def label(self) -> Bilingual:
        """The state's name."""
        return {
            LicenceState.IN_FORCE: Bilingual("有效", "in force"),
            LicenceState.REVOKED: Bilingual("已撤销", "revoked"),
            LicenceState.CANCELLED: Bilingual("已注销", "cancelled"),
        }[self]


@dataclass(frozen=True, slots=True)
class Licence:
    """许可 — what this case granted, and whether it still stands."""

    number: str
    granted_on: date
    valid_until: date | None
    state: LicenceState = LicenceState.IN_FORCE
    ended_on: date | None = None
    revoked_on: date | None = None

    @property
    def is_in_force(self) -> bool:
        """Whether it was neither revoked nor cancelled; one that has only expired awaits its cancellation."""
        return self.state is LicenceState.IN_FORCE

    def has_expired(self, day: date) -> bool:
        """Whether its validity was over before that day 有效期已满."""
        return self.valid_until is not None and self.valid_until < day


@dataclass(frozen=True, slots=True)
class Revocation:
    """拟撤销 — the ground the holder was told of, and whether they have been heard."""

    ground: RevocationGround
    told_on: date
    respond_by: date
    has_stated: bool = False
    number: str = ""

    def is_awaited(self, day: date) -> bool:
        """Whether the holder can still answer on that day, and has not."""
        return not self.has_stated and day <= self.respond_by


_EXAMINING = (StepKind.LOWER_REVIEW, StepKind.EXAMINATION, StepKind.SURVEY, StepKind.DECISION)


@dataclass(frozen=True)
class Case:
    """办件 — the fold of its events."""

    id: str = ""
    version: int = 0
    status: Status = Status.DRAFT
    outcome: Outcome | None = None
    item: str = ""
    item_version: str = ""
    item_digest: str = ""
    division: str = ""
    authority: str = ""
    applicant: str = ""
    agent: str = ""
    channel: Channel | None = None
    receipt_number: str = ""
    acceptance_number: str = ""
    outcome_number: str = ""
    decision_number: str = ""
    received_on: date | None = None
    received_by: str = ""
    accepted_on: date | None = None
    accepted_by: str = ""
    deemed_accepted: bool = False
    decided_on: date | None = None
    decided_by: str = ""
    delivered_on: date | None = None
    delivery: DeliveryMethod | None = None
    required: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    materials: frozenset[str] = frozenset()
    notice_on: date | None = None
    notice_number: str = ""
    noticed: tuple[Defect, ...] = ()
    defects: tuple[Defect, ...] = ()
    owes_supplement: bool = False
    steps: Mapping[str, CaseStep] = field(default_factory=dict)
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    passed: Mapping[str, date] = field(default_factory=dict)
    #: By clock and colour: the clock's ledger as it was when its turning was said.
    lit: Mapping[str, Mapping[Colour, tuple[Entry, ...]]] = field(default_factory=dict)
    special: tuple[SpecialPeriod, ...] = ()
    sent_up_on: date | None = None
    inspectors: tuple[str, ...] = ()
    #: By step, for the check of a commitment, for its oversight: whose it became by a transfer of powers.
    seats: Mapping[str, Seat] = field(default_factory=dict)
    check_seat: Seat | None = None
    oversight_seat: Seat | None = None
    observations: tuple[Observed, ...] = ()
    superior_seat: Seat | None = None
    #: By step: what its department said last, and when.
    opinions: Mapping[str, Opinion] = field(default_factory=dict)
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    meeting: Meeting = field(default_factory=Meeting)
    dispute: Dispute | None = None
    interest: Interest | None = None
    parties: Mapping[str, InterestedParty] = field(default_factory=dict)
    hearing: Hearing = field(default_factory=Hearing)
    gap: Gap | None = None
    commitment_told_on: date | None = None
    commitment: Commitment | None = None
    licence: Licence | None = None
    revocation: Revocation | None = None
    credit_number: str = ""
    #: 监管移交, by their number on the case.
    hand_overs: Mapping[str, HandOver] = field(default_factory=dict)
    #: 复议诉讼, by their number on the case; `redone_on`: since when it is to be decided anew.
    challenges: Mapping[str, Challenge] = field(default_factory=dict)
    redone_on: date | None = None
    #: How it ended without a decision, where somebody else than the applicant ended it.
    ending: Ending | None = None
    renews: Renewal | None = None
    prior_notice: PriorNotice | None = None
    fee: FeeAccount = field(default_factory=FeeAccount)
    documents: Mapping[DocumentKind, DocumentRecorded] = field(default_factory=dict)
    #: Every document that was recorded, by kind and number; `documents` holds the latest of each kind.
    recorded: frozenset[tuple[DocumentKind, str]] = frozenset()
    #: By kind, recipient and number, once something was done about it.
    services: Mapping[str, Service] = field(default_factory=dict)
    electronic_since: date | None = None
    originals: Mapping[str, Original] = field(default_factory=dict)
    remedies: Remedies | None = None

    def having(self, **changes: object) -> Self:
        """The case with some facts changed.

        Replay does little else, so this is `dataclasses.replace` without its round through the
        constructor; there is nothing to validate, since all of it came from events.
        """
        facts = self.__dict__.copy()
        facts.update(changes)
        assert len(facts) == len(self.__dict__), "a case has no such fact"
        case = object.__new__(type(self))
        object.__setattr__(case, "__dict__", facts)
        return case

    @property
    def missing(self) -> tuple[str, ...]:
        """Required materials that are not in, or were found defective or left open and not given since."""
        left_open = self.gap.lacking if self.gap is not None else ()
        defective = {*(defect.material for defect in self.defects), *left_open}
        return tuple(m for m in self.required if m not in self.materials or m in defective)

    @property
    def objections(self) -> tuple[CaseStep, ...]:
        """Steps whose department objects, as things stand."""
        return tuple(s for s in self.steps.values() if s.objects)

    @property
    def open_steps(self) -> tuple[CaseStep, ...]:
        """Steps somebody is to act on now."""
        return tuple(s for s in self.steps.values() if s.state is StepState.OPEN)

    @property
    def is_examined_no_more(self) -> bool:
        """Decided, or ended without a decision: a step that is not done by now is not done any more."""
        return self.decided_on is not None or self.status.is_final

    @property
    def valid_until(self) -> date | None:
        """The last day of the licence that was granted; None where there is no such day."""
        return self.licence.valid_until if self.licence is not None else None

    @property
    def deemed_renewed(self) -> bool:
        """视为准予延续 — granted by nobody: by silence at the expiry of what was to be renewed."""
        return self.outcome is Outcome.GRANTED and not self.decided_by

    @property
    def decision_step(self) -> CaseStep | None:
        """The decision's step, once steps are planned."""
        return next((s for s in self.steps.values() if s.plan.kind is StepKind.DECISION), None)

    @property
    def is_decided_elsewhere(self) -> bool:
        """在外部系统决定 — the decision was made, and its paper issued, in another system."""
        step = self.decision_step
        return step is not None and step.observed

    @property
    def concerned(self) -> tuple[str, ...]:
        """参加人 — the applicant and the interested parties, by their ids on this case."""
        return (THE_APPLICANT, *self.parties)

    @property
    def examiners(self) -> frozenset[str]:
        """审查人员 — the accounts that took or answered an examining step of the case."""
        return frozenset(s.taken_by for s in self.steps.values() if s.taken_by and s.plan.kind in _EXAMINING)

    @property
    def outcome_document(self) -> DocumentKind:
        """What has to be delivered: the licence, or the decision of refusal."""
        return DocumentKind.REFUSAL if self.outcome is Outcome.REFUSED else DocumentKind.LICENCE

    @property
    def outcome_papers(self) -> tuple[tuple[DocumentKind, str], ...]:
        """What is delivered in one act, by kind and number: with a licence, the decision that grants it."""
        decision = ((DocumentKind.GRANT_DECISION, self.decision_number),) if self.decision_number else ()
        return ((self.outcome_document, self.outcome_number), *decision)

    @property
    def is_made(self) -> bool:
        """文书齐备 — whether all of that is made and sealed."""
        return all(paper in self.recorded for paper in self.outcome_papers)

    def is_paused(self, day: date) -> bool:
        """Whether the statutory clock is excluded on that day."""
        clock = self.clocks.get(ClockKind.STATUTORY)
        return clock is not None and clock.is_running and clock.is_excluded(day)
