"""Gyms on a commitment 告知承诺故事: walk-through 5, and one whose check is due soon."""

from datetime import date

from tongban.cli.demo.days import back
from tongban.cli.demo.player import Player
from tongban.handling import commitment, hearing, licence
from tongban.handling.commitment import Confirmation
from tongban.handling.terms import terms_of
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import commands as c

#: What the commitment stands for.
_PROMISED = ("layout", "systems-test")
_ONE_EXIT = "承诺有两个安全出口，核查时只有一个，另一个被墙封闭。"


def zhou_kai(player: Player, calendar: Calendar, today: date) -> None:
    """5. A gym on commitment: granted 2026-04-30, checked, heard, revoked 05-27 for a false promise."""
    _granted(player, date(2026, 4, 30), "周凯", "演示市学院路9号二层", "92330199MADEM05G1X")
    player.at(date(2026, 5, 6), "10:00").deliver(proof="周凯本人领取")
    player.at(date(2026, 5, 20), "15:00").do(
        "inspector",
        "fire-inspector",
        commitment.record_check,
        c.CheckFinding.FALSE_PROMISE,
        [str(player.accounts[name].pk) for name in ("inspector", "inspector-2")],
        _ONE_EXIT,
    )
    chief = ("fire-licence", "fire-decider")
    ground = c.RevocationGround.FALSE_PROMISE
    player.at(date(2026, 5, 20), "16:00").do(
        *chief, licence.tell_revocation, ground, date(2026, 5, 26), _ONE_EXIT
    )
    player.at(date(2026, 5, 25), "10:00").do(
        "zhou-kai", "", hearing.record_statement, c.THE_APPLICANT, "第二个出口正在施工。"
    )
    day = date(2026, 5, 27)
    remedies = player.implementation.refusal_remedies(day)
    player.at(day, "10:00").do(
        *chief, licence.revoke, reasons=f"{_ONE_EXIT}施工不改变承诺不实的事实。", remedies=remedies
    )
    player.at(day, "15:00").do(*chief, licence.record_credit, "XY-演示-2026-0088")


def check_due_soon(player: Player, calendar: Calendar, today: date) -> None:
    """A gym granted on commitment seventeen working days ago: the check is due in three."""
    granted_on = back(calendar, today, 17)
    _granted(player, granted_on, "孙丽", "演示市湖滨路12号一层", "92330199MADEM28F2F")
    player.at(granted_on, "17:00").deliver(proof="孙丽本人领取")


def _granted(player: Player, day: date, person: str, premises: str, code: str) -> None:
    form = {
        "holder": f"{person}健身房",
        "credit_code": code,
        "legal_representative": person,
        "premises": premises,
        "scope": "健身房，600 平方米",
        "phone": "13800000000",
    }
    terms = terms_of(player.implementation)
    assert terms is not None  # the item is granted on a commitment
    player.at(day, "09:00").receive(form, {"automatic_systems": False}, without=_PROMISED)
    player.at(day, "09:05").do(
        player.applicant, "", commitment.commit_online, Confirmation(person, terms.text)
    )
    player.at(day, "10:00").accept()
    player.at(day, "11:00").complete("fire-licence", "examination")
    player.at(day, "15:00").grant("fire-licence", "fire-decider")
