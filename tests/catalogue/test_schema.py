"""The published schema says the same as the loader; writing and reading are inverse."""

import json
import random
from contextlib import suppress
from dataclasses import MISSING, dataclass, is_dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tongban.catalogue import demo_catalogue
from tongban.catalogue.binding import Pattern, Range, bind, file_fields, is_condition, without_none
from tongban.catalogue.check import check
from tongban.catalogue.fee import FeeAmount
from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.item import Implementation
from tongban.catalogue.law import data_root
from tongban.catalogue.load import read_item
from tongban.catalogue.reading import json_value, parse_tree, read_tree
from tongban.catalogue.schema import PUBLISHED, schema_of, written
from tongban.catalogue.writing import dump, plain
from tongban.kernel.case.conditions import All, Compare, In, Not, Operator
from tongban.kernel.case.conditions import Any as AnyOf

ITEMS = sorted(path for path in demo_catalogue().glob("*.yaml") if path.name != "authorities.yaml")
SCHEMA = schema_of()


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_committed_schema_is_the_one_the_dataclasses_give(name: str):
    committed = data_root() / "docs" / "reference" / f"{name}.schema.json"
    again = f"run: python -m tongban.catalogue.schema {name} > docs/reference/{name}.schema.json"
    assert committed.read_text(encoding="utf-8") == written(schema_of(PUBLISHED[name])), again


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_schema_is_a_valid_schema(name: str):
    Draft202012Validator.check_schema(schema_of(PUBLISHED[name]))


def test_the_demo_directory_is_valid_by_its_published_schema_and_a_wrong_word_is_not():
    tree = json_value(read_tree(demo_catalogue() / "authorities.yaml"))
    validator = Draft202012Validator(schema_of(PUBLISHED["authorities"]))
    assert list(validator.iter_errors(tree)) == []
    tree["authorities"][1]["document_words"] = {"decision": "演市监决"}
    assert [error.validator for error in validator.iter_errors(tree)] == ["additionalProperties"]


@pytest.mark.parametrize("path", ITEMS, ids=lambda path: path.stem)
def test_a_demo_file_is_valid_by_the_published_schema(path: Path):
    errors = list(Draft202012Validator(SCHEMA).iter_errors(json_value(read_tree(path))))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["handling"], "quick"),
        (["steps", 0, "post"], ["a", "b"]),
        (["steps", 0, "basis"], ""),
        (["limits", "promised", "amount"], 0),
        (["name"], "食品经营许可"),
        (["special_procedures", 0, "procedure"], "site_survey"),
        (["valid_from"], "tomorrow"),
        (["colour"], "red"),
        (["steps", 5, "when"], {"all": []}),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(path: list, value: object):
    content: Any = json_value(read_tree(demo_catalogue() / "food-operation-licence.yaml"))
    place = content
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert not Draft202012Validator(SCHEMA).is_valid(content)
    with pytest.raises(UnreadableFile):
        bind(parse_tree(json.dumps(content).encode(), name="x"), Implementation, file="x")


@pytest.mark.parametrize("path", ITEMS, ids=lambda path: path.stem)
def test_a_demo_item_written_and_read_again_is_the_same_item(path: Path):
    item = read_item(path)
    again = bind(parse_tree(dump(item).encode(), name="x"), Implementation, file="x")
    assert again == item
    assert again.digest == item.digest


def test_the_digest_changes_with_any_content_and_with_nothing_else():
    item = read_item(ITEMS[0])
    assert replace(item, file="elsewhere.yaml", lines={}, directory=None).digest == item.digest
    assert replace(item, version="2025.2").digest != item.digest
    shorter = replace(item.steps[1], basis=item.steps[1].basis + "(1)")
    assert replace(item, steps=(item.steps[0], shorter, *item.steps[2:])).digest != item.digest


# --- any item at all

TEXT = st.text(st.characters(categories=("L", "N", "P", "S"), exclude_characters="\ufeff"), min_size=1)
SLUG = st.from_regex(r"[a-z][a-z0-9]{0,6}([-_][a-z0-9]{1,4})?", fullmatch=True)
FACT = TEXT | st.booleans() | st.integers(-(10**15), 10**15)
CONDITION = st.recursive(
    st.builds(Compare, TEXT, st.sampled_from(Operator), FACT)
    | st.builds(In, TEXT, st.lists(FACT, min_size=1, max_size=3).map(tuple)),
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple))
        | st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple))
    ),
    max_leaves=5,
)


def values(hint: Any) -> st.SearchStrategy:
    if is_condition(hint):
        return CONDITION
    hint, constraint = without_none(hint), None
    if get_origin(hint) is Annotated:
        hint, constraint = get_args(hint)[:2]
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=2).map(tuple)
    if isinstance(constraint, Pattern):
        return (
            st.from_regex(constraint.regex.strip("^$"), fullmatch=True)
            if "[0-9]" in constraint.regex[:6]
            else SLUG
        )
    if isinstance(constraint, Range):
        return st.integers(constraint.least, constraint.most)
    if is_dataclass(hint) and isinstance(hint, type):
        return records(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return {str: TEXT, bool: st.booleans(), date: st.dates(), int: st.integers(0, 10**9)}[hint]


def records(kind: type) -> st.SearchStrategy:
    if kind.__name__ == "Bilingual":
        return st.builds(kind, TEXT, TEXT)
    known = {field.name: values(hint) for _, field, hint in file_fields(kind)}
    optional = {
        field.name: st.just(field.default) | known[field.name]
        for _, field, _ in file_fields(kind)
        if field.default is not MISSING
    }
    return st.builds(kind, **(known | optional))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(records(Implementation))
def test_whatever_an_item_says_it_reads_back_the_same_and_fits_the_schema(item: Implementation):
    again = bind(parse_tree(dump(item).encode(), name="x"), Implementation, file="x")
    assert again == item
    assert Draft202012Validator(SCHEMA).is_valid(plain(item))


@dataclass(frozen=True)
class Counted:
    n: int


def test_the_largest_number_the_schema_allows_is_read_and_the_next_is_not():
    def read(number: int) -> Counted:
        return bind(parse_tree(f"n: {number}".encode(), name="x"), Counted, file="x")

    most = 10**9
    assert read(most) == Counted(most)
    with pytest.raises(UnreadableFile):
        read(most + 1)


@pytest.mark.parametrize("fen", [10**10, 10**11])
def test_a_fee_of_a_hundred_million_yuan_and_more_is_read(fen: int):
    assert bind(parse_tree(f"amount: {fen}".encode(), name="x"), FeeAmount, file="x") == FeeAmount(fen)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(records(Implementation))
def test_the_linter_has_an_answer_to_any_item(item: Implementation):
    assert check(item)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused_but_never_breaks_the_loader(seed: int):
    chance = random.Random(seed)
    content = bytearray((demo_catalogue() / "food-licence-replacement.yaml").read_bytes())
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(content))
        match chance.randrange(3):
            case 0:
                content[place] = chance.choice(b"\0\t\n:[]{}&*!|>'\"#-x9\xff")
            case 1:
                del content[place : place + chance.randint(1, 40)]
            case _:
                content[place:place] = content[place : place + chance.randint(1, 40)]
    # Anything but UnreadableFile, here or in the linter, fails the test.
    with suppress(UnreadableFile):
        check(bind(parse_tree(bytes(content), name="x"), Implementation, file="x"))
