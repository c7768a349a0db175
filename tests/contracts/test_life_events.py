"""一件事 over memory and PostgreSQL: handed over, followed, delivered; killed in between, nothing twice."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from cast import APPLICANT, day
from stores import House
from tongban.handling import challenge
from tongban.handling.errand import Actor
from tongban.handling.life_event import applying, following
from tongban.handling.life_event.audit import verify_all as verify_all_life_events
from tongban.handling.life_event.audit import verify_life_event
from tongban.handling.life_event.following import FOLLOWER, errand_id, follow
from tongban.handling.mail.ports import Reader
from tongban.handling.messages import say
from tongban.handling.ports import Conflict
from tongban.kernel.case import commands as c
from tongban.kernel.life_event import Errand, LifeEventStatus
from tongban.kernel.refusals import MemberHasItsOutcome
from whole import FORM, WHOLE, Whole, only_hygiene, open_whole


@pytest.fixture
def whole(house: House) -> Whole:
    return open_whole(house)


def in_the_case(whole: Whole, member: str) -> list[str]:
    return [type(event.body).__name__ for event in whole.handler.cases.history(whole.case_of(member))]


# --- the store


def test_what_is_stored_comes_back_as_it_was(whole: Whole) -> None:
    answer = whole.apply()
    again = whole.house.again().life_events
    assert again.load(WHOLE) is not None
    assert [event.body for event in whole.handler.history(WHOLE)] == [event.body for event in answer.events]
    row = again.row(WHOLE)
    assert row is not None
    assert (row.status, row.number, row.applied_on, row.owing) == (
        *("running", "330199-20251009-Y00001"),
        *(day("2025-10-09"), True),
    )
    assert [(m.member, m.state) for m in again.members([WHOLE])] == [
        *(("fire", "ready"), ("hygiene", "ready"), ("security", "waiting")),
    ]
    fire = whole.case_of("fire")
    assert [(m.life_event_id, m.member) for m in again.of_cases([fire])] == [(WHOLE, "fire")]
    assert [row.life_event_id for row in again.of_applicant(APPLICANT.account)] == [WHOLE]
    assert (again.with_number(row.number), again.with_number("nobody's")) == (row, None)
    assert (again.owing(), again.owing(after=WHOLE), again.ids()) == ([WHOLE], [], [WHOLE])


def test_who_decided_on_an_older_version_stores_nothing(whole: Whole) -> None:
    captured: list[Any] = []
    commit = whole.handler.store.commit
    whole.handler.store.commit = lambda write: (captured.append(write), commit(write))  # type: ignore
    whole.apply()
    before = whole.house.life_events.load(WHOLE)
    with pytest.raises(Conflict):
        commit(captured[0])
    assert whole.house.life_events.load(WHOLE) == before


@pytest.mark.parametrize("asked", ["no id", "", "'; DROP TABLE life_event_event; --"])
def test_there_is_none_where_none_was_applied_for(whole: Whole, asked: str) -> None:
    store = whole.house.life_events
    assert (store.load(asked), store.row(asked), store.answered(asked, "x")) == (None, None, None)
    assert (store.members([asked]), store.of_cases([asked])) == ([], [])


def test_a_follower_never_goes_back(house: House) -> None:
    assert house.feed.followed(FOLLOWER) == 0
    house.feed.has_followed(FOLLOWER, 7)
    house.feed.has_followed(FOLLOWER, 3)
    assert house.again().feed.followed(FOLLOWER) == 7 or house.again() is house


# --- the whole way


def test_one_application_becomes_the_members_cases_each_with_its_own_papers(whole: Whole) -> None:
    whole.apply()
    whole.follow()
    assert whole.states == {"fire": "received", "hygiene": "received", "security": "waiting"}
    fire, hygiene = (whole.handler.cases.standing(whole.case_of(m)).case for m in ("fire", "hygiene"))
    assert (fire.item, hygiene.item) == ("public-venue-fire-check", "public-place-hygiene")
    assert set(fire.materials) == {"application", "business-licence", "safety-plan", "layout"}
    assert set(hygiene.materials) == {
        "application",
        "identity",
        "hygiene-report",
        "floor-plan",
        "hygiene-rules",
    }
    assert fire.missing == () == hygiene.missing
    assert fire.receipt_number != hygiene.receipt_number
    received = whole.handler.cases.history(fire.id)[0].body
    answers = whole.house.personal.read(fire.id, [received.answers.ref])  # type: ignore[attr-defined]
    assert FORM["fire__scope"] in str(answers)
    assert FORM["hygiene__scope"] not in str(answers)


def test_each_member_has_its_own_clock_from_its_own_acceptance(whole: Whole) -> None:
    whole.apply()
    whole.follow()
    whole.on("2025-10-10").accept("fire").on("2025-10-13").accept("hygiene").follow()
    due = {
        m: whole.house.store.summary(whole.case_of(m)).statutory_due  # type: ignore[union-attr]
        for m in ("fire", "hygiene")
    }
    # 10 working days of 消防法§15 from 10-10 (10-11 is a make-up day); 20 of 行政许可法§42 from 10-13.
    assert due == {"fire": day("2025-10-23"), "hygiene": day("2025-11-10")}
    assert whole.states["fire"] == "accepted"


def test_the_police_begin_with_the_certificate_that_fire_and_rescue_made(whole: Whole) -> None:
    whole.apply()
    whole.follow()
    whole.accept("fire").on("2025-10-15").examine("fire").grant("fire").follow()
    assert whole.states["security"] == "received"
    security = whole.handler.cases.standing(whole.case_of("security")).case
    assert security.received_on == day("2025-10-15")
    assert security.missing == ()
    received = whole.handler.cases.history(security.id)[0].body
    papers = {m.material: m.files for m in received.materials}  # type: ignore[attr-defined]
    (certificate,) = papers["fire-certificate"]
    kept = whole.house.personal.read(security.id, [certificate.ref])[certificate.ref]
    number = whole.handler.cases.standing(whole.case_of("fire")).case.outcome_number
    assert f"licence {number}.pdf" in str(kept)


def test_a_refusal_stops_what_waits_for_it_and_the_applicant_is_told_why(whole: Whole) -> None:
    whole.apply()
    whole.follow()
    whole.accept("fire", "hygiene").examine("fire").refuse("fire").follow()
    assert whole.states == {"fire": "refused", "hygiene": "accepted", "security": "stopped"}
    told = messages_of(whole)
    assert [code for code, _ in told] == ["life_event_applied", "life_event_member_stopped"]
    assert say(told[-1][0], told[-1][1], {}).zh == (
        "「旅馆业特种行业许可（新办）」不再办理：它要等「公众聚集场所投入使用、营业前消防安全检查」，"
        "而「公众聚集场所投入使用、营业前消防安全检查」未获许可。其他事项照常办理。情况变化后，可以单独申请。"
    )


def messages_of(whole: Whole) -> list[tuple[str, Any]]:
    store = whole.house.life_events
    if hasattr(store, "messages"):
        return [(m.code, m.parameters) for m in store.messages(WHOLE)]
    kept = whole.house.messages.of_case(WHOLE, Reader((APPLICANT.account,), day("2025-10-09")))
    return [(one.message.code, one.message.parameters) for one in reversed(kept)]


def test_all_is_delivered_and_the_life_event_is_completed(whole: Whole) -> None:
    whole.apply()
    whole.follow()
    whole.accept("fire", "hygiene").examine("fire").examine("hygiene").grant("fire").grant("hygiene").follow()
    whole.accept("security").examine("security").grant("security").follow()
    assert whole.life_event.status is LifeEventStatus.DECIDED
    whole.deliver("fire", "hygiene", "security").follow()
    assert whole.life_event.status is LifeEventStatus.COMPLETED
    assert not follow(whole.handler, whole.house.feed)
    assert verify_life_event(whole.handler, WHOLE) == []
    assert dict(verify_all_life_events(whole.handler)) == {WHOLE: []}


def test_taking_all_back_withdraws_the_running_cases(whole: Whole) -> None:
    whole.apply()
    whole.follow()
    ask = whole.ask(Actor(APPLICANT.account))
    applying.take_back(whole.handler, ask, reasons="不开了")
    assert whole.states == {"fire": "received", "hygiene": "received", "security": "taken_back"}
    whole.follow()
    assert whole.states == {"fire": "ended", "hygiene": "ended", "security": "taken_back"}
    assert in_the_case(whole, "fire")[-1] == "Withdrawn"
    assert whole.life_event.status is LifeEventStatus.COMPLETED


def test_what_can_no_longer_be_withdrawn_goes_on_and_says_so(whole: Whole) -> None:
    whole.apply()
    whole.follow()
    whole.accept("fire").examine("fire")
    # Decided in the same instant, before the life event has heard of it.
    applying.take_back(whole.handler, whole.ask(Actor(APPLICANT.account)), ["fire"])
    whole.grant("fire")
    following.do_what_is_owed(whole.handler)
    assert whole.life_event.members["fire"].refusal == "not_allowed_now"
    # Still before it has heard: asked again, it is answered again, and not asked for ever.
    applying.take_back(whole.handler, whole.ask(Actor(APPLICANT.account)), ["fire"])
    following.do_what_is_owed(whole.handler)
    assert not whole.life_event.members["fire"].withdrawing
    whole.follow()
    assert whole.states["fire"] == "granted"
    with pytest.raises(MemberHasItsOutcome):
        applying.take_back(whole.handler, whole.ask(Actor(APPLICANT.account)), ["fire"])


def test_an_objection_by_another_authority_of_the_life_event(whole: Whole) -> None:
    whole.apply()
    whole.follow()
    police = Actor("officer", "security-examiner")
    applying.raise_objection(
        whole.handler, whole.ask(police), "fire", "该址登记为危房。", "演公函〔2025〕8号"
    )
    assert whole.states == {"fire": "received", "hygiene": "received", "security": "stopped"}
    (objection,) = whole.life_event.members["fire"].objections
    assert (objection.authority, objection.document) == ("public-security", "演公函〔2025〕8号")
    read = whole.house.personal.read(WHOLE, [objection.reasons.ref])  # type: ignore[union-attr]
    assert list(read.values()) == ["该址登记为危房。"]


def test_a_post_without_a_part_in_it_cannot_object(whole: Whole) -> None:
    whole.apply()
    with pytest.raises(applying.NotOfTheLifeEvent):
        applying.raise_objection(whole.handler, whole.ask(Actor("a", "water-opinion")), "fire", "理由")


# --- once, however often


def test_applying_twice_is_applying_once(whole: Whole) -> None:
    first, second = whole.apply(), whole.apply()
    assert (second.repeated, second.life_event) == (True, first.life_event)


def test_one_that_cannot_be_handed_over_keeps_back_no_other(whole: Whole) -> None:
    whole.apply()
    other = open_whole(whole.house)
    other.id, other.asked = WHOLE[:-1] + "2", 100
    other.handler.ports.ids._next = iter(range(500, 600))  # type: ignore[attr-defined]
    other.apply("apply-2")
    for files in whole.life_event.materials:
        for file in files.files:
            text = whole.house.personal.read(WHOLE, [file.ref])[file.ref]
            whole.house.blobs.remove(json.loads(text or "{}")["blob"])
    followed = follow(whole.handler, whole.house.feed)
    assert followed.failed == ((WHOLE, "FileLost"),)
    assert (whole.states["fire"], other.states["fire"]) == ("ready", "received")


class Killed(BaseException):
    """The process is gone: nothing below it may catch this."""


@pytest.mark.parametrize("at", range(8))
def test_killed_at_any_write_nothing_is_lost_and_nothing_doubled(whole: Whole, at: int) -> None:
    """Every store call after the application may be the last of its process; a new one goes on."""
    whole.apply()
    count = 0

    def mortal(write: Callable[..., Any], after: bool) -> Callable[..., Any]:
        def commit(*given: Any) -> Any:
            nonlocal count
            count += 1
            if count - 1 == at // 2 and not after:
                raise Killed
            done = write(*given)
            if count - 1 == at // 2 and after:
                raise Killed
            return done

        return commit

    cases, life_events, feed = whole.house.store, whole.house.life_events, whole.house.feed
    kept = (cases.commit, life_events.commit, feed.has_followed)
    cases.commit = mortal(kept[0], bool(at % 2))  # type: ignore[method-assign]
    life_events.commit = mortal(kept[1], bool(at % 2))  # type: ignore[method-assign]
    feed.has_followed = mortal(kept[2], bool(at % 2))  # type: ignore[method-assign]
    with pytest.raises(Killed):
        whole.follow()
    cases.commit, life_events.commit, feed.has_followed = kept  # type: ignore[method-assign]

    survivor = open_whole(whole.house.again())
    survivor.follow()
    assert survivor.states == {"fire": "received", "hygiene": "received", "security": "waiting"}
    for member in ("fire", "hygiene"):
        assert in_the_case(survivor, member) == ["Received"]
    happened = [type(event.body).__name__ for event in survivor.handler.history(WHOLE)]
    assert sorted(happened) == ["Applied", *["MemberReady"] * 2, *["MemberReceived"] * 2]
    assert verify_life_event(survivor.handler, WHOLE) == []


def test_the_id_of_an_errand_is_always_the_same() -> None:
    assert errand_id(WHOLE, "fire", Errand.RECEIVE) == errand_id(WHOLE, "fire", Errand.RECEIVE)
    ids = {errand_id(WHOLE, m, e) for m in ("fire", "hygiene") for e in Errand}
    assert len(ids) == 2 * len(Errand)


# --- personal data


def test_of_a_person_who_was_erased_nothing_more_is_handed_over(whole: Whole) -> None:
    whole.apply()
    sealed = whole.life_event.answers
    assert sealed is not None
    unreadable = whole.house.personal.erase(APPLICANT.account)
    assert unreadable >= len(whole.application().uploads)
    whole.follow()
    assert whole.house.personal.read(WHOLE, [sealed.ref]) == {sealed.ref: None}
    assert whole.states == {"fire": "not_received", "hygiene": "not_received", "security": "stopped"}
    assert whole.life_event.members["fire"].refusal == "data_erased"
    assert whole.life_event.status is LifeEventStatus.COMPLETED
    assert verify_life_event(whole.handler, WHOLE) == []


def test_no_event_of_a_life_event_holds_what_was_typed_or_uploaded(whole: Whole) -> None:
    whole.apply()
    applying.take_back(whole.handler, whole.ask(Actor(APPLICANT.account)), ["security"], "资金紧张")
    history = whole.house.life_events.load(WHOLE)
    assert history is not None
    written = b"".join(record.body for record in history.records).decode()
    for typed in (*FORM.values(), "资金紧张", "plan.pdf"):
        assert typed not in written


# --- at the counter


def test_the_counter_takes_a_life_event_in_for_who_stands_there(whole: Whole) -> None:
    clerk = Actor("wang", "hall-counter")
    papers = whole.application()
    application = whole.application(
        channel=c.Channel.COUNTER, uploads={}, on_paper=[*papers.uploads, *papers.on_paper]
    )
    applying.apply(whole.handler, whole.ask(clerk), application)
    whole.follow()
    fire = whole.handler.cases.standing(whole.case_of("fire")).case
    assert (fire.channel, fire.missing) == (c.Channel.COUNTER, ())


# --- what takes a licence away from elsewhere


def test_a_licence_annulled_by_reconsideration_ends_its_member_and_the_whole_can_be_completed(
    whole: Whole,
) -> None:
    only_hygiene(whole)
    whole.grant("hygiene").follow()
    assert (whole.states["hygiene"], whole.life_event.status) == ("granted", LifeEventStatus.DECIDED)
    challenged(whole, c.ChallengeOutcome.ANNULLED)
    assert (whole.states["hygiene"], whole.life_event.status) == ("ended", LifeEventStatus.COMPLETED)


def test_a_refusal_to_be_decided_anew_opens_the_whole_again_and_the_licence_is_delivered(
    whole: Whole,
) -> None:
    only_hygiene(whole)
    whole.refuse("hygiene").deliver("hygiene").follow()
    assert (whole.states["hygiene"], whole.life_event.status) == ("refused", LifeEventStatus.COMPLETED)
    challenged(whole, c.ChallengeOutcome.REDO, redo_days=30)
    assert (whole.states["hygiene"], whole.life_event.status) == ("accepted", LifeEventStatus.RUNNING)
    assert whole.house.life_events.row(WHOLE).completed_on is None
    whole.grant("hygiene").follow()
    assert (whole.states["hygiene"], whole.life_event.status) == ("granted", LifeEventStatus.DECIDED)
    whole.deliver("hygiene").follow()
    assert whole.life_event.status is LifeEventStatus.COMPLETED
    assert verify_life_event(whole.handler, WHOLE) == []


def test_what_was_decided_anew_before_anybody_followed_is_followed_in_its_order(whole: Whole) -> None:
    only_hygiene(whole)
    whole.refuse("hygiene").deliver("hygiene")
    challenged(whole, c.ChallengeOutcome.REDO, redo_days=30, follows=False)
    whole.grant("hygiene").deliver("hygiene").follow()
    told = [type(event.body).__name__ for event in whole.handler.history(WHOLE)]
    assert told.count("MemberReopened") == 1
    assert (whole.states["hygiene"], whole.life_event.status) == ("granted", LifeEventStatus.COMPLETED)


def challenged(
    whole: Whole, outcome: c.ChallengeOutcome, redo_days: int | None = None, follows: bool = True
) -> None:
    """The decision on hygiene is fought, and that is how it ends."""
    cases, case_id, lead = whole.handler.cases, whole.case_of("hygiene"), Actor("song", "health-decider")
    challenge.record_challenge(
        cases,
        whole.ask(lead, case_id),
        c.ChallengeKind.RECONSIDERATION,
        c.ChallengedAct.DECISION,
        body="演示市人民政府",
        number="演政复〔2025〕1号",
    )
    (known,) = cases.standing(case_id).case.challenges
    challenge.record_outcome(
        cases, whole.ask(lead, case_id), known, outcome, number="演政复决〔2025〕1号", redo_days=redo_days
    )
    if follows:
        whole.follow()
