"""What comes from outside is wrong, huge, forged or late: a clear answer, and nothing half done."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agency import a_mandate
from cast import APPLICANT, ASSISTANT, CLERK, LEAD, Person, instant
from office import ASKED, FACTS, PDF, Office, open_office
from tongban.handling import examination, intake, outcome
from tongban.handling.access import (
    ApproverNotEntitled,
    NotAnInterface,
    NotTheApplicant,
    NotYourCase,
    OnlyTheCounter,
    approving_posts,
)
from tongban.handling.answers import AnswersUnusable, NotOfferedThere, Problem, doubts
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Actor, Ask
from tongban.handling.in_memory import NoSuchItem
from tongban.handling.intake import Application, DefectFound
from tongban.handling.sweep import sweep
from tongban.handling.texts import LONGEST, NotText, TextTooLong, TextUnreadable, UnusableId
from tongban.handling.uploads import checked
from tongban.kernel.case import commands as c
from tongban.kernel.case.events import StepCompleted
from tongban.kernel.refusals import (
    BadInput,
    CaseNotFound,
    FourEyes,
    NotAllowedNow,
    NotYourStep,
    StepNotOpen,
    Told,
    UnknownMaterial,
)

CASE = "00000000-0000-7000-8000-000000000001"
ALL = ("form", "licence_copy", "floor_plan")
FORM = {"holder": "李申请", "premises": "解放路 1 号"}
STRANGER = Person("路人", "stranger", "")
FIRE, HEALTH = ASSISTANT.at("fire_desk"), ASSISTANT.at("health_desk")


def application(**changes: Any) -> Application:
    plain = Application(
        item="food-operation-licence",
        division="330100",
        applicant=APPLICANT.account,
        channel=c.Channel.ONLINE,
        facts=FACTS,
        form=FORM,
        uploads={m: [checked(f"{m}.pdf", PDF)] for m in ALL},
    )
    return replace(plain, **changes)


def receive(office: Office, who: Person = APPLICANT, **changes: Any) -> Answer:
    return intake.receive(office.handler, office.ask(CASE, who), application(**changes))


def refused(act: Callable[[], object], office: Office) -> Told:
    """What was said; and nothing has changed."""
    before = office.store.load(CASE)
    with pytest.raises(Told) as told:
        act()
    assert office.store.load(CASE) == before
    said = told.value
    for sentence in (said.sentence, said.remedy):
        assert sentence.zh
        assert sentence.en
        json.dumps([sentence.zh, sentence.en]).encode("ascii")
        (sentence.zh + sentence.en).encode()  # a refusal can be shown: no half of a character in it
        assert len(sentence.zh) < 2000
    return said


# --- applications


def test_an_item_nobody_published_is_not_in_the_catalogue() -> None:
    office = open_office()
    assert isinstance(refused(lambda: receive(office, item="no-such-item"), office), NoSuchItem)


@pytest.mark.parametrize("division", ["990000", "", "三三"])
def test_a_division_where_the_item_is_not_offered(division: str) -> None:
    office = open_office()
    said = refused(lambda: receive(office, division=division), office)
    assert said == NotOfferedThere(division=division, offered="330100")


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, ["outdoor_seats", "floor_area", "premises"]),
        ({**FACTS, "extra": True}, ["extra"]),
        ({**FACTS, "\ud800\x00": True}, ["\ud800\x00"]),
        ({**FACTS, "outdoor_seats": "yes"}, ["outdoor_seats"]),
        ({**FACTS, "outdoor_seats": 1}, ["outdoor_seats"]),
        ({**FACTS, "floor_area": "86"}, ["floor_area"]),
        ({**FACTS, "floor_area": True}, ["floor_area"]),
        ({**FACTS, "floor_area": 86.5}, ["floor_area"]),
        ({**FACTS, "floor_area": 10**400}, ["floor_area"]),
        ({**FACTS, "floor_area": -1}, ["floor_area"]),
        ({**FACTS, "premises": "castle"}, ["premises"]),
        ({**FACTS, "premises": ["own"]}, ["premises"]),
        ({**FACTS, "premises": None, "floor_area": {}}, ["floor_area", "premises"]),
    ],
)
def test_answers_that_do_not_fit_are_all_named_at_once(facts: Mapping[str, Any], fields: list[str]) -> None:
    office = open_office()
    said = refused(lambda: receive(office, facts=facts), office)
    assert isinstance(said, AnswersUnusable)
    assert [problem.field for problem in said.problems] == fields


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ({}, ["holder", "premises"]),
        ({**FORM, "holder": " \n"}, ["holder"]),
        ({**FORM, "holder": "甲\n乙"}, ["holder"]),
        ({**FORM, "holder": "x" * 101}, ["holder"]),
        ({**FORM, "premises": "x" * 10_000_000}, ["premises"]),
        ({**FORM, "holder": "a\x00b", "premises": "\udc80"}, ["holder", "premises"]),
        ({**FORM, "holder": 7}, ["holder"]),
        ({**FORM, "phone": "call me"}, ["phone"]),
        ({**FORM, "code": "123"}, ["code"]),
        ({**FORM, "kind": "castle"}, ["kind"]),
        ({**FORM, "salary": "1"}, ["salary"]),
    ],
)
def test_particulars_that_do_not_fit_are_all_named_at_once(
    form: Mapping[str, Any], fields: list[str]
) -> None:
    office = open_office()
    said = refused(lambda: receive(office, form=form), office)
    assert isinstance(said, AnswersUnusable)
    assert [problem.field for problem in said.problems] == fields


def test_a_thousand_wrong_answers_make_one_readable_sentence() -> None:
    office = open_office()
    said = refused(lambda: receive(office, facts={f"fact-{n}": n for n in range(1000)}), office)
    assert said.sentence.zh.startswith("申请表有 1003 处需要改正：")


def test_a_credit_code_whose_check_digit_fails_is_doubted_and_taken() -> None:
    office, early = open_office(), {**FORM, "code": "91350203M0001QAY9B"}
    receive(office, form=early)
    assert office.events(CASE) == ["Received"]
    assert [problem.field for problem in doubts(ASKED, early)] == ["code"]
    assert doubts(ASKED, {**FORM, "code": "91350203M0001QAY99"}) == ()
    assert isinstance(doubts(ASKED, early)[0], Problem)


@pytest.mark.parametrize("more", [{"on_paper": ["passport"]}, {"uploads": {"passport": []}}])
def test_a_material_nobody_asked_for_is_refused(more: dict[str, Any]) -> None:
    office = open_office()
    assert isinstance(refused(lambda: receive(office, **more), office), UnknownMaterial)


# --- texts


@pytest.mark.parametrize("place", ["reasons", "note", "proof", "approver"])
def test_ten_million_characters_are_refused_with_the_limit(place: str) -> None:
    office = open_office()
    receive(office)
    text = "因" * 10_000_000
    said = refused(lambda: writing(office, place, text), office)
    assert isinstance(said, TextTooLong)
    assert str(LONGEST if place != "approver" else 500) in said.sentence.zh


@pytest.mark.parametrize("place", ["reasons", "note", "proof", "approver"])
@pytest.mark.parametrize("text", ["a\x00b", "半\ud83d", "\udc80", "\x1b[31m", "\uffff"])
def test_characters_that_nothing_can_hold_are_named_by_their_place(place: str, text: str) -> None:
    office = open_office()
    receive(office)
    said = refused(lambda: writing(office, place, text), office)
    assert isinstance(said, TextUnreadable)
    assert "U+" in said.sentence.en


def test_twenty_thousand_characters_and_rare_ones_are_taken() -> None:
    office = open_office()
    receive(office)
    intake.withdraw(office.handler, office.ask(CASE, APPLICANT), "𠮷" + "因" * (LONGEST - 1))
    assert office.events(CASE) == ["Received", "Withdrawn"]


def test_what_is_no_text_at_all_is_said_to_be_none() -> None:
    office = open_office()
    receive(office)
    assert isinstance(refused(lambda: writing(office, "reasons", b"bytes"), office), NotText)


def writing(office: Office, place: str, text: Any) -> Answer:
    handler = office.handler
    match place:
        case "note":
            defects = [DefectFound("form", c.DefectKind.INCOMPLETE, text)]
            return intake.request_supplement(handler, office.ask(CASE, CLERK), defects)
        case "proof":
            return outcome.deliver(handler, office.ask(CASE, CLERK), c.DeliveryMethod.POST, text)
        case "approver":
            return outcome.correct_entry(
                handler, office.ask(CASE, CLERK), "received_on", "2025-09-23", text, "x"
            )
    return intake.withdraw(handler, office.ask(CASE, APPLICANT), text)


@pytest.mark.parametrize(
    "wrong", ["", " ", "a b", "\x00", "é", "x" * 201, "\ud800", "'; DROP TABLE case_event"]
)
def test_ids_that_are_none_are_refused_before_anything_is_looked_up(wrong: str) -> None:
    office = open_office()
    for ask in (
        Ask(wrong, "c-1", Actor("applicant")),
        Ask(CASE, wrong, Actor("applicant")),
        Ask(CASE, "c-1", Actor(wrong)),
    ):
        assert isinstance(refused(lambda ask=ask: intake.accept(office.handler, ask), office), UnusableId)  # type: ignore[misc]


@given(st.text(), st.text(), st.text(), st.dictionaries(st.text(), st.none() | st.booleans() | st.text()))
def test_whatever_is_sent_is_taken_or_told(
    reasons: str, holder: str, step: str, facts: dict[str, Any]
) -> None:
    office = open_office()
    tries: list[Callable[[], object]] = [
        lambda: receive(office, facts=facts),
        lambda: receive(office, form={**FORM, "holder": holder}),
        lambda: receive(office),
        lambda: office.accept(CASE),
        lambda: examination.take_step(office.handler, office.ask(CASE, LEAD), step),
        lambda: intake.withdraw(office.handler, office.ask(CASE, APPLICANT), reasons),
    ]
    for attempt in tries:
        try:
            attempt()
        except Told as told:
            (told.sentence.zh + told.sentence.en).encode()


# --- wrong state, wrong post, wrong person


def test_every_verb_on_a_case_that_is_none_says_so() -> None:
    office = open_office()
    for act in (
        lambda: office.accept(CASE),
        lambda: intake.withdraw(office.handler, office.ask(CASE, APPLICANT)),
        lambda: intake.supplement(office.handler, office.ask(CASE, APPLICANT), {}),
        lambda: examination.take_step(office.handler, office.ask(CASE, LEAD), "examine"),
        lambda: outcome.correct_entry(office.handler, office.ask(CASE, CLERK), "applicant", "x", "y", "z"),
    ):
        assert isinstance(refused(act, office), CaseNotFound)


def test_a_verb_before_its_time_is_refused_by_name() -> None:
    office = open_office()
    receive(office)
    for act in (
        lambda: outcome.grant(office.handler, office.ask(CASE, LEAD), prefix="JY", basis="x"),
        lambda: outcome.deliver(office.handler, office.ask(CASE, CLERK), c.DeliveryMethod.COUNTER),
        lambda: examination.take_step(office.handler, office.ask(CASE, LEAD), "examine"),
    ):
        assert isinstance(refused(act, office), NotAllowedNow)


@pytest.mark.parametrize("post", ["", "no-such-post", "fire_desk"])
def test_a_post_that_does_not_exist_or_is_another_may_not_accept(post: str) -> None:
    office = open_office()
    receive(office)
    ask = office.ask(CASE, Person("某人", "somebody", post))
    assert isinstance(refused(lambda: intake.accept(office.handler, ask), office), NotYourStep)


@pytest.mark.parametrize("who", [STRANGER, LEAD, FIRE])
def test_nobody_but_applicant_agent_or_counter_withdraws_or_supplements(who: Person) -> None:
    office = open_office()
    receive(office, uploads={"form": []}, agent="agent", mandate=a_mandate(paper=checked("m.pdf", PDF)))
    told = [DefectFound(m, c.DefectKind.MISSING) for m in ALL[1:]]
    intake.request_supplement(office.handler, office.ask(CASE, CLERK), told)
    plan = {"floor_plan": [checked("p.pdf", PDF)]}
    for act in (
        lambda: intake.withdraw(office.handler, office.ask(CASE, who)),
        lambda: intake.supplement(office.handler, office.ask(CASE, who), plan),
    ):
        said = refused(act, office)
        assert isinstance(said, NotYourCase)
        assert "综合窗口岗" in said.sentence.zh
    for rightful in (APPLICANT, Person("代理", "agent", ""), CLERK):
        intake.supplement(office.handler, office.ask(CASE, rightful), plan)
    assert office.events(CASE)[2:] == ["Supplemented"] * 3


def test_nobody_applies_in_another_persons_name() -> None:
    office = open_office()
    assert isinstance(refused(lambda: receive(office, STRANGER), office), NotTheApplicant)
    assert isinstance(refused(lambda: receive(office, LEAD), office), NotTheApplicant)
    receive(office, CLERK, channel=c.Channel.COUNTER)
    assert office.events(CASE) == ["Received"]


@pytest.mark.parametrize(
    "claim", [{"channel": c.Channel.COUNTER}, {"channel": c.Channel.PAPER}, {"receipt_number": "330100-1"}]
)
def test_an_applicant_does_not_give_receipts(claim: dict[str, Any]) -> None:
    office = open_office()
    assert isinstance(refused(lambda: receive(office, **claim), office), OnlyTheCounter)


def test_an_applicant_does_not_choose_the_day_of_receipt() -> None:
    office = open_office()
    ask = replace(office.ask(CASE, APPLICANT), occurred_at=instant("2025-09-10"))
    said = refused(lambda: intake.receive(office.handler, ask, application()), office)
    assert isinstance(said, OnlyTheCounter)


def test_only_an_interface_records_what_another_system_decided() -> None:
    office = open_office()
    receive(office)
    office.accept(CASE)
    seen = examination.Observation("fire", c.OpinionResult.AGREE, "fire-system", "X-1")
    for who in (APPLICANT, CLERK, LEAD, FIRE):
        ask = office.ask(CASE, who)
        said = refused(lambda ask=ask: examination.record_observation(office.handler, ask, seen), office)  # type: ignore[misc]
        assert isinstance(said, NotAnInterface)
    for who in (Person("交换", "system:exchange", ""), Person("导入", "operator", "interface")):
        examination.record_observation(office.handler, office.ask(CASE, who), seen)
    assert office.events(CASE).count("ObservationRecorded") == 2


def test_a_correction_needs_a_second_person_at_an_entitled_post() -> None:
    office = open_office()
    receive(office)

    def correct(who: Person, approver: str) -> Answer:
        ask = office.ask(CASE, who)
        return outcome.correct_entry(office.handler, ask, "received_on", "2025-09-23", approver, "录错")

    said = refused(lambda: correct(CLERK, "stranger"), office)
    assert isinstance(said, ApproverNotEntitled)
    assert "许可审查岗" in said.remedy.zh
    assert isinstance(refused(lambda: correct(CLERK, ""), office), FourEyes)
    assert isinstance(refused(lambda: correct(Person("首席", "chief", "window"), "chief"), office), FourEyes)
    correct(CLERK, "chief")
    assert office.events(CASE) == ["Received", "EntryCorrected"]


def test_who_may_approve_depends_on_whose_entry_it_is() -> None:
    office = open_office()
    receive(office)
    office.accept(CASE)
    standing = office.handler.standing(CASE)
    assert approving_posts(standing.case, standing.item, "received_on") == ("window", "licensing")
    assert approving_posts(standing.case, standing.item, "opinion:fire") == (
        "window",
        "licensing",
        "fire_desk",
    )


# --- two at once, and nobody at all


def test_of_two_examiners_at_once_one_completes_the_step_and_the_other_is_told() -> None:
    office = open_office()
    receive(office)
    office.accept(CASE)
    start, answers = Barrier(2), []

    def examine(account: str) -> None:
        handler = Handler(office.handler.ports)  # a process of its own
        handler.standing(CASE)
        start.wait()
        try:
            ask = Ask(CASE, f"by-{account}", Actor(account, "licensing"))
            examination.complete_step(handler, ask, "examine", c.Finding.CONFORMS)
            answers.append("done")
        except StepNotOpen as told:
            answers.append(told.code())

    both = [Thread(target=examine, args=[name]) for name in ("chen", "zhou")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(answers) == ["done", "step_not_open"]
    completed = [e for e in office.handler.history(CASE) if isinstance(e.body, StepCompleted)]
    assert len(completed) == 1


def test_a_department_that_never_answers_is_marked_once_and_still_owes_its_answer() -> None:
    office = open_office()
    receive(office)
    office.accept(CASE)
    for moment in ("2025-10-20", "2025-11-20", "2026-03-02", "2026-12-01"):
        office.on(moment)
        sweep(office.handler)
    said = [
        event.body for event in office.handler.history(CASE) if type(event.body).__name__ == "LimitPassed"
    ]
    assert sorted(body.clock for body in said).count("step:fire") == 1  # type: ignore[union-attr]
    assert office.handler.standing(CASE).case.steps["fire"].opinion is None
    examination.give_opinion(office.handler, office.ask(CASE, FIRE), "fire", c.OpinionResult.AGREE)
    assert office.handler.standing(CASE).case.steps["fire"].opinion is c.OpinionResult.AGREE


def test_a_date_beyond_the_calendar_is_provisional_and_says_so() -> None:
    office = open_office("2031-03-03")
    receive(office)
    office.accept(CASE)
    clock = office.handler.standing(CASE).case.clocks["statutory"]  # type: ignore[index]
    due = clock.due(office.handler.ports.calendars.of("330100"))
    assert (due.day, due.provisional) == (date(2031, 3, 31), True)
    rows = office.store.clocks(CASE)  # type: ignore[attr-defined]
    assert rows["statutory"].provisional


def test_bad_input_and_refusals_are_told_apart() -> None:
    assert issubclass(AnswersUnusable, BadInput)
    assert not issubclass(NotYourCase, BadInput)
