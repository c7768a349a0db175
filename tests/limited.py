"""A hygiene permit limited in number: an item of a test, of no law."""

import shutil
from pathlib import Path

import pytest

from hall import Hall
from renewed import examined
from tolerated import HYGIENE, NEEDED, received
from tongban.catalogue import demo_catalogue
from tongban.handling import intake

_PLACES = "\nplaces: {number: 1, basis: 演示市夜市摊位设置方案§3}\n"


@pytest.fixture
def one_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The demo city, in which one permit may be granted; asked for before the hall."""
    city = tmp_path / "city"
    shutil.copytree(demo_catalogue(), city)
    item = city / f"{HYGIENE}.yaml"
    item.write_text(item.read_text("utf-8") + _PLACES, "utf-8")
    monkeypatch.setenv("TONGBAN_CATALOGUE", str(city))


def accepted(hall: Hall, clock: str = "10:00") -> str:
    """Accepted on Monday 2025-12-29 at that time."""
    case_id = received(hall, NEEDED)
    hall.on("2025-12-29", clock)
    intake.accept(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"))
    return case_id


def ready(hall: Hall, case_id: str) -> str:
    """Examined and surveyed; only the decision is left."""
    examined(hall.on("2025-12-30"), case_id)
    return case_id
