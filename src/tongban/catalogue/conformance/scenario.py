"""场景 — given, when, then, the counting, and the numbers of the law it rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tongban.catalogue.binding import Slug, bind, line_table
from tongban.catalogue.conformance.question import Deemed, Given, Question, Refused, When
from tongban.catalogue.finding import Finding, Place, Rule, UnreadableFile, place_in
from tongban.catalogue.law import data_root, load_limits
from tongban.catalogue.law.procedures import load_procedures
from tongban.catalogue.reading import read_tree
from tongban.kernel.words import Bilingual

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
    Bilingual("请改为 law/procedures 中的标识。", "Name one of law/procedures."),
)
UNKNOWN_NUMBER = Rule(
    "scenario_unknown_number",
    Bilingual(
        "引用的期限「{number}」不在 law/time_limits 中",
        "the number cited, “{number}”, is not in law/time_limits",
    ),
    Bilingual("请引用期限的标识，延长部分写作「标识.extension」。", "Cite a limit's id, or `id.extension`."),
)


@dataclass(frozen=True, slots=True)
class Then:
    """结果 — only what is named is compared, each part wholly."""

    due: Mapping[str, date] = field(default_factory=dict)
    provisional: tuple[str, ...] | None = None
    running: tuple[str, ...] | None = None
    not_running: tuple[str, ...] = ()
    no_clock: tuple[str, ...] = ()
    effects: tuple[Deemed, ...] | None = None
    refused: tuple[Refused, ...] | None = None
    error: str = ""

    @property
    def says_nothing(self) -> bool:
        """Whether nothing is expected."""
        parts = (self.due, self.provisional, self.running, self.not_running, self.no_clock, self.error)
        return not any(parts) and self.effects is None and self.refused is None

    @property
    def clocks(self) -> tuple[str, ...]:
        """Every clock it speaks of."""
        named = (
            *self.due,
            *(self.provisional or ()),
            *(self.running or ()),
            *self.not_running,
            *self.no_clock,
        )
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class Scenario:
    """场景 — `fires` says whether the rules named bite here, or this is the near miss where they must not."""

    id: Slug
    title: Bilingual
    rules: tuple[str, ...]
    fires: bool
    given: Given
    when: tuple[When, ...]
    then: Then
    cites: tuple[str, ...] = ()
    counting: str = ""
    place: Place = field(default=Place("", 1, ""), metadata={"file": False})

    @property
    def question(self) -> Question:
        """What is asked of a system."""
        return Question(self.given, self.when, self.then.clocks)


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """场景文件 — one suite."""

    suite: Bilingual
    scenarios: tuple[Scenario, ...]


def shipped() -> Path:
    """The scenarios that come with the law."""
    return data_root() / "law" / "conformance"


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named and those in the directories named, each once, in order."""
    found: dict[Path, None] = {}
    for path in paths:
        for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
            found[file] = None
    return list(found)


def load_scenarios(*paths: Path) -> tuple[Scenario, ...]:
    """Every scenario of the files and directories; those shipped with the law unless told otherwise.

    Raises:
        UnreadableFile: with every finding of every file.
    """
    scenarios: list[Scenario] = []
    findings: list[Finding] = []
    seen: set[str] = set()
    for path in files_in(paths or (shipped(),)):
        try:
            tree = read_tree(path, name=path.name)
            file = bind(tree, ScenarioFile, file=path.name)
        except UnreadableFile as unreadable:
            findings += unreadable.findings
            continue
        lines = line_table(tree)
        for n, scenario in enumerate(file.scenarios):
            where = f"scenarios[{n}]"
            for rule, inner, said in _faults(scenario, seen):
                findings.append(rule.at(place_in(path.name, lines, f"{where}{inner}"), **said))
            seen.add(scenario.id)
            scenarios.append(replace(scenario, place=place_in(path.name, lines, where)))
    if findings:
        raise UnreadableFile(findings)
    return tuple(scenarios)


def _faults(scenario: Scenario, seen: set[str]) -> Iterator[tuple[Rule, str, dict[str, object]]]:
    named: dict[str, object] = {"id": scenario.id}
    given = scenario.given
    if scenario.id in seen:
        yield ID_TWICE, ".id", named
    if not scenario.when:
        yield NOTHING_HAPPENS, ".when", named
    if scenario.then.says_nothing:
        yield NOTHING_EXPECTED, ".then", named
    if scenario.then.due and not scenario.counting:
        yield NO_COUNTING, ".counting", named
    if bool(given.procedure) == (given.limit is not None):
        yield ONE_SUBJECT, ".given", named
    elif given.procedure and given.procedure not in set(load_procedures()):
        yield UNKNOWN_PROCEDURE, ".given.procedure", {"procedure": given.procedure}
    for number in scenario.cites:
        if number.removesuffix(".extension") not in load_limits():
            yield UNKNOWN_NUMBER, ".cites", {"number": number}
