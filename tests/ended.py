"""A hygiene permit whose time to supplement and whose succession are published: an item of a test, of no law.

李娜 `li` applies with one paper missing; 何继承 `heir` is her heir.
"""

import shutil
from pathlib import Path

import pytest

from hall import Hall, _account
from tolerated import MAIN, NEEDED, received
from tongban.catalogue import demo_catalogue
from tongban.handling import intake
from tongban.kernel.case import commands as c
from tongban.store.models import Account

_RULES = """
supplement: {basis: 演示市公共场所卫生许可办事规则§6, within: {amount: 10}}
succession: {basis: 演示市公共场所卫生许可办事规则§9}
"""


@pytest.fixture
def published_rules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The demo city with both rules in that item; asked for before the hall."""
    city = tmp_path / "city"
    shutil.copytree(demo_catalogue(), city)
    item = city / "public-place-hygiene.yaml"
    item.write_text(item.read_text("utf-8") + _RULES, "utf-8")
    monkeypatch.setenv("TONGBAN_CATALOGUE", str(city))


def with_heir(hall: Hall) -> Hall:
    hall.people["heir"] = _account("heir", "何继承", Account.Kind.APPLICANT)
    return hall


def noticed(hall: Hall) -> str:
    """The floor plan was asked for on 2025-12-29, to come within ten working days: by 2026-01-13."""
    case_id = received(with_heir(hall), MAIN)
    asked = hall.ask(case_id, "wang", "hall-counter")
    found = [intake.DefectFound("floor-plan", c.DefectKind.MISSING, "")]
    intake.request_supplement(hall.office.handler, asked, found)
    return case_id


def accepted(hall: Hall) -> str:
    case_id = received(with_heir(hall), NEEDED)
    intake.accept(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"))
    return case_id
