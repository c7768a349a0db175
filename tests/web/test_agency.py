"""代理 — how much of somebody's number a page shows."""

import doctest

import pytest

from tongban.web import agency


def test_the_examples_hold():
    result = doctest.testmod(agency)
    assert (result.failed, result.attempted > 0) == (0, True)


@pytest.mark.parametrize("length", range(1, 19))
def test_half_of_a_number_at_least_is_hidden_however_short_it_is(length: int):
    shown = agency.masked("330199196001010018"[:length])
    assert (len(shown), shown.count("*") * 2 >= length) == (length, True)
