"""Pumping stations 泵站: one application, three departments asked, and what follows when one objects."""

from datetime import date

from tongban.cli.demo.days import back
from tongban.cli.demo.player import Player
from tongban.handling import examination, meeting
from tongban.handling.payment.counter import assess
from tongban.kernel import Fact
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import Approver

_LEAD, _LEAD_POST = "builder", "housing-examiner"
_PLACE = "演示市住房和城乡建设局四楼会议室"
_INVITED = ("housing-construction", "water-affairs", "traffic-police")


def _particulars(premises: str) -> dict[str, str]:
    return {
        "holder": "城北水务建设有限公司",
        "credit_code": "91330199MADEM06D50",
        "legal_representative": "方建国",
        "premises": premises,
        "scope": "排水泵站，规模每日 5 万立方米",
        "phone": "0500-5550606",
    }


def pumping_station(player: Player, calendar: Calendar, today: date) -> None:
    """6. Joint handling: water objects, they meet, it comes round on a condition; extended by the mayor."""
    facts = everything_applies(player)
    player.at(date(2025, 9, 30), "09:00").receive(_particulars("演示市城北片区规划二路"), facts)
    player.at(date(2025, 9, 30), "15:00").accept()
    player.at(date(2025, 10, 14), "10:00").complete(_LEAD, "examination")
    player.at(date(2025, 10, 15), "10:00").agree("landscape", "landscape-opinion")
    player.at(date(2025, 10, 20), "10:00").opine(
        "water", "water-opinion", c.OpinionResult.OBJECT, "进水口高程与防洪规划不符。"
    )
    player.at(date(2025, 10, 21), "09:00")
    _convene(player, date(2025, 10, 24), "进水口高程与防洪规划不符，如何调整。")
    player.at(date(2025, 10, 22), "00:05").let_time_pass()
    player.at(date(2025, 10, 24), "11:30")
    _meet(
        player,
        c.MeetingResolution.AGREED,
        "进水口高程提高 0.8 米，由建设单位修改设计；水务局据修改后的设计另行出具意见。交管支队未到会。",
        {"housing-construction": "builder", "water-affairs": "water"},
    )
    player.at(date(2025, 10, 27), "10:00").agree("traffic", "traffic-opinion")
    player.at(date(2025, 11, 6), "10:00").opine(
        "water",
        "water-opinion",
        c.OpinionResult.AGREE_WITH_CONDITIONS,
        "进水口高程不低于 12.5 米，按会商后的设计施工。",
    )
    player.at(date(2025, 11, 24), "10:00").do(
        "builder-chief",
        "housing-decider",
        examination.extend_limit,
        Approver.GOVERNMENT_HEAD,
        "演示市市长",
        "防洪高程需复核。",
    )
    player.at(date(2025, 12, 10), "00:05").let_time_pass()
    player.at(date(2025, 12, 17), "10:00").complete(_LEAD, "legal-review")
    player.at(date(2025, 12, 26), "10:00").grant("builder-chief", "housing-decider")
    player.at(date(2025, 12, 29), "10:00").deliver(proof="方建国领取")


def before_the_government(player: Player, calendar: Calendar, today: date) -> None:
    """They met and did not agree: since three working days the city government has it."""
    facts = everything_applies(player)
    player.at(back(calendar, today, 16), "09:00").receive(_particulars("演示市城北片区规划七路"), facts)
    player.at(back(calendar, today, 16), "15:00").accept()
    player.at(back(calendar, today, 12), "10:00").agree("landscape", "landscape-opinion")
    player.at(back(calendar, today, 11), "10:00").agree("traffic", "traffic-opinion")
    player.at(back(calendar, today, 10), "10:00").complete(_LEAD, "examination")
    objection = "泵站出水口位于饮用水水源二级保护区，应当另行选址。"
    player.at(back(calendar, today, 9), "10:00").opine(
        "water", "water-opinion", c.OpinionResult.OBJECT, objection
    )
    player.at(back(calendar, today, 8), "09:00")
    _convene(player, back(calendar, today, 6), "出水口是否在饮用水水源保护区内，能否调整。")
    player.at(back(calendar, today, 6), "11:30")
    _meet(
        player,
        c.MeetingResolution.NOT_AGREED,
        "水务局坚持另行选址；住建局认为出水口可以改接市政管网，不影响水源。交管支队没有意见。",
        dict(zip(_INVITED, ("builder", "water", "traffic"), strict=True)),
    )
    player.at(back(calendar, today, 4), "10:00").opine(
        "water", "water-opinion", c.OpinionResult.OBJECT, f"会商后仍不同意：{objection}"
    )
    player.at(back(calendar, today, 3), "10:00").do(
        _LEAD,
        _LEAD_POST,
        meeting.escalate_dispute,
        "水务局认为应当另行选址，我局认为出水口可以改接市政管网；会商未达成一致，提请裁决。",
        f"演建请〔{back(calendar, today, 3).year}〕8号",
    )


def _convene(player: Player, day: date, agenda: str) -> None:
    appointment = meeting.Appointment(day, _PLACE, _INVITED, agenda, "09:30")
    player.do(_LEAD, _LEAD_POST, meeting.convene_meeting, appointment)


def _meet(player: Player, resolution: c.MeetingResolution, text: str, signed: dict[str, str]) -> None:
    signatures = tuple(
        c.Signature(authority, str(player.accounts[username].pk)) for authority, username in signed.items()
    )
    absent = tuple(authority for authority in _INVITED if authority not in signed)
    player.do(_LEAD, _LEAD_POST, meeting.hold_meeting, meeting.Minutes(resolution, text, signatures, absent))


def fee_to_pay(player: Player, calendar: Calendar, today: date) -> None:
    """Granted three days ago, the fee for 41 square metres of road assessed: to be paid at the platform."""
    player.at(back(calendar, today, 20), "09:00").receive(
        _particulars("演示市城北片区河滨路"), everything_applies(player)
    )
    player.at(back(calendar, today, 20), "15:00").accept()
    player.at(back(calendar, today, 15), "10:00").complete("builder", "examination")
    for hour, (username, step) in enumerate(
        (("water", "water-opinion"), ("traffic", "traffic-opinion"), ("landscape", "landscape-opinion"))
    ):
        player.at(back(calendar, today, 13), f"{10 + hour}:00").agree(username, step)
    player.at(back(calendar, today, 8), "10:00").complete("builder", "legal-review")
    player.at(back(calendar, today, 3), "10:00").grant("builder-chief", "housing-decider")
    player.at(back(calendar, today, 3), "11:00").do("builder-chief", "housing-decider", assess, 41)


def everything_applies(player: Player) -> dict[str, Fact]:
    """An answer to every question of the item: yes, the first choice, a large number."""
    answers: dict[str, Fact] = {}
    for question in player.implementation.questions:
        match question.kind.value:
            case "yes_no":
                answers[question.id] = True
            case "choice":
                answers[question.id] = question.choices[0].id
            case _:
                answers[question.id] = min(question.most, 500)
    return answers
