"""李娜's hairdressing salon: a hygiene permit of the demo city, without its floor plan (walk-through 4)."""

from typing import Any

from hall import FORM, PDF, Hall
from tongban.handling import intake, tolerance
from tongban.handling.sweep import sweep
from tongban.handling.uploads import Upload, checked
from tongban.kernel.case import commands as c

HYGIENE = "public-place-hygiene"
NEEDED = ("application", "identity", "hygiene-report", "floor-plan", "hygiene-rules")
MAIN = tuple(m for m in NEEDED if m != "floor-plan")
PARTICULARS = {name: value for name, value in FORM.items() if name != "category"} | {"holder": "李娜理发店"}


def signed() -> Upload:
    return checked("承诺书.pdf", PDF)


def received(
    hall: Hall, materials: tuple[str, ...] = MAIN, *, undertakes: bool = False, **by_an_agent: Any
) -> str:
    """On Monday 2025-12-29, without the floor plan: online, or for an agent at the counter."""
    case_id = hall.on("2025-12-29").office.ports.ids.new()
    application = intake.Application(
        item=HYGIENE,
        division="330199",
        applicant=hall.id("li"),
        channel=c.Channel.COUNTER if by_an_agent else c.Channel.ONLINE,
        form=PARTICULARS,
        uploads={m: [checked(f"{m}.pdf", PDF)] for m in materials},
        undertakes=undertakes,
        **by_an_agent,
    )
    who = ("wang", "hall-counter") if by_an_agent else ("li", "")
    intake.receive(hall.office.handler, hall.ask(case_id, *who), application)
    return case_id


def accepted(hall: Hall, **by_an_agent: Any) -> str:
    """Accepted with the gap the same day, against a signed undertaking."""
    case_id = received(hall, **by_an_agent)
    tolerance.accept_with_gap(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"), signed())
    return case_id


def missed(hall: Hall) -> str:
    """Nothing came by 6 January: reminded on the 7th, with fifteen working days more."""
    case_id = accepted(hall)
    swept(hall, "2026-01-07")
    return case_id


def overdue(hall: Hall) -> str:
    """The further days are over too: 2026-01-29."""
    case_id = missed(hall)
    swept(hall, "2026-01-29")
    return case_id


def returned(hall: Hall) -> str:
    case_id = overdue(hall)
    asked = hall.ask(case_id, "hao", "health-examiner")
    tolerance.return_application(hall.office.handler, asked, "1月7日提醒后仍未补交平面图")
    return case_id


def swept(hall: Hall, day: str) -> None:
    hall.on(day, "00:10")
    while sweep(hall.office.handler).taken:
        pass
    hall.on(day)
