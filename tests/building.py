"""A workshop in the demo city: registered, applied for stage by stage, handled by its authorities.

The catalogue is the published one; the ports are those of a `House`, in memory or on PostgreSQL.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cast import APPLICANT
from stores import House
from tongban.catalogue.blueprint import Blueprint
from tongban.handling.errand import Actor, Ask
from tongban.handling.life_event import applying as of_stages
from tongban.handling.life_event.carrying_out import WholeAnswer
from tongban.handling.life_event.following import follow as follow_life_events
from tongban.handling.project import applying
from tongban.handling.project.carrying_out import ProjectAnswer, ProjectHandler
from tongban.handling.project.following import follow
from tongban.handling.project.gates import ProjectGates
from tongban.kernel.case import commands as case_commands
from tongban.kernel.project import Project
from whole import Whole, city, open_whole, pdf

PROJECT = "0199d0a0-0000-7000-8000-00000000b001"
CODE = "2510-330199-04-01-112233"
PROCEDURE = "build-a-workshop"
FORM = {
    "holder": "演示机械有限公司",
    "credit_code": "92330199MADEM05G1X",
    "project_code": CODE,
    "project_name": "精密零件厂房",
    "legal_representative": "李申请",
    "premises": "演示市工业大道 8 号",
    "phone": "13800000000",
    "scope": "厂房一栋，地上三层，5200 平方米",
}


class CityProjects:
    """The demo city's procedures, as handling asks for them."""

    def in_force(self, procedure: str, on: date) -> Blueprint:
        return city().blueprint(city().project_in_force(procedure, on), on)

    def version(self, procedure: str, version: str, digest: str, on: date) -> Blueprint:
        return city().blueprint(city().project_version(procedure, version, digest), on)


def stage_id(number: int) -> str:
    """The life event of the `number`-th application."""
    return f"0199d0a0-0000-7000-8000-00000000b1{number:02x}"


@dataclass
class Building:
    """One project; each verb at the clock's instant."""

    handler: ProjectHandler
    house: House
    whole: Whole
    id: str = PROJECT
    applied: dict[str, str] = field(default_factory=dict)
    special: bool = False

    def on(self, day: str, clock: str = "10:00") -> "Building":
        self.whole.on(day, clock)
        return self

    def ask(self, actor: Actor, command_id: str = "", case_id: str = "") -> Ask:
        return self.whole.ask(actor, case_id or self.id, command_id)

    def registration(self, **changes: Any) -> applying.Registration:
        plain: dict[str, Any] = {
            "procedure": PROCEDURE,
            "division": "330199",
            "owner": APPLICANT.account,
            "channel": case_commands.Channel.ONLINE,
            "code": CODE,
            "name": "精密零件厂房",
            "site": "演示市工业大道 8 号",
            "kind": "new",
        }
        return applying.Registration(**(plain | changes))

    def register(self, command_id: str = "register", **changes: Any) -> ProjectAnswer:
        ask = self.ask(Actor(APPLICANT.account), command_id)
        return applying.register(self.handler, ask, self.registration(**changes))

    def application(self, stage: str) -> of_stages.WholeApplication:
        """What the stage asks as the project stands, all of it answered and handed in."""
        standing = self.handler.standing(self.id)
        sheet = applying.sheet_for(self.handler, standing, stage).sheet
        facts = {q.id: self.special for q in sheet.as_item().questions}
        item = sheet.as_item(facts)
        required = item.required_materials(facts)
        return of_stages.WholeApplication(
            life_event=sheet.life_event.id,
            division="330199",
            applicant=APPLICANT.account,
            channel=case_commands.Channel.ONLINE,
            facts=facts,
            form={f.id: FORM.get(f.id, "如图") for f in item.form},
            uploads={m.id: [pdf(m.id)] for m in required if not m.from_answers},
            on_paper=[m.id for m in required if m.from_answers],
        )

    def apply(
        self, stage: str, name: str = "", application: of_stages.WholeApplication | None = None
    ) -> WholeAnswer:
        name = name or stage
        life_event_id = stage_id(len(self.applied) + 1)
        ask = self.ask(Actor(APPLICANT.account), f"apply-{name}", life_event_id)
        application = application or self.application(stage)
        answer = applying.apply_for_stage(self.handler, ask, self.id, stage, application)
        self.applied[name] = life_event_id
        self.follow()
        return answer

    def stage(self, name: str) -> Whole:
        """The life event of an application, to act on its cases."""
        one = replace(self.whole, id=self.applied[name])
        one.asked = self.whole.asked = self.whole.asked + 1000
        return one

    def follow(self) -> "Building":
        while follow_life_events(self.handler.life_events, self.house.feed) or follow(self.handler):
            pass
        return self

    def accept(self, name: str, *members: str) -> "Building":
        self.stage(name).accept(*members)
        return self.follow()

    def grant(self, name: str, *members: str) -> "Building":
        """Accepted, examined, granted, its document made."""
        for member in members:
            stage = self.stage(name)
            if stage.states[member] == "received":
                stage.accept(member)
            stage.examine(member).grant(member)
            self.follow()
        return self

    def refuse(self, name: str, member: str) -> "Building":
        stage = self.stage(name)
        if stage.states[member] == "received":
            stage.accept(member)
        stage.examine(member).refuse(member)
        return self.follow()

    @property
    def project(self) -> Project:
        return self.handler.standing(self.id).project

    @property
    def outcomes(self) -> dict[str, str]:
        return {name: one.state.value for name, one in self.project.outcomes.items()}

    def states(self, name: str) -> dict[str, str]:
        return self.stage(name).states


def open_building(house: House, day: str = "2025-10-09") -> Building:
    gates = ProjectGates()
    whole = open_whole(house, day, gates)
    gates.projects = ProjectHandler(whole.handler, house.projects, CityProjects())
    return Building(gates.projects, house, whole)
