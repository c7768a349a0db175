"""Every number of the law says where it stands, and stands there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from statutes import Cited, Statute, chinese, cited_in, holds, texts
from tongban.catalogue.law import Limits, data_root, load_limits
from tongban.catalogue.law.procedures import Procedures, load_procedures
from tongban.kernel.case.conditions import All, Any, Compare, Condition, In, Not

_ARTICLE = r"§[0-9]+(\([0-9]+\))*(（末款）)?"
#: 行政许可法§42(1)、§82 or 市场主体登记管理条例§24(1)、实施细则§31(1); a former text by its year.
STATUTE = re.compile(rf"[一-龥]+(（[0-9]{{4}}）)?{_ARTICLE}(、([一-龥]+(（[0-9]{{4}}）)?)?{_ARTICLE})*")
#: A document of the State Council by its number: it has no articles.
DOCUMENT = re.compile(r"[一-龥]+〔[0-9]{4}〕[0-9]+号")
#: What nobody has read to the article names at least the rule it was taken from.
RULE = re.compile(r"[一-龥“”、]+(条例|规定|办法|规则)(（.+）)?")
LOCAL = re.compile(r"[一-龥]{2,4}?(?<!城)(省|市)(?!场)")
#: A condition that asks for one, or for any, quotes no number of the law.
LEAST = 2

Number = tuple[str, int, str, bool]  # where, how many, on which basis, whether its text was read


def numbers_of(limits: Limits, procedures: Procedures) -> Iterator[Number]:
    """Each number: of a limit, of its extension, and the counts a duty asks for."""
    for limit_id in limits:
        for rule in limits[limit_id].in_force:
            where = f"{limit_id}@{rule.since}"
            yield where, rule.amount, rule.basis, rule.verified
            if rule.extension is not None:
                basis = rule.extension_basis or rule.basis
                yield f"{where}.extension", rule.extension, basis, rule.verified
    for name in procedures:
        for n, duty in enumerate(procedures[name].duties):
            for condition in (duty.require, duty.when):
                for number in thresholds(condition):
                    yield f"{name}.duties[{n}]", number, duty.basis, True


def thresholds(condition: Condition | None) -> Iterator[int]:
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from thresholds(part)
        case Not(part):
            yield from thresholds(part)
        case Compare(value=value) if type(value) is int and value >= LEAST:
            yield value
        case In(values=values):
            yield from (value for value in values if type(value) is int and value >= LEAST)


def without_basis(limits: Limits, procedures: Procedures) -> set[str]:
    """Where a number does not name a statute and an article, or a document by its number."""
    forms = {True: (STATUTE, DOCUMENT), False: (STATUTE, DOCUMENT, RULE)}
    return {
        where
        for where, _, basis, verified in numbers_of(limits, procedures)
        if not any(form.fullmatch(basis) for form in forms[verified])
    }


def test_every_number_of_the_law_names_its_article():
    assert without_basis(load_limits(), load_procedures()) == set()


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("basis: 行政许可法§44", "basis: 行政许可法", "deliver_licence@2004-07-01"),
        ("basis: 行政许可法§44", "basis: 按规定", "deliver_licence@2004-07-01"),
        ("basis: 行政许可法§44", "basis: 许可法第44条", "deliver_licence@2004-07-01"),
        ("extension_basis: 行政许可法§42(2)", "extension_basis: 批示", "decide_jointly@2004-07-01.extension"),
    ],
)  # fmt: skip
def test_a_number_without_its_article_is_seen(old: str, new: str, where: str, tmp_path: Path):
    for path in (data_root() / "law" / "time_limits").glob("*.yaml"):
        text = path.read_text("utf-8")
        if path.name == "licensing.yaml":
            assert text.count(old) == 1
            text = text.replace(old, new)
        (tmp_path / path.name).write_text(text, "utf-8")
    assert without_basis(load_limits(tmp_path), Procedures({})) == {where}


def test_a_count_in_a_duty_without_its_article_is_seen():
    licensing = load_procedures()["licensing"]
    n, two = next((n, duty) for n, duty in enumerate(licensing.duties) if duty.rule == "K08")
    duties = (*licensing.duties[:n], replace(two, basis="惯例"), *licensing.duties[n + 1 :])
    broken = Procedures({"licensing": replace(licensing, duties=duties)})
    assert without_basis(Limits({}), broken) == {f"licensing.duties[{n}]"}


def test_what_is_local_names_its_place_and_nothing_else_does():
    limits = load_limits()
    is_local = {i: any(LOCAL.match(rule.basis) for rule in limits[i].in_force) for i in limits}
    assert {i for i in limits if (limits[i].place is not None) != is_local[i]} == set()


# --- the texts themselves


@pytest.fixture
def statutes() -> dict[str, Statute]:
    # They are no part of a clone: absent they are skipped, even where all programs are required.
    if not texts():
        pytest.skip("the statutes' texts are not here: set TONGBAN_SHARED_DATA")
    return texts()


def bases() -> set[str]:
    """Every basis in limits and procedures."""
    limits, procedures = load_limits(), load_procedures()
    found = {limits[i].unit_basis for i in limits}
    for i in limits:
        found |= {basis for rule in limits[i].in_force for basis in (rule.basis, rule.extension_basis)}
    for name in procedures:
        procedure = procedures[name]
        found |= {d.basis for d in procedure.duties} | {e.basis for e in procedure.exclusions}
        for clock in procedure.clocks.values():
            found |= {effect.basis for effect in [clock.if_missed] if effect}
            found |= {amount.basis for amount in [clock.amount] if amount}
    return found


def test_every_article_cited_is_in_the_statute(statutes: dict[str, Statute]):
    cited = {(basis, c) for basis in bases() for c in cited_in(basis) if c.statute in statutes}
    assert {basis for basis, c in cited if not statutes[c.statute].places(c)} == set()
    assert len(cited) >= 45


def test_every_number_stands_in_the_article_it_cites(statutes: dict[str, Statute]):
    wrong, seen = {}, 0
    for where, number, basis, _ in numbers_of(load_limits(), load_procedures()):
        at_hand = [c for c in cited_in(basis) if c.statute in statutes]
        if not at_hand:
            continue
        seen += 1
        places = [text for c in at_hand for text in statutes[c.statute].places(c)]
        if not any(holds(text, number) for text in places):
            wrong[where] = (number, basis)
    assert wrong == {}
    assert seen >= 15


def test_a_number_the_article_does_not_hold_is_seen(statutes: dict[str, Statute]):
    act = statutes["行政许可法"]
    (alone,) = act.places(Cited("行政许可法", 42, (1,)))
    assert [n for n in range(1, 61) if holds(alone, n)] == [10, 20]
    (two_days,) = act.places(Cited("行政许可法", 48, (1, 1)))
    assert [n for n in range(2, 61) if holds(two_days, n)] == [7]
    assert act.places(Cited("行政许可法", 42, (4,))) == []
    assert act.places(Cited("行政许可法", 84)) == []


def test_what_stands_between_two_items_is_no_paragraph_of_its_own():
    act = Statute(
        "第一条 分别处理：\n\n（一）登记；\n\n另外通报。\n\n（二）转送。\n\n自收到之日起15日内告知。\n"
    )
    assert act.places(Cited("", 1, (2,))) == ["自收到之日起15日内告知。", "（二）转送。"]
    assert act.places(Cited("", 1, (1, 2))) == ["（二）转送。"]
    assert act.places(Cited("", 1, (3,))) == []


def test_a_basis_is_read_article_by_article():
    assert cited_in("行政许可法§32(4)、§72(4)") == [
        Cited("行政许可法", 32, (4,)), Cited("行政许可法", 72, (4,))
    ]  # fmt: skip
    assert cited_in("行政诉讼法（1989）§39") == [Cited("行政诉讼法（1989）", 39)]
    assert cited_in("行政许可法§32（末款）") == [Cited("行政许可法", 32, (), is_last_paragraph=True)]
    assert [chinese(n) for n in (2, 10, 15, 20, 45, 100, 105, 110, 3000, 100_000)] == [
        "二", "十", "十五", "二十", "四十五", "一百", "一百零五", "一百一十", "三千", "十万"
    ]  # fmt: skip
