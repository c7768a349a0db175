"""A hygiene permit that the district reviews before the city does anything: an item of a test, of no law.

何区审 `hequ` reviews at the district; 郝卫审 `hao` examines and 宋卫批 `song` decides in the city.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from hall import Hall
from tolerated import NEEDED, received
from tongban.catalogue import demo_catalogue
from tongban.handling import intake, lower_review
from tongban.handling.lower_review import Report
from tongban.kernel.case import commands as c
from tongban.store.models import Account, Post, PostHolder

REVIEW = "district-review"
OPINION = "区里到场看过，用水和消毒符合要求。"
_DISTRICT = """
  - id: district-health
    name: {zh: 演示市演示区卫生健康局, en: Demo District Health Bureau}
    credit_code: 1133019900DEM009KX
    posts:
      - id: district-reviewer
        name: {zh: 区卫生初审岗, en: district hygiene reviewer}
"""
_STEP = """
  - id: district-review
    name: {zh: 区级初审, en: review by the district}
    kind: lower_review
    authority: district-health
    post: district-reviewer
    basis: 行政许可法§35
    after: [intake]
    limit: {amount: 20}
"""
_ASSISTS = "departments:\n  - {id: health, role: lead}\n"


@pytest.fixture
def reviewed_below(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The demo city with a district in it; asked for before the hall."""
    city = tmp_path / "city"
    shutil.copytree(demo_catalogue(), city)
    authorities, item = city / "authorities.yaml", city / "public-place-hygiene.yaml"
    authorities.write_text(authorities.read_text("utf-8") + _DISTRICT, "utf-8")
    text = item.read_text("utf-8").replace(
        _ASSISTS, _ASSISTS + "  - {id: district-health, role: assisting}\n"
    )
    text = text.replace("after: [intake]", f"after: [{REVIEW}]", 1) + _STEP
    item.write_text(text, "utf-8")
    monkeypatch.setenv("TONGBAN_CATALOGUE", str(city))


def below(hall: Hall) -> str:
    """Received complete and accepted on Monday 2025-12-29; the district has it now."""
    account = Account.objects.create(
        username="hequ", display_name="何区审", kind=Account.Kind.STAFF, password="!"
    )
    post = Post.objects.get(key="district-reviewer")
    PostHolder.objects.create(account=account, post=post, since=date(2025, 1, 1))
    hall.people["hequ"] = account
    case_id = received(hall, NEEDED)
    intake.accept(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"))
    return case_id


def sent_up(hall: Hall, finding: c.Finding = c.Finding.CONFORMS) -> str:
    """Sent up on 6 January with everything."""
    case_id = below(hall)
    hall.on("2026-01-06")
    report = Report(finding, OPINION, NEEDED, "演区卫报〔2026〕3号")
    lower_review.send_up(hall.office.handler, hall.ask(case_id, "hequ", "district-reviewer"), REVIEW, report)
    return case_id
