"""What happened in the demo city 演示故事: the walk-throughs, and today's work at interesting moments.

Dates of the first kind are those of the acceptance walk-throughs; the second kind is counted back in
working days from the day the demo is first played, so that there is always something due tomorrow.
"""

from collections.abc import Callable
from datetime import date

from tongban.cli.demo import births, gyms, pumps
from tongban.cli.demo.days import back
from tongban.cli.demo.player import Player, specimen
from tongban.handling import examination
from tongban.handling.intake import DefectFound
from tongban.kernel import Fact
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import SpecialProcedure

FOOD, PUMP, FIRE = "food-operation-licence", "drainage-pump-station", "public-venue-fire-check"
HYGIENE, BIRTH = "public-place-hygiene", "newborn-registration"

#: A restaurant in rented premises, hot dishes only, no agent.
RESTAURANT: dict[str, Fact] = {
    "has_agent": False,
    "premises": "rented",
    "cold_dishes": False,
    "chain_store": False,
    "floor_area": 86,
}

Play = Callable[[Player, Calendar, date], object]


def restaurant(holder: str, person: str, address: str, code: str) -> dict[str, str]:
    """The particulars of a restaurant."""
    return {
        "holder": holder,
        "credit_code": code,
        "legal_representative": person,
        "premises": address,
        "category": "restaurant",
        "scope": "热食类食品制售\n自制饮品制售",
        "phone": "13800000000",
    }


def salon(holder: str, person: str, address: str, code: str) -> dict[str, str]:
    """The particulars of a hairdresser's."""
    return {
        "holder": holder,
        "credit_code": code,
        "legal_representative": person,
        "premises": address,
        "scope": "理发店",
        "phone": "13800000000",
    }


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _opinions(player: Player) -> Player:
    return (
        player.agree("fire", "fire-opinion")
        .agree("drainage", "housing-opinion")
        .agree("health", "health-opinion")
    )


# --- the walk-throughs


def wang_fang(player: Player, calendar: Calendar, today: date) -> None:
    """1. A restaurant: accepted 2025-09-24, granted on the last promised day, collected."""
    form = restaurant("王芳家常菜馆", "王芳", "演示市解放路18号一层", "92330199MADEM01X0H")
    player.at(_day("2025-09-24"), "09:10").receive(form, RESTAURANT)
    player.at(_day("2025-09-24"), "10:30").accept()
    _opinions(player.at(_day("2025-09-28"), "15:00"))
    player.at(_day("2025-09-29"), "11:00").complete("examiner", "examination")
    player.at(_day("2025-10-09"), "16:00").survey()
    player.at(_day("2025-10-14"), "14:20").grant("chief", "market-decider")
    player.at(_day("2025-10-15"), "09:40").deliver(proof="王芳本人领取")


def liu_qiang(player: Player, calendar: Calendar, today: date) -> None:
    """2. The forgotten file: silence for five working days is acceptance as of receipt."""
    form = restaurant("刘强面馆", "刘强", "演示市中山路5号", "92330199MADEM02Y1B")
    player.at(_day("2026-02-10"), "16:40").receive(form, RESTAURANT)
    player.at(_day("2026-02-25"), "00:05").let_time_pass()
    _opinions(player.at(_day("2026-02-26"), "10:00"))
    player.at(_day("2026-02-27"), "10:00").complete("examiner", "examination")
    player.at(_day("2026-03-03"), "10:00").survey()
    player.at(_day("2026-03-13"), "10:00").grant("chief", "market-decider")
    player.at(_day("2026-03-16"), "10:00").post("EMS 演示单号 1")
    player.at(_day("2026-03-18"), "16:00").deliver(c.DeliveryMethod.POST, "EMS 演示单号 1，本人签收")


def sun_li(player: Player, calendar: Calendar, today: date) -> None:
    """3. One notice with all defects, one supplement, accepted 2026-03-10."""
    form = restaurant("孙丽茶饮店", "孙丽", "演示市湖滨路66号", "92330199MADEM03A2F")
    player.at(_day("2026-03-02"), "09:00").receive(
        form, RESTAURANT, without=("layout", "health-certificates")
    )
    player.at(_day("2026-03-04"), "11:00").tell_missing(
        [
            DefectFound("layout", c.DefectKind.MISSING, "请提交标明各功能间名称和面积的平面图"),
            DefectFound("health-certificates", c.DefectKind.MISSING, "全部从业人员，一年内有效"),
        ]
    )
    player.at(_day("2026-03-10"), "09:30").supplement("layout", "health-certificates")
    player.at(_day("2026-03-10"), "14:00").accept()
    _opinions(player.at(_day("2026-03-13"), "10:00"))
    player.at(_day("2026-03-16"), "10:00").complete("examiner", "examination")
    player.at(_day("2026-03-18"), "10:00").survey()
    player.at(_day("2026-03-20"), "10:00").grant("chief", "market-decider")
    player.at(_day("2026-03-23"), "10:00").deliver(proof="孙丽本人领取")


def li_na(player: Player, calendar: Calendar, today: date) -> None:
    """4. Accepted with a gap on 2025-12-29, never filled: reminded, and returned after the further days."""
    form = salon("李娜理发店", "李娜", "演示市南山路9号", "92330199MADEM04B7M")
    player.at(_day("2025-12-29"), "09:10").receive(form, {}, without=("floor-plan",))
    player.at(_day("2025-12-29"), "11:00").accept_with_gap(specimen("undertaking"))
    player.at(_day("2026-01-07"), "00:05").let_time_pass()
    player.at(_day("2026-01-29"), "00:05").let_time_pass()
    player.at(_day("2026-01-29"), "10:00").send_back(
        "health-licence", "health-examiner", "1月7日提醒后，至1月28日仍未补交场所方位示意图和平面图。"
    )


def he_min(player: Player, calendar: Calendar, today: date) -> None:
    """7. Expert review: 2026-03-10 to 03-23 excluded by written notice; due 04-14."""
    form = restaurant("何敏刺身馆", "何敏", "演示市望江路9号", "92330199MADEM07E6N")
    player.at(_day("2026-03-02"), "09:00").receive(form, {**RESTAURANT, "cold_dishes": True})
    player.at(_day("2026-03-02"), "11:00").accept()
    _opinions(player.at(_day("2026-03-05"), "10:00"))
    player.at(_day("2026-03-09"), "10:00").complete("examiner", "examination")
    player.at(_day("2026-03-09"), "16:00").do(
        "examiner",
        "market-examiner",
        examination.start_special_procedure,
        SpecialProcedure.EXPERT_REVIEW,
        _day("2026-03-10"),
        _day("2026-03-23"),
    )
    player.at(_day("2026-03-26"), "10:00").survey()
    player.at(_day("2026-03-27"), "10:00").grant("chief", "market-decider")
    player.at(_day("2026-03-30"), "10:00").deliver(proof="何敏本人领取")


def wu_lei(player: Player, calendar: Calendar, today: date) -> None:
    """12. Refused with reasons and remedies; the express letter signed for on Sunday 2026-08-02."""
    _refused_by_post(player, "吴磊烧烤店", "吴磊", "92330199MADEM12K17")
    player.at(_day("2026-07-30"), "10:00").post("EMS 演示单号 12")
    player.at(_day("2026-08-02"), "11:00").deliver(c.DeliveryMethod.POST, "EMS 演示单号 12，本人签收")


def wu_leis_twin(player: Player, calendar: Calendar, today: date) -> None:
    """12. His twin's letter came back: no time for a remedy has begun, and it is to be served again."""
    _refused_by_post(player, "吴森烧烤店", "吴森", "92330199MADEM12L2B")
    player.at(_day("2026-07-30"), "10:10").post("EMS 演示单号 13")
    player.at(_day("2026-08-03"), "09:30").come_back(c.BounceReason.MOVED)


def _refused_by_post(player: Player, shop: str, holder: str, credit_code: str) -> None:
    form = restaurant(shop, holder, "演示市工业路3号", credit_code)
    player.at(_day("2026-07-13"), "09:00").receive(form, RESTAURANT)
    player.at(_day("2026-07-13"), "10:00").accept()
    _opinions(player.at(_day("2026-07-16"), "10:00"))
    player.at(_day("2026-07-17"), "10:00").complete("examiner", "examination")
    player.at(_day("2026-07-21"), "10:00").survey(
        c.SurveyResult.DOES_NOT_CONFORM,
        "操作间与卫生间直接相通，无缓冲，无法防止交叉污染。",
    )
    player.at(_day("2026-07-24"), "10:00").refuse(
        "chief", "market-decider", "经现场核查，操作间与卫生间直接相通，不符合防止交叉污染的布局要求。"
    )


# --- today's work


def fresh_and_complete(player: Player, calendar: Calendar, today: date) -> None:
    """Came in this morning, complete: to be accepted."""
    form = restaurant("王芳二店", "王芳", "演示市学院路21号", "92330199MADEM20W3J")
    player.at(back(calendar, today, 0), "08:31").receive(form, RESTAURANT)


def notice_due_tomorrow(player: Player, calendar: Calendar, today: date) -> None:
    """Received four working days ago, two materials missing: silence would soon be acceptance."""
    form = restaurant("路边小馆", "周路人", "演示市环城北路2号", "92330199MADEM21Y4D")
    player.at(back(calendar, today, 4), "15:20").receive(form, RESTAURANT, without=("layout", "safety-rules"))


def waiting_for_the_applicant(player: Player, calendar: Calendar, today: date) -> None:
    """Told two days ago what is missing; the applicant's turn."""
    form = restaurant("孙丽轻食", "孙丽", "演示市湖滨路70号", "92330199MADEM22X55")
    player.at(back(calendar, today, 3), "09:20").receive(form, RESTAURANT, without=("layout",))
    player.at(back(calendar, today, 2), "10:20").tell_missing(
        [DefectFound("layout", c.DefectKind.MISSING, "请提交标明各功能间名称和面积的平面图")]
    )


def gap_ends_tomorrow(player: Player, calendar: Calendar, today: date) -> None:
    """Accepted with a gap four working days ago, as undertaken online: the plan is due tomorrow."""
    form = salon("李娜美容店", "李娜", "演示市南山路11号", "92330199MADEM27EAH")
    day = back(calendar, today, 4)
    player.at(day, "09:00").receive(form, {}, without=("floor-plan",), undertakes=True)
    player.at(day, "10:00").accept_with_gap()


def opinions_coming_in(player: Player, calendar: Calendar, today: date) -> None:
    """Accepted three working days ago: one opinion in, two owed."""
    form = restaurant("刘强拉面二店", "刘强", "演示市中山路88号", "92330199MADEM23A6A")
    player.at(back(calendar, today, 3), "09:00").receive(form, RESTAURANT)
    player.at(back(calendar, today, 3), "10:00").accept()
    player.at(back(calendar, today, 1), "10:00").agree("fire", "fire-opinion")


def promise_ends_tomorrow(player: Player, calendar: Calendar, today: date) -> None:
    """Accepted nine working days ago, everything in but the decision."""
    form = restaurant("何敏私房菜", "何敏", "演示市望江路12号", "92330199MADEM24B74")
    player.at(back(calendar, today, 9), "09:00").receive(form, RESTAURANT)
    player.at(back(calendar, today, 9), "10:00").accept()
    _opinions(player.at(back(calendar, today, 6), "10:00"))
    player.at(back(calendar, today, 5), "10:00").complete("examiner", "examination")
    player.at(back(calendar, today, 2), "10:00").survey()


def past_the_promise(player: Player, calendar: Calendar, today: date) -> None:
    """Accepted thirteen working days ago, one department silent: red."""
    form = restaurant("王芳宴会厅", "王芳", "演示市解放路200号", "92330199MADEM25C8X")
    player.at(back(calendar, today, 13), "09:00").receive(form, RESTAURANT)
    player.at(back(calendar, today, 13), "10:00").accept()
    player.at(back(calendar, today, 10), "10:00").agree("fire", "fire-opinion")
    player.at(back(calendar, today, 10), "10:30").agree("drainage", "housing-opinion")
    player.at(back(calendar, today, 9), "10:00").complete("examiner", "examination")


def ready_to_collect(player: Player, calendar: Calendar, today: date) -> None:
    """Granted yesterday; the licence lies on the shelf."""
    form = restaurant("王芳早餐店", "王芳", "演示市解放路20号", "92330199MADEM26D9P")
    player.at(back(calendar, today, 8), "09:00").receive(form, RESTAURANT)
    player.at(back(calendar, today, 8), "09:30").accept()
    _opinions(player.at(back(calendar, today, 5), "10:00"))
    player.at(back(calendar, today, 4), "10:00").complete("examiner", "examination")
    player.at(back(calendar, today, 2), "10:00").survey()
    player.at(back(calendar, today, 1), "16:00").grant("chief", "market-decider")


STORIES: tuple[tuple[str, str, Play], ...] = (
    (FOOD, "wang-fang", wang_fang),
    (FOOD, "liu-qiang", liu_qiang),
    (FOOD, "sun-li", sun_li),
    (HYGIENE, "li-na", li_na),
    (PUMP, "north-water", pumps.pumping_station),
    (FIRE, "zhou-kai", gyms.zhou_kai),
    (FOOD, "he-min", he_min),
    (FOOD, "wu-lei", wu_lei),
    (FOOD, "wu-sen", wu_leis_twin),
    (FOOD, "wang-fang", ready_to_collect),
    (FOOD, "wang-fang", past_the_promise),
    (FOOD, "he-min", promise_ends_tomorrow),
    (FOOD, "liu-qiang", opinions_coming_in),
    (FOOD, "sun-li", waiting_for_the_applicant),
    (FOOD, "outsider", notice_due_tomorrow),
    (FIRE, "sun-li", gyms.check_due_soon),
    (FOOD, "wang-fang", fresh_and_complete),
    (HYGIENE, "li-na", gap_ends_tomorrow),
    (BIRTH, "chen-jianguo", births.chen_xiaohe),
    (BIRTH, "outsider", births.waiting_for_the_police),
    (PUMP, "north-water", pumps.before_the_government),
    (PUMP, "north-water", pumps.fee_to_pay),
)
