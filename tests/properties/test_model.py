"""The kernel beside a model of a page: whatever is asked, both say the same."""

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import Phase, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cast import (
    ACCEPT,
    APPLICANT,
    ASSISTANT,
    CLERK,
    DELIVER,
    EXTEND,
    GRANT,
    LEAD,
    LICENCE,
    OUTSIDER,
    PASSING,
    REFUSE,
    SWEEP,
    WHY,
    Person,
    Table,
    china,
    defect,
    food_item,
    instant,
    notice,
    receive,
    supplement,
)
from conferred import DISPUTES, ESCALATE, GOVERNMENT, NAMED, ruled
from plain_model import REQUIRED, STEPS, Model, No
from tongban.kernel import Body
from tongban.kernel.case import allowed, hearing
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.evolution import EVOLVERS
from tongban.kernel.case.item import SpecialProcedure
from tongban.kernel.refusals import Refusal

MATERIALS = st.sampled_from(REQUIRED)
REFUSAL = c.RecordDocument(c.DocumentKind.REFUSAL, "D-1", "sha256:refusal", "blob/refusal")
OUTCOMES = {"granted": (GRANT, LICENCE), "refused": (REFUSE, REFUSAL)}
OUTCOME = st.sampled_from(["granted", "granted", "refused"])


is_working = cache(china().is_working)


class Beside(RuleBasedStateMachine):
    """One case asked of both; days go by, mostly one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table(food_item(dispute=DISPUTES, names=NAMED))
        self.model = Model(is_working)
        self.now = instant("2026-03-02")

    @initialize(
        papers=st.sampled_from([REQUIRED, REQUIRED, REQUIRED[:2], ("floor_plan",)]), days=st.integers(0, 300)
    )
    def hand_in_papers(self, papers: tuple[str, ...], days: int) -> None:
        self.now += timedelta(days=days)
        self.ask(CLERK, receive(*papers), "receive", *papers)

    @rule(days=st.sampled_from([1, 1, 1, 2, 3, 5, 8, 30]), seen=st.booleans())
    def days_go_by(self, days: int, seen: bool) -> None:
        self.now += timedelta(days=days)
        if seen:
            self.ask(SWEEP, PASSING, "passing")

    @rule()
    @precondition(lambda self: self.model.status in ("received", "accepted", "decided"))
    def somebody_does_what_comes_next(self) -> None:
        model = self.model
        if model.status == "received":
            if model.missing:
                self.hand_in_a_material(model.missing[0])
            else:
                self.accept()
        elif model.status == "decided":
            if model.sealed:
                self.deliver()
            else:
                self.seal(model.outcome)
        elif "decision" in model.awaited and model.to_be_met_over:
            if model.meeting_on == self.today:
                self.meet()
            else:
                self.convene(0)
        elif "decision" in model.awaited:
            against = model.missing or model.objections or "does_not_conform" in model.answers.values()
            self.decide("refused" if against else "granted")
        elif "examine" in model.awaited:
            self.examine(c.Finding.CONFORMS)
        else:
            self.answer(min(model.awaited), c.OpinionResult.AGREE)

    @rule(material=MATERIALS)
    def ask_for_a_material(self, material: str) -> None:
        self.ask(CLERK, notice(material), "ask_for", material)

    @rule(material=MATERIALS)
    def restate_a_defect(self, material: str) -> None:
        self.ask(CLERK, c.RestateDefects((defect(material),), "N-2"), "restate", material)

    @rule(material=MATERIALS)
    def hand_in_a_material(self, material: str) -> None:
        self.ask(APPLICANT, supplement(material), "hand_in", material)

    @rule()
    def accept(self) -> None:
        self.ask(CLERK, ACCEPT, "accept")

    @rule(chance=st.integers(0, 19))
    @precondition(lambda self: self.model.status in ("received", "accepted"))
    def give_up(self, chance: int) -> None:
        if chance == 0:
            self.ask(APPLICANT, c.Withdraw(), "withdraw")
        if chance == 1:
            self.ask(CLERK, c.Decline(c.DeclineGround.NOT_REQUIRED, WHY), "decline")

    @rule(finding=st.sampled_from([c.Finding.CONFORMS, c.Finding.CONFORMS, c.Finding.DOES_NOT_CONFORM]))
    def examine(self, finding: c.Finding) -> None:
        self.ask(LEAD, c.CompleteStep("examine", finding, WHY), "examine", finding.value)

    @rule(step=st.sampled_from(["fire", "health"]), result=st.sampled_from(c.OpinionResult))
    def answer(self, step: str, result: c.OpinionResult) -> None:
        who = ASSISTANT.at(f"{step}_desk")
        self.ask(who, c.GiveOpinion(step, result, WHY), "answer", step, result.value)

    @rule(days=st.integers(0, 9))
    @precondition(lambda self: self.model.objections or self.model.meeting_on)
    def convene(self, days: int) -> None:
        day = self.today + timedelta(days=days)
        body = c.ConveneMeeting(day, "三楼", ("market", "fire", "health"), WHY)
        self.ask(LEAD, body, "convene", day)

    @rule()
    @precondition(lambda self: self.model.meeting_on)
    def postpone(self) -> None:
        self.ask(LEAD, c.PostponeMeeting(c.MeetingFailure.LEAD_UNABLE), "postpone")

    @rule(resolution=st.sampled_from(c.MeetingResolution))
    @precondition(lambda self: self.model.meeting_on)
    def meet(self, resolution: c.MeetingResolution = c.MeetingResolution.AGREED) -> None:
        signed = tuple(c.Signature(a, "somebody") for a in ("market", "fire", "health"))
        self.ask(LEAD, c.HoldMeeting(resolution, WHY, signed), "meet")

    @rule()
    @precondition(lambda self: self.model.objections)
    def go_up(self) -> None:
        self.ask(LEAD, ESCALATE, "go_up")

    @rule(result=st.sampled_from(c.RulingResult))
    @precondition(lambda self: self.model.gone_up)
    def rule_on(self, result: c.RulingResult) -> None:
        self.ask(GOVERNMENT, ruled(result), "rule_on", result.value)

    @rule(days=st.integers(0, 12))
    @precondition(lambda self: self.model.status == "accepted")
    def leave_out_days(self, days: int) -> None:
        today = self.today
        until = today + timedelta(days=days)
        body = c.StartSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, today, until, "S-1")
        self.ask(LEAD, body, "leave_out", days)

    @rule()
    @precondition(lambda self: self.model.status == "accepted")
    def resume(self) -> None:
        self.ask(LEAD, c.EndSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, self.today), "resume")

    @rule()
    @precondition(lambda self: self.model.status == "accepted")
    def extend(self) -> None:
        self.ask(LEAD, EXTEND, "extend")

    @rule(outcome=OUTCOME)
    def decide(self, outcome: str) -> None:
        self.ask(LEAD, OUTCOMES[outcome][0], "decide", outcome)

    @rule(outcome=OUTCOME)
    @precondition(lambda self: self.model.status != "draft")
    def seal(self, outcome: str) -> None:
        self.ask(SWEEP, OUTCOMES[outcome][1], "seal", outcome)

    @rule()
    def deliver(self) -> None:
        self.ask(CLERK, DELIVER, "deliver")

    @rule(body=st.sampled_from([ACCEPT, GRANT, DELIVER, EXTEND, notice("form")]))
    def somebody_else_asks(self, body: Body) -> None:
        before = self.table.case
        try:
            self.play(OUTSIDER, body)
        except Refusal:
            assert self.table.case is before
        else:
            raise AssertionError("done by somebody who holds no post")

    # --- both are asked

    @property
    def today(self) -> date:
        return china().day_of(self.now)

    def play(self, who: Person, body: Body) -> None:
        table = self.table
        table.play(c.Command(f"c{table.commands}", "case-1", self.now, who.account, who.post, body))

    def ask(self, who: Person, body: Body, act: str, *what: object) -> None:
        try:
            then = self.model.after(act, self.today, *what)
        except No:
            then = None
        try:
            self.play(who, body)
        except Refusal as refusal:
            assert then is None, f"the kernel refuses what may be done: {refusal}"
            event(f"refused: {act}")
        else:
            assert then is not None, f"the kernel lets pass what may not be done: {act} {what}"
            self.model = then
            event(f"done: {act}")

    @invariant()
    def both_say_the_same(self) -> None:
        case, model = self.table.case, self.model
        assert case.status == model.status
        assert case.missing == model.missing or model.status == "draft"
        assert case.owes_supplement == model.owes_supplement
        assert self.table.dues() == {name: str(day) for name, day in model.running.items()}
        assert {str(name): day for name, day in case.passed.items()} == model.said_to_have_passed
        assert (case.accepted_on, case.deemed_accepted) == (model.accepted_on, model.by_silence)
        assert (case.outcome or "") == model.outcome
        if model.status == "accepted":
            assert {step.plan.id for step in case.open_steps} == model.awaited
            assert set(case.steps) == {*STEPS, "decision"}


TestBeside = Beside.TestCase
TestBeside.settings = settings(stateful_step_count=50)


QUICKLY = settings(max_examples=60, stateful_step_count=50, phases=[Phase.generate])


@pytest.mark.parametrize(
    ("where", "name", "instead", "said"),
    [
        (allowed.CHECKS, c.Accept, lambda matter: None, "lets pass what may not be done: accept"),
        (allowed.CHECKS, c.Decide, hearing.check_settled, "lets pass what may not|holds no post"),
        (EVOLVERS, e.Delivered, lambda case, event, body: case, "decided.*closed"),
        (EVOLVERS, e.LimitPassed, lambda case, event, body: case, "datetime.date"),
    ],
)
def test_a_kernel_that_does_otherwise_is_caught(monkeypatch, where, name, instead, said):
    monkeypatch.setitem(where, name, instead)
    with pytest.raises(AssertionError, match=said):
        run_state_machine_as_test(Beside, settings=QUICKLY)
