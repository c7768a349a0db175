"""State rows as PostgreSQL gives them back."""

from dataclasses import astuple

import pytest

from stored import write
from tongban.store.rows import summary_of


def test_a_state_row_is_read_by_its_columns_names_and_never_short_of_one() -> None:
    summary = write(1).summary
    row = astuple(summary)
    assert summary_of(row) == summary
    for wrong in (row[:-1], (*row, None)):
        with pytest.raises(ValueError, match="zip"):
            summary_of(wrong)
