"""一件事: one form and one set of materials, made of what its members ask (国办发〔2022〕32号)."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tongban.catalogue import Catalogue, Finding, demo_catalogue, load_catalogue
from tongban.catalogue.authorities import read_directory
from tongban.catalogue.binding import bind, line_table
from tongban.catalogue.check import licence_flow, life_event
from tongban.catalogue.check.life_event import check_life_event
from tongban.catalogue.check.one_window import check_one_window
from tongban.catalogue.fee import Fee
from tongban.catalogue.finding import Rule, Severity, UnreadableFile
from tongban.catalogue.item import Implementation
from tongban.catalogue.life_event import LifeEvent, Member
from tongban.catalogue.life_event_sheet import Sheet
from tongban.catalogue.load import NoSuchLifeEvent, NoSuchVersion, read_life_event
from tongban.catalogue.parts import PlacesUse
from tongban.catalogue.reading import json_value, parse_tree, read_tree
from tongban.catalogue.writing import dump
from tongban.kernel.case.conditions import All, Any, Compare, In, Not, Operator
from tongban.kernel.case.item import StepKind
from tongban.kernel.life_event import Feed
from tongban.kernel.words import Bilingual

DEMO = demo_catalogue()
FILE = DEMO / "life-events" / "open-a-guesthouse.yaml"
DAY = date(2025, 10, 9)
CASES = json_value(read_tree(Path(__file__).parent / "life_event_cases.yaml"))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(DEMO)


@pytest.fixture(scope="module")
def sheet(catalogue: Catalogue) -> Sheet:
    return catalogue.sheet(catalogue.life_event_in_force("open-a-guesthouse", DAY), DAY)


# --- the whole


def test_what_all_members_ask_alike_is_asked_once(sheet: Sheet):
    asked = [field.id for field in sheet.as_item({"serves_meals": False}).form]
    assert asked == [
        *("holder", "credit_code", "legal_representative", "premises", "phone"),
        *("fire__scope", "hygiene__scope", "security__scope"),
    ]


def test_the_first_question_decides_whether_the_food_licence_belongs_to_it(sheet: Sheet):
    before = sheet.as_item({})
    assert [q.id for q in before.questions] == ["serves_meals", "fire__automatic_systems"]
    with_meals = {q.id for q in sheet.as_item({"serves_meals": True}).questions}
    assert with_meals - {q.id for q in before.questions} == {
        *("food__premises", "food__cold_dishes", "food__chain_store", "food__floor_area")
    }


def test_the_licence_that_a_member_produces_is_not_asked_of_the_applicant(sheet: Sheet):
    facts = {"serves_meals": False, "fire__automatic_systems": False}
    listed = [material.id for material in sheet.as_item(facts).required_materials(facts)]
    assert "security__fire-certificate" not in listed
    assert listed == [
        *("business-licence", "plan", "identity"),
        *("fire__application", "fire__safety-plan"),
        *("hygiene__application", "hygiene__hygiene-report", "hygiene__hygiene-rules"),
        *("security__application", "security__security-rules"),
    ]


def test_nine_and_more_materials_of_three_items_become_fewer(sheet: Sheet):
    facts = {"serves_meals": False, "fire__automatic_systems": False}
    apart = sum(
        len(sheet.items[m.id].required_materials(sheet.facts_of(m, facts))) for m in sheet.planned(facts)
    )
    assert (apart, len(sheet.as_item(facts).required_materials(facts))) == (15, 10)


def test_each_member_gets_its_own_answers_form_and_materials_back(sheet: Sheet):
    food, security = sheet.life_event.by_id["food"], sheet.life_event.by_id["security"]
    facts = {"serves_meals": True, "fire__automatic_systems": True, "food__floor_area": 60}
    assert sheet.facts_of(food, facts) == {"floor_area": 60, "has_agent": False}
    assert sheet.facts_of(security, facts) == {}
    form = {"holder": "云上民宿", "fire__scope": "二层", "security__scope": "28 间"}
    assert sheet.form_of(security, form) == {"holder": "云上民宿", "scope": "28 间"}
    assert sheet.materials_of(security)["room-plan"] == "plan"


def test_the_whole_keeps_no_step_limit_or_tolerance_of_a_member(sheet: Sheet):
    whole = sheet.as_item()
    assert (whole.steps, whole.tolerance, whole.commitment, whole.authority) == (
        (),
        None,
        None,
        "public-security",
    )


def test_the_whole_takes_no_fee_place_overseer_or_superior_from_who_leads(catalogue: Catalogue):
    pumps = next(one for one in catalogue if one.id == "drainage-pump-station")
    event = catalogue.life_event_in_force("open-a-guesthouse", DAY)
    leads = replace(pumps, places=PlacesUse(1, "§57"), needs_inspection=True, departments=event.departments)
    assert leads.authority == event.lead
    whole = Sheet(replace(event, members=(Member("pumps", pumps.id),)), {"pumps": leads}).as_item()
    assert (whole.fee, whole.places, whole.oversight, whole.dispute) == (Fee(charged=False), None, None, None)
    assert not whole.needs_inspection
    assert whole.facts <= {question.id for question in whole.questions}


def test_the_kernel_gets_members_with_their_authorities_and_what_flows(sheet: Sheet):
    rules = sheet.for_kernel()
    assert [(m.id, m.authority, m.needs, m.feeds) for m in rules.members] == [
        ("fire", "fire-rescue", (), ()),
        ("hygiene", "health", (), ()),
        ("security", "public-security", ("fire",), (Feed("fire", "fire-certificate"),)),
        ("food", "market-regulation", (), ()),
    ]
    assert (rules.lead, rules.digest) == ("public-security", sheet.life_event.digest)
    assert rules.name_of("public-security").zh == "演示市公安局"


YES, NO = All(()), Any(())


@pytest.mark.parametrize(
    ("condition", "renamed"),
    [
        (None, YES),
        (Compare("has_agent", Operator.EQUAL, True), NO),
        (Not(Compare("has_agent", Operator.EQUAL, True)), YES),
        (In("premises", ("rented",)), In("food__premises", ("rented",))),
        (
            All((Compare("has_agent", Operator.EQUAL, False), In("premises", ("rented",)))),
            In("food__premises", ("rented",)),
        ),
        (Any((Compare("has_agent", Operator.EQUAL, False), In("premises", ("rented",)))), YES),
        (
            Any((Compare("cold_dishes", Operator.EQUAL, True), In("premises", ("rented",)))),
            Any((Compare("food__cold_dishes", Operator.EQUAL, True), In("food__premises", ("rented",)))),
        ),
    ],
)
def test_a_condition_of_a_member_looks_at_the_names_of_the_whole(sheet: Sheet, condition, renamed):
    assert sheet.renamed(sheet.life_event.by_id["food"], condition) == renamed


# --- versions


def test_a_version_is_found_by_its_day_and_by_its_digest(catalogue: Catalogue):
    event = catalogue.life_event_in_force("open-a-guesthouse", DAY)
    assert catalogue.life_events_in_force(DAY) == (event,)
    assert catalogue.life_event_version(event.id, event.version, event.digest) is event
    with pytest.raises(NoSuchVersion):
        catalogue.life_event_version(event.id, event.version, "0" * 64)
    with pytest.raises(NoSuchLifeEvent):
        catalogue.life_event_in_force("open-a-guesthouse", date(2024, 12, 31))


def test_written_and_read_again_it_is_the_same():
    event = read_life_event(FILE)
    again = bind(parse_tree(dump(event).encode(), name="x"), LifeEvent, file="x")
    assert (again, again.digest) == (event, event.digest)


# --- the rules


def findings_in(
    text: str, catalogue: Catalogue, versions: Mapping[str, Sequence[Implementation]] | None = None
) -> list[Finding]:
    try:
        tree = parse_tree(text.encode(), name="x.yaml")
        read = bind(tree, LifeEvent, file="x.yaml")
    except UnreadableFile as unreadable:
        return list(unreadable.findings)
    event = LifeEvent(
        **{
            name: getattr(read, name)
            for name in read.__dataclass_fields__
            if name not in ("file", "lines", "directory")
        },
        file="x.yaml",
        lines=line_table(tree),
        directory=read_directory(DEMO / "authorities.yaml"),
    )
    return check_life_event(event, versions or catalogue.by_item)


def edited(edits: list[dict]) -> str:
    text = FILE.read_text(encoding="utf-8")
    for edit in edits:
        assert edit["replace"] in text, edit["replace"]
        text = text.replace(edit["replace"], edit["by"], 1)
    return text


def alone() -> str:
    """The demo life event with its first member only."""
    text = FILE.read_text(encoding="utf-8")
    before, members = text[: text.index("questions:")], text[text.index("members:") :]
    return before + members[: members.index("  - id: hygiene")]


def test_the_demo_life_event_has_nothing_wrong(catalogue: Catalogue):
    assert findings_in(FILE.read_text(encoding="utf-8"), catalogue) == []


@pytest.mark.parametrize("case", CASES, ids=[f"{case['rule']}-{n}" for n, case in enumerate(CASES)])
def test_the_rule_fires_and_nothing_else_does(case, catalogue: Catalogue):
    text = alone() if "cut" in case else edited(case["edits"])
    found = findings_in(text, catalogue)
    assert sorted({f.code for f in found}) == case["finds"]
    assert case["rule"] in case["finds"]


def test_every_rule_has_a_case_that_fires():
    rules = [*vars(life_event).values(), *vars(licence_flow).values()]
    known = {value.code for value in rules if isinstance(value, Rule)}
    # Where the licence is made is the item's to say, not the life event's: see below.
    assert known - {case["rule"] for case in CASES} == {"licence_made_elsewhere"}


def test_a_licence_that_another_system_makes_is_no_file_that_flows(catalogue: Catalogue):
    fire = catalogue.in_force("public-venue-fire-check", DAY)
    system = Bilingual("消防监督系统", "their system")
    steps = tuple(replace(s, decided_in=system) if s.kind is StepKind.DECISION else s for s in fire.steps)
    versions = {**catalogue.by_item, fire.id: (replace(fire, steps=steps),)}
    (found,) = findings_in(FILE.read_text(encoding="utf-8"), catalogue, versions)
    assert (found.code, found.place.path) == (
        "licence_made_elsewhere",
        "members[2].consumes[0].result_of",
    )

    text = FILE.read_text(encoding="utf-8").replace(
        "    consumes:\n      - {result_of: fire, as_material: fire-certificate}\n", "    after: [fire]\n"
    )
    assert findings_in(text, catalogue, versions) == []


def test_members_that_no_one_window_can_take_in_are_found(catalogue: Catalogue, sheet: Sheet):
    fire = sheet.items["fire"]
    elsewhere = tuple(
        replace(step, post="fire-examiner") if step.kind is StepKind.INTAKE else step for step in fire.steps
    )
    items = {**sheet.items, "fire": replace(fire, steps=elsewhere)}
    (found,) = check_one_window(replace(sheet, items=items))
    assert (found.code, found.severity) == ("member_taken_in_elsewhere", Severity.ERROR)
    assert "fire-examiner" in found.message.zh
    assert "hall-counter" in found.message.en
    assert list(check_one_window(sheet)) == []
    by_item = {**catalogue.by_item, fire.id: [items["fire"]]}
    assert [f.code for f in check_life_event(sheet.life_event, by_item)] == ["member_taken_in_elsewhere"]


def test_a_life_event_that_cannot_be_applied_for_keeps_the_catalogue_from_opening(tmp_path: Path):
    city = shutil.copytree(DEMO, tmp_path / "city")
    spoilt = city / "life-events" / "open-a-guesthouse.yaml"
    spoilt.write_text(
        edited([{"replace": "item: public-place-hygiene", "by": "item: nowhere"}]), encoding="utf-8"
    )
    with pytest.raises(UnreadableFile) as refused:
        load_catalogue(city)
    assert [finding.code for finding in refused.value.findings] == ["member_item_unknown"]
