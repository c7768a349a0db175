"""The linter: each rule fires where it must and is silent beside it (行政许可法§30; 优化营商环境条例)."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tongban.catalogue import Finding, Implementation, authorities, demo_catalogue, load_catalogue, parts
from tongban.catalogue.authorities import Directory, DocumentWords, read_directory
from tongban.catalogue.binding import bind, line_table
from tongban.catalogue.check import (
    check,
    consistency,
    directory,
    disputes,
    duties,
    fees,
    graph,
    grounds,
    identity,
    limits,
    lower_review,
    places,
    renewal,
    situations,
)
from tongban.catalogue.check.directory import check_directory
from tongban.catalogue.check.renewal import check_renewals
from tongban.catalogue.finding import Rule, UnreadableFile
from tongban.catalogue.load import read_item
from tongban.catalogue.reading import json_value, parse_tree, read_tree

DEMO = demo_catalogue()
FOOD, STATION, REPLACEMENT = "food-operation-licence", "drainage-pump-station", "food-licence-replacement"


CASES = json_value(read_tree(Path(__file__).parent / "linter_cases.yaml"))
FIRES, SILENT = CASES["fires"], CASES["silent"]
TEXT = "{zh: 甲, en: a}"


def edited(item: str, edits: list[dict]) -> str:
    text = (DEMO / f"{item}.yaml").read_text(encoding="utf-8")
    for edit in edits:
        assert edit["replace"] in text, edit["replace"]
        text = text.replace(edit["replace"], edit["by"], 1)
    return text


@cache
def findings_in(text: str, item: str, *, with_directory: bool = True) -> list[Finding]:
    name = f"{item}.yaml"
    directory = read_directory(DEMO / "authorities.yaml") if with_directory else None
    try:
        tree = parse_tree(text.encode(), name=name)
        read = bind(tree, Implementation, file=name)
        return check(replace(read, file=name, lines=line_table(tree), directory=directory))
    except UnreadableFile as unreadable:
        return list(unreadable.findings)


def edit(old: str, new: str) -> dict:
    return {"replace": old, "by": new}


@pytest.mark.parametrize("case", FIRES, ids=[f"{case['rule']}-{n}" for n, case in enumerate(FIRES)])
def test_the_rule_fires_and_nothing_else_does(case):
    found = findings_in(edited(case["item"], case["edits"]), case["item"])
    assert sorted(f.code for f in found) == case["finds"]
    assert case["rule"] in case["finds"]


@pytest.mark.parametrize("item", [FOOD, STATION, REPLACEMENT])
def test_the_demo_items_have_nothing_wrong(item):
    assert findings_in(edited(item, []), item) == []


@pytest.mark.parametrize("case", SILENT, ids=[case["about"] for case in SILENT])
def test_the_linter_is_silent_about(case):
    assert findings_in(edited(case["item"], case["edits"]), case["item"]) == []


def rules_of(*modules) -> set[str]:
    return {value.code for module in modules for value in vars(module).values() if isinstance(value, Rule)}


def test_every_rule_of_the_linter_has_a_case_that_fires():
    rules = rules_of(
        consistency,
        disputes,
        duties,
        fees,
        graph,
        grounds,
        identity,
        limits,
        lower_review,
        places,
        situations,
        parts,
    )
    assert rules - {case["rule"] for case in FIRES} == {
        "no_directory",
        "too_many_steps",
        "document_word_missing",
        "authority_abolished",
        "authority_not_yet",
    }
    assert rules_of(directory) == {
        *("credit_code_shape", "credit_code_check_digit", "duplicate_id"),
        *("post_not_replaced_there", "unknown_giving_post", "transferred_twice"),
    }
    assert rules_of(authorities) == {"post_of_two_authorities"}


def renewing(of: str, name: str = "renewal-a", **dates: str) -> Implementation:
    text = edited(FOOD, [edit("id: food-operation-licence\n", f"id: {name}\n")])
    text += f"\nrenewal: {{basis: 行政许可法§50, of: {of}}}\n"
    text = text.replace("valid_from: 2025-01-01", f"valid_from: {dates.get('begin', '2025-01-01')}", 1)
    if "until" in dates:
        text += f"valid_until: {dates['until']}\n"
    return bind(parse_tree(text.encode(), name="a.yaml"), Implementation, file="a.yaml")


def test_a_renewal_names_an_item_that_there_is_and_that_expires():
    food = read_item(DEMO / f"{FOOD}.yaml")
    station = read_item(DEMO / f"{STATION}.yaml")
    assert [f.code for f in check_renewals([renewing("food-licence"), food])] == ["renews_unknown_item"]
    assert check_renewals([renewing(FOOD), food]) == check_renewals([renewing(FOOD)], [food]) == []
    endless = replace(food, result=replace(food.result, validity_years=0))
    assert [f.code for f in check_renewals([renewing(FOOD), endless])] == ["renews_what_never_ends"]
    assert station.renewal is None


def test_two_items_of_renewal_for_one_are_found_where_they_overlap():
    food = read_item(DEMO / f"{FOOD}.yaml")
    first = renewing(FOOD, until="2025-12-31")
    assert check_renewals([first, renewing(FOOD, "renewal-b", begin="2026-01-01"), food]) == []
    both = check_renewals([first, renewing(FOOD, "renewal-b", begin="2025-12-31"), food])
    assert [f.code for f in both] == ["renewed_by_two"] * 2


def test_every_rule_of_renewal_has_a_case():
    assert rules_of(renewal) == {
        *("renews_itself", "renews_nothing", "renews_unknown_item", "renewed_by_two"),
        "renews_what_never_ends",
    }


def test_every_finding_says_what_to_do_in_both_languages_with_no_blank_left():
    for case in FIRES:
        for finding in findings_in(edited(case["item"], case["edits"]), case["item"]):
            said = [finding.message.zh, finding.message.en, finding.remedy.zh, finding.remedy.en]
            assert all(said), finding
            assert not [text for text in said if "Bilingual(" in text], finding


def with_directory(edits: list[dict]) -> Directory:
    text = (DEMO / "authorities.yaml").read_text(encoding="utf-8")
    for one in edits:
        assert one["replace"] in text
        text = text.replace(one["replace"], one["by"], 1)
    tree = parse_tree(text.encode(), name="authorities.yaml")
    read = bind(tree, Directory, file="authorities.yaml")
    return replace(read, file="authorities.yaml", lines=line_table(tree))


def test_an_item_in_force_names_no_authority_that_is_abolished_by_then():
    ended = with_directory(
        [edit("  - id: fire-rescue\n", "  - id: fire-rescue\n    valid_until: 2026-02-28\n")]
    )
    food = replace(read_item(DEMO / f"{FOOD}.yaml"), directory=ended)
    (found,) = check(food)
    assert (found.code, "2026-02-28" in found.message.zh) == ("authority_abolished", True)
    assert check(replace(food, valid_until=date(2026, 2, 28))) == []


def test_an_item_in_force_names_no_authority_that_is_not_there_yet():
    founded = with_directory(
        [edit("  - id: fire-rescue\n", "  - id: fire-rescue\n    valid_from: 2026-03-01\n")]
    )
    food = replace(read_item(DEMO / f"{FOOD}.yaml"), directory=founded)
    (found,) = check(food)
    assert (found.code, "2026-03-01" in found.message.zh) == ("authority_not_yet", True)
    assert check(replace(food, valid_from=date(2026, 3, 1))) == []


@pytest.mark.parametrize(
    ("post", "to", "codes"),
    [
        ("fire-opinion", "{authority: health, post: health-opinion}", []),
        ("health-opinion", "{authority: health, post: health-opinion}", ["unknown_giving_post"]),
        ("fire-opinion", "{authority: health, post: fire-opinion}", ["post_not_replaced_there"]),
    ],
)
def test_powers_come_from_somebody_and_go_to_a_post_that_there_is(post: str, to: str, codes: list[str]):
    rows = (
        "transfers:\n  - {id: reform-2026, authority: fire-rescue, ground: powers, on: 2026-03-01, "
        f"document: 编办〔2026〕3号, basis: 改革方案§4, posts: [{{post: {post}, to: {to}}}]}}\n"
    )
    directory = with_directory([edit("\nauthorities:\n", f"\n{rows}\nauthorities:\n")])
    assert [finding.code for finding in check_directory(directory)] == codes


@pytest.mark.parametrize(
    ("on", "items", "codes"),
    [
        ("2026-03-01", "", ["transferred_twice"]),
        ("2026-03-01", ", items: [food-operation-licence]", ["transferred_twice"]),
        ("2026-04-01", "", []),
    ],
)
def test_no_post_is_moved_twice_on_one_day(on: str, items: str, codes: list[str]):
    def row(name: str, day: str, more: str = "") -> str:
        return (
            f"  - {{id: {name}, authority: fire-rescue, ground: powers, on: {day}, document: 编办3号, "
            "basis: 改革方案§4, posts: [{post: fire-opinion, to: {authority: health, post: health-opinion}}]"
            f"{more}}}\n"
        )

    rows = "transfers:\n" + row("one", "2026-03-01") + row("two", on, items)
    directory = with_directory([edit("\nauthorities:\n", f"\n{rows}\nauthorities:\n")])
    assert [finding.code for finding in check_directory(directory)] == codes


def test_without_a_directory_posts_are_not_checked_and_the_linter_says_so():
    text = edited(FOOD, [edit("post: fire-opinion", "post: fire-chief")])
    assert [f.code for f in findings_in(text, FOOD, with_directory=False)] == ["no_directory"]


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("      refusal: 演市监不许\n", ["refusal"]),
        (
            "      acceptance_notice: 演市监受\n      supplement_notice: 演市监补\n",
            ["acceptance_notice", "supplement_notice"],
        ),
    ],
)
def test_a_lead_department_without_a_word_for_a_documents_number_is_found_out(line: str, missing: list[str]):
    text = (DEMO / "authorities.yaml").read_text(encoding="utf-8")
    assert line in text
    without = bind(parse_tree(text.replace(line, "").encode(), name="a.yaml"), Directory, file="a.yaml")
    food = read_item(DEMO / f"{FOOD}.yaml", directory=without)
    found = check(food)
    assert [(f.code, f.place.path) for f in found] == [("document_word_missing", "departments[0]")] * len(
        missing
    )
    assert [f.remedy.zh for f in found] == [
        f"请在 authorities.yaml 该部门的 document_words 中写上 {key}。" for key in missing
    ]
    # Who leads nothing issues nothing: the traffic police need no words.
    assert without.by_id["traffic-police"].document_words == DocumentWords()


def test_a_procedure_of_thousands_of_steps_is_refused_without_being_searched():
    step = "  - {{id: s{n}, name: {text}, kind: examination, authority: market-regulation,"
    step += " post: market-examiner, basis: 行政许可法§34, after: [s{m}], limit: {{amount: 1}}}}\n"
    chain = "".join(step.format(n=n, m=n - 1, text=TEXT) for n in range(1, 700))
    text = edited(FOOD, [edit("special_procedures:\n", chain + "\nspecial_procedures:\n")])
    assert [f.code for f in findings_in(text, FOOD)] == ["too_many_steps"]


def test_all_findings_come_at_once_in_the_order_of_the_file():
    text = edited(
        FOOD,
        [
            edit("    amount: 10\n    basis: 演示市政务", "    amount: 21\n    basis: 演示市政务"),
            edit("0500-5550101", "5550101"),
            edit("post: fire-opinion", "post: fire-chief"),
        ],
    )
    assert [(f.code, f.place.path) for f in findings_in(text, FOOD)] == [
        ("promised_above_statutory", "limits.promised.amount"),
        ("IL08", "contact.enquiry_phone"),
        ("unknown_post", "steps[2].post"),
    ]


def test_a_finding_names_the_line_of_the_value():
    text = edited(FOOD, [edit("post: fire-opinion", "post: fire-chief")])
    [finding] = findings_in(text, FOOD)
    assert text.splitlines()[finding.place.line - 1].strip() == "post: fire-chief"
    assert str(finding.place) == f"{FOOD}.yaml:{finding.place.line} steps[2].post"


def test_what_a_commitment_would_replace_is_named_where_it_stands():
    edits = [
        edit(
            "    sample: samples/food-layout.md\n",
            "    sample: samples/food-layout.md\n    commitment_allowed: true\n",
        ),
        edit("    kind: examination\n", "    kind: examination\n    after_commitment: true\n"),
    ]
    text = edited(FOOD, edits)
    found = findings_in(text, FOOD)
    assert [f.code for f in found] == ["commitment_without_rule"] * 2
    material, step = (f.place for f in found)
    assert material.path.startswith("materials[")
    assert material.path.endswith("].commitment_allowed")
    assert (step.path.startswith("steps["), step.path.endswith("].after_commitment")) == (True, True)
    said = [text.splitlines()[place.line - 1].strip() for place in (material, step)]
    assert said == ["commitment_allowed: true", "after_commitment: true"]


def test_the_cycle_is_named_step_by_step():
    waits = "    limit: {amount: 3}"
    text = edited(FOOD, [edit(f"    after: [intake]\n{waits}", f"    after: [site-survey]\n{waits}")])
    [finding] = findings_in(text, FOOD)
    assert finding.message.zh == "环节互为前提：examination → site-survey → examination"


def test_a_directory_with_a_wrong_credit_code_and_a_post_twice_is_found_out():
    text = (DEMO / "authorities.yaml").read_text(encoding="utf-8")
    text = text.replace("1133019900DEM0015N", "1133019900DEM0015M").replace("DEM0023H", "DEM0O23H")
    text = text.replace("id: market-decider", "id: market-examiner")
    found = check_directory(bind(parse_tree(text.encode(), name="a.yaml"), Directory, file="a.yaml"))
    assert sorted(f.code for f in found) == ["credit_code_check_digit", "credit_code_shape", "duplicate_id"]


def test_a_post_id_of_two_departments_would_open_one_ones_cases_to_the_other_and_is_refused(tmp_path: Path):
    text = (DEMO / "authorities.yaml").read_text(encoding="utf-8")
    path = tmp_path / "authorities.yaml"
    path.write_text(text.replace("id: housing-legal", "id: fire-opinion"), encoding="utf-8")

    (finding,) = check_directory(read_directory(path))
    assert finding.code == "post_of_two_authorities"
    assert finding.place.path.startswith("authorities[")
    assert (
        path.read_text("utf-8")
        .splitlines()[finding.place.line - 1]
        .strip(" -{")
        .startswith("id: fire-opinion")
    )
    assert finding.message.en.startswith("the post id “fire-opinion” is both of “")
    assert "appointments" in finding.remedy.en
    # It is no matter of style: nothing is served from such a directory either.
    with pytest.raises(UnreadableFile) as refused:
        load_catalogue(tmp_path)
    assert [f.code for f in refused.value.findings] == ["post_of_two_authorities"]


def test_only_who_leads_an_item_that_tolerates_a_gap_needs_words_for_its_papers():
    text = (DEMO / "authorities.yaml").read_text(encoding="utf-8")
    for line in (
        "gap_notice: 演市监容",
        "return_notice: 演市监退",
        "gap_notice: 演卫容",
        "return_notice: 演卫退",
    ):
        assert line in text
        text = text.replace(f"      {line}\n", "")
    without = bind(parse_tree(text.encode(), name="a.yaml"), Directory, file="a.yaml")
    found = {
        name: [f.code for f in check(read_item(DEMO / f"{name}.yaml", directory=without))]
        for name in (FOOD, "public-place-hygiene")
    }
    assert found == {FOOD: [], "public-place-hygiene": ["document_word_missing"] * 2}
