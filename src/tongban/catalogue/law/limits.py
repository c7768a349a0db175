"""法定期限 — the limits the law sets, each value in force from a day, with its article.

依据 Basis: `law/time_limits/*.yaml`; history is judged by the law of its day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import ClassVar

from tongban.catalogue.binding import Days, bind
from tongban.catalogue.finding import Finding, Place, Rule, UnreadableFile
from tongban.catalogue.law.location import data_root
from tongban.catalogue.reading import read_tree
from tongban.kernel.case.commands import Remedies
from tongban.kernel.case.item import Approver, HearingLimits, ServiceLimits
from tongban.kernel.clock import Counting, TimeLimit, Unit
from tongban.kernel.refusals import Refusal
from tongban.kernel.words import Bilingual


class Party(StrEnum):
    """时限主体 — whose time a limit bounds; what an applicant takes is never the agency's delay."""

    AGENCY = "agency"
    APPLICANT = "applicant"
    OTHER_BODY = "other_body"
    THIRD_PARTY = "third_party"
    COURT = "court"

    @property
    def label(self) -> Bilingual:
        """Who that is."""
        return {
            Party.AGENCY: Bilingual("办理机关", "the agency"),
            Party.APPLICANT: Bilingual("申请人", "the applicant"),
            Party.OTHER_BODY: Bilingual("其他机关", "another body"),
            Party.THIRD_PARTY: Bilingual("第三方", "a third party"),
            Party.COURT: Bilingual("人民法院", "the court"),
        }[self]


class Officer(StrEnum):
    """延期批准人 — whose approval the law wants for an extension; a licence knows the first two."""

    AGENCY_HEAD = "agency_head"
    GOVERNMENT_HEAD = "government_head"
    INFORMATION_OFFICE_HEAD = "information_office_head"
    RECONSIDERATION_OFFICE_HEAD = "reconsideration_office_head"
    HIGHER_COURT = "higher_court"

    @property
    def label(self) -> Bilingual:
        """The officer as the statute names them."""
        return _OFFICERS.get(self, self.for_a_licence.label)

    @property
    def for_a_licence(self) -> Approver:
        """Whose approval a case asks for; who heads an office stands below the head of the agency."""
        return Approver.GOVERNMENT_HEAD if self is Officer.GOVERNMENT_HEAD else Approver.AGENCY_HEAD


_OFFICERS = {
    Officer.INFORMATION_OFFICE_HEAD: Bilingual(
        "政府信息公开工作机构负责人", "the head of the information office"
    ),
    Officer.RECONSIDERATION_OFFICE_HEAD: Bilingual(
        "行政复议机构的负责人", "the head of the reconsideration office"
    ),
    Officer.HIGHER_COURT: Bilingual(
        "高级人民法院（其审理的，由最高人民法院）",
        "the High People's Court (for its own cases the Supreme People's Court)",
    ),
}


class WhenMissed(StrEnum):
    """逾期后果 — what the law itself attaches to the limit's passing."""

    NONE = "none"
    DEEMED_ACCEPTANCE = "deemed_acceptance"
    DEEMED_RENEWAL = "deemed_renewal"
    DEEMED_CONSENT = "deemed_consent"
    AGENCY_DECIDES = "agency_decides"
    NO_OBJECTION = "no_objection"
    PROMISE_IN_PLACE = "promise_in_place"
    NO_PENALTY = "no_penalty"
    DEEMED_ACCEPTANCE_AT_THE_END = "deemed_acceptance_at_the_end"
    DEEMED_ABANDONMENT = "deemed_abandonment"
    DEEMED_WITHOUT_EVIDENCE = "deemed_without_evidence"
    OPEN_TO_SUIT = "open_to_suit"
    RETURNED = "returned"
    DEEMED_BASIC_SATISFACTION = "deemed_basic_satisfaction"
    DEEMED_SERVICE = "deemed_service"

    @property
    def label(self) -> Bilingual:
        """The effect's name."""
        return {
            WhenMissed.NONE: Bilingual("无视为效力", "nothing is deemed"),
            WhenMissed.DEEMED_ACCEPTANCE: Bilingual(
                "自收到申请材料之日起即为受理", "accepted as of the day the papers were received"
            ),
            WhenMissed.DEEMED_RENEWAL: Bilingual("视为准予延续", "renewal is deemed granted"),
            WhenMissed.DEEMED_CONSENT: Bilingual("视为同意", "consent is deemed given"),
            WhenMissed.AGENCY_DECIDES: Bilingual("由行政机关依法决定", "the agency decides by itself"),
            WhenMissed.NO_OBJECTION: Bilingual("期内没有异议", "no objection was raised in time"),
            WhenMissed.PROMISE_IN_PLACE: Bilingual(
                "以书面承诺代替文件", "a written promise takes the document's place"
            ),
            WhenMissed.NO_PENALTY: Bilingual("不再给予行政处罚", "no penalty may be imposed any more"),
            WhenMissed.DEEMED_ACCEPTANCE_AT_THE_END: Bilingual(
                "自审查期限届满之日起视为受理", "deemed accepted as of the day the review ended"
            ),
            WhenMissed.DEEMED_ABANDONMENT: Bilingual("视为放弃申请", "the application is deemed abandoned"),
            WhenMissed.DEEMED_WITHOUT_EVIDENCE: Bilingual(
                "视为没有证据、依据", "the act is deemed to be without evidence or basis"
            ),
            WhenMissed.OPEN_TO_SUIT: Bilingual("可以提起诉讼", "a suit may be brought"),
            WhenMissed.DEEMED_SERVICE: Bilingual("视为送达", "the document is deemed served"),
            WhenMissed.RETURNED: Bilingual("退回申请", "the application is returned"),
            WhenMissed.DEEMED_BASIC_SATISFACTION: Bilingual(
                "视为基本满意", "it counts as basic satisfaction"
            ),
        }[self]


class NoLawThen(Refusal):
    """该日没有有效的期限规定。"""

    zh = "「{limit}」在 {day} 没有有效的规定。"
    en = "No rule on “{limit}” was in force on {day}."
    basis = "立法法§104"
    remedy_zh = "请核对日期；确有规定的，请在 law/time_limits 中补充该时期的规定和依据。"
    remedy_en = "Check the date; if there was a rule, add it with its basis to law/time_limits."


@dataclass(frozen=True, slots=True)
class LimitInForce:
    """有效规定 — what a limit was from one day until another (the last day included)."""

    since: date = field(metadata={"key": "from"})
    amount: Days
    basis: str
    until: date | None = None
    extension: Days | None = None
    #: Whether the law lets it be extended and leaves the length to who approves it.
    extension_left_open: bool = False
    extension_approver: Officer | None = None
    extension_basis: str = ""
    if_missed: WhenMissed = WhenMissed.NONE
    unless: str = ""
    #: False where no text at hand shows it: a default to be set, never a hard rule; told with its basis.
    verified: bool = True

    def covers(self, day: date) -> bool:
        """Whether it was in force on that day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def cited(self, basis: str) -> str:
        """An article of it as it is printed: what nobody has verified says so."""
        return basis if self.verified else f"{basis}（未核实 unverified）"


@dataclass(frozen=True, slots=True)
class LegalLimit:
    """法定期限 — a limit with its two names and its history."""

    name: Bilingual
    unit: Unit
    in_force: tuple[LimitInForce, ...]
    unit_basis: str = ""
    #: Whether a last day of rest moves the end to the next working day 顺延 (natural days and months).
    rolls: bool = True
    whose: Party = Party.AGENCY
    counting: Counting | None = None
    #: How this system reads the law where it is silent, for legal staff to confirm 读法.
    reading: str = ""
    #: Whose rule it is 适用地, where it is not the nation's; elsewhere it is only a default to be set.
    place: Bilingual | None = None
    id: str = field(default="", metadata={"file": False})

    def on(self, day: date) -> LimitInForce:
        """The rule of that day.

        Raises:
            NoLawThen: none was in force.
        """
        for rule in self.in_force:
            if rule.covers(day):
                return rule
        raise NoLawThen(limit=self.name, day=day)

    def limit_on(self, day: date) -> TimeLimit:
        """The limit of that day, as clocks use it."""
        rule = self.on(day)
        return self._of(rule, rule.amount, rule.basis)

    def extension_on(self, day: date) -> TimeLimit | None:
        """By how much it could be extended on that day; None also where the law leaves that open."""
        rule = self.on(day)
        if rule.extension is None:
            return None
        return self._of(rule, rule.extension, rule.extension_basis or rule.basis)

    def _of(self, rule: LimitInForce, amount: int, basis: str) -> TimeLimit:
        unit_basis = rule.cited(self.unit_basis) if self.unit_basis else None
        return TimeLimit(amount, self.unit, rule.cited(basis), self.rolls, self.counting, unit_basis)


@dataclass(frozen=True, slots=True)
class LimitFile:
    """期限文件 — one file of `law/time_limits`: the law it reads, and its limits by id."""

    law: Bilingual
    limits: Mapping[str, LegalLimit]


OVERLAP = Rule(
    "limit_overlap",
    Bilingual("「{limit}」的有效期重叠或次序颠倒", "the periods of “{limit}” overlap or are out of order"),
    Bilingual(
        "请按时间先后排列，前一段须有 until。", "List them in order; close the earlier one with `until`."
    ),
    "立法法§104",
)
LIMIT_TWICE = Rule(
    "limit_twice",
    Bilingual("期限「{limit}」在另一个文件中已有", "the limit “{limit}” is already in another file"),
    Bilingual("请改名或合并。", "Rename it, or merge the two."),
)
LIMIT_MISSING = Rule(
    "limit_missing",
    Bilingual("缺少期限「{limit}」", "the limit “{limit}” is missing"),
    Bilingual("请在 law/time_limits 中补上。", "Add it to law/time_limits."),
)


class Limits:
    """期限表 — all limits of the law, by id."""

    #: What the kernel cannot do without.
    NOTICE: ClassVar[str] = "tell_all_that_is_missing"
    DECIDE_ALONE: ClassVar[str] = "decide_alone"
    DECIDE_JOINTLY: ClassVar[str] = "decide_jointly"
    LOWER_REVIEW: ClassVar[str] = "review_at_lower_level"
    ASSIGN_INSPECTORS: ClassVar[str] = "assign_inspectors"
    DELIVER: ClassVar[str] = "deliver_licence"
    REQUEST_HEARING: ClassVar[str] = "request_hearing"
    HOLD_HEARING: ClassVar[str] = "hold_hearing"
    NOTIFY_OF_HEARING: ClassVar[str] = "notify_of_hearing"
    APPLY_FOR_RENEWAL: ClassVar[str] = "apply_for_renewal"
    BAN_FALSE_MATERIAL: ClassVar[str] = "ban_after_false_material"
    BAN_FRAUD: ClassVar[str] = "ban_after_fraud"
    ACKNOWLEDGE_HAND_OVER: ClassVar[str] = "acknowledge_hand_over"
    HAND_OVER_AGAIN: ClassVar[str] = "hand_over_again"
    RECONSIDER: ClassVar[str] = "apply_for_reconsideration"
    SUE: ClassVar[str] = "bring_suit"
    #: Where the law's data has none, nothing is served by public notice.
    PUBLIC_NOTICE: ClassVar[str] = "serve_by_public_notice"
    REQUIRED: ClassVar[tuple[str, ...]] = (
        *(NOTICE, DECIDE_ALONE, DECIDE_JOINTLY, LOWER_REVIEW, DELIVER, RECONSIDER, SUE),
        *(REQUEST_HEARING, HOLD_HEARING, NOTIFY_OF_HEARING),
        *(ASSIGN_INSPECTORS, APPLY_FOR_RENEWAL, BAN_FALSE_MATERIAL, BAN_FRAUD),
        *(ACKNOWLEDGE_HAND_OVER, HAND_OVER_AGAIN),
    )

    def __init__(self, limits: Mapping[str, LegalLimit]) -> None:
        """Take the limits by id."""
        self._limits = dict(limits)

    def __getitem__(self, limit_id: str) -> LegalLimit:
        return self._limits[limit_id]

    def __contains__(self, limit_id: object) -> bool:
        return limit_id in self._limits

    def __iter__(self) -> Iterator[str]:
        return iter(self._limits)

    def on(self, limit_id: str, day: date) -> TimeLimit:
        """The limit in force on a day."""
        return self._limits[limit_id].limit_on(day)

    def hearing_on(self, day: date) -> HearingLimits:
        """听证时限 in force on a day (行政许可法§47, §48)."""
        return HearingLimits(
            self.on(self.REQUEST_HEARING, day),
            self.on(self.HOLD_HEARING, day),
            self.on(self.NOTIFY_OF_HEARING, day),
        )

    def service_on(self, day: date) -> ServiceLimits:
        """送达与救济时限 in force on a day (行政复议法§20, 行政诉讼法§46), and of a public notice, if any."""
        notice = self.on(self.PUBLIC_NOTICE, day) if self.PUBLIC_NOTICE in self else None
        return ServiceLimits(self.on(self.RECONSIDER, day), self.on(self.SUE, day), notice)

    def remedies_on(self, day: date, reconsideration_body: str, court: str) -> Remedies:
        """救济途径 — where and until when a decision of that day can be fought (行政许可法§38)."""
        reconsider, sue = self._limits[self.RECONSIDER].on(day), self._limits[self.SUE].on(day)
        return Remedies(
            reconsideration_body=reconsideration_body,
            reconsideration_days=reconsider.amount,
            court=court,
            suit_months=sue.amount,
            basis=f"{reconsider.cited(reconsider.basis)}、{sue.cited(sue.basis)}",
        )


@cache
def load_limits(directory: Path | None = None) -> Limits:
    """All limits of `law/time_limits`, read once.

    Raises:
        UnreadableFile: with every finding of every file.
    """
    directory = directory or data_root() / "law" / "time_limits"
    limits: dict[str, LegalLimit] = {}
    findings: list[Finding] = []
    for path in sorted(directory.glob("*.yaml")):
        name = f"{directory.name}/{path.name}"
        try:
            tree = read_tree(path, name=name)
            file = bind(tree, LimitFile, file=name)
        except UnreadableFile as unreadable:
            findings += unreadable.findings
            continue
        for limit_id, limit in file.limits.items():
            place = Place(name, tree.line, f"limits.{limit_id}")
            if limit_id in limits:
                findings.append(LIMIT_TWICE.at(place, limit=limit_id))
            if not _in_order(limit):
                findings.append(OVERLAP.at(place, limit=limit.name))
            limits[limit_id] = replace(limit, id=limit_id)
    if not findings:
        place = Place(directory.name, 1, "")
        findings = [LIMIT_MISSING.at(place, limit=i) for i in Limits.REQUIRED if i not in limits]
    if findings:
        raise UnreadableFile(findings)
    return Limits(limits)


def _in_order(limit: LegalLimit) -> bool:
    rules = limit.in_force
    ends = [rule.until for rule in rules[:-1]]
    return (
        bool(rules)
        and all(rule.until is None or rule.since <= rule.until for rule in rules)
        and all(end is not None and end < later.since for end, later in zip(ends, rules[1:], strict=True))
    )
