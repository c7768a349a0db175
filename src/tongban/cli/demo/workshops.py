"""A workshop 厂房故事: its land is there, its works are examined, its construction can be applied for."""

from collections.abc import Mapping
from datetime import date, datetime, time
from uuid import UUID, uuid5

from tongban.cli.demo.days import back
from tongban.cli.demo.guesthouses import follow_all
from tongban.cli.demo.player import Player, specimen
from tongban.handling.errand import Actor, Ask
from tongban.handling.in_memory import SteadyClock
from tongban.handling.life_event.applying import StageOf, WholeApplication
from tongban.handling.project import applying
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import commands as c
from tongban.store.models import Account
from tongban.web.wiring import Office

OWNER = "south-works"
_PROCEDURE = "build-a-workshop"
_CODE, _NAME, _SITE = "2510-330199-04-01-660031", "精密零件生产车间", "演示市工业大道66号"
_FORM: Mapping[str, str] = {
    "holder": "城南机械有限公司",
    "credit_code": "91330199MADEM31K00",
    "project_code": _CODE,
    "project_name": _NAME,
    "legal_representative": "高建成",
    "premises": _SITE,
    "phone": "13800000000",
    "scope": "厂房一栋，地上三层，用地 8000 平方米，建筑面积 5200 平方米",
}


def workshop(
    office: Office,
    clock: SteadyClock,
    accounts: dict[str, Account],
    calendar: Calendar,
    today: date,
    namespace: UUID,
) -> None:
    """A workshop as a project of four stages: the land is there, the works planning permit is examined."""
    project_id = str(uuid5(namespace, workshop.__name__))
    owner = Actor(str(accounts[OWNER].pk))

    def at(days: int, hour: int = 10) -> date:
        day = back(calendar, today, days)
        clock.instant = datetime.combine(day, time(hour), calendar.zone)
        return day

    def apply(stage: str) -> None:
        life_event_id = str(uuid5(namespace, f"{workshop.__name__}/{stage}"))
        standing = office.projects.standing(project_id)
        if office.life_events.store.row(life_event_id) is None:
            application = _application(
                standing.project.owner, applying.sheet_for(office.projects, standing, stage)
            )
            ask = Ask(life_event_id, "demo-apply", owner)
            applying.apply_for_stage(office.projects, ask, project_id, stage, application)
        follow_all(office)

    def player(outcome: str, on: date) -> Player:
        one = office.projects.standing(project_id).project.outcome(outcome)
        rule = office.projects.standing(project_id).rules.outcomes[outcome]
        item = office.catalogue.in_force(rule.item, on)
        return Player(office, clock, accounts, item, OWNER, one.case_id)

    registered_on = at(24)
    registration = applying.Registration(
        procedure=_PROCEDURE,
        division=office.catalogue.directory.division.code,
        owner=owner.id,
        channel=c.Channel.ONLINE,
        code=_CODE,
        name=_NAME,
        site=_SITE,
        kind="new",
    )
    applying.register(office.projects, Ask(project_id, "demo-register", owner), registration)
    apply("land")
    filing = player("land.filing", registered_on)
    filing.at(back(calendar, today, 23)).accept().complete("filing", "examination")
    filing.at(back(calendar, today, 22)).grant("filing", "filing-examiner")
    follow_all(office)
    land = player("land.permit", registered_on)
    land.at(back(calendar, today, 21)).accept().complete("planner", "examination")
    land.at(back(calendar, today, 17)).complete("planner", "review").grant(
        "planner-chief", "planning-decider"
    )
    follow_all(office)
    applied_on = at(9)
    apply("works")
    scheme, green = player("works.scheme", applied_on), player("works.green", applied_on)
    scheme.at(back(calendar, today, 8)).accept().complete("planner", "examination")
    green.at(back(calendar, today, 8), "11:00").accept()
    scheme.at(back(calendar, today, 5)).grant("planner-chief", "planning-decider")
    follow_all(office)
    permit = player("works.permit", applied_on)
    permit.at(back(calendar, today, 4)).accept().complete("planner", "examination")
    follow_all(office)


def _application(owner: str, within: StageOf) -> WholeApplication:
    """The stage's form filled in, with a specimen of every paper that it asks for."""
    sheet = within.sheet
    facts = dict.fromkeys((question.id for question in sheet.as_item().questions), False)
    item = sheet.as_item(facts)
    wanted = item.required_materials(facts)
    return WholeApplication(
        life_event=item.id,
        division=item.division,
        applicant=owner,
        channel=c.Channel.ONLINE,
        facts=facts,
        form={asked.id: _FORM[asked.id] for asked in item.form},
        uploads={m.id: [specimen(m.id)] for m in wanted if not m.from_answers},
        on_paper=[m.id for m in wanted if m.from_answers],
    )
