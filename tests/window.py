"""What a clerk's form at the window posts, and numbers reserved for a power cut."""

from hall import FOOD, FORM, Hall
from tongban.handling import reserved_numbers
from tongban.handling.errand import Actor

INTAKE = f"/counter/intake/{FOOD}/"


def filled_in(hall: Hall, *have: str, do: str = "accept", **changes: object) -> dict[str, object]:
    """What the form of the window posts for a small restaurant in rented rooms."""
    ids = hall.office.ports.ids
    return {
        "case_id": ids.new(),
        "command_id": ids.new(),
        "seen": "0",
        "applicant": hall.id("li"),
        "new_account": ids.new(),
        "fact-has_agent": "no",
        "fact-premises": "rented",
        "fact-cold_dishes": "no",
        "fact-chain_store": "no",
        "fact-floor_area": "80",
        **{f"form-{name}": value for name, value in FORM.items()},
        "have": list(have),
        "do": do,
        **changes,
    }


def reserved(hall: Hall, day: str) -> None:
    """Twenty numbers were taken out for the counter on a day before."""
    today = hall.clock.instant
    hall.on(day, "08:40")
    actor = Actor(hall.id("wang"), "hall-counter")
    reserved_numbers.reserve(hall.office.ports, actor, "330199", 20)
    hall.clock.instant = today
