"""A pumping station in the hall: water affairs object, the city government rules; who they are.

吴建设 `wujs` examines at the construction bureau and reviews its law, 郑首席 `zhengsx` decides;
冯水务 `feng` answers for water affairs, 陆交警 `lu` for the traffic police, 周路人 `zhou` for the green;
唐协调 `tang` rules for the city.
"""

from datetime import date

from hall import FORM, PDF, Hall
from tongban.handling import examination, intake, meeting
from tongban.handling.uploads import checked
from tongban.kernel.case import commands as c
from tongban.store.models import Account, Post, PostHolder

PUMP = "drainage-pump-station"
WHY = "进水口高程与防洪规划不符。"
KEPT = "会商后仍不同意：高程不能低于 12.5 米。"
AGENDA = "进水口高程如何调整。"
MINUTES = "水务局坚持提高高程，住建局认为不必。"
PLACE = "住建局四楼会议室"
RULING = "高程不低于 12.5 米，其余按原设计。"
EVERYBODY = ("housing-construction", "water-affairs", "traffic-police")
_STAFF = {
    "wujs": ("吴建设", ["housing-examiner", "housing-legal"]),
    "zhengsx": ("郑首席", ["housing-decider"]),
    "feng": ("冯水务", ["water-opinion"]),
    "lu": ("陆交警", ["traffic-opinion"]),
    "tang": ("唐协调", ["government-coordination"]),
}


def settled(hall: Hall) -> None:
    for username, (name, keys) in _STAFF.items():
        account = Account.objects.create(
            username=username, display_name=name, kind=Account.Kind.STAFF, password="!"
        )
        hall.people[username] = account
        for key in keys:
            post = Post.objects.get(key=key)
            PostHolder.objects.create(account=account, post=post, since=date(2025, 1, 1))


def objected(hall: Hall) -> str:
    """Accepted on 30 September 2025; examined; traffic and green agree; water objects on 20 October."""
    settled(hall)
    hall.on("2025-09-30")
    case_id = hall.office.ports.ids.new()
    facts = {"has_agent": False, "road_works": True, "green_space": True}
    needed = ("application", "project-approval", "design", "traffic-plan", "green-plan")
    application = intake.Application(
        item=PUMP,
        division="330199",
        applicant=hall.id("li"),
        channel=c.Channel.ONLINE,
        facts=facts,
        form={key: value for key, value in FORM.items() if key != "category"},
        uploads={m: [checked(f"{m}.pdf", PDF)] for m in needed},
    )
    handler = hall.office.handler
    intake.receive(handler, hall.ask(case_id, "li", ""), application)
    intake.accept(handler, hall.ask(case_id, "wang", "hall-counter"))
    hall.on("2025-10-14")
    examination.complete_step(
        handler, hall.ask(case_id, "wujs", "housing-examiner"), "examination", c.Finding.CONFORMS
    )
    agree = c.OpinionResult.AGREE
    examination.give_opinion(handler, hall.ask(case_id, "lu", "traffic-opinion"), "traffic-opinion", agree)
    examination.give_opinion(
        handler, hall.ask(case_id, "zhou", "landscape-opinion"), "landscape-opinion", agree
    )
    hall.on("2025-10-20")
    object_(hall, case_id)
    return case_id


def object_(hall: Hall, case_id: str, why: str = WHY) -> None:
    ask = hall.ask(case_id, "feng", "water-opinion")
    examination.give_opinion(hall.office.handler, ask, "water-opinion", c.OpinionResult.OBJECT, why)


def convened(hall: Hall) -> str:
    """The lead convenes them for the 24th."""
    case_id = objected(hall)
    hall.on("2025-10-21")
    appointment = meeting.Appointment(date(2025, 10, 24), PLACE, EVERYBODY, AGENDA, "09:30")
    ask = hall.ask(case_id, "wujs", "housing-examiner")
    meeting.convene_meeting(hall.office.handler, ask, appointment)
    return case_id


def not_agreed(hall: Hall) -> str:
    """They meet and do not agree."""
    case_id = convened(hall)
    hall.on("2025-10-24", "11:30")
    people = dict(zip(EVERYBODY, ("wujs", "feng", "lu"), strict=True))
    signatures = tuple(c.Signature(key, hall.id(name)) for key, name in people.items())
    minutes = meeting.Minutes(c.MeetingResolution.NOT_AGREED, MINUTES, signatures)
    ask = hall.ask(case_id, "wujs", "housing-examiner")
    meeting.hold_meeting(hall.office.handler, ask, minutes)
    return case_id


def escalated(hall: Hall) -> str:
    """Water keeps its objection; since 27 October the city government has it, until 10 November."""
    case_id = not_agreed(hall)
    object_(hall, case_id, KEPT)
    hall.on("2025-10-27")
    ask = hall.ask(case_id, "wujs", "housing-examiner")
    meeting.escalate_dispute(hall.office.handler, ask, "两部门意见不一致，提请裁决。", "演建请〔2025〕8号")
    return case_id


def ruled(hall: Hall, result: c.RulingResult) -> str:
    case_id = escalated(hall)
    hall.on("2025-11-05")
    ask = hall.ask(case_id, "tang", "government-coordination")
    meeting.rule_on_dispute(hall.office.handler, ask, result, RULING, "演府裁〔2025〕3号")
    return case_id
