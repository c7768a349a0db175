"""A guesthouse as one matter 一件事故事: applied for once; the next member begun with the licence of one."""

from collections.abc import Mapping
from datetime import date, datetime, time
from uuid import UUID, uuid5

from tongban.catalogue.life_event_sheet import Sheet
from tongban.catalogue.parts import Material
from tongban.cli.demo.days import back
from tongban.cli.demo.player import Player, specimen
from tongban.handling import survey
from tongban.handling.errand import Actor, Ask
from tongban.handling.in_memory import SteadyClock
from tongban.handling.life_event import applying
from tongban.handling.life_event.following import follow
from tongban.handling.project.following import follow as follow_projects
from tongban.handling.uploads import Upload
from tongban.kernel import Fact
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import commands as c
from tongban.store.feed import Feed
from tongban.store.life_events import PgCaseFeed
from tongban.store.models import Account
from tongban.web.wiring import Office

APPLICANT = "ma-li"
_GUESTHOUSE = "open-a-guesthouse"
_FACTS: Mapping[str, Fact] = {"serves_meals": False, "fire__automatic_systems": False}
_FORM = {
    "holder": "湖畔小院民宿",
    "credit_code": "92330199MADEM30H18",
    "legal_representative": "马丽",
    "premises": "演示市湖滨路28号",
    "phone": "13800000000",
    "fire__scope": "民宿，一层至三层，480 平方米",
    "hygiene__scope": "旅店",
    "security__scope": "一层至三层，客房 14 间",
}


def guesthouse(
    office: Office,
    clock: SteadyClock,
    accounts: dict[str, Account],
    calendar: Calendar,
    today: date,
    namespace: UUID,
) -> None:
    """A guesthouse as one life event: the fire certificate is made and has gone on to the police."""
    life_event_id = str(uuid5(namespace, guesthouse.__name__))
    applied_on = back(calendar, today, 8)
    sheet = office.life_events.catalogue.in_force(_GUESTHOUSE, applied_on)
    _at(clock, calendar, applied_on)
    applicant = str(accounts[APPLICANT].pk)
    applying.apply(
        office.life_events,
        Ask(life_event_id, "demo-apply", Actor(applicant)),
        applying.WholeApplication(
            life_event=_GUESTHOUSE,
            division=sheet.life_event.division,
            applicant=applicant,
            channel=c.Channel.ONLINE,
            facts=_FACTS,
            form=_FORM,
            uploads=_papers(sheet),
            on_paper=[m.id for m in _wanted(sheet) if m.from_answers],
        ),
    )
    follow_all(office)
    members = office.life_events.standing(life_event_id).life_event.members

    def player(member: str) -> Player:
        plan = members[member].plan
        item = office.catalogue.in_force(plan.item, applied_on)
        return Player(office, clock, accounts, item, APPLICANT, plan.case_id)

    fire, hygiene, police = (player(name) for name in ("fire", "hygiene", "security"))
    fire.at(applied_on, "11:00").accept()
    hygiene.at(applied_on, "11:05").accept()
    follow_all(office)
    fire.at(back(calendar, today, 7), "10:00").complete("fire-licence", "examination")
    signatures = tuple(
        c.Signature("fire-rescue", str(accounts[name].pk)) for name in ("inspector", "inspector-2")
    )
    record = survey.Record(c.SurveyResult.CONFORMS, signatures)
    fire.at(back(calendar, today, 4), "15:00").do(
        "inspector", "fire-inspector", survey.record_survey, "inspection", record
    )
    fire.at(back(calendar, today, 3), "10:00").grant("fire-licence", "fire-decider")
    follow_all(office)  # the police get the certificate today
    police.at(back(calendar, today, 2), "09:30").accept()
    follow_all(office)


def _wanted(sheet: Sheet) -> tuple[Material, ...]:
    return sheet.as_item(_FACTS).required_materials(_FACTS)


def _papers(sheet: Sheet) -> dict[str, list[Upload]]:
    return {m.id: [specimen(m.id)] for m in _wanted(sheet) if not m.from_answers}


def _at(clock: SteadyClock, calendar: Calendar, day: date) -> None:
    clock.instant = datetime.combine(day, time(10), calendar.zone)


def follow_all(office: Office) -> None:
    """Bring what the cases tell to life events and projects, and do what these owe."""
    while Feed().relay().events:
        pass
    while follow(office.life_events, PgCaseFeed()) or follow_projects(office.projects):
        pass
