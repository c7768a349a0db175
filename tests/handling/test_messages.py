"""消息: of every event it is settled who is told what, or why nobody is."""

from dataclasses import replace
from string import Formatter

import pytest

from cast import (
    APPLICANT,
    CLERK,
    LEAD,
    PASSING,
    SWEEP,
    Table,
    commitment_item,
    day,
    food_item,
    joint_item,
    notice,
    receive,
    succession_item,
    supplement,
)
from golden_streams import STREAMS
from told import sentences, to, told
from tongban.handling.codec import OF_LIFE_EVENTS, OF_PROJECTS, TYPES
from tongban.handling.life_event import telling as life_events
from tongban.handling.messages import CODES, NOBODY, TOLD, Audience, Message, say, words
from tongban.handling.project import telling as projects
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.clock import ClockKind, Colour, Threshold

EARLY = (
    Threshold(ClockKind.STEP, Colour.YELLOW, day("2025-01-01"), "某市效能监察办法§9", left=1),
    Threshold(ClockKind.NOTICE, Colour.YELLOW, day("2025-01-01"), "某市效能监察办法§9", left=1),
    Threshold(ClockKind.PROMISED, Colour.RED, day("2025-01-01"), "某市效能监察办法§9", past=1),
)


def test_every_event_is_told_to_somebody_or_to_nobody_with_the_reason() -> None:
    assert set(TOLD) | set(NOBODY) == set(TYPES.values())
    assert not set(TOLD) & set(NOBODY)
    assert all(TOLD.values())
    assert all(NOBODY.values())


def test_every_event_of_a_life_event_is_told_or_not_with_the_reason() -> None:
    assert set(life_events.TOLD) | set(life_events.NOBODY) == set(OF_LIFE_EVENTS.types.values())
    assert not set(life_events.TOLD) & set(life_events.NOBODY)


def test_every_event_of_a_project_is_told_or_not_with_the_reason() -> None:
    assert set(projects.TOLD) | set(projects.NOBODY) == set(OF_PROJECTS.types.values())
    assert not set(projects.TOLD) & set(projects.NOBODY)


def test_every_code_is_used_and_says_the_same_in_both_languages() -> None:
    used = {rule.code.name for rules in TOLD.values() for rule in rules}
    of_life_events = {code.name for code, _ in (*life_events.TOLD.values(), *projects.TOLD.values())}
    assert used | of_life_events == set(CODES)
    assert not used & of_life_events
    for name, code in CODES.items():
        assert name.isidentifier()
        assert _blanks(code.text.zh) == _blanks(code.text.en), name
        assert not _blanks(code.title.zh + code.title.en), name
        assert (
            "您" not in code.text.zh
            or name in of_life_events
            or any(
                rule.audience not in (Audience.POST, Audience.SUPERVISOR)
                for rules in TOLD.values()
                for rule in rules
                if rule.code is code
            )
        )


def test_what_is_worded_for_a_reader_is_a_blank_of_some_sentence() -> None:
    assert set(words._WORDED) <= {blank for code in CODES.values() for blank in _blanks(code.text.zh)}


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("name", STREAMS)
def test_no_blank_is_left_and_nothing_of_a_person_is_in_a_message(name: str) -> None:
    table = STREAMS[name]()
    said = told(table)
    assert said
    for message in said:
        for sentence in sentences(table, message):
            assert "—" not in sentence.replace("——", ""), (message, sentence)
            assert "{" not in sentence
        for value in message.parameters.values():
            assert not value.startswith(("subject", "ref-", "text/", "sha256")), message
        assert set(message.parameters).isdisjoint(
            {"by_whom", "name", "old", "new", "reasons", "staff", "host"}
        )


def test_a_message_is_told_once_to_each() -> None:
    for play in STREAMS.values():
        keys = [(m.seq, m.audience, m.code) for m in told(play())]
        assert len(keys) == len(set(keys))


def test_the_applicant_of_a_food_licence_is_told_from_receipt_to_delivery() -> None:
    said = told(STREAMS["1_granted"]())
    expected = [
        *("received", "gaps", "supplement_received", "gaps_left", "supplement_received", "accepted"),
        *("time_excluded", "time_resumed", "limit_extended", "granted", "licence_ready", "delivered"),
    ]
    assert [code for code in to(said, "applicant") if not code.endswith("_passed")] == expected
    # The agent is told the same; whether the mandate includes that is asked when it is read or sent.
    assert to(said, "agent") == to(said, "applicant")
    assert {m.recipient for m in said if m.audience == "agent"} == {"subject-agent"}
    assert {m.recipient for m in said if m.audience == "applicant"} == {"subject-li"}


def test_an_asked_opinion_goes_to_the_post_of_its_step_with_the_day() -> None:
    table = Table().accepted("2025-09-24")
    asked = [m for m in told(table) if m.audience.startswith("post:")]
    assert [(m.recipient, m.code, m.parameters["steps"]) for m in asked] == [
        ("market/licensing", "step_opened", "examine"),
        ("fire/fire_desk", "opinion_asked", "fire"),
        ("health/health_desk", "opinion_asked", "health"),
    ]
    assert sentences(table, asked[1]) == (
        "消防救援大队意见：请最迟 2025年9月30日答复。",
        "opinion of the fire brigade: please answer by 30 September 2025.",
    )


def test_two_steps_of_one_post_are_one_message() -> None:
    food = food_item()
    steps = tuple(replace(s, post="joint_desk", authority="joint") if s.id in ("fire", "health") else s
                  for s in food.steps)  # fmt: skip
    table = Table(replace(food, steps=steps)).accepted("2025-09-24")
    asked = [m for m in told(table) if m.code == "opinion_asked"]
    assert [(m.recipient, m.parameters) for m in asked] == [
        ("joint/joint_desk", {"steps": "fire health", "due_on": "2025-09-30"})
    ]


def test_where_silence_is_consent_the_post_is_told_so_when_asked_when_near_and_when_it_happened() -> None:
    table = Table(joint_item()).accepted("2025-09-30")
    table.on("2025-10-21", SWEEP, c.TurnSignals(EARLY), at="00:05")
    table.on("2025-10-22", SWEEP, PASSING, at="00:05")
    planning = to(told(table), "post:planning/planning_desk")
    assert planning[0] == "opinion_asked_or_consent"
    assert {"silence_consents", "silence_consented"} <= set(planning)
    assert "silence_consents" not in to(told(table), "post:water/water_desk")
    assert "silence_consented" in to(told(table), "supervisor")


def test_a_colour_is_told_to_who_can_still_act_and_to_the_supervisor() -> None:
    table = Table().accepted("2025-09-24")
    table.on("2025-10-15", SWEEP, c.TurnSignals(EARLY), at="00:05")
    turned = [m for m in told(table) if m.code == "signal_turned"]
    by_clock = {
        clock: sorted(m.recipient for m in turned if m.parameters["clock"] == clock)
        for clock in ("promised", "step:fire")
    }
    assert by_clock == {
        "promised": ["fire/fire_desk", "health/health_desk", "market/licensing", "supervision/330106"],
        "step:fire": ["fire/fire_desk", "supervision/330106"],
    }
    red = next(m for m in turned if m.parameters["colour"] == "red")
    assert sentences(table, red) == (
        "承诺办结时限转为红灯，最后一天 2025年10月14日。",
        "The promised limit turned red, last day 14 October 2025.",
    )


def test_the_counter_is_told_before_its_silence_accepts_and_the_applicant_when_it_did() -> None:
    table = Table().received("2026-02-10")
    table.on("2026-02-24", SWEEP, c.TurnSignals(EARLY), at="00:05")
    table.on("2026-02-25", SWEEP, PASSING, at="00:05")
    said = told(table)
    assert to(said, "post:centre/window")[-2:] == ["silence_accepts", "silence_accepted"]
    assert to(said, "applicant") == ["received", "accepted_by_silence"]


def test_a_promise_that_moves_is_told_from_which_day_to_which() -> None:
    table = STREAMS["5_recounted"]()
    moved = [m for m in told(table) if m.code.endswith("_moved")]
    assert [(m.audience, m.code, dict(m.parameters)) for m in moved] == [
        ("applicant", "promise_moved", {"before": "2027-01-04", "after": "2027-01-05"}),
    ]
    assert sentences(table, moved[0]) == (
        "放假安排有变动，承诺办好的日子由 2027年1月4日改为 2027年1月5日。",
        "The day we promised has moved from 4 January 2027 to 5 January 2027: "
        "the official holidays have changed.",
    )


def test_days_that_move_at_once_are_a_message_each_and_those_of_steps_are_the_offices_own() -> None:
    table = Table().accepted("2026-12-28")
    days = day("2027-01-04"), day("2027-01-05")
    moved = tuple(e.MovedClock(clock, *days) for clock in ("statutory", "notice", "step:fire", "promised"))
    body = e.ClocksRecounted("before", "after", moved, "放假通知")
    last = table.events[-1]
    table.events.append(replace(last, seq=last.seq + 1, command_id="recount", body=body))
    told_of_it = [m.code for m in told(table) if m.seq == last.seq + 1]
    assert told_of_it == ["promise_moved", "limit_moved", "notice_moved"]


def test_the_last_day_to_supplement_that_moves_is_told_to_who_has_to() -> None:
    table = Table(succession_item()).received("2026-12-21")
    table.on("2026-12-22", CLERK, notice("floor_plan"))
    moved = e.MovedClock("supplement", day("2027-01-04"), day("2027-01-05"))
    last = table.events[-1]
    body = e.ClocksRecounted("before", "after", (moved,), "放假通知")
    table.events.append(replace(last, seq=last.seq + 1, command_id="recount", body=body))
    assert [(m.audience, m.code) for m in told(table) if m.seq == last.seq + 1] == [
        ("applicant", "supplement_moved")
    ]


def test_parties_are_told_each_for_themselves() -> None:
    said = told(STREAMS["7_heard"]())
    assert "party_told" in to(said, "party:party-2")
    assert "party_told" not in to(said, "party:party-1")
    assert {"hearing_right", "hearing_notice", "hearing_held"} <= set(to(said, "party:party-1"))
    assert {"hearing_right", "hearing_notice", "hearing_held"} <= set(to(said, "applicant"))
    assert "party_told" not in to(said, "applicant")
    assert {m.recipient for m in said if m.audience == "party:party-2"} == {"subject-school"}


def test_the_holder_is_told_of_check_rectification_and_revocation() -> None:
    said = told(STREAMS["20_revoked"]())
    assert to(said, "holder") == [
        *("check_planned", "checked", "rectification_ordered", "not_rectified", "revocation_intended"),
        *("revoked", "credit_recorded", "cancelled"),
    ]
    rule = commitment_item().commitment
    assert rule is not None
    assert to(said, f"post:{rule.check_authority}/{rule.check_post}")[0] == "check_due"


def test_papers_that_fill_a_gap_are_not_said_to_be_looked_at_for_acceptance() -> None:
    said = to(told(STREAMS["9_filled"]()), "applicant")
    assert said == ["received", "accepted", "gap_tolerated", "papers_received", "gap_filled"]
    assert "gap_missed_more_days" in to(told(STREAMS["8_returned"]()), "applicant")


def test_who_withdraws_stops_the_posts_that_had_the_case() -> None:
    table = Table().accepted("2025-09-24")
    table.on("2025-09-25", APPLICANT, c.Withdraw(None))
    stopped = [m.recipient for m in told(table) if m.code == "case_withdrawn"]
    assert stopped == ["market/licensing", "fire/fire_desk", "health/health_desk"]


def test_a_department_s_mended_answer_is_not_the_applicants_news() -> None:
    assert "entry_corrected" not in to(told(STREAMS["1_granted"]()), "applicant")
    table = Table().received("2025-09-24")
    table.on("2025-09-25", CLERK, c.CorrectEntry("received_on", "2025-09-23", "head", c.Reference("r", "d")))
    corrected = [m for m in told(table) if m.code == "entry_corrected"]
    assert [sentences(table, m)[0] for m in corrected] == [
        "机关更正了登记的收件日，有关日期已经重新计算。打开办件查看。"
    ]


def test_a_code_nobody_knows_any_more_is_shown_by_its_name() -> None:
    assert say("of_the_future", {"a": "1"}, {}).zh == "of_the_future"


def test_a_supplement_is_told_to_the_counter() -> None:
    table = Table().received("2025-09-24", receive("form"))
    table.on("2025-09-25", CLERK, notice("licence_copy", "floor_plan"))
    table.on("2025-09-26", APPLICANT, supplement("licence_copy", "floor_plan"))
    (came,) = [m for m in told(table) if m.code == "supplement_came"]
    assert (came.recipient, came.parameters["n"]) == ("centre/window", "2")
    assert isinstance(came, Message)
    assert not came.is_to_a_person


def test_a_late_decision_is_told_as_what_it_is() -> None:
    table = Table().accepted("2025-09-24")
    table.on("2025-10-15", LEAD, c.TakeStep("examine"))
    (late,) = [m for m in told(table) if m.code == "promise_passed"]
    assert sentences(table, late)[0] == (
        "我们承诺最迟 2025年10月14日办好，没有做到，还在办理。法定的最后一天是 2025年10月28日。您可以投诉。"
    )
