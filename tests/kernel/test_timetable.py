"""A statute's clocks and duties, followed through what happens; the dates are those of a wall calendar."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cast import china, day, natural, working
from tongban.kernel.case.conditions import Compare, Not, Operator
from tongban.kernel.clock import Clock, ClockKind, TimeLimit, Unit
from tongban.kernel.timetable import (
    AsOf,
    Choice,
    ClockRule,
    Duty,
    EffectRule,
    ExclusionRule,
    Extension,
    Occurrence,
    Ruling,
    Timetable,
    follow,
)
from tongban.kernel.timetable.occurrence import GENERAL_KINDS
from tongban.kernel.words import Bilingual

NAME = Bilingual("时限", "limit")
SAYS = Bilingual("应当两人。", "Two are needed.")


def is_true(fact: str) -> Compare:
    return Compare(fact, Operator.EQUAL, value=True)


NOTICE = ClockRule(
    "notice",
    NAME,
    "K04",
    ("received",),
    ("noticed", "accepted"),
    restarts_on=("supplemented",),
    restarts_after=("noticed",),
    choices=(Choice(working(5, "§32(4)")),),
    if_missed=EffectRule("deemed_acceptance", "§32(4)", AsOf.START, "accepted"),
)
DECISION = ClockRule(
    "decision",
    NAME,
    "K11",
    ("accepted",),
    ("decided",),
    choices=(
        Choice(working(45, "§42(2)"), is_true("joint"), Extension(working(15, "§42(2)"), "mayor")),
        Choice(working(20, "§42(1)"), None, Extension(working(10, "§42(1)"), "head")),
    ),
)
PROMISED = ClockRule(
    "promised", NAME, "N12", ("accepted",), ("decided",), amount_fact=working(1, "§36"), amount_name="days"
)
RENEWAL = ClockRule(
    "renewal",
    NAME,
    "K23",
    ("renewal_applied",),
    ("decided",),
    ends_with="expires_on",
    if_missed=EffectRule("deemed_renewal", "§50", AsOf.DUE, when=is_true("in_time.application")),
)
APPLICATION = ClockRule(
    "application",
    NAME,
    "K23",
    ("granted",),
    ("renewal_applied",),
    from_fact="expires_on",
    choices=(Choice(TimeLimit(30, Unit.NATURAL_DAY, "§50", rolls=False, counting=None)),),
)
TABLE = Timetable(
    "t",
    NAME,
    {rule.id: rule for rule in (NOTICE, DECISION, PROMISED, RENEWAL, APPLICATION)},
    (ExclusionRule("K15", "§45", ("hearing",), ("decision", "promised")),),
    (
        Duty("K08", ("verified",), "§34(3)", SAYS, require=Compare("staff", Operator.AT_LEAST, 2)),
        Duty("K30", ("noticed",), "§31", SAYS, require=Not(is_true("unrelated"))),
        Duty("K20", ("decided",), "§37", SAYS, after=("accepted",)),
        Duty("K04", ("noticed",), "§32(4)", SAYS, not_after=("noticed",)),
        Duty("W", ("late_act",), "§1", SAYS, within="notice"),
        Duty("B", ("early_act",), "§1", SAYS, not_before="notice"),
    ),
)


def on(day_text: str, kind: str, **more: object) -> Occurrence:
    for name in ("begin", "until"):
        if name in more:
            more[name] = day(str(more[name]))
    return Occurrence(kind, day(day_text), **more)  # type: ignore[arg-type]


def ruling(*occurrences: Occurrence, **facts: str | int | bool) -> Ruling:
    return follow(TABLE, occurrences, china(), facts)


def dues(found: Ruling) -> dict[str, str]:
    return {name: str(clock.due(china()).day) for name, clock in found.clocks.items()}


def denied(found: Ruling) -> list[tuple[int, str]]:
    return [(denial.number, denial.rule) for denial in found.refused]


def effects(found: Ruling) -> list[tuple[str, str]]:
    return [(effect.what, str(effect.on)) for effect in found.effects]


HEARING = {"procedure": "hearing"}
RECEIVED = on("2025-09-24", "received")
ACCEPTED = on("2026-03-02", "accepted")


def test_silence_on_what_is_missing_is_acceptance_as_of_receipt():
    found = ruling(RECEIVED, on("2025-10-09", "time_passes"))
    assert (dues(found), effects(found)) == (
        {"notice": "2025-09-30", "decision": "2025-10-28"},
        [("deemed_acceptance", "2025-09-24")],
    )


def test_on_the_last_day_silence_is_nothing_yet():
    assert effects(ruling(RECEIVED, on("2025-09-30", "time_passes"))) == []


def test_time_has_passed_also_where_nobody_said_so_before_the_next_act():
    found = ruling(RECEIVED, on("2025-10-09", "noticed"))
    assert (effects(found), found.clocks["notice"].is_running) == (
        [("deemed_acceptance", "2025-09-24")],
        False,
    )


def test_a_supplement_after_the_notice_starts_the_five_days_anew_and_one_brought_unasked_does_not():
    asked = ruling(
        on("2026-03-02", "received"), on("2026-03-04", "noticed"), on("2026-03-10", "supplemented")
    )
    unasked = ruling(on("2026-03-02", "received"), on("2026-03-04", "supplemented"))
    assert (dues(asked), dues(unasked)) == ({"notice": "2026-03-17"}, {"notice": "2026-03-09"})


def test_the_first_limit_whose_condition_holds_is_the_clocks():
    assert dues(ruling(on("2025-09-30", "accepted"), joint=True)) == {"decision": "2025-12-09"}


def test_a_promise_is_as_long_as_its_fact_says():
    assert dues(ruling(ACCEPTED, days=10)) == {"decision": "2026-03-30", "promised": "2026-03-16"}


def test_a_hearing_told_in_writing_is_left_out():
    told = on("2026-03-04", "excluded", begin="2026-03-10", until="2026-03-23", document="N-1", facts=HEARING)
    assert dues(ruling(ACCEPTED, told, days=10)) == {"decision": "2026-04-14", "promised": "2026-03-30"}


def test_a_hearing_that_ends_early_gives_its_days_back():
    told = on("2026-03-04", "excluded", begin="2026-03-10", until="2026-03-23", document="N-1", facts=HEARING)
    ended = on("2026-03-17", "resumed", begin="2026-03-16")
    assert dues(ruling(ACCEPTED, told, ended)) == {"decision": "2026-04-07"}


def test_what_is_not_listed_not_told_or_backdated_stops_nothing():
    moving = {"procedure": "moving_house"}
    told = {"begin": "2026-03-10", "until": "2026-03-23"}
    found = ruling(
        ACCEPTED,
        on("2026-03-04", "excluded", document="N-1", facts=moving, **told),
        on("2026-03-04", "excluded", facts=HEARING, **told),
        on("2026-03-12", "excluded", document="N-1", facts=HEARING, **told),
        on("2026-03-12", "excluded", document="N-1", facts=HEARING, begin="2026-03-30", until="2026-03-13"),
        on("2026-03-12", "excluded", document="N-1", facts=HEARING, begin="2026-04-10", until="2026-04-12"),
    )
    assert (dues(found), denied(found)) == (
        {"decision": "2026-03-30"},
        [(2, "K15"), (3, "K15"), (4, "K15"), (5, "K15"), (6, "K15")],
    )


def test_an_extension_needs_its_officer_and_reasons_and_comes_once_and_in_time():
    lawful = {"approver": "head", "reasons_told": True}
    found = ruling(
        ACCEPTED,
        on("2026-03-10", "extended", facts={"approver": "clerk", "reasons_told": True}),
        on("2026-03-10", "extended", facts={"approver": "head", "reasons_told": False}),
        on("2026-03-10", "extended", amount=11, facts=lawful),
        on("2026-03-10", "extended", facts=lawful),
        on("2026-03-11", "extended", facts=lawful),
    )
    assert (dues(found), denied(found)) == (
        {"decision": "2026-04-14"},
        [(2, "K11"), (3, "K11"), (4, "K11"), (6, "K11")],
    )
    late = ruling(ACCEPTED, on("2026-03-31", "extended", facts=lawful))
    assert (dues(late), denied(late)) == ({"decision": "2026-03-30"}, [(2, "K11")])


def test_a_renewal_applied_for_in_time_and_not_answered_is_granted():
    granted = on("2021-07-01", "granted", facts={"expires_on": "2026-06-30"})
    table = replace(
        TABLE,
        clocks=TABLE.clocks | {"application": replace(APPLICATION, choices=(Choice(_back(30)),))},
    )
    outcome = {
        applied: effects(
            follow(table, [granted, on(applied, "renewal_applied"), on("2026-07-01", "time_passes")], china())
        )
        for applied in ("2026-05-29", "2026-05-31", "2026-06-05")
    }
    assert outcome == {
        "2026-05-29": [("deemed_renewal", "2026-06-30")],
        "2026-05-31": [("deemed_renewal", "2026-06-30")],
        "2026-06-05": [],
    }


def _back(days: int) -> TimeLimit:
    from tongban.kernel.clock import Counting

    return replace(natural(days, "§50"), rolls=False, counting=Counting(backward=True))


def test_a_duty_that_is_not_met_denies_and_changes_nothing():
    found = ruling(
        on("2026-03-02", "decided"),
        on("2026-03-02", "verified", facts={"staff": 1}),
        on("2026-03-02", "verified", facts={"staff": 2}),
        on("2026-03-02", "received"),
        on("2026-03-03", "noticed", facts={"unrelated": True}),
        on("2026-03-03", "noticed", facts={"unrelated": False}),
        on("2026-03-04", "noticed"),
    )
    assert denied(found) == [(1, "K20"), (2, "K08"), (5, "K30"), (7, "K04")]


def test_a_fact_nobody_gave_is_not_shown():
    assert denied(ruling(on("2026-03-02", "verified"), on("2026-03-02", "noticed"))) == [(1, "K08")]


def test_an_act_may_have_to_come_within_a_clock_or_not_before_its_end():
    received = on("2026-03-02", "received")
    found = ruling(
        received,
        on("2026-03-09", "late_act"),
        on("2026-03-09", "early_act"),
        on("2026-03-10", "late_act"),
        on("2026-03-10", "early_act"),
    )
    assert denied(found) == [(3, "B"), (4, "W")]


def test_a_number_may_have_to_be_no_larger_than_another():
    duty = Duty("R02", ("undertaken",), "§35", SAYS, at_most={"gap": "promised"})
    table = Timetable("tolerance", NAME, {}, duties=(duty,))

    def denies(**facts: object) -> bool:
        return bool(follow(table, [on("2026-03-02", "undertaken", facts=facts)], china()).refused)

    assert not denies(gap=5, promised=10)
    assert not denies(gap=10, promised=10)
    assert denies(gap=11, promised=10)
    assert denies(gap=5)  # nobody promised anything
    assert denies(promised=10)
    assert denies(gap=True, promised=10)  # a yes is no number


def test_what_is_dated_before_the_last_act_is_out_of_order():
    assert denied(ruling(on("2026-03-03", "received"), on("2026-03-02", "accepted"))) == [(2, "order")]


def test_a_mistaken_entry_is_corrected_and_a_wrong_first_day_reset():
    told = on("2026-03-04", "excluded", begin="2026-03-10", until="2026-03-23", document="N-1", facts=HEARING)
    struck = on("2026-03-05", "corrected", clock="decision", amount=2, facts={"struck": True})
    reset = on("2026-03-05", "reset", clock="decision", begin="2026-03-03")
    nothing = on("2026-03-05", "corrected", clock="decision", amount=9)
    assert dues(ruling(ACCEPTED, told, struck)) == {"decision": "2026-03-30"}
    assert dues(ruling(ACCEPTED, reset)) == {"decision": "2026-03-31"}
    assert denied(ruling(ACCEPTED, nothing)) == [(2, "no_such_entry")]


def test_stopping_twice_keeps_the_first_day():
    found = ruling(
        ACCEPTED, on("2026-03-05", "stopped", clock="decision"), on("2026-03-06", "stopped", clock="decision")
    )
    assert found.clocks["decision"].stopped_on == date(2026, 3, 5)


KINDS = st.sampled_from(
    [
        "received",
        "accepted",
        "noticed",
        "supplemented",
        "decided",
        "granted",
        "renewal_applied",
        *GENERAL_KINDS,
    ]
)
DAYS = st.dates(date(2025, 1, 1), date(2026, 6, 30))


@st.composite
def anything(draw: st.DrawFn) -> Occurrence:
    begin = draw(DAYS | st.none())
    return Occurrence(
        draw(KINDS),
        draw(DAYS),
        facts=draw(
            st.sampled_from(
                [{}, HEARING, {"days": 7}, {"approver": "head", "reasons_told": True}, {"days": -1}]
            )
        ),
        begin=begin,
        until=begin and begin + timedelta(days=draw(st.integers(-3, 40))),
        document=draw(st.sampled_from(["", "N-1"])),
        clock=draw(st.sampled_from(["", "decision", "nothing"])),
        amount=draw(st.integers(-1, 12)),
    )


@given(st.lists(anything(), max_size=12))
def test_whatever_happens_it_is_denied_or_counted_as_a_bare_clock_counts(occurrences):
    found = follow(TABLE, occurrences, china(), {"expires_on": "2026-06-30"})
    for name, clock in found.clocks.items():
        bare = Clock(ClockKind.STEP, clock.limit, clock.entries)
        assert clock.due(china()) == bare.due(china()), name
    assert [d.number for d in found.refused] == sorted(d.number for d in found.refused)


def test_what_was_denied_leaves_nothing_behind():
    told = {"begin": "2026-03-10", "until": "2026-03-23", "document": "N-1"}
    found = ruling(
        ACCEPTED,
        on("2026-03-20", "excluded", facts=HEARING, begin="2026-03-10", until="2026-03-23"),
        on("2026-03-04", "excluded", facts=HEARING, **told),
        on("2026-03-05", "extended"),
    )
    # The denied act moved no date on, so the next is in order; nor does its procedure excuse the extension.
    assert (dues(found), denied(found)) == ({"decision": "2026-04-14"}, [(2, "K15"), (4, "K11")])


def test_the_approval_of_one_act_serves_no_other():
    lawful = {"approver": "head", "reasons_told": True}
    other = replace(DECISION, id="other", rule="K12")
    table = replace(TABLE, clocks=TABLE.clocks | {"other": other})
    acts = [
        ACCEPTED,
        on("2026-03-10", "extended", clock="decision", facts=lawful),
        on("2026-03-10", "extended", clock="other"),
    ]
    assert denied(follow(table, acts, china())) == [(3, "K12")]


def test_an_extension_the_law_leaves_open_is_as_long_as_who_approves_it_says():
    left_open = Extension(working(1, "§81"), "high_court", is_open=True)
    trial = replace(DECISION, choices=(Choice(working(20, "§81"), None, left_open),))
    table = replace(TABLE, clocks={"decision": trial})
    lawful = {"approver": "high_court", "reasons_told": True}
    acts = [
        ACCEPTED,
        on("2026-03-10", "extended", facts=lawful),
        on("2026-03-10", "extended", amount=-3, facts=lawful),
        on("2026-03-10", "extended", amount=40, facts={"approver": "head", "reasons_told": True}),
        on("2026-03-10", "extended", amount=40, facts=lawful),
    ]
    found = follow(table, acts, china())
    assert (dues(found), denied(found)) == ({"decision": "2026-05-28"}, [(2, "K11"), (3, "K11"), (4, "K11")])


def test_what_is_not_listed_is_denied_by_the_list_of_the_clock_that_runs():
    flood = ExclusionRule("L01", "§20", ("flood",), ("notice",), in_writing=False)
    table = replace(TABLE, exclusions=(flood, *TABLE.exclusions))
    busy = on("2026-03-04", "excluded", facts={"procedure": "busy"})
    asked = follow(table, [on("2026-03-02", "received"), busy], china())
    accepted = follow(table, [ACCEPTED, busy], china())
    nothing = follow(table, [busy], china())
    assert [denied(found) for found in (asked, accepted, nothing)] == [
        [(2, "L01")],
        [(2, "K15")],
        [(1, "L01")],
    ]
