"""The cast and the props of the kernel's tests: people, items, a calendar, a table to play at.

Everything on the calendar is real (`law/holidays`), so that a person can check a test with a wall
calendar.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from tongban.kernel import (
    Case,
    Command,
    Event,
    Happening,
    Item,
    MaterialRequirement,
    Matter,
    Step,
    decide,
    evolve,
)
from tongban.kernel.calendar import BusinessHours, Calendar
from tongban.kernel.case import commands as c
from tongban.kernel.case.conditions import Compare, Operator
from tongban.kernel.case.item import (
    Approver,
    CommitmentRule,
    GapConsequence,
    Handling,
    HearingLimits,
    InspectionRule,
    OversightRule,
    PriorNoticeRule,
    RenewalRule,
    ServiceLimits,
    SilenceEffect,
    SpecialProcedure,
    StepKind,
    ToleranceRule,
)
from tongban.kernel.case.offered import STAFF_VERBS, Possibility, allowed
from tongban.kernel.clock import Clock, ClockKind, Counting, TimeLimit, Unit, explain
from tongban.kernel.refusals import Refusal
from tongban.kernel.words import Bilingual

BEIJING = ZoneInfo("Asia/Shanghai")
HOLIDAYS = Path(__file__).parent.parent / "law" / "holidays"
#: Off in every year without a notice (全国年节及纪念日放假办法): the days fixed in the solar calendar.
FIXED = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))


#: Seven hours a day, and a half-day on the Saturday made up for before the Spring Festival of 2026.
HOURS = BusinessHours(
    [(time(9), time(12)), (time(13, 30), time(17, 30))], {date(2026, 2, 14): [(time(9), time(12))]}
)


@cache
def china(last_year: int = 2026) -> Calendar:
    """The national calendar, as if the last notice were that of `last_year`."""
    days = [
        day
        for year in range(2007, last_year + 1)
        for day in json.loads((HOLIDAYS / f"{year}.json").read_text("utf-8"))["days"]
    ]
    return Calendar(
        "CN",
        BEIJING,
        2007,
        last_year,
        off_days=[date.fromisoformat(day["date"]) for day in days if day["isOffDay"]],
        make_up_days=[date.fromisoformat(day["date"]) for day in days if not day["isOffDay"]],
        fixed_holidays=FIXED,
        hours=HOURS,
        version=f"holiday-cn {last_year}",
    )


def noticed() -> Calendar:
    """The calendar as a notice for 2027 might make it, invented for tests: 31 December 2026 to 3 January
    2027 are off, made up for on Saturday, 9 January."""
    known = china()
    return Calendar(
        "CN",
        BEIJING,
        2007,
        2027,
        off_days=known.off_days | {date(2026, 12, 31), *(date(2027, 1, n) for n in (1, 2, 3))},
        make_up_days=known.make_up_days | {date(2027, 1, 9)},
        fixed_holidays=FIXED,
        hours=HOURS,
        version="invented 2027",
    )


def day(text: str) -> date:
    return date.fromisoformat(text)


def instant(day_text: str, clock: str = "10:00") -> datetime:
    """The UTC instant at which a clock in Beijing shows that time on that day."""
    return datetime.combine(day(day_text), time.fromisoformat(clock), BEIJING).astimezone(UTC)


# --- people


@dataclass(frozen=True)
class Person:
    """Somebody with an account, acting at a post (the applicant and the outsider at none)."""

    name: str
    account: str
    post: str

    def at(self, post: str) -> "Person":
        return replace(self, post=post)


APPLICANT = Person("李申请", "li", "")
CLERK = Person("王窗口", "wang", "window")
LEAD = Person("陈主办", "chen", "licensing")
ASSISTANT = Person("赵协办", "zhao", "fire_desk")
SUPERVISOR = Person("孙监察", "sun", "supervision")
OUTSIDER = Person("周路人", "zhou", "")
SWEEP = Person("时钟", "sweep", "")
OBSERVER = Person("交换", "exchange", "")
EVERYONE = (APPLICANT, CLERK, LEAD, ASSISTANT, SUPERVISOR, OUTSIDER)

# --- the law's limits, as the catalogue will read them from law/


def working(amount: int, basis: str) -> TimeLimit:
    return TimeLimit(amount, Unit.WORKING_DAY, basis)


def natural(amount: int, basis: str) -> TimeLimit:
    return TimeLimit(amount, Unit.NATURAL_DAY, basis)


NOTICE = working(5, "行政许可法§32(4)")
ORDINARY = working(20, "行政许可法§42(1)")
ORDINARY_EXTENSION = working(10, "行政许可法§42(1)")
JOINT = working(45, "行政许可法§42(2)")
JOINT_EXTENSION = working(15, "行政许可法§42(2)")
DELIVERY = working(10, "行政许可法§44")
HEARING = HearingLimits(
    working(5, "行政许可法§47"),
    working(20, "行政许可法§47"),
    TimeLimit(7, Unit.WORKING_DAY, "行政许可法§48(1)(1)", counting=Counting(backward=True)),
)
PROMISED = working(10, "本事项承诺时限")
OPINION = working(5, "本事项办理流程")
JOINT_OPINION = working(10, "本事项办理流程")

NAMES = {
    "market": Bilingual("市场监督管理局", "the market regulator"),
    "centre": Bilingual("政务服务中心", "the service centre"),
    "fire": Bilingual("消防救援大队", "the fire brigade"),
    "health": Bilingual("卫生健康局", "the health bureau"),
    "city": Bilingual("城市管理局", "the city management bureau"),
    "housing": Bilingual("住房和城乡建设局", "the construction bureau"),
    "water": Bilingual("水务局", "the water bureau"),
    "traffic": Bilingual("交警支队", "the traffic police"),
    "planning": Bilingual("自然资源和规划局", "the planning bureau"),
    "window": Bilingual("综合窗口岗", "the general counter"),
    "licensing": Bilingual("许可审查岗", "the licensing desk"),
    "fire_desk": Bilingual("消防意见岗", "the fire desk"),
    "health_desk": Bilingual("卫生意见岗", "the health desk"),
    "city_desk": Bilingual("城管意见岗", "the city desk"),
    "water_desk": Bilingual("水务意见岗", "the water desk"),
    "traffic_desk": Bilingual("交警意见岗", "the traffic desk"),
    "planning_desk": Bilingual("规划意见岗", "the planning desk"),
    "supervision": Bilingual("效能监察岗", "the supervision desk"),
    "oversight_desk": Bilingual("市容监管岗", "the oversight desk"),
    "approval": Bilingual("行政审批局", "the approval bureau"),
    "approval_desk": Bilingual("审批岗", "the approval desk"),
}


def opinion(step: str, authority: str, limit: TimeLimit, **more: object) -> Step:
    name = NAMES[authority]
    return Step(
        step,
        Bilingual(f"{name.zh}意见", f"opinion of {name.en}"),
        StepKind.OPINION,
        authority,
        f"{authority}_desk",
        "行政许可法§26",
        after=("intake",),
        limit=limit,
        **more,  # type: ignore[arg-type]
    )


def food_item(**changes: object) -> Item:
    """食品经营许可: ordinary handling, three assisting opinions beside the examination."""
    item = Item(
        id="food-operation-licence",
        version="2025-01",
        digest="sha256:food",
        name=Bilingual("食品经营许可", "food operation licence"),
        authority="market",
        handling=Handling.ORDINARY,
        notice_limit=NOTICE,
        statutory_limit=ORDINARY,
        promised_limit=PROMISED,
        delivery_limit=DELIVERY,
        extension_limit=ORDINARY_EXTENSION,
        extension_approver=Approver.AGENCY_HEAD,
        hearing_limits=HEARING,
        steps=(
            Step("intake", Bilingual("受理", "intake"), StepKind.INTAKE, "centre", "window", "行政许可法§32"),
            Step(
                "examine",
                Bilingual("审查", "examination"),
                StepKind.EXAMINATION,
                "market",
                "licensing",
                "行政许可法§34",
                after=("intake",),
                limit=working(8, "本事项办理流程"),
            ),
            opinion("fire", "fire", OPINION),
            opinion("health", "health", OPINION),
            opinion("city", "city", OPINION, when=Compare("outdoor_seats", Operator.EQUAL, True)),
            Step(
                "decision",
                Bilingual("决定", "decision"),
                StepKind.DECISION,
                "market",
                "licensing",
                "行政许可法§38",
                after=("examine", "fire", "health", "city"),
            ),
            Step(
                "delivery",
                Bilingual("送达", "delivery"),
                StepKind.DELIVERY,
                "centre",
                "window",
                "行政许可法§44",
                after=("decision",),
            ),
        ),
        materials=(
            MaterialRequirement("form", Bilingual("食品经营许可申请书", "application form"), "办法§12"),
            MaterialRequirement(
                "licence_copy", Bilingual("营业执照复印件", "business licence copy"), "办法§12"
            ),
            MaterialRequirement("floor_plan", Bilingual("经营场所平面图", "floor plan"), "办法§12"),
            MaterialRequirement(
                "seat_plan",
                Bilingual("外摆平面图", "plan of the outdoor seats"),
                "办法§12",
                when=Compare("outdoor_seats", Operator.EQUAL, True),
            ),
        ),
        special_procedures=(SpecialProcedure.EXPERT_REVIEW,),
        names=NAMES,
    )
    return replace(item, **changes)  # type: ignore[arg-type]


def joint_item(**changes: object) -> Item:
    """城市排水泵站建设许可: art. 26(2) handling; the planning bureau's silence is consent."""
    food = food_item()
    item = replace(
        food,
        id="pumping-station-permit",
        digest="sha256:pump",
        name=Bilingual("排水泵站建设许可", "pumping station permit"),
        authority="housing",
        handling=Handling.JOINT,
        statutory_limit=JOINT,
        promised_limit=JOINT,
        extension_limit=JOINT_EXTENSION,
        extension_approver=Approver.GOVERNMENT_HEAD,
        steps=(
            food.steps_by_id["intake"],
            opinion("water", "water", JOINT_OPINION),
            opinion("traffic", "traffic", JOINT_OPINION),
            opinion(
                "planning",
                "planning",
                JOINT_OPINION,
                silence=SilenceEffect.DEEMED_CONSENT,
                silence_basis="本市并联审批办法§9",
            ),
            replace(
                food.steps_by_id["decision"], authority="housing", after=("water", "traffic", "planning")
            ),
            food.steps_by_id["delivery"],
        ),
        materials=(MaterialRequirement("form", Bilingual("申请书", "application form"), "条例§8"),),
    )
    return replace(item, **changes)  # type: ignore[arg-type]


# --- commands with ordinary content

WHY = c.Reference("text/why", "sha256:why")
REMEDIES = c.Remedies("市人民政府", 60, "市中级人民法院", 6, "行政复议法§20、行政诉讼法§46")


def receive(*materials: str, **changes: object) -> c.Receive:
    """The papers of the food item (or those named), as handed in at the counter."""
    handed_in = materials or ("form", "licence_copy", "floor_plan")
    body = c.Receive(
        applicant="subject-li",
        division="330106",
        channel=c.Channel.COUNTER,
        receipt_number="R-1",
        facts={"outdoor_seats": False},
        materials=tuple(c.HandedIn(m) for m in handed_in),
    )
    return replace(body, **changes)  # type: ignore[arg-type]


def outdoors() -> c.Receive:
    return receive("form", "licence_copy", "floor_plan", "seat_plan", facts={"outdoor_seats": True})


def defect(material: str, kind: c.DefectKind = c.DefectKind.MISSING) -> c.Defect:
    return c.Defect(material, kind, "办法§12")


def notice(*materials: str) -> c.RequestSupplement:
    return c.RequestSupplement(tuple(map(defect, materials)), "N-1")


def supplement(*materials: str) -> c.Supplement:
    return c.Supplement(tuple(c.HandedIn(m) for m in materials))


ACCEPT = c.Accept("A-1")
GRANT = c.Decide(c.Outcome.GRANTED, "L-1", "食品安全法§35")
REFUSE = c.Decide(c.Outcome.REFUSED, "D-1", "食品安全法§35", reasons=WHY, remedies=REMEDIES)
LICENCE = c.RecordDocument(c.DocumentKind.LICENCE, "L-1", "sha256:licence", "blob/licence")
DELIVER = c.Deliver(c.DeliveryMethod.COUNTER)
PASSING = c.NoticePassing()
EXTEND = c.ExtendLimit(Approver.AGENCY_HEAD, "head", WHY, "E-1")


def agree(step: str) -> c.GiveOpinion:
    return c.GiveOpinion(step, c.OpinionResult.AGREE)


def objection(step: str) -> c.GiveOpinion:
    return c.GiveOpinion(step, c.OpinionResult.OBJECT, WHY)


def conforms(step: str = "examine") -> c.CompleteStep:
    return c.CompleteStep(step, c.Finding.CONFORMS)


def expert_review(begin: str, until: str, number: str = "S-1") -> c.StartSpecialProcedure:
    return c.StartSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, day(begin), day(until), number)


# --- a gap

GAP = ToleranceRule(
    "本市容缺受理办法§6",
    working(5, "本市容缺受理办法§6"),
    GapConsequence.RETURNED,
    working(15, "本市容缺受理办法§8"),
)
UNDERTAKING = c.Reference("blob/undertaking", "sha256:undertaking")
ACCEPT_WITH_GAP = c.AcceptWithGap("A-1", "G-1", UNDERTAKING)
RETURN = c.ReturnApplication("Z-1", WHY)


def gap_item(rule: ToleranceRule | None = GAP) -> Item:
    """The food item, whose floor plan may come after acceptance."""
    item = food_item(tolerance=rule)
    materials = [replace(m, gap_allowed=m.id == "floor_plan") for m in item.materials]
    return replace(item, materials=tuple(materials))


# --- a commitment

ON_COMMITMENT = CommitmentRule(
    "消防法§15",
    working(20, "公众聚集场所投入使用、营业消防安全检查规则"),
    "fire",
    "fire_desk",
    working(15, "本市告知承诺办法§12"),
)
COMMITMENT = c.Reference("blob/commitment", "sha256:commitment")
TELL_COMMITMENT = c.TellCommitment("C-1")
COMMIT = c.Commit(COMMITMENT, c.CreditStanding.CLEAR)
PAIR = ("zhao", "zhou")


def commitment_item(**changes: object) -> Item:
    """The food item, granted on a commitment instead of a floor plan and the fire brigade's opinion."""
    item = food_item(commitment=ON_COMMITMENT, verifying_staff=2)
    materials = tuple(replace(m, commitment_allowed=m.id == "floor_plan") for m in item.materials)
    steps = tuple(replace(s, after_commitment=s.id in ("fire", "examine")) for s in item.steps)
    return replace(item, materials=materials, steps=steps, **changes)  # type: ignore[arg-type]


def checked(finding: c.CheckFinding = c.CheckFinding.KEPT) -> c.RecordCheck:
    return c.RecordCheck(finding, PAIR, WHY)


def intended(ground: c.RevocationGround, respond_by: str) -> c.TellRevocation:
    return c.TellRevocation(ground, day(respond_by), "V-1", WHY)


REVOKE = c.Revoke("V-2", WHY, REMEDIES)

# --- a survey


def survey_item() -> Item:
    """The food item with a site survey after the examination, by two at least."""
    item = food_item(verifying_staff=2)
    survey = replace(
        item.steps_by_id["examine"],
        id="survey",
        name=Bilingual("现场核查", "site survey"),
        kind=StepKind.SURVEY,
        after=("examine",),
    )
    steps = [replace(s, after=(*s.after, "survey")) if s.id == "decision" else s for s in item.steps]
    return replace(item, steps=(*steps, survey))


def visit(survey_on: str, *authorities: str) -> c.ScheduleSurvey:
    return c.ScheduleSurvey("survey", day(survey_on), authorities or ("market", "fire"))


def surveyed(result: c.SurveyResult = c.SurveyResult.CONFORMS, **changes: object) -> c.RecordSurvey:
    signatures = (c.Signature("market", "chen"), c.Signature("fire", "zhao"))
    reasons = None if result is c.SurveyResult.CONFORMS else WHY
    body = c.RecordSurvey("survey", result, signatures, reasons)
    return replace(body, **changes)  # type: ignore[arg-type]


# --- a review by a lower level

DISTRICT = Person("吴区县", "wu", "district_desk")


def reviewed_item(**changes: object) -> Item:
    """The food item, which the district regulator reviews before the city's does anything."""
    item = food_item(
        names=NAMES | {"district": Bilingual("区市场监督管理局", "the district regulator")}, **changes
    )
    review = Step(
        "review",
        Bilingual("初审", "preliminary review"),
        StepKind.LOWER_REVIEW,
        "district",
        "district_desk",
        "行政许可法§35",
        after=("intake",),
        limit=working(20, "行政许可法§43"),
    )
    before = {StepKind.INTAKE, StepKind.DELIVERY}
    steps = [s if s.kind in before else replace(s, after=(*s.after, "review")) for s in item.steps]
    return replace(item, steps=(*steps, review))


def send_up(*materials: str, **changes: object) -> c.SendUp:
    """All of the food item's papers (or those named), with an opinion."""
    sent = materials or ("form", "licence_copy", "floor_plan")
    return replace(c.SendUp("review", c.Finding.CONFORMS, WHY, sent, "B-1"), **changes)  # type: ignore[arg-type]


# --- an inspection

INSPECTION = InspectionRule(working(5, "行政许可法§55(2)"), 2)
ASSIGN = c.AssignInspectors(("zhao", "zhou"))


def inspected_item(**changes: object) -> Item:
    """The food item as a licence that rests on an inspection, by two at least."""
    return food_item(inspection=INSPECTION, **changes)


# --- oversight of what was granted

OVERSEER = Person("秦监管", "qin", "oversight_desk")
OVERSIGHT = OversightRule(
    "city",
    "oversight_desk",
    "本市审管联动办法§5",
    working(5, "本市审管联动办法§6"),
    working(3, "本市审管联动办法§7"),
)
RANDOM_CHECKS = c.OversightPlan(c.OversightKind.RANDOM, day("2026-06-30"))
TAKE_OVERSIGHT = c.AcknowledgeHandOver("1", RANDOM_CHECKS)
NOT_OURS = c.RejectHandOver("1", c.HandOverFault.WRONG_AUTHORITY, "health", WHY)
AT_HEALTH = c.Seat("health", "health_desk")


def overseen_item(**changes: object) -> Item:
    """The food item, whose holders the city management bureau oversees."""
    return food_item(oversight=OVERSIGHT, **changes)


def again(to: c.Seat = AT_HEALTH, **changes: object) -> c.HandOverAgain:
    """Handed over anew to the health bureau (or another seat there is)."""
    return replace(c.HandOverAgain("1", to, None, (to,)), **changes)  # type: ignore[arg-type]


# --- a decision that is fought

REPLY = working(10, "行政复议法§48")
CHALLENGE = c.RecordChallenge(
    c.ChallengeKind.RECONSIDERATION, c.ChallengedAct.DECISION, "市人民政府", "复〔2026〕7号", REPLY
)


def outcome_of(outcome: c.ChallengeOutcome, **changes: object) -> c.RecordChallengeOutcome:
    """How the first challenge ended; decided anew within sixty days where it says so."""
    days = 60 if outcome is c.ChallengeOutcome.REDO else None
    return replace(c.RecordChallengeOutcome("1", outcome, "复决〔2026〕7号", days), **changes)  # type: ignore[arg-type]


# --- powers that move

BUREAU = Person("冯审批", "feng", "approval_desk")
AT_THE_BUREAU = c.Seat("approval", "approval_desk")


def moved(authority: str = "market", *posts: str, **changes: object) -> c.TransferCase:
    """Everything an authority has in a case goes to the one desk of the approval bureau."""
    given = posts or {"market": ("licensing",), "fire": ("fire_desk",)}[authority]
    rows = tuple(c.PostMoved(post, AT_THE_BUREAU) for post in given)
    body = c.TransferCase(authority, rows, (AT_THE_BUREAU,), "编办〔2026〕3号", "市机构改革方案§4")
    return replace(body, **changes)  # type: ignore[arg-type]


# --- an end without a decision

SUPPLEMENT_LIMIT = natural(30, "本事项补正规定§4")
DIED = c.EndCase(c.EndGround.APPLICANT_DIED, WHY)
UNANSWERED = c.EndCase(c.EndGround.NOT_SUPPLEMENTED, notice_number="N-9")
INHERIT = c.TakeOver(c.SuccessionGround.INHERITANCE, "subject-heir", WHY)


def succession_item(**changes: object) -> Item:
    """The food item with a time to supplement, whose application an heir may take over."""
    published = {"supplement_limit": SUPPLEMENT_LIMIT, "succession_basis": "个体工商户条例§13"}
    return food_item(**published, **changes)


# --- service and custody

RECONSIDERATION = natural(60, "行政复议法§20(1)")
LAWSUIT = TimeLimit(6, Unit.MONTH, "行政诉讼法§46(1)")
PUBLIC_NOTICE = natural(30, "参照民事诉讼法§95")
SERVICE = ServiceLimits(RECONSIDERATION, LAWSUIT, PUBLIC_NOTICE)
TRACKING = c.Reference("text/tracking", "sha256:tracking")
SIGNED = c.Reference("text/signed", "sha256:signed")
PAPER = c.RecordDocument(c.DocumentKind.REFUSAL, "D-1", "sha256:refusal", "blob/refusal")
POST_IT = c.DispatchDocument(c.DocumentKind.REFUSAL, "D-1", c.DeliveryMethod.POST, TRACKING)
SIGNED_FOR = c.Deliver(c.DeliveryMethod.POST, SIGNED)
BOUNCED = c.RecordBounce(c.DocumentKind.REFUSAL, "D-1", c.BounceReason.MOVED)
ANNOUNCE = c.AnnounceService(c.DocumentKind.REFUSAL, "D-1", c.Reference("text/board", "sha256:board"))
TAKE_ORIGINAL = c.TakeOriginal(
    "Y-1", "licence_copy", c.Reference("text/what", "sha256:what"), c.Reference("text/who", "sha256:who")
)
HAND_OVER = c.HandOverOriginal("Y-1", "licensing")
RETURN_ORIGINAL = c.ReturnOriginal("Y-1", c.DeliveryMethod.COUNTER, SIGNED)
LOSE_ORIGINAL = c.RecordLostOriginal("Y-1", WHY, "chen")


def served_item(**changes: object) -> Item:
    """The food item with the law's times for remedies and for a public notice."""
    return food_item(**({"service_limits": SERVICE} | changes))


# --- a renewal

BEFORE_EXPIRY = TimeLimit(
    30, Unit.NATURAL_DAY, "行政许可法§50(1)", rolls=False, counting=Counting(backward=True)
)
RENEWAL = RenewalRule(BEFORE_EXPIRY, 5, "行政许可法§50(2)")
OLD_LICENCE = c.LicenceToRenew("L-0", day("2026-06-30"))


def renewal_item() -> Item:
    """The food item as an item of renewal, for five years more."""
    return food_item(renewal=RENEWAL)


# --- a notice that comes first

PUBLISHED = date(2025, 10, 9)
CANCEL_SIMPLY = "市场主体登记管理条例§33(2)"


def cancellation_item() -> Item:
    """The food item as one that is applied for after a notice of twenty days, within twenty."""
    return food_item(
        prior_notice=PriorNoticeRule(
            Bilingual("简易注销公示", "public notice of the simple cancellation"),
            notice=TimeLimit(20, Unit.NATURAL_DAY, CANCEL_SIMPLY, rolls=False),
            apply=TimeLimit(20, Unit.NATURAL_DAY, CANCEL_SIMPLY),
            basis=CANCEL_SIMPLY,
        )
    )


# --- a hearing

MINUTES = c.Reference("text/minutes", "sha256:minutes")
HOST = Person("郑主持", "zheng", "licensing")
NEIGHBOUR = "subject-neighbour"
FOUND = c.FindInterest(c.Interest.BETWEEN_PARTIES, (NEIGHBOUR,), WHY)
REQUEST = c.RequestHearing()
NOTIFY = c.NotifyOfHearing("H-2")
HOLD = c.HoldHearing(MINUTES, (c.THE_APPLICANT,))
GRANT_ON_MINUTES = replace(GRANT, minutes=MINUTES)


def right_told(whom: str = c.THE_APPLICANT) -> c.TellHearingRight:
    return c.TellHearingRight(whom, "H-1")


def schedule(hearing_on: str, host: Person = HOST) -> c.ScheduleHearing:
    return c.ScheduleHearing(day(hearing_on), "市政务服务中心三楼听证室", host.account)


def told(party: str = "party-1", respond_by: str = "2026-03-09") -> c.TellInterestedParty:
    return c.TellInterestedParty(party, day(respond_by), "T-1")


# --- the table they all sit at


class Table:
    """One case on the table: plays commands on days, keeps the case and its events."""

    def __init__(self, item: Item | None = None, calendar: Calendar | None = None) -> None:
        self.item = item or food_item()
        self.calendar = calendar or china()
        self.case = Case()
        self.events: list[Event] = []
        self.commands = 0

    def command(
        self,
        day_text: str,
        who: Person,
        body: c.Body,
        *,
        at: str = "10:00",
        occurred: str = "",
        occurred_at: str = "10:00",
    ) -> Command:
        return Command(
            id=f"c{self.commands}",
            case_id="case-1",
            at=instant(day_text, at),
            actor=who.account,
            post=who.post,
            body=body,
            occurred_at=instant(occurred, occurred_at) if occurred else None,
        )

    def on(self, day_text: str, who: Person, body: c.Body, **when: str) -> tuple[Happening, ...]:
        """Play a command; what happened."""
        return tuple(event.body for event in self.play(self.command(day_text, who, body, **when)))

    def play(self, command: Command) -> tuple[Event, ...]:
        events = decide(self.case, command, self.item, self.calendar)
        for event in events:
            self.case = evolve(self.case, event)
        self.events += events
        self.commands += 1
        return events

    def refused(self, day_text: str, who: Person, body: c.Body, **when: str) -> Refusal:
        """Play a command that must be refused; the refusal."""
        before = self.case
        try:
            happened = self.on(day_text, who, body, **when)
        except Refusal as refusal:
            assert self.case == before
            return refusal
        raise AssertionError(f"not refused: {happened}")

    def pass_time(self, day_text: str, at: str = "00:05") -> tuple[Happening, ...]:
        return self.on(day_text, SWEEP, PASSING, at=at)

    # --- shortcuts to where a test begins

    def received(self, day_text: str, body: c.Receive | None = None) -> "Table":
        self.on(day_text, CLERK, body or self._papers())
        return self

    def accepted(self, day_text: str, body: c.Receive | None = None) -> "Table":
        self.received(day_text, body).on(day_text, CLERK, ACCEPT, at="10:10")
        return self

    def ready_to_decide(self, accepted_on: str, day_text: str) -> "Table":
        self.accepted(accepted_on)
        for step in list(self.case.steps.values()):
            if step.plan.kind is StepKind.OPINION:
                self.on(day_text, ASSISTANT.at(step.plan.post), agree(step.plan.id))
            elif step.plan.kind is StepKind.EXAMINATION:
                self.on(day_text, LEAD, conforms(step.plan.id))
        return self

    def decided(self, accepted_on: str, day_text: str, body: c.Decide = GRANT) -> "Table":
        self.ready_to_decide(accepted_on, day_text).on(day_text, LEAD, body)
        return self

    def _papers(self) -> c.Receive:
        return receive("form") if self.item.authority == "housing" else receive()

    # --- what a test looks at

    def clock(self, name: str) -> Clock:
        return self.case.clocks[name]

    def due(self, name: str) -> str:
        return str(self.clock(name).due(self.calendar).day)

    def dues(self) -> dict[str, str]:
        """Every running clock and the day it falls due."""
        return {str(n): self.due(n) for n, clock in self.case.clocks.items() if clock.is_running}

    def explains(self, name: ClockKind, language: str) -> str:
        return "\n".join(s.say(language) for s in explain(self.clock(name), self.calendar))

    def may(self, day_text: str, who: Person, verbs: Iterable[type[c.Body]] = STAFF_VERBS) -> list[str]:
        """What this person may do that day: verb, and step where it has one."""
        return [name_of(p) for p in self.possibilities(day_text, who, verbs) if p.is_allowed]

    def possibilities(
        self, day_text: str, who: Person, verbs: Iterable[type[c.Body]] = STAFF_VERBS
    ) -> tuple[Possibility, ...]:
        command = self.command(day_text, who, PASSING)
        return allowed(Matter(self.case, command, self.item, self.calendar), tuple(verbs))


def name_of(possibility: Possibility) -> str:
    return " ".join(filter(None, (possibility.verb.__name__, possibility.step)))
