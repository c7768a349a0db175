"""A newborn 新生儿故事: walk-through 10. The police decide in their own system and tell by file."""

from datetime import date

from tongban.catalogue import demo_catalogue
from tongban.catalogue.result_mapping import read_mapping
from tongban.cli.demo.days import back
from tongban.cli.demo.player import Player
from tongban.connectors.tables import rows_of
from tongban.kernel.calendar import Calendar

#: The police's files and how they are read; anybody can import them into the demo once more.
RESULTS = demo_catalogue().parent / "results"


def chen_xiaohe(player: Player, calendar: Calendar, today: date) -> None:
    """10. A newborn: the police's result of 10-11, first rejected, imported 10-13; insured 10-15."""
    _apply(player, date(2025, 10, 9), "陈小禾", "陈建国")
    _import(player, date(2025, 10, 12), "births-2025-10-12.csv")  # a digit of the number is missing
    _import(player, date(2025, 10, 13), "births-2025-10-13.csv")
    _import(player, date(2025, 10, 15), "insured-2025-10-15.csv", "medical-insurance.yaml")
    player.at(date(2025, 10, 16), "10:00").deliver(proof="陈建国本人领取")


def waiting_for_the_police(player: Player, calendar: Calendar, today: date) -> None:
    """A newborn accepted three working days ago: the police may have decided, and have not told."""
    _apply(player, back(calendar, today, 3), "周一鸣", "周路人")
    player.at(today, "00:10").let_time_pass()


def _apply(player: Player, day: date, child: str, guardian: str) -> None:
    form = {
        "holder": child,
        "guardian": guardian,
        "premises": "演示市湖滨路21号3单元502室",
        "scope": "落户、参保",
        "phone": "13800000000",
    }
    player.at(day, "09:00").receive(form, {})
    player.at(day, "10:00").accept()


def _import(player: Player, day: date, name: str, by: str = "household-register.yaml") -> None:
    player.at(day, "17:30")
    mapping = read_mapping(RESULTS / by)
    with (RESULTS / name).open("rb") as stream:
        for _ in player.office.importer.rows(rows_of(stream, name, mapping), mapping, name, "steward"):
            pass
    player.office.handler.forget(player.case_id)
