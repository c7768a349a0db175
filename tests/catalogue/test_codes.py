"""Check digits and code structures, against codes that exist (GB 32100, GB 11714, GB 11643)."""

import pytest

from tongban.catalogue.codes import (
    catalog_code_is_well_formed,
    citizen_number_checks,
    credit_code_checks,
    credit_code_is_well_formed,
    organisation_code_checks,
    task_code_parts,
)

REAL = [
    "11370800MB28559184",
    "11100000000013338W",
    "11430000006122244L",
    "113700000045046442",
    "11330105002500287C",
    "91440101MA5CJQ4N59",
    "91110000802100433B",
]


@pytest.mark.parametrize("code", REAL)
def test_a_real_credit_code_and_the_organisation_code_inside_it_check(code: str):
    assert (credit_code_checks(code), organisation_code_checks(code[8:17])) == (True, True)


@pytest.mark.parametrize("code", REAL)
def test_no_single_wrong_character_of_a_credit_code_goes_unseen(code: str):
    for n, right in enumerate(code):
        for wrong in set("0123456789ABCDEFGHJKLMNPQRTUWXY") - {right}:
            assert not credit_code_checks(code[:n] + wrong + code[n + 1 :])


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_no_single_wrong_digit_of_a_citizens_number_goes_unseen(number: str):
    assert citizen_number_checks(number)
    for n, right in enumerate(number):
        for wrong in set("0123456789") - {right}:
            assert not citizen_number_checks(number[:n] + wrong + number[n + 1 :])


def test_an_early_pilot_number_is_well_formed_and_does_not_check():
    code = "91350203M0001QAY9B"
    assert (credit_code_is_well_formed(code), credit_code_checks(code)) == (True, False)


@pytest.mark.parametrize("code", ["", "1137", "11370800MB2855918I", "11370800mb28559184"])
def test_what_is_no_credit_code_is_not_well_formed(code: str):
    assert not credit_code_is_well_formed(code)


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("11370800MB285591843370117002011", ("11370800MB28559184", "3", "370117002011")),
        ("12441500196720244T3442199806003", ("12441500196720244T", "3", "442199806003")),
        ("11370800MB285591847370117002011", None),
        ("11370800MB28559184337011700201", None),
        ("11370800MB28559184337011700201１", None),
    ],
)
def test_a_task_code_is_credit_code_level_and_catalog_code(code: str, parts: tuple | None):
    assert task_code_parts(code) == parts


def test_a_catalog_code_is_twelve_characters():
    assert [catalog_code_is_well_formed(c) for c in ("370117002011", "37011700201", "3701170020１1")] == [
        True,
        False,
        False,
    ]
