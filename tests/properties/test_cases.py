"""What holds of every case, whatever is asked of it, in whatever order, however late."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cast import (
    ACCEPT,
    ACCEPT_WITH_GAP,
    ANNOUNCE,
    APPLICANT,
    ASSIGN,
    ASSISTANT,
    BEIJING,
    BOUNCED,
    BUREAU,
    CHALLENGE,
    CLERK,
    COMMIT,
    DELIVER,
    DIED,
    DISTRICT,
    EVERYONE,
    EXTEND,
    FOUND,
    GAP,
    GRANT,
    GRANT_ON_MINUTES,
    HAND_OVER,
    HOLD,
    INHERIT,
    LEAD,
    LICENCE,
    LOSE_ORIGINAL,
    NOT_OURS,
    NOTIFY,
    OBSERVER,
    OLD_LICENCE,
    OVERSEER,
    PAIR,
    PAPER,
    PASSING,
    POST_IT,
    REFUSE,
    REMEDIES,
    REQUEST,
    RETURN,
    RETURN_ORIGINAL,
    REVOKE,
    SIGNED_FOR,
    SWEEP,
    TAKE_ORIGINAL,
    TAKE_OVERSIGHT,
    TELL_COMMITMENT,
    UNANSWERED,
    WHY,
    Person,
    Table,
    again,
    agree,
    checked,
    china,
    commitment_item,
    conforms,
    defect,
    food_item,
    gap_item,
    inspected_item,
    instant,
    intended,
    joint_item,
    moved,
    notice,
    objection,
    outcome_of,
    outdoors,
    overseen_item,
    receive,
    renewal_item,
    reviewed_item,
    right_told,
    schedule,
    send_up,
    served_item,
    succession_item,
    supplement,
    survey_item,
    surveyed,
    told,
    visit,
    working,
)
from conferred import (
    ESCALATE,
    GOVERNMENT,
    WATER,
    conditional,
    convene,
    declared_consent,
    disputed_item,
    met,
    ruled,
    without_reasons,
)
from examples import examples
from tongban.kernel import (
    Body,
    Case,
    Command,
    Happening,
    Item,
    Matter,
    Status,
    Step,
    StepState,
    allowed,
    decide,
    evolve,
    replay,
)
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.conditions import Compare, Operator
from tongban.kernel.case.evolution import EVOLVERS
from tongban.kernel.case.item import Approver, SilenceEffect, SpecialProcedure, StepKind
from tongban.kernel.clock import explain
from tongban.kernel.refusals import Refusal
from tongban.kernel.words import Bilingual

# --- anything that can be said

STEPS = st.sampled_from(
    ["examine", "survey", "fire", "health", "city", "water", "planning", "decision", "intake", "x"]
)
MATERIALS = st.sampled_from(["form", "licence_copy", "floor_plan", "seat_plan", "bribe"])
REASONS = st.sampled_from([None, WHY])
NUMBERS = st.sampled_from(["", "L-1", "D-1", "X-1"])
DATES = st.one_of(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.sampled_from([date.min, date(2007, 1, 1), date.max])
)
RESULTS = st.sampled_from(c.OpinionResult)
HANDED_IN = st.lists(st.builds(c.HandedIn, MATERIALS), max_size=3).map(tuple)
DEFECTS = st.lists(
    st.builds(c.Defect, MATERIALS, st.sampled_from(c.DefectKind), st.just("§")), max_size=3
).map(tuple)
FIELDS = st.sampled_from(
    [
        "received_on",
        "accepted_on",
        "applicant",
        "opinion:fire",
        "finding:examine",
        "opinion:x",
        "finding:",
        "",
    ]
)
VALUES = st.one_of(
    DATES.map(str),
    RESULTS.map(str),
    st.sampled_from(c.Finding).map(str),
    st.sampled_from(["", "?", "2026-02-30"]),
)
FACTS = st.dictionaries(
    st.sampled_from(["outdoor_seats", "size"]), st.one_of(st.booleans(), st.integers(0, 9), st.just("?"))
)

WHO = st.sampled_from([c.THE_APPLICANT, "party-1", "party-2", "party-9", ""])
AUTHORITIES = st.lists(st.sampled_from(["market", "fire", "water", ""]), max_size=3).map(tuple)
SIGNATURES = st.lists(
    st.builds(c.Signature, st.sampled_from(["market", "fire", "x"]), st.sampled_from(["", "chen", "zhao"])),
    max_size=3,
).map(tuple)
HEIRS = st.sampled_from(["", "subject-heir"])
STAFF = st.lists(st.sampled_from(["", "zhao", "zhou"]), max_size=3).map(tuple)
PARTIES = st.lists(st.sampled_from(["subject-li", "subject-school", "subject-shop", ""]), max_size=3).map(
    tuple
)

BODIES: st.SearchStrategy[Body] = st.one_of(
    st.builds(
        c.Receive, st.just("subject-li"), st.just("330106"), st.sampled_from(c.Channel), NUMBERS, FACTS,
        st.none(), HANDED_IN,
    ),
    st.builds(c.RequestSupplement, DEFECTS, NUMBERS),
    st.builds(c.Supplement, HANDED_IN),
    st.builds(c.RestateDefects, DEFECTS, NUMBERS),
    st.builds(c.Accept, NUMBERS),
    st.builds(c.Decline, st.sampled_from(c.DeclineGround), REASONS, st.sampled_from(["", "city"])),
    st.builds(c.TakeStep, STEPS),
    st.builds(c.CompleteStep, STEPS, st.sampled_from(c.Finding), REASONS),
    st.builds(c.GiveOpinion, STEPS, RESULTS, REASONS),
    st.builds(c.RecordObservation, STEPS, RESULTS, st.just("elsewhere"), NUMBERS),
    st.builds(c.StartSpecialProcedure, st.sampled_from(SpecialProcedure), DATES, DATES, NUMBERS),
    st.builds(c.EndSpecialProcedure, st.sampled_from(SpecialProcedure), DATES),
    st.builds(c.ExtendLimit, st.sampled_from(Approver), st.sampled_from(["", "head"]), REASONS, NUMBERS),
    st.builds(
        c.Decide, st.sampled_from(c.Outcome), NUMBERS, st.sampled_from(["", "§"]), REASONS,
        st.sampled_from([None, REMEDIES]), st.one_of(st.none(), DATES),
    ),
    st.builds(c.RecordDocument, st.sampled_from(c.DocumentKind), NUMBERS, st.just("sha256:x"), st.just("b")),
    st.builds(c.Deliver, st.sampled_from(c.DeliveryMethod)),
    st.builds(
        c.DispatchDocument, st.sampled_from(c.DocumentKind), NUMBERS, st.sampled_from(c.DeliveryMethod),
        REASONS, WHO,
    ),
    st.builds(c.RecordBounce, st.sampled_from(c.DocumentKind), NUMBERS, st.sampled_from(c.BounceReason), WHO),
    st.builds(
        c.RecordService, st.sampled_from(c.DocumentKind), NUMBERS, st.sampled_from(c.DeliveryMethod),
        REASONS, WHO,
    ),
    st.builds(c.AnnounceService, st.sampled_from(c.DocumentKind), NUMBERS, REASONS, WHO),
    st.builds(c.ConfirmService, st.sampled_from(c.DocumentKind), NUMBERS),
    st.builds(c.AgreeToElectronicService, REASONS),
    st.builds(c.EndElectronicService),
    st.builds(c.TakeOriginal, NUMBERS, MATERIALS, REASONS, REASONS),
    st.builds(c.HandOverOriginal, NUMBERS, st.sampled_from(["licensing", "window", "x"])),
    st.builds(c.AcknowledgeOriginal, NUMBERS),
    st.builds(c.ReturnOriginal, NUMBERS, st.sampled_from(c.DeliveryMethod), REASONS),
    st.builds(c.RecordLostOriginal, NUMBERS, REASONS, st.sampled_from(["", "approver", "wang"])),
    st.builds(c.CorrectEntry, FIELDS, VALUES, st.sampled_from(["", "approver", "wang"]), REASONS),
    st.builds(c.Withdraw),
    st.builds(c.EndCase, st.sampled_from(c.EndGround), REASONS, REASONS, NUMBERS),
    st.builds(moved, st.sampled_from(["market", "fire"])),
    st.builds(c.TakeOver, st.sampled_from(c.SuccessionGround), HEIRS, REASONS),
    st.builds(c.FindInterest, st.sampled_from(c.Interest), PARTIES, REASONS),
    st.builds(c.AcceptWithGap, NUMBERS, NUMBERS, REASONS),
    st.builds(c.ReturnApplication, NUMBERS, REASONS),
    st.builds(c.AssignInspectors, STAFF),
    st.builds(c.ScheduleSurvey, STEPS, DATES, AUTHORITIES),
    st.builds(c.RecordFailedSurvey, STEPS, st.sampled_from(c.SurveyFailure), AUTHORITIES),
    st.builds(
        c.RecordSurvey, STEPS, st.sampled_from(c.SurveyResult), SIGNATURES, REASONS, st.none() | DATES
    ),
    st.builds(
        c.ConveneMeeting, DATES, st.sampled_from(["", "四楼"]), AUTHORITIES, REASONS, st.none()
    ),
    st.builds(c.PostponeMeeting, st.sampled_from(c.MeetingFailure), AUTHORITIES),
    st.builds(c.HoldMeeting, st.sampled_from(c.MeetingResolution), REASONS, SIGNATURES, AUTHORITIES),
    st.builds(c.EscalateDispute, REASONS, NUMBERS),
    st.builds(c.RuleOnDispute, st.sampled_from(c.RulingResult), REASONS, NUMBERS),
    st.builds(c.TellCommitment, NUMBERS),
    st.builds(c.Commit, REASONS, st.sampled_from(c.CreditStanding)),
    st.builds(c.RecordCheck, st.sampled_from(c.CheckFinding), STAFF, REASONS),
    st.builds(c.OrderRectification, st.integers(-1, 20), NUMBERS, REASONS),
    st.builds(c.RecordRectification, st.booleans(), STAFF, REASONS),
    st.builds(c.TellRevocation, st.sampled_from(c.RevocationGround), DATES, NUMBERS, REASONS),
    st.builds(c.Revoke, NUMBERS, REASONS, st.sampled_from([None, REMEDIES])),
    st.builds(c.Cancel, st.sampled_from(c.CancellationGround), NUMBERS),
    st.builds(c.RecordCredit, NUMBERS),
    st.builds(c.TellInterestedParty, WHO, DATES, NUMBERS),
    st.builds(c.RecordStatement, WHO, REASONS),
    st.builds(c.TellHearingRight, WHO, NUMBERS),
    st.builds(c.RequestHearing, WHO),
    st.builds(c.WaiveHearing, WHO),
    st.builds(c.AnnounceHearing, st.sampled_from(c.HearingGround), NUMBERS),
    st.builds(c.ScheduleHearing, DATES, st.just("三楼"), st.sampled_from(["", "zheng", "chen", "wang"])),
    st.builds(
        c.RejectHandOver,
        st.sampled_from(["1", "2"]),
        st.sampled_from(c.HandOverFault),
        st.sampled_from(["", "health", "city"]),
        REASONS,
    ),
    st.builds(c.NotifyOfHearing, NUMBERS),
    st.builds(c.HoldHearing, REASONS, st.lists(WHO, max_size=3).map(tuple)),
    st.just(PASSING),
)  # fmt: skip

#: What moves a case forward where it is its turn; asked often, so that random play gets somewhere.
SENSIBLE: tuple[tuple[Person, Body], ...] = (
    (CLERK, receive()),
    (CLERK, outdoors()),
    (CLERK, receive("form")),
    (CLERK, notice("floor_plan", "licence_copy")),
    (APPLICANT, supplement("floor_plan")),
    (APPLICANT, supplement("floor_plan", "licence_copy")),
    (CLERK, c.RestateDefects((defect("licence_copy"),), "N-2")),
    (CLERK, ACCEPT),
    (LEAD, conforms()),
    (ASSISTANT, agree("fire")),
    *((ASSISTANT.at(f"{s}_desk"), agree(s)) for s in ("health", "city", "water", "traffic", "planning")),
    (ASSISTANT, c.GiveOpinion("fire", c.OpinionResult.OBJECT, WHY)),
    (OBSERVER, c.RecordObservation("health", c.OpinionResult.AGREE, "elsewhere", "F-1")),
    (LEAD, EXTEND),
    (LEAD, c.ExtendLimit(Approver.GOVERNMENT_HEAD, "mayor", WHY, "E-1")),
    (LEAD, GRANT),
    (LEAD, REFUSE),
    (SWEEP, LICENCE),
    (CLERK, DELIVER),
    (SWEEP, PAPER),
    (CLERK, POST_IT),
    (CLERK, BOUNCED),
    (CLERK, ANNOUNCE),
    (CLERK, SIGNED_FOR),
    (APPLICANT, c.AgreeToElectronicService()),
    (CLERK, replace(POST_IT, method=c.DeliveryMethod.ELECTRONIC)),
    (APPLICANT, c.ConfirmService(c.DocumentKind.REFUSAL, "D-1")),
    (APPLICANT, c.EndElectronicService()),
    (CLERK, TAKE_ORIGINAL),
    (CLERK, HAND_OVER),
    (LEAD, c.AcknowledgeOriginal("Y-1")),
    (CLERK, RETURN_ORIGINAL),
    (CLERK, LOSE_ORIGINAL),
    (CLERK, c.CorrectEntry("received_on", "2026-02-27", "approver", WHY)),
    (CLERK, c.CorrectEntry("accepted_on", "2026-03-03", "approver", WHY)),
    (LEAD, c.TakeStep("examine")),
    (CLERK, receive("form", "licence_copy")),
    (CLERK, receive(renews=OLD_LICENCE)),
    (CLERK, ACCEPT_WITH_GAP),
    (LEAD, RETURN),
    (CLERK, UNANSWERED),
    (LEAD, INHERIT),
    (LEAD, moved()),
    (ASSISTANT, moved("fire")),
    *((BUREAU, body) for body in (conforms(), agree("fire"), GRANT, EXTEND, surveyed())),
    (LEAD, replace(DIED, no_successor=WHY)),
    (LEAD, visit("2026-03-20")),
    (LEAD, c.RecordFailedSurvey("survey", c.SurveyFailure.WEATHER)),
    (LEAD, surveyed()),
    (DISTRICT, send_up()),
    (LEAD, ASSIGN),
    (LEAD, surveyed(c.SurveyResult.TO_RECTIFY, rectify_by=date(2026, 4, 30))),
    (WATER, objection("water")),
    (WATER, without_reasons("water")),
    (WATER, conditional("water")),
    (LEAD, convene("2026-03-20")),
    (LEAD, c.PostponeMeeting(c.MeetingFailure.LEAD_UNABLE)),
    *((LEAD, met(resolution)) for resolution in c.MeetingResolution),
    (LEAD, met(c.MeetingResolution.AGREED, by=("housing", "traffic"), absent=("water",))),
    (LEAD, ESCALATE),
    *((GOVERNMENT, ruled(result)) for result in c.RulingResult),
    (CLERK, TELL_COMMITMENT),
    (APPLICANT, COMMIT),
    *((ASSISTANT, checked(finding)) for finding in c.CheckFinding),
    (ASSISTANT, c.OrderRectification(5, "Q-1", WHY)),
    (ASSISTANT, c.RecordRectification(False, PAIR, WHY)),
    *((LEAD, intended(ground, "2026-04-01")) for ground in c.RevocationGround),
    (LEAD, REVOKE),
    (LEAD, c.Cancel(c.CancellationGround.REVOKED, "Z-1")),
    (LEAD, c.RecordCredit("X-1")),
    *((LEAD, replace(CHALLENGE, act=act)) for act in c.ChallengedAct),
    (LEAD, c.RecordReply("1", "Y-1")),
    (LEAD, c.SuspendExecution("1", "Y-2")),
    (LEAD, c.ResumeExecution("1", "Y-3")),
    *((LEAD, outcome_of(outcome, redo_days=30)) for outcome in c.ChallengeOutcome),
    (LEAD, outcome_of(c.ChallengeOutcome.REDO, steps=("examine",), challenge="2")),
    *((OVERSEER, replace(TAKE_OVERSIGHT, hand_over=n)) for n in "123"),
    *((OVERSEER, replace(NOT_OURS, hand_over=n)) for n in "12"),
    *((LEAD, again(hand_over=n)) for n in "12"),
    *((ASSISTANT.at("health_desk"), replace(TAKE_OVERSIGHT, hand_over=n)) for n in "12"),
    (LEAD, FOUND),
    (LEAD, replace(FOUND, interest=c.Interest.OF_OTHERS, parties=("subject-school",))),
    (LEAD, told("party-1", "2026-03-20")),
    (CLERK, c.RecordStatement("party-1", WHY)),
    *((LEAD, right_told(whom)) for whom in (c.THE_APPLICANT, "party-1")),
    (APPLICANT, REQUEST),
    (CLERK, c.RequestHearing("party-1")),
    (APPLICANT, c.WaiveHearing()),
    (LEAD, c.AnnounceHearing(c.HearingGround.PUBLIC_INTEREST, "G-1")),
    (LEAD, schedule("2026-03-27")),
    (LEAD, schedule("2026-04-24")),
    (LEAD, NOTIFY),
    (LEAD, HOLD),
    (LEAD, GRANT_ON_MINUTES),
    (CLERK, c.Decline(c.DeclineGround.NOT_REQUIRED, WHY)),
)

PEOPLE = st.sampled_from([*EVERYONE, *(ASSISTANT.at(f"{d}_desk") for d in ("health", "water", "planning"))])
ITEMS = st.sampled_from(
    [
        food_item(),
        joint_item(),
        disputed_item(),
        declared_consent("water"),
        gap_item(),
        commitment_item(),
        renewal_item(),
        survey_item(),
        reviewed_item(),
        succession_item(),
        inspected_item(),
        overseen_item(),
        served_item(),
        gap_item(replace(GAP, after_reminder=None)),
        food_item(separate_intake_and_examination=True, promise_stops_for=()),
    ]
)


class Anything(RuleBasedStateMachine):
    """Plays sense and nonsense at one table, days going by."""

    def __init__(self) -> None:
        super().__init__()
        self.now = instant("2026-03-02")

    @initialize(item=ITEMS, begun=st.integers(0, 9), gap=st.booleans())
    def sit_down(self, item: Item, begun: int, gap: bool) -> None:
        self.table = Table(item)
        if begun:  # one table in ten begins with nothing
            papers = receive("form") if gap or len(item.materials) == 1 else receive()
            self.ask(CLERK, replace(papers, renews=OLD_LICENCE if item.renewal else None))
        if begun > 4:
            self.ask(CLERK, ACCEPT)

    @rule(hours=st.integers(1, 60))
    def time_goes_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(days=st.integers(3, 40))
    def a_long_time_goes_by(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.ask(SWEEP, PASSING)

    @rule(move=st.sampled_from(SENSIBLE))
    def somebody_asks_something_sensible(self, move: tuple[Person, Body]) -> None:
        self.ask(*move)

    @rule(choice=st.integers(0, 99))
    def somebody_does_what_may_be_done(self, choice: int) -> None:
        possible = [move for move in SENSIBLE if self.is_possible(*move)]
        if possible:
            self.ask(*possible[choice % len(possible)])

    def is_possible(self, who: Person, body: Body) -> bool:
        table = self.table
        command = Command("try", "case-1", self.now, who.account, who.post, body)
        try:
            decide(table.case, command, table.item, china())
        except Refusal:
            return False
        return True

    @rule(length=st.integers(-1, 20), ahead=st.integers(-1, 20))
    def the_lead_tells_of_an_expert_review(self, length: int, ahead: int) -> None:
        begin = china().day_of(self.now) + timedelta(days=ahead)
        until = begin + timedelta(days=length)
        self.ask(LEAD, c.StartSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, begin, until, "S-1"))

    @rule()
    def the_lead_ends_the_expert_review_today(self) -> None:
        self.ask(LEAD, c.EndSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, china().day_of(self.now)))

    @rule(who=PEOPLE, body=BODIES)
    def somebody_asks_anything(self, who: Person, body: Body) -> None:
        self.ask(who, body)

    @rule(who=PEOPLE, body=BODIES, days=st.one_of(st.integers(-40, 2), st.sampled_from([-9000, 9000])))
    def somebody_enters_anything_late(self, who: Person, body: Body, days: int) -> None:
        self.ask(who, body, self.now + timedelta(days=days))

    def ask(self, who: Person, body: Body, occurred_at: datetime | None = None) -> None:
        table = self.table
        command = Command(f"c{table.commands}", "case-1", self.now, who.account, who.post, body, occurred_at)
        foretold = None
        if occurred_at is None:
            matter = Matter(table.case, command, table.item, china())
            step = getattr(body, "step", "")
            foretold = next(
                (p.refusal for p in allowed(matter, (type(body),)) if p.step == step and not p.is_allowed),
                None,
            )
        try:
            events = table.play(command)  # anything but a Refusal is a fault and ends the test
        except Refusal as refusal:
            assert foretold is None or refusal == foretold
            assert refusal.sentence.zh
            assert refusal.remedy.en
            return
        assert foretold is None
        assert [event.seq for event in events] == list(
            range(table.case.version - len(events) + 1, table.case.version + 1)
        )
        assert {type(event.body) for event in events} <= set(EVOLVERS)

    @invariant()
    def every_clock_can_be_counted_and_explained(self) -> None:
        for clock in getattr(self, "table", Table()).case.clocks.values():
            assert explain(clock, china())

    @invariant()
    def nobody_decides_before_those_concerned_were_told_and_heard(self) -> None:
        case = getattr(self, "table", Table()).case
        hearing = case.hearing
        decided_on = case.decided_on
        if decided_on is None:
            return
        assert all(p.told_on or who in hearing.right_told for who, p in case.parties.items())
        assert not hearing.is_owed
        if hearing.held_on is None:
            for who in hearing.right_told:
                clock = case.clocks[f"hearing_request:{who}"]
                assert clock.stopped_on is not None
                assert clock.due(china()).day < decided_on or self.happened(e.HearingWaived, who)
        else:
            (decided,) = [event.body for event in self.table.events if isinstance(event.body, e.Decided)]
            assert decided.minutes == hearing.minutes

    @invariant()
    def no_licence_is_granted_while_a_gap_is_open_nor_anything_returned_in_time(self) -> None:
        case = getattr(self, "table", Table()).case
        if case.outcome is c.Outcome.GRANTED:
            assert case.gap is None or not case.gap.is_open
        for event in getattr(self, "table", Table()).events:
            if isinstance(event.body, e.ApplicationReturned):
                assert case.gap is not None
                assert case.gap.is_open
                for name in ("gap", "gap_reminder"):
                    clock = case.clocks.get(name)
                    assert clock is None or clock.due(china()).day < event.on

    @invariant()
    def nothing_is_revoked_unheard_nor_on_a_promise_nobody_checked(self) -> None:
        case = getattr(self, "table", Table()).case
        for event in getattr(self, "table", Table()).events:
            if not isinstance(event.body, e.Revoked):
                continue
            told = case.revocation
            assert told is not None
            assert told.has_stated or told.respond_by < event.on
            if event.body.ground is c.RevocationGround.FALSE_PROMISE:
                assert case.commitment is not None
                assert case.commitment.finding is c.CheckFinding.FALSE_PROMISE
            if event.body.ground is c.RevocationGround.NOT_RECTIFIED:
                assert case.commitment is not None
                assert case.commitment.rectify_ordered_on is not None
                assert case.commitment.rectified is not True

    @invariant()
    def silence_renews_only_what_was_applied_for_in_time_and_owes_nothing(self) -> None:
        table = getattr(self, "table", Table())
        if table.case.deemed_renewed:
            assert table.case.renews is not None
            assert table.case.renews.in_time
            assert not table.case.missing
            assert not any(isinstance(event.body, e.Decided) for event in table.events)

    def happened(self, kind: type[e.HearingWaived], who: str) -> bool:
        return any(isinstance(event.body, kind) and event.body.by == who for event in self.table.events)

    @invariant()
    def time_noticed_twice_says_nothing_the_second_time(self) -> None:
        table = getattr(self, "table", Table())
        command = table.command("2026-03-02", SWEEP, PASSING)
        command = replace(command, at=self.now)
        once = replay(decide(table.case, command, table.item, china()), table.case)
        assert decide(once, command, table.item, china()) == ()

    def teardown(self) -> None:
        if hasattr(self, "table"):
            events = self.table.events
            assert replay(events) == self.table.case
            for cut in (0, len(events) // 3, len(events)):
                assert replay(events[cut:], replay(events[:cut])) == self.table.case


TestAnything = Anything.TestCase
TestAnything.settings = settings(max_examples=examples(60), stateful_step_count=60)


def test_every_event_there_is_has_its_evolution():
    kinds = {k for k in vars(e).values() if isinstance(k, type) and issubclass(k, Happening)} - {Happening}
    assert set(EVOLVERS) == kinds


def test_an_event_nobody_knows_changes_nothing_but_the_version():
    class Rumour(Happening):
        pass

    table = Table().accepted("2026-03-02")
    rumour = replace(table.events[-1], seq=99, body=Rumour())
    assert evolve(table.case, rumour) == replace(table.case, version=99)


# --- silence


@given(
    st.dates(date(2026, 1, 5), date(2026, 11, 1)),
    st.integers(0, 60),
    st.sampled_from([food_item(), joint_item()]),
)
def test_silence_has_the_same_effect_noticed_daily_or_once_late(received_on, days, item):
    daily, late = Table(item).received(str(received_on)), Table(item).received(str(received_on))
    for n in range(1, days + 1):
        daily.pass_time(str(received_on + timedelta(days=n)))
    late.pass_time(str(received_on + timedelta(days=days)))

    def known(table: Table) -> tuple[object, ...]:
        case = table.case
        clocks = [table.dues().get(name) for name in ("notice", "statutory", "promised")]
        return case.status, case.accepted_on, case.deemed_accepted, *clocks

    assert known(daily) == known(late)
    assert (daily.case.status is Status.ACCEPTED) == (
        received_on + timedelta(days=days) > china().add(received_on, 5)
    )


@given(st.permutations(["fire", "health", "city"]), st.permutations(["fire", "health", "city"]))
def test_independent_opinions_make_the_same_case_in_any_order(one, other):
    def given_in(order: list[str]) -> Case:
        table = Table().accepted("2026-03-02", outdoors())
        for step in order:
            table.on("2026-03-04", ASSISTANT.at(f"{step}_desk"), agree(step))
        table.on("2026-03-05", LEAD, conforms())
        return table.case

    assert given_in(one) == given_in(other)


# --- the graph of steps


@st.composite
def procedures(draw: st.DrawFn) -> tuple[Item, dict[str, bool]]:
    """An item with a random sound graph of steps, and a situation that skips some of them."""
    base = food_item()
    kinds = st.sampled_from([StepKind.EXAMINATION, StepKind.OPINION, StepKind.SURVEY, StepKind.MEETING])
    steps: list[Step] = []
    for n in range(draw(st.integers(0, 9))):
        before = [s.id for s in steps]
        after = draw(st.lists(st.sampled_from(before), unique=True)) if before else []
        steps.append(
            Step(
                f"s{n}",
                Bilingual(f"环节{n}", f"step {n}"),
                draw(kinds),
                "market",
                "licensing",
                "§",
                after=(*after, *draw(st.sampled_from([[], ["intake"]]))),
                when=Compare(f"f{n}", Operator.EQUAL, True),
                limit=draw(st.sampled_from([None, working(3, "§")])),
                silence=draw(st.sampled_from(SilenceEffect)),
                silence_basis="本市办法§9",
            )
        )
    ends = draw(st.lists(st.sampled_from([s.id for s in steps]), unique=True)) if steps else []
    decision = replace(
        base.steps_by_id["decision"], after=tuple(ends), when=Compare("f0", Operator.EQUAL, True)
    )
    facts = {f"f{n}": draw(st.booleans()) for n in range(max(1, len(steps)))}
    intake, delivery = base.steps_by_id["intake"], base.steps_by_id["delivery"]
    listed = draw(st.permutations([intake, *steps, decision, delivery]))
    return replace(base, steps=tuple(listed), materials=base.materials[:1]), facts


@given(procedures(), st.randoms(use_true_random=False))
def test_every_case_can_be_decided_whatever_its_situation_skips(procedure, random):
    item, facts = procedure
    table = Table(item).accepted("2026-03-02", receive("form", facts=facts))
    planned = table.case.steps

    assert all(set(step.plan.after) <= set(planned) for step in planned.values())
    assert set(planned) == {s.id for s in item.steps if facts.get(f"f{s.id[1:]}", False)} | {"decision"}

    day = date(2026, 3, 2)
    while (decision := table.case.decision_step) is not None and decision.state is not StepState.OPEN:
        day += timedelta(days=1)
        open_steps = list(table.case.open_steps)
        assert open_steps, "a case that waits for nothing anybody could do"
        step = random.choice(open_steps).plan
        if step.kind is StepKind.SURVEY:
            signed = (c.Signature(step.authority, "chen"),)
            table.on(str(day), LEAD, c.RecordSurvey(step.id, c.SurveyResult.CONFORMS, signed))
        elif step.kind is not StepKind.OPINION:
            table.on(str(day), LEAD, conforms(step.id))
        elif step.silence is SilenceEffect.DEEMED_CONSENT and step.limit is not None:
            day = china().add(day, step.limit.amount + 1)
            table.pass_time(str(day))
        else:
            table.on(str(day), LEAD, agree(step.id))
    table.on(str(day), LEAD, GRANT, at="23:00")
    assert table.case.status is Status.DECIDED


def test_forty_layers_of_skipped_steps_are_planned_at_once():
    base = food_item()
    layers: list[Step] = []
    for n in range(40):
        before = [s.id for s in layers[-2:]]
        layers += [
            replace(
                base.steps_by_id["examine"],
                id=f"{side}{n}",
                after=tuple(before),
                when=Compare("outdoor_seats", Operator.EQUAL, True),
            )
            for side in "ab"
        ]
    decision = replace(base.steps_by_id["decision"], after=("a39", "b39"))
    item = replace(base, steps=(base.steps_by_id["intake"], *layers, decision, base.steps_by_id["delivery"]))
    assert set(Table(item).accepted("2026-03-02").case.steps) == {"decision"}


# --- instants


@given(
    st.datetimes(timezones=st.sampled_from([UTC, BEIJING])),
    st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))),
)
def test_any_instant_is_a_receipt_or_a_refusal(at, occurred_at):
    table = Table()
    command = replace(table.command("2026-03-02", CLERK, receive()), at=at, occurred_at=occurred_at)
    try:
        table.play(command)
    except Refusal:
        return
    assert table.case.received_on == (occurred_at or at).astimezone(BEIJING).date()
    assert date(2006, 12, 31) <= table.case.received_on
