"""A hygiene permit that rests on an inspection (行政许可法§12(4), §55): an item of a test, of no law.

郝卫审 `hao` examines; 方检验 `fang` and 卫检测 `wei` inspect, at a post that has no step of its own.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from hall import Hall
from tolerated import NEEDED, received
from tongban.catalogue import demo_catalogue
from tongban.handling import intake
from tongban.store.models import Account, Post, PostHolder

_LABORATORY = "      - id: health-laboratory\n        name: {zh: 卫生检验岗, en: hygiene laboratory}\n"
INSPECTORS = {"fang": "方检验", "wei": "卫检测"}


@pytest.fixture
def rests_on_an_inspection(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The demo city with a laboratory in it; asked for before the hall."""
    city = tmp_path / "city"
    shutil.copytree(demo_catalogue(), city)
    authorities, item = city / "authorities.yaml", city / "public-place-hygiene.yaml"
    first = "      - id: health-examiner\n"
    text = authorities.read_text("utf-8")
    assert text.count(first) == 1
    authorities.write_text(text.replace(first, _LABORATORY + first), "utf-8")
    item.write_text(
        item.read_text("utf-8").replace("handling: ordinary", "handling: ordinary\nneeds_inspection: true"),
        "utf-8",
    )
    monkeypatch.setenv("TONGBAN_CATALOGUE", str(city))


def accepted(hall: Hall) -> str:
    """Received complete and accepted on Monday 2025-12-29: inspectors are due by Wednesday 2026-01-07."""
    for username, name in INSPECTORS.items():
        account = Account.objects.create(
            username=username, display_name=name, kind=Account.Kind.STAFF, password="!"
        )
        post = Post.objects.get(key="health-laboratory")
        PostHolder.objects.create(account=account, post=post, since=date(2025, 1, 1))
        hall.people[username] = account
    case_id = received(hall, NEEDED)
    intake.accept(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"))
    return case_id
