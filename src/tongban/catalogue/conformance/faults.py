"""场景的差错 — what keeps a scenario from meaning anything, although it can be read.

A word nobody knows changes nothing and is expected of nobody: a misspelt occurrence or clock would pass
in silence, and so would an empty list of clocks.
"""

from collections.abc import Iterator

from tongban.catalogue.conformance.question import DONE, LIMIT, STARTED
from tongban.catalogue.conformance.scenario import Scenario
from tongban.catalogue.finding import Rule
from tongban.catalogue.law import NoLawThen, load_book, load_limits
from tongban.catalogue.law.procedures import load_procedures
from tongban.catalogue.law.regions import openings_of
from tongban.kernel.calendar import BusinessHours
from tongban.kernel.refusals import HoursUpsideDown
from tongban.kernel.timetable.occurrence import GENERAL_KINDS
from tongban.kernel.words import Bilingual

#: The rule broken, where in the scenario, and what fills the rule's blanks.
Fault = tuple[Rule, str, dict[str, object]]

NOTHING_EXPECTED = Rule(
    "scenario_expects_nothing",
    Bilingual("场景「{id}」没有写明应有的结果", "the scenario “{id}” expects nothing"),
    Bilingual("请在 then 中至少写明一项。", "Say at least one thing in `then`."),
)
NOTHING_HAPPENS = Rule(
    "scenario_without_occurrence",
    Bilingual("场景「{id}」没有任何事情发生", "nothing happens in the scenario “{id}”"),
    Bilingual("请在 when 中至少写一件事。", "Let at least one thing happen in `when`."),
)
NO_RULE = Rule(
    "scenario_without_rule",
    Bilingual("场景「{id}」没有写明是哪条规则的", "the scenario “{id}” is about no rule"),
    Bilingual("请在 rules 中至少写一条。", "Name at least one rule in `rules`."),
)
NO_COUNTING = Rule(
    "scenario_without_counting",
    Bilingual(
        "场景「{id}」有日期而没有写明怎样数",
        "the scenario “{id}” expects dates and does not show the counting",
    ),
    Bilingual(
        "请在 counting 中逐日写明，使人能在挂历上核对。",
        "Write the counting out, to be checked on a wall calendar.",
    ),
)
ID_TWICE = Rule(
    "scenario_id_twice",
    Bilingual("场景标识「{id}」重复", "the scenario id “{id}” is used twice"),
    Bilingual("请使用不同的标识。", "Give each its own id."),
)
ONE_SUBJECT = Rule(
    "scenario_subject",
    Bilingual(
        "场景「{id}」须写明 procedure 或 limit 之一",
        "the scenario “{id}” needs either a procedure or a limit",
    ),
    Bilingual("请只写其一。", "Give one of the two."),
)
UNKNOWN_PROCEDURE = Rule(
    "scenario_unknown_procedure",
    Bilingual("没有程序「{procedure}」", "there is no procedure “{procedure}”"),
    Bilingual("请改为 law/procedures 中的标识：{known}。", "Name one of law/procedures: {known}."),
)
UNKNOWN_OCCURRENCE = Rule(
    "scenario_unknown_occurrence",
    Bilingual(
        "该程序不认识「{kind}」，它什么也不会改变", "the procedure knows no “{kind}”; it would change nothing"
    ),
    Bilingual("请改为其中之一：{known}。", "Use one of: {known}."),
)
UNKNOWN_CLOCK = Rule(
    "scenario_unknown_clock",
    Bilingual("该程序没有时钟「{clock}」", "the procedure has no clock “{clock}”"),
    Bilingual("请改为其中之一：{known}。", "Use one of: {known}."),
)
UNKNOWN_REGION = Rule(
    "scenario_unknown_region",
    Bilingual("没有地区「{region}」", "there is no region “{region}”"),
    Bilingual("请改为 law/regions.yaml 中的标识：{known}。", "Name one of law/regions.yaml: {known}."),
)
BEFORE_ANY_NOTICE = Rule(
    "scenario_before_any_notice",
    Bilingual(
        "截至 {year} 年没有任何放假通知，最早是 {first} 年",
        "no notice was out by {year}; the first is of {first}",
    ),
    Bilingual("请改为较晚的年份。", "Name a later year."),
)
BAD_HOURS = Rule(
    "scenario_business_hours",
    Bilingual("办公时间「{hours}」有颠倒或重叠", "the business hours “{hours}” are upside down or overlap"),
    Bilingual("请按先后顺序写明每段的起止。", "Give each opening's beginning and end, in order."),
    "民法典§203",
)
UNKNOWN_NUMBER = Rule(
    "scenario_unknown_number",
    Bilingual(
        "引用的期限「{number}」不在 law/time_limits 中",
        "the number cited, “{number}”, is not in law/time_limits",
    ),
    Bilingual("请引用期限的标识，延长部分写作「标识.extension」。", "Cite a limit's id, or `id.extension`."),
)
NO_SUCH_NUMBER_THEN = Rule(
    "scenario_number_not_in_force",
    Bilingual(
        "引用的「{number}」在 {day} 没有这个数值",
        "“{number}” had no such number on {day}, the scenario's law day",
    ),
    Bilingual(
        "请核对 law_on、日期和该期限能否延长。", "Check `law_on`, the dates, and whether it can be extended."
    ),
)
NO_LAW_CITED = Rule(
    "scenario_limit_cites_law",
    Bilingual(
        "单独时限不取法律中的数值，却引用了「{number}」",
        "a bare limit reads no number of the law, yet “{number}” is cited",
    ),
    Bilingual(
        "请删去 cites，或改写为某个程序的场景。", "Take `cites` away, or make it a scenario of a procedure."
    ),
)


def faults_of(scenario: Scenario, taken: set[str]) -> Iterator[Fault]:
    """Everything that is wrong with it beside the ids already taken."""
    named: dict[str, object] = {"id": scenario.id}
    if scenario.id in taken:
        yield ID_TWICE, ".id", named
    if not scenario.rules:
        yield NO_RULE, ".rules", named
    if scenario.then.says_nothing:
        yield NOTHING_EXPECTED, ".then", named
    if (scenario.then.due or scenario.then.ends_at) and not scenario.counting:
        yield NO_COUNTING, ".counting", named
    yield from _place_and_time(scenario)
    if not scenario.when:
        yield NOTHING_HAPPENS, ".when", named
        return
    yield from _words(scenario)
    yield from _numbers(scenario)


def _place_and_time(scenario: Scenario) -> Iterator[Fault]:
    given, book = scenario.given, load_book()
    if given.region not in book.regions:
        yield UNKNOWN_REGION, ".given.region", {"region": given.region, "known": ", ".join(book.regions)}
    elif given.known_until is not None:
        first = book.calendar(given.region).first_day.year
        if given.known_until < first:
            yield BEFORE_ANY_NOTICE, ".given.known_until", {"year": given.known_until, "first": first}
    if given.hours:
        try:
            BusinessHours(openings_of(given.hours))
        except HoursUpsideDown:
            yield BAD_HOURS, ".given.hours", {"hours": ", ".join(given.hours)}


def _words(scenario: Scenario) -> Iterator[Fault]:
    given, procedures = scenario.given, load_procedures()
    if bool(given.procedure) == (given.limit is not None):
        yield ONE_SUBJECT, ".given", {"id": scenario.id}
        return
    if given.procedure and given.procedure not in procedures:
        said: dict[str, object] = {"procedure": given.procedure, "known": ", ".join(procedures)}
        yield UNKNOWN_PROCEDURE, ".given.procedure", said
        return
    words, clocks = frozenset({STARTED, DONE}), frozenset({LIMIT})
    if given.procedure:
        procedure = procedures[given.procedure]
        words, clocks = procedure.words, frozenset(procedure.clocks)
    for n, what in enumerate(scenario.when):
        if what.happens not in words | GENERAL_KINDS:
            known = ", ".join(sorted(words | GENERAL_KINDS))
            yield UNKNOWN_OCCURRENCE, f".when[{n}].happens", {"kind": what.happens, "known": known}
        if what.clock and what.clock not in clocks:
            known = ", ".join(sorted(clocks))
            yield UNKNOWN_CLOCK, f".when[{n}].clock", {"clock": what.clock, "known": known}
    for clock in scenario.then.clocks:
        if clock not in clocks:
            yield UNKNOWN_CLOCK, ".then", {"clock": clock, "known": ", ".join(sorted(clocks))}


def _numbers(scenario: Scenario) -> Iterator[Fault]:
    limits, day = load_limits(), scenario.question.law_day
    for n, number in enumerate(scenario.cites):
        where, limit_id = f".cites[{n}]", number.removesuffix(".extension")
        if limit_id not in limits:
            yield UNKNOWN_NUMBER, where, {"number": number}
        elif scenario.given.limit is not None and not scenario.given.procedure:
            yield NO_LAW_CITED, where, {"number": number}
        else:
            try:
                is_there = number == limit_id or limits[limit_id].extension_on(day) is not None
                limits[limit_id].on(day)
            except NoLawThen:
                is_there = False
            if not is_there:
                yield NO_SUCH_NUMBER_THEN, where, {"number": number, "day": day}
