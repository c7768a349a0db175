"""Those concerned are told and heard: the whole course over the ports, and what is kept of whom."""

from dataclasses import replace
from datetime import date, time

import pytest

from cast import (
    APPLICANT,
    ASSISTANT,
    CLERK,
    HOST,
    LEAD,
    OUTSIDER,
    REMEDIES,
    Table,
    china,
    food_item,
    instant,
    schedule,
)
from office import Office, open_office
from tongban.handling import audit, examination, hearing, outcome, projection
from tongban.handling.access import NotYourCase, OnlyTheCounter
from tongban.handling.errand import Ask
from tongban.handling.hearing import LettersAreEntered, PartyNamed
from tongban.handling.in_memory import MemoryStore
from tongban.handling.projection import HearingTask, TaskRow
from tongban.handling.texts import NotText, TextUnreadable
from tongban.kernel import replay
from tongban.kernel.case import commands as c
from tongban.kernel.refusals import (
    DecideOnTheMinutes,
    NobodyConcerned,
    NotYourStep,
    StatementEmpty,
    UnknownParty,
)

ALL = ("form", "licence_copy", "floor_plan")
CASE = "case-1"
ZHOU, SCHOOL = PartyNamed("周邻居", "解放路 3 号"), PartyNamed("湖滨小学")
WHY = "油烟口正对邻居的窗户"


def examined() -> Office:
    """Received, accepted and examined on 2 and 3 March; only the decision is left."""
    office = open_office("2026-03-02")
    office.receive(CASE, ALL)
    office.accept(CASE)
    office.on("2026-03-03")
    for step in [s for s in office.handler.standing(CASE).case.open_steps if s.plan.kind == "opinion"]:
        person = ASSISTANT.at(step.plan.post)
        agreed = c.OpinionResult.AGREE
        examination.give_opinion(office.handler, office.ask(CASE, person), step.plan.id, agreed)
    examination.complete_step(office.handler, office.ask(CASE, LEAD), "examine", c.Finding.CONFORMS)
    return office


def found(*parties: PartyNamed, interest: c.Interest = c.Interest.BETWEEN_PARTIES) -> Office:
    office = examined().on("2026-03-04")
    hearing.find_interest(office.handler, office.ask(CASE, LEAD), interest, parties or (ZHOU,), WHY)
    return office


def asked() -> Office:
    """Both were told of the right on 4 March; the applicant asked the next day."""
    office = found()
    for whom in ("applicant", "party-1"):
        hearing.tell_hearing_right(office.handler, office.ask(CASE, LEAD), whom)
    office.on("2026-03-05")
    hearing.request_hearing(office.handler, office.ask(CASE, APPLICANT))
    return office


def held() -> Office:
    office = asked().on("2026-03-12")
    hearing.schedule_hearing(
        office.handler, office.ask(CASE, LEAD), date(2026, 3, 27), time(9, 30), "三楼听证室", HOST.account
    )
    hearing.notify_of_hearing(office.handler, office.ask(CASE, LEAD))
    office.on("2026-03-27")
    hearing.hold_hearing(office.handler, office.ask(CASE, LEAD), "周邻居：油烟大。", ("party-1", "applicant"))
    return office


def grant(office: Office, *, on_minutes: bool) -> None:
    outcome.grant(
        office.handler, office.ask(CASE, LEAD), prefix="JY", basis="食品安全法§35", on_minutes=on_minutes
    )


def tasks(office: Office) -> dict[str, TaskRow]:
    assert isinstance(office.store, MemoryStore)
    return {n: row for n, row in office.store.tasks(CASE).items() if n.startswith("hearing")}


def written(office: Office) -> str:
    """Everything the events say, as stored."""
    return "".join(record.body.decode() for record in office.store.load(CASE).records)  # type: ignore[union-attr]


# --- the whole course


def test_from_the_interest_to_a_licence_that_rests_on_the_minutes() -> None:
    office = held()
    office.on("2026-03-30")
    with pytest.raises(DecideOnTheMinutes):
        grant(office, on_minutes=False)
    grant(office, on_minutes=True)

    case = office.handler.standing(CASE).case
    assert case.outcome is c.Outcome.GRANTED
    heard = ("Interest", "Hearing", "Decided")
    assert [name for name in office.events(CASE) if name.startswith(heard)] == [
        "InterestFound",
        "HearingRightTold",
        "HearingRightTold",
        "HearingRequested",
        "HearingNotRequested",
        "HearingScheduled",
        "HearingNotified",
        "HearingHeld",
        "Decided",
    ]
    decided = office.handler.history(CASE)[-1].body
    assert decided.minutes == case.hearing.minutes  # type: ignore[attr-defined]
    hearing_ = case.hearing
    assert (hearing_.hearing_on, hearing_.begins, hearing_.place, hearing_.host) == (
        date(2026, 3, 27),
        "09:30",
        "三楼听证室",
        HOST.account,
    )


def test_a_refusal_rests_on_the_minutes_too() -> None:
    office = held()
    office.on("2026-03-30")
    outcome.refuse(
        office.handler,
        office.ask(CASE, LEAD),
        basis="食品安全法§35",
        reasons=WHY,
        remedies=REMEDIES,
        on_minutes=True,
    )
    assert office.handler.standing(CASE).case.outcome is c.Outcome.REFUSED


def test_every_notice_has_a_number_of_its_own_kind_and_a_document_to_be_made() -> None:
    office = found(ZHOU, SCHOOL)
    handler = office.handler
    hearing.tell_interested_party(handler, office.ask(CASE, LEAD), "party-1", date(2026, 3, 12))
    hearing.tell_interested_party(handler, office.ask(CASE, LEAD), "party-2", date(2026, 3, 12))
    hearing.tell_hearing_right(handler, office.ask(CASE, LEAD), "applicant")
    hearing.announce_hearing(handler, office.ask(CASE, LEAD), c.HearingGround.PUBLIC_INTEREST)
    hearing.schedule_hearing(
        handler, office.ask(CASE, LEAD), date(2026, 3, 27), time(9, 30), "三楼", HOST.account
    )
    hearing.notify_of_hearing(handler, office.ask(CASE, LEAD))

    bodies = [event.body for event in handler.history(CASE)]
    numbers = [
        n for b in bodies for name in ("notice_number", "announcement_number") if (n := getattr(b, name, ""))
    ]
    assert numbers == [
        "演审利告〔2026〕1号",
        "演审利告〔2026〕2号",
        "演审听告〔2026〕1号",
        "演审听公〔2026〕1号",
        "演审听通〔2026〕1号",
    ]
    assert isinstance(office.store, MemoryStore)
    made = [job.arguments["document"] for job in office.store.jobs(CASE).values()]
    assert made[2:] == [
        "interested_party_notice",
        "interested_party_notice",
        "hearing_right_notice",
        "hearing_announcement",
        "hearing_notice",
    ]


# --- what the lead still has to do


def test_a_hearing_that_is_owed_is_on_the_leads_list_by_what_falls_due() -> None:
    office = found()
    for whom in ("applicant", "party-1"):
        hearing.tell_hearing_right(office.handler, office.ask(CASE, LEAD), whom)
    assert tasks(office) == {}

    office.on("2026-03-05")
    hearing.request_hearing(office.handler, office.ask(CASE, APPLICANT))
    wanted = TaskRow(
        case_id=CASE,
        task_id=HearingTask.SCHEDULE,
        kind="hearing",
        authority="market",
        post="licensing",
        state="open",
        opened_on=date(2026, 3, 5),
        due_on=date(2026, 4, 2),
        taken_by="",
    )
    assert tasks(office) == {"hearing:schedule": wanted}

    office.on("2026-03-12")
    hearing.schedule_hearing(
        office.handler, office.ask(CASE, LEAD), date(2026, 3, 27), time(9, 30), "三楼", HOST.account
    )
    assert _state(office) == {
        "hearing:schedule": ("done", date(2026, 4, 2)),
        "hearing:notify": ("open", date(2026, 3, 18)),
    }
    hearing.notify_of_hearing(office.handler, office.ask(CASE, LEAD))
    assert _state(office)["hearing:hold"] == ("open", date(2026, 3, 27))

    office.on("2026-03-27")
    hearing.hold_hearing(office.handler, office.ask(CASE, LEAD), "笔录", ("applicant",))
    assert {state for state, _due in _state(office).values()} == {"done"}


def test_a_prescribed_hearing_is_to_be_announced_from_the_acceptance_on() -> None:
    item = replace(food_item(), hearing_prescribed_by="本市轨道交通条例§12")
    table = Table(item).accepted("2026-03-02")
    assert _next(table) == ("hearing:announce", None)
    table.on("2026-03-03", LEAD, c.AnnounceHearing(c.HearingGround.PRESCRIBED, "G-1"))
    # Nobody has asked, so no limit runs to hold it; once it has a day, that day is what falls due.
    assert _next(table) == ("hearing:schedule", None)
    table.on("2026-03-03", LEAD, schedule("2026-03-17"), at="11:00")
    assert _next(table) == ("hearing:notify", date(2026, 3, 6))


def _next(table: Table) -> tuple[str, date | None]:
    (row,) = (
        row for row in projection.tasks(table.case, table.item, china()).values() if row.kind == "hearing"
    )
    return row.task_id, row.due_on


def test_who_waives_takes_the_hearing_off_the_list() -> None:
    office = asked()
    hearing.waive_hearing(office.handler, office.ask(CASE, APPLICANT))
    assert _state(office) == {"hearing:schedule": ("done", date(2026, 4, 2))}


def _state(office: Office) -> dict[str, tuple[str, date | None]]:
    return {name: (row.state, row.due_on) for name, row in tasks(office).items()}


# --- whose act it is


def test_an_applicant_speaks_for_the_applicant_and_nobody_else_does() -> None:
    office = asked()
    with pytest.raises(NotYourCase):
        hearing.waive_hearing(office.handler, office.ask(CASE, OUTSIDER))
    with pytest.raises(NotYourCase):
        # The lead decides: it does not waive in the applicant's name.
        hearing.waive_hearing(office.handler, office.ask(CASE, LEAD))
    with pytest.raises(LettersAreEntered):
        hearing.record_statement(office.handler, office.ask(CASE, APPLICANT), "party-1", "同意")
    with pytest.raises(NotYourStep):
        hearing.record_statement(office.handler, office.ask(CASE, ASSISTANT), "party-1", "同意")


def test_a_letter_is_entered_as_of_the_day_it_came_and_only_from_paper() -> None:
    office = found()
    for whom in ("applicant", "party-1"):
        hearing.tell_hearing_right(office.handler, office.ask(CASE, LEAD), whom)
    # The five days are over on 11 March; the letter came on the last of them.
    office.on("2026-03-13")
    late = office.ask(CASE, CLERK)
    letter = Ask(late.case_id, late.command_id, late.actor, instant("2026-03-11", "16:00"))
    hearing.request_hearing(office.handler, letter, "party-1")
    assert office.handler.standing(CASE).case.hearing.wanted_by == {"party-1"}

    own = office.ask(CASE, APPLICANT)
    with pytest.raises(OnlyTheCounter):
        hearing.request_hearing(
            office.handler, Ask(own.case_id, own.command_id, own.actor, instant("2026-03-11"))
        )


# --- what cannot be read


def test_a_party_without_a_name_or_written_twice_is_nobody() -> None:
    office = examined()
    for parties in ((), (PartyNamed("  "),), (ZHOU, PartyNamed(" 周邻居 ", "解放路 3 号"))):
        with pytest.raises(NobodyConcerned):
            hearing.find_interest(office.handler, office.ask(CASE, LEAD), c.Interest.OF_OTHERS, parties, WHY)
    office = found(ZHOU)
    with pytest.raises(NobodyConcerned):
        hearing.find_interest(office.handler, office.ask(CASE, LEAD), c.Interest.OF_OTHERS, (ZHOU,), WHY)


def test_what_no_officer_can_read_is_not_taken_in() -> None:
    office = found()
    with pytest.raises(TextUnreadable):
        hearing.record_statement(office.handler, office.ask(CASE, CLERK), "party-1", "不同意\x00")
    with pytest.raises(NotText):
        hearing.find_interest(
            office.handler,
            office.ask(CASE, LEAD),
            c.Interest.OF_OTHERS,
            (PartyNamed(3),),  # type: ignore[arg-type]
            WHY,
        )
    with pytest.raises(UnknownParty):
        hearing.record_statement(office.handler, office.ask(CASE, CLERK), "party-9", "不同意")
    with pytest.raises(StatementEmpty):
        hearing.record_statement(office.handler, office.ask(CASE, CLERK), "party-1", "  ")


def test_a_form_sent_twice_finds_the_parties_once() -> None:
    office = examined().on("2026-03-04")
    for _ in range(2):
        answer = hearing.find_interest(
            office.handler, office.ask(CASE, LEAD, "form-1"), c.Interest.OF_OTHERS, (ZHOU, SCHOOL), WHY
        )
    assert answer.repeated
    assert list(answer.case.parties) == ["party-1", "party-2"]


# --- personal data


def test_no_event_holds_a_name_an_address_or_what_was_said() -> None:
    office = held()
    hearing.record_statement(office.handler, office.ask(CASE, CLERK), "party-1", "周邻居反对")
    for text in ("周邻居", "解放路 3 号", "油烟", "反对"):
        assert text not in written(office)


def test_erasing_a_party_takes_what_is_the_partys_and_leaves_case_and_audit_whole() -> None:
    office = asked()
    hearing.record_statement(office.handler, office.ask(CASE, CLERK), "party-1", "周邻居反对")
    hearing.record_statement(office.handler, office.ask(CASE, APPLICANT), "applicant", "已装净化器")
    events = office.handler.history(CASE)
    case = office.handler.standing(CASE).case
    party = case.parties["party-1"]
    assert party.particulars is not None
    theirs, own = (event.body.statement for event in events[-2:])  # type: ignore[attr-defined]
    refs = [party.particulars.ref, theirs.ref, own.ref]
    assert list(office.personal.read(CASE, refs).values()) == [
        '["周邻居", "解放路 3 号"]',
        "周邻居反对",
        "已装净化器",
    ]

    assert office.personal.erase(party.subject) == 2
    assert list(office.personal.read(CASE, refs).values()) == [None, None, "已装净化器"]
    assert replay(office.handler.history(CASE)) == case
    assert list(audit.verify_all(office.handler)) == [(CASE, [])]
    # And the other way round: the applicant goes, the party's words stay the party's.
    office = asked()
    hearing.record_statement(office.handler, office.ask(CASE, CLERK), "party-1", "周邻居反对")
    assert office.personal.erase(APPLICANT.account) > 0
    statement = office.handler.history(CASE)[-1].body.statement  # type: ignore[attr-defined]
    assert office.personal.read(CASE, [statement.ref]) == {statement.ref: "周邻居反对"}
