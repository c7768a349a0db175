"""实施清单 — a service item as one authority does it in one division: the one definition.

The public guide, the checklist for a situation, the running case, the supervision rules and the
simulation model are all read from an `Implementation`. Field names follow the national element
tables in English; each docstring gives the Chinese term.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated

from tongban.catalogue.authorities import Directory, DivisionCode
from tongban.catalogue.binding import Range, Slug
from tongban.catalogue.code_lists import Audience, BodyType, CaseType, ItemType, PowerSource, ReviewType, Role
from tongban.catalogue.fee import Fee
from tongban.catalogue.law import Limits, Officer, inspecting_staff, load_limits, verifying_staff
from tongban.catalogue.parts import (
    AcceptanceCondition,
    Basis,
    Channels,
    Codes,
    CommitmentUse,
    Contact,
    Department,
    DisputeUse,
    Faq,
    FormField,
    ItemLimits,
    Material,
    OversightUse,
    PlacesUse,
    PromiseStopUse,
    Question,
    RemedyBodies,
    RenewalUse,
    Result,
    SpecialProcedureUse,
    Step,
    StepLimit,
    SuccessionUse,
    SupplementUse,
    ToleranceUse,
    Topics,
)
from tongban.catalogue.prior_notice import PriorNoticeUse
from tongban.catalogue.version import Version
from tongban.kernel.case.commands import Remedies
from tongban.kernel.case.conditions import Facts, facts_of, holds
from tongban.kernel.case.item import (
    CommitmentRule,
    DisputeRule,
    Handling,
    InspectionRule,
    Item,
    MaterialRequirement,
    OversightRule,
    PromiseStop,
    RenewalRule,
    ToleranceRule,
)
from tongban.kernel.case.item import Step as KernelStep
from tongban.kernel.case.quota_rule import QuotaRule
from tongban.kernel.clock import TimeLimit, Unit
from tongban.kernel.words import Bilingual


@dataclass(frozen=True)
class Implementation(Version):
    """实施清单 — one published version of an item.

    `valid_until` is the last day it is in force; a case keeps to the version of the day it was
    received. `digest` names the content, so that nobody can change a version unnoticed.
    """

    id: Slug
    version: str
    valid_from: date
    name: Bilingual
    summary: Bilingual
    item_type: ItemType
    case_type: CaseType
    review_type: ReviewType
    handling: Handling
    codes: Codes
    division: DivisionCode
    exercise_level: Annotated[int, Range(1, 6)]
    body_type: BodyType
    power_source: PowerSource
    departments: tuple[Department, ...]
    setting_basis: tuple[Basis, ...]
    audience: tuple[Audience, ...]
    topics: Topics
    conditions: tuple[AcceptanceCondition, ...]
    limits: ItemLimits
    channels: Channels
    fee: Fee
    result: Result
    remedies: RemedyBodies
    contact: Contact
    materials: tuple[Material, ...]
    steps: tuple[Step, ...]
    questions: tuple[Question, ...] = ()
    form: tuple[FormField, ...] = ()
    special_procedures: tuple[SpecialProcedureUse, ...] = ()
    #: 法定听证 — what prescribes a hearing for every case of it (行政许可法§46).
    prescribed_hearing: Basis | None = None
    #: 容缺受理 — whether and how an application may be accepted with a gap.
    tolerance: ToleranceUse | None = None
    #: 告知承诺 — whether and how it may be granted on a commitment.
    commitment: CommitmentUse | None = None
    #: 审管衔接 — who oversees the holders, and is handed over every grant, change and end.
    oversight: OversightUse | None = None
    #: 争议解决 — by when departments that disagree meet, and who rules where they do not agree.
    dispute: DisputeUse | None = None
    #: 延续 — whether it renews a licence that is about to expire.
    renewal: RenewalUse | None = None
    #: 先行公示 — what the applicant publishes first, and how long one may apply after it.
    prior_notice: PriorNoticeUse | None = None
    #: 补正期限 — how long the applicant has to supplement, where the item sets a time at all.
    supplement: SupplementUse | None = None
    #: 承继 — whether a successor may take an application over.
    succession: SuccessionUse | None = None
    #: 直接关系公共安全、人身健康、生命财产安全 — false material and fraud ban from applying (§78, §79).
    touches_public_safety: bool = False
    #: 检验、检测、检疫类 — it rests on one of them (§12(4)), and inspectors are assigned (§55(2)).
    needs_inspection: bool = False
    separate_intake_and_examination: bool = False
    quota: Bilingual | None = None
    #: 名额 — the number of what may be granted, where it is limited, and how the places go (§57).
    places: PlacesUse | None = None
    faq: tuple[Faq, ...] = ()
    #: 搜索词 — what people call it in everyday words; for search only.
    keywords: tuple[str, ...] = ()
    valid_until: date | None = None
    #: Where it was read, for findings, and who the departments are; neither is part of the content.
    file: str = field(default="", metadata={"file": False}, compare=False, repr=False)
    lines: Mapping[str, int] = field(
        default_factory=dict, metadata={"file": False}, compare=False, repr=False
    )
    directory: Directory | None = field(default=None, metadata={"file": False}, compare=False, repr=False)

    @property
    def authority(self) -> str:
        """牵头部门 — the id of the lead department; empty where the file names none."""
        return next((d.id for d in self.departments if d.role is Role.LEAD), "")

    @property
    def assisting(self) -> tuple[str, ...]:
        """协办部门 — the ids of the others."""
        return tuple(d.id for d in self.departments if d.role is Role.ASSISTING)

    # --- for a situation

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts that any material, step or fee depends on."""
        conditions = [m.when for m in self.materials] + [s.when for s in self.steps]
        conditions += [condition for _, condition in self.fee.conditions]
        return frozenset(fact for condition in conditions for fact in facts_of(condition))

    def required_materials(self, facts: Facts) -> tuple[Material, ...]:
        """应交材料 — the checklist for a situation, in the order of the list.

        Raises:
            FactMissing: a question that decides over a material was not answered.
            FactOfAnotherKind: an answer is of another kind than asked.
        """
        return tuple(m for m in self.materials if holds(m.when, facts))

    def planned_steps(self, facts: Facts) -> tuple[Step, ...]:
        """应办环节 — the steps a situation gets; errors as in `required_materials`."""
        return tuple(s for s in self.steps if holds(s.when, facts))

    # --- limits, from the law

    def statutory_limit(self, on: date | None = None, limits: Limits | None = None) -> TimeLimit:
        """法定办结时限 in force on a day; on the first day of validity unless told otherwise."""
        special = self.limits.statutory.special
        if special is not None:
            return TimeLimit(
                special.amount, special.unit, special.basis.cite, unit_basis=self._unit_basis(special.unit)
            )
        return (limits or load_limits()).on(self.limits.statutory.law, on or self.valid_from)

    @property
    def promised_limit(self) -> TimeLimit:
        """承诺办结时限."""
        promised = self.limits.promised
        return TimeLimit(
            promised.amount, promised.unit, promised.basis, unit_basis=self._unit_basis(promised.unit)
        )

    @property
    def promise_stops(self) -> tuple[PromiseStopUse | SpecialProcedureUse, ...]:
        """停钟规则 — what stops the promise, each with its basis."""
        promised = self.limits.promised
        if promised.stops_for is not None:
            return promised.stops_for
        return self.special_procedures if promised.stops_for_special_procedures else ()

    def _unit_basis(self, unit: Unit) -> str | None:
        # Why a promise counts these days is said by the law that governs the item, where it counts them too.
        limits, law = load_limits(), self.limits.statutory.law
        return limits[law].unit_basis or None if law in limits and limits[law].unit is unit else None

    def _kernel_quota(self) -> QuotaRule | None:
        use = self.places
        if use is None:
            return None
        prescribed_by = use.prescribed_by.cite if use.prescribed_by else ""
        return QuotaRule(use.number, use.basis, use.per_year, use.allotment, prescribed_by)

    def _kernel_tolerance(self) -> ToleranceRule | None:
        rule = self.tolerance
        if rule is None:
            return None
        after = rule.after_reminder
        return ToleranceRule(
            basis=rule.basis,
            fill=self._limit(rule.fill, rule.basis),
            consequence=rule.consequence,
            after_reminder=after if after is None else self._limit(after, rule.basis),
        )

    def _kernel_commitment(self) -> CommitmentRule | None:
        use = self.commitment
        if use is None:
            return None
        return CommitmentRule(
            basis=use.basis,
            check=self._limit(use.check, use.basis),
            check_authority=use.check_authority,
            check_post=use.check_post,
            rectify=self._limit(use.rectify, use.basis),
        )

    def _kernel_oversight(self, limits: Limits, day: date) -> OversightRule | None:
        use = self.oversight
        if use is None:
            return None
        acknowledge, again = use.acknowledge, use.again
        return OversightRule(
            authority=use.authority,
            post=use.post,
            basis=use.basis,
            acknowledge=self._limit(acknowledge, use.basis)
            if acknowledge
            else limits.on(Limits.ACKNOWLEDGE_HAND_OVER, day),
            again=self._limit(again, use.basis) if again else limits.on(Limits.HAND_OVER_AGAIN, day),
        )

    def _kernel_dispute(self) -> DisputeRule | None:
        use = self.dispute
        if use is None:
            return None
        return DisputeRule(
            basis=use.basis,
            meet=self._limit(use.meet, use.basis),
            superior=use.superior,
            superior_post=use.superior_post,
            ruling=self._limit(use.ruling, use.basis),
            absent_basis=use.absent_basis,
        )

    def _kernel_renewal(self, limits: Limits, day: date) -> RenewalRule | None:
        use = self.renewal
        if use is None:
            return None
        before = limits.on(Limits.APPLY_FOR_RENEWAL, day)
        if use.apply_before is not None:
            special = use.apply_before
            before = replace(before, amount=special.amount, unit=special.unit, basis=use.basis)
        return RenewalRule(before, self.result.validity_years or 0, use.basis, use.of)

    def _limit(self, limit: StepLimit, basis: str) -> TimeLimit:
        return TimeLimit(limit.amount, limit.unit, basis, unit_basis=self._unit_basis(limit.unit))

    def _kernel_step(self, step: Step) -> KernelStep:
        limit = step.limit
        return KernelStep(
            id=step.id,
            name=step.name,
            kind=step.kind,
            authority=step.authority,
            post=step.post,
            basis=step.basis,
            after=step.after,
            when=step.when,
            limit=limit if limit is None else self._limit(limit, step.basis),
            silence=step.silence,
            silence_basis=step.silence_basis,
            after_commitment=step.after_commitment,
            decided_in=step.decided_in,
            unreasoned_basis=step.unreasoned_basis,
        )

    def refusal_remedies(self, on: date, limits: Limits | None = None, language: str = "zh") -> Remedies:
        """救济途径 — what a refusal of that day must tell (行政许可法§38)."""
        bodies = self.remedies
        return (limits or load_limits()).remedies_on(
            on, bodies.reconsideration_body.say(language), bodies.court.say(language)
        )

    def licence_valid_until(self, granted_on: date) -> date | None:
        """有效期至 — the last day of a licence granted that day; None where it does not expire."""
        years = self.result.validity_years
        if not years:
            return None
        # 29 February has no anniversary in most years; the licence then lasts through the 28th.
        leap = (granted_on.month, granted_on.day) == (2, 29)
        anniversary = granted_on.replace(year=granted_on.year + years, day=28 if leap else granted_on.day)
        return anniversary if leap else anniversary - timedelta(days=1)

    # --- for a case

    def for_kernel(self, on: date | None = None, limits: Limits | None = None) -> Item:
        """The item as the kernel handles it.

        Args:
            on: whose law sets the limits; the first day of validity unless told otherwise.
            limits: the law's limits; the installed ones unless told otherwise.

        Raises:
            NoLawThen: a limit had no rule on that day.
        """
        limits, day = limits or load_limits(), on or self.valid_from
        governing = limits[self.limits.statutory.law]
        special = self.limits.statutory.special
        if special is not None:
            extension = TimeLimit(
                special.extension, special.unit, special.basis.cite, unit_basis=self._unit_basis(special.unit)
            )
        else:
            found = governing.extension_on(day)
            assert found is not None, "the linter admits only limits that can be extended"
            extension = found
        safety = self.touches_public_safety
        return Item(
            id=self.id,
            version=self.version,
            digest=self.digest,
            name=self.name,
            authority=self.authority,
            handling=self.handling,
            notice_limit=limits.on(Limits.NOTICE, day),
            statutory_limit=self.statutory_limit(day, limits),
            promised_limit=self.promised_limit,
            delivery_limit=limits.on(Limits.DELIVER, day),
            extension_limit=extension,
            extension_approver=(governing.on(day).extension_approver or Officer.AGENCY_HEAD).for_a_licence,
            hearing_limits=limits.hearing_on(day),
            steps=tuple(self._kernel_step(step) for step in self.steps),
            materials=tuple(
                MaterialRequirement(m.id, m.name, m.basis, m.when, m.gap_allowed, m.commitment_allowed)
                for m in self.materials
            ),
            special_procedures=tuple(use.procedure for use in self.special_procedures),
            promise_stops_for=tuple(PromiseStop(stop.procedure, stop.basis) for stop in self.promise_stops),
            separate_intake_and_examination=self.separate_intake_and_examination,
            hearing_prescribed_by=self.prescribed_hearing.cite if self.prescribed_hearing else "",
            verifying_staff=verifying_staff(day),
            inspection=InspectionRule(limits.on(Limits.ASSIGN_INSPECTORS, day), inspecting_staff(day))
            if self.needs_inspection
            else None,
            tolerance=self._kernel_tolerance(),
            commitment=self._kernel_commitment(),
            dispute=self._kernel_dispute(),
            renewal=self._kernel_renewal(limits, day),
            prior_notice=self.prior_notice.for_kernel(limits, day) if self.prior_notice else None,
            oversight=self._kernel_oversight(limits, day),
            supplement_limit=self._limit(self.supplement.within, self.supplement.basis)
            if self.supplement
            else None,
            succession_basis=self.succession.basis if self.succession else "",
            ban_after_false_material=limits.on(Limits.BAN_FALSE_MATERIAL, day) if safety else None,
            fee=self.fee.for_kernel(self._limit),
            ban_after_fraud=limits.on(Limits.BAN_FRAUD, day) if safety else None,
            service_limits=limits.service_on(day),
            quota=self._kernel_quota(),
            names=dict(self.directory.names) if self.directory else {},
        )
