"""工程建设项目流程: stages, gates and what flows between them, as a file says it."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tongban.catalogue import Catalogue, demo_catalogue, load_catalogue
from tongban.catalogue.binding import bind
from tongban.catalogue.check import project as rules
from tongban.catalogue.check.project import check_project
from tongban.catalogue.finding import Rule, UnreadableFile
from tongban.catalogue.load import NoSuchProcedure, NoSuchVersion, beside, read_project
from tongban.catalogue.project import ProjectProcedure
from tongban.catalogue.reading import parse_tree
from tongban.catalogue.writing import dump
from tongban.kernel.clock import Unit
from tongban.kernel.life_event import Feed
from tongban.kernel.project import Before, Deferral, Flow, Gate

DEMO = demo_catalogue()
FILE = DEMO / "projects" / "build-a-workshop.yaml"
DAY = date(2025, 10, 9)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(DEMO)


def findings(old: str, new: str, tmp_path: Path) -> list[str]:
    """The codes of what is found once the demo's procedure says `new` where it said `old`."""
    city = tmp_path / "city"
    shutil.copytree(DEMO, city)
    file = city / "projects" / "build-a-workshop.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [finding.code for finding in check_project(read_project(file), beside(file))]


# --- what the file says, for the kernel


def test_the_demo_has_four_stages_each_with_its_lead_and_promise(catalogue: Catalogue):
    blueprint = catalogue.blueprint(catalogue.project_in_force("build-a-workshop", DAY), DAY)
    stages = [(s.id, s.lead, s.limit.amount if s.limit else 0) for s in blueprint.rules.stages]
    assert stages == [
        ("land", "natural-resources", 15),
        ("works", "natural-resources", 20),
        ("construction", "housing-construction", 12),
        ("completion", "housing-construction", 12),
    ]
    assert {s.limit.unit for s in blueprint.rules.stages if s.limit} == {Unit.WORKING_DAY}


def test_outcomes_are_what_the_members_give_by_the_name_of_the_document(catalogue: Catalogue):
    found = catalogue.blueprint(catalogue.project_in_force("build-a-workshop", DAY), DAY).rules
    assert list(found.outcomes) == [
        *("land.filing", "land.permit", "works.scheme", "works.green", "works.permit"),
        *("construction.fire", "construction.permit"),
        *("completion.planning", "completion.fire", "completion.filing"),
    ]
    permit = found.outcomes["works.permit"]
    assert (permit.name.zh, permit.authority) == ("建设工程规划许可证", "natural-resources")
    assert (permit.needs, permit.feeds) == (("scheme",), (Feed("scheme", "scheme-opinion"),))


def test_gates_flows_and_deferrals_reach_the_kernel(catalogue: Catalogue):
    found = catalogue.blueprint(catalogue.project_in_force("build-a-workshop", DAY), DAY).rules
    assert found.gate(Before.APPLYING, "works") == (
        Gate("works", "", Before.APPLYING, ("land.permit",), "城乡规划法§40(2)"),
    )
    assert [g.needs for g in found.gate(Before.DECIDING, "construction", "permit")] == [
        ("construction.fire",)
    ]
    assert found.flows[2] == Flow("works.permit", "construction", "permit", "works-permit")
    basis = "演示市工程建设项目容缺后补办法§4"
    assert found.deferral("works.green") == Deferral("works.green", "completion.filing", basis)
    assert found.deferral("works.permit") is None


def test_a_stage_is_not_offered_by_itself(catalogue: Catalogue):
    assert [event.id for event in catalogue.life_events_in_force(DAY)] == ["open-a-guesthouse"]
    assert catalogue.is_stage("workshop-land")
    assert catalogue.life_event_in_force("workshop-land", DAY).id == "workshop-land"


def test_a_version_is_found_by_its_day_and_by_its_digest(catalogue: Catalogue):
    procedure = catalogue.project_in_force("build-a-workshop", DAY)
    assert catalogue.projects_in_force(DAY) == (procedure,)
    assert catalogue.project_version(procedure.id, procedure.version, procedure.digest) is procedure
    with pytest.raises(NoSuchVersion):
        catalogue.project_version(procedure.id, procedure.version, "0" * 64)
    with pytest.raises(NoSuchProcedure):
        catalogue.project_in_force(procedure.id, date(2024, 12, 31))


def test_written_and_read_again_it_is_the_same():
    procedure = read_project(FILE)
    again = bind(parse_tree(dump(procedure).encode(), name="x"), ProjectProcedure, file="x")
    assert (again, again.digest) == (procedure, procedure.digest)


def test_a_sheet_leaves_out_what_is_there_and_asks_for_no_paper_that_flows(catalogue: Catalogue):
    plain = catalogue.sheet(catalogue.life_event_in_force("workshop-works", DAY), DAY)
    flowing = frozenset({("scheme", "land-permit"), ("permit", "land-permit"), ("permit", "scheme-opinion")})
    sheet = replace(plain, without=("scheme",), flowing=flowing)
    assert "land-permit" in [m.id for m in plain.as_item({}).materials]
    assert [m.id for m in sheet.as_item({}).materials] == [
        *("green__application", "green__green-plan", "permit__application")
    ]
    assert [m.id for m in sheet.planned({})] == ["green", "permit"]
    assert "scheme__application" not in [m.id for m in sheet.as_item().materials]


# --- what is found


def test_nothing_is_found_in_the_demo():
    assert check_project(read_project(FILE), beside(FILE)) == []


PLANTED = {
    rules.UNKNOWN_LIFE_EVENT: ("life_event: workshop-land", "life_event: workshop-lend"),
    rules.ONE_STAGE_ONLY: ("life_event: workshop-works", "life_event: workshop-land"),
    rules.UNKNOWN_PLACE: ("{of: works, before: applying", "{of: work, before: applying"),
    rules.UNKNOWN_OUTCOME: ("needs: [land.permit]", "needs: [land.permission]"),
    rules.GATE_OF_A_MEMBER: ("{of: works, before: applying", "{of: works, before: deciding"),
    rules.GATES_IN_A_RING: ("needs: [land.permit]", "needs: [construction.permit]"),
    rules.UNKNOWN_MATERIAL: (
        "to: works.scheme, as_material: land-permit",
        "to: works.scheme, as_material: deed",
    ),
    rules.NOT_FLOWING: (
        "  - {result_of: works.permit, to: construction.permit, as_material: works-permit}\n",
        "",
    ),
    rules.DEFERRAL_UNSAFE: ("{outcome: works.green, until", "{outcome: construction.fire, until"),
    rules.DEFERRED_FOR_EVER: ("until: completion.filing, basis", "until: works, basis"),
    rules.NOT_GATED: (
        "  - {of: works, before: applying, needs: [land.permit], basis: 城乡规划法§40(2)}\n",
        "",
    ),
    rules.LEAD_WITHOUT_PART: ("lead: natural-resources", "lead: fire-rescue"),
    rules.FILLS_NOTHING: ("site: premises}", "site: place}"),
}


@pytest.mark.parametrize(("rule", "edit"), PLANTED.items(), ids=[rule.code for rule in PLANTED])
def test_what_is_planted_is_found(rule: Rule, edit: tuple[str, str], tmp_path: Path):
    assert rule.code in findings(*edit, tmp_path)


def test_every_rule_is_planted_once():
    known = {rule for rule in vars(rules).values() if isinstance(rule, Rule)}
    elsewhere = {"duplicate_id", "other_division", "validity_upside_down"}
    assert {rule.code for rule in known} - elsewhere == {rule.code for rule in PLANTED}


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (("  - id: works\n", "  - id: land\n"), "duplicate_id"),
        (('division: "330199"', 'division: "330198"'), "other_division"),
        (
            ("valid_from: 2025-01-01", "valid_from: 2025-01-01\nvalid_until: 2024-12-31"),
            "validity_upside_down",
        ),
    ],
)
def test_what_any_version_can_have_wrong_is_found_too(edit: tuple[str, str], code: str, tmp_path: Path):
    shutil.copytree(DEMO, tmp_path / "city")
    file = tmp_path / "city" / "projects" / "build-a-workshop.yaml"
    file.write_text(file.read_text("utf-8").replace(*edit, 1), encoding="utf-8")
    directory = load_catalogue(DEMO).directory
    known = {rule.code: rule.code for rule in vars(rules).values() if isinstance(rule, Rule)}
    assert code in [f.code for f in check_project(read_project(file, directory=directory), beside(file))], (
        known
    )


def test_a_catalogue_whose_gates_name_nothing_is_not_loaded(tmp_path: Path):
    city = tmp_path / "city"
    shutil.copytree(DEMO, city)
    file = city / "projects" / "build-a-workshop.yaml"
    file.write_text(file.read_text("utf-8").replace("[land.permit]", "[land.none]"), encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        load_catalogue(city)
    assert [f.code for f in refused.value.findings] == ["outcome_unknown"]
    assert refused.value.findings[0].place.path == "gates[0].needs[0]"


def test_a_file_that_cannot_be_read_is_told_with_the_rest(tmp_path: Path):
    city = tmp_path / "city"
    shutil.copytree(DEMO, city)
    (city / "projects" / "other.yaml").write_text("id: Bad Name\n", encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        load_catalogue(city)
    assert {f.place.file for f in refused.value.findings} == {"projects/other.yaml"}
