"""李娜's hygiene permit comes to its end: an item of renewal beside the demo city's (walk-through 11).

The item is one of a test; that it renews, within which days, and what silence does are the licensing law's.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from hall import PDF, Hall
from tolerated import HYGIENE, NEEDED, PARTICULARS, swept
from tongban.catalogue import demo_catalogue
from tongban.handling import examination, intake, outcome, survey
from tongban.handling.uploads import checked
from tongban.kernel.case import commands as c

RENEWAL = "hygiene-renewal"
EXPIRES = date(2026, 6, 30)
RENEWED_UNTIL = date(2030, 6, 30)


@pytest.fixture
def renewable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The demo city with an item that renews hygiene permits; asked for before the hall."""
    city = tmp_path / "city"
    shutil.copytree(demo_catalogue(), city)
    text = (city / f"{HYGIENE}.yaml").read_text("utf-8")
    head, steps = text.split("\nsteps:\n")
    head = head.split("\nfaq:\n")[0]
    for old, new in (
        (f"id: {HYGIENE}\n", f"id: {RENEWAL}\n"),
        ("公共场所卫生许可（新办）", "公共场所卫生许可（延续）"),
        ("Hygiene permit for a public place (new)", "Hygiene permit for a public place (renewal)"),
        ("\ntolerance:\n", f"\nrenewal: {{basis: 行政许可法§50(1), of: {HYGIENE}}}\n\ntolerance:\n"),
    ):
        assert old in head
        head = head.replace(old, new, 1)
    (city / f"{RENEWAL}.yaml").write_text(f"{head}\nsteps:\n{steps}", "utf-8")
    monkeypatch.setenv("TONGBAN_CATALOGUE", str(city))


def permitted(hall: Hall, valid_until: date | None = EXPIRES, *, applicant: str = "li") -> str:
    """A hygiene permit of 2025-12-29 that ends with June 2026."""
    hall.on("2025-12-29")
    case_id = _received(hall, HYGIENE, applicant=applicant)
    granted(hall, case_id, valid_until)
    return case_id


def applied(hall: Hall, licence: str, day: str = "2026-05-29") -> str:
    """The renewal of that permit, complete, received online."""
    hall.on(day)
    return _received(hall, RENEWAL, renews=licence)


def accepted(hall: Hall, licence: str, day: str = "2026-05-29") -> str:
    case_id = applied(hall, licence, day)
    intake.accept(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"))
    return case_id


def granted(hall: Hall, case_id: str, valid_until: date | None) -> None:
    """Through every step of the item, on the day the hall is at."""
    handler = hall.office.handler
    if hall.case(case_id).accepted_on is None:
        intake.accept(handler, hall.ask(case_id, "wang", "hall-counter"))
    examined(hall, case_id)
    song = hall.ask(case_id, "song", "health-decider")
    outcome.grant(handler, song, prefix="WG", basis="公共场所卫生管理条例§4", valid_until=valid_until)


def examined(hall: Hall, case_id: str) -> None:
    """Examined and surveyed the same day; the decision is open."""
    handler, day = hall.office.handler, hall.office.today("330199")
    hao = lambda: hall.ask(case_id, "hao", "health-examiner")  # noqa: E731 -- an ask has an id of its own
    examination.complete_step(handler, hao(), "examination", c.Finding.CONFORMS, "")
    survey.schedule_survey(handler, hao(), "site-survey", day, ["health"])
    signed = tuple(c.Signature("health", hall.id(name)) for name in ("hao", "qian"))
    survey.record_survey(handler, hao(), "site-survey", survey.Record(c.SurveyResult.CONFORMS, signed))


def deemed(hall: Hall, licence: str) -> str:
    """Applied in time and never decided: the day after the last one has been swept."""
    case_id = accepted(hall, licence)
    swept(hall, "2026-07-01")
    return case_id


def _received(hall: Hall, item: str, *, applicant: str = "li", renews: str = "") -> str:
    case_id = hall.office.ports.ids.new()
    application = intake.Application(
        item=item,
        division="330199",
        applicant=hall.id(applicant),
        channel=c.Channel.ONLINE,
        form=PARTICULARS,
        uploads={m: [checked(f"{m}.pdf", PDF)] for m in NEEDED},
        renews=renews,
    )
    intake.receive(hall.office.handler, hall.ask(case_id, applicant, ""), application)
    return case_id
