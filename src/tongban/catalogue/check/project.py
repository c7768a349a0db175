"""工程建设项目流程 — stages that can be applied for, gates that can open, licences that flow.

`check_project_structure` is what a project cannot do without, `check_project` all that keeps a procedure from
being published. Both look at the first day it is in force.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tongban.catalogue.blueprint import Blueprint, place_of
from tongban.catalogue.check.graph import DUPLICATE_ID
from tongban.catalogue.check.identity import OTHER_DIVISION, VALIDITY_UPSIDE_DOWN
from tongban.catalogue.check.life_event import Versions
from tongban.catalogue.finding import Finding, Rule, Severity
from tongban.catalogue.life_event import LifeEvent
from tongban.catalogue.life_event_sheet import Sheet
from tongban.catalogue.project import ProjectProcedure
from tongban.kernel.project import Before
from tongban.kernel.words import Bilingual

UNKNOWN_LIFE_EVENT = Rule(
    "stage_life_event_unknown",
    Bilingual(
        "阶段「{stage}」的一件事「{life_event}」在 {day} 没有可用的版本",
        "no version of the life event “{life_event}” of stage “{stage}” can be used on {day}",
    ),
    Bilingual(
        "请改为 life-events/ 中当日有效的一件事；其中的事项也要在当日有效。",
        "Name one of life-events/ that is in force that day, as must be its items.",
    ),
    "优化营商环境条例§42",
)
ONE_STAGE_ONLY = Rule(
    "life_event_of_two_stages",
    Bilingual(
        "一件事「{life_event}」已是阶段「{other}」的申请",
        "the life event “{life_event}” is already applied for in stage “{other}”",
    ),
    Bilingual("每个阶段用自己的一件事。", "Give each stage a life event of its own."),
)
UNKNOWN_PLACE = Rule(
    "stage_unknown",
    Bilingual("没有阶段「{stage}」", "there is no stage “{stage}”"),
    Bilingual("请改为本流程的阶段：{known}。", "Name a stage of this procedure: {known}."),
)
UNKNOWN_OUTCOME = Rule(
    "outcome_unknown",
    Bilingual("没有成果「{outcome}」", "there is no outcome “{outcome}”"),
    Bilingual("请改为阶段.成员：{known}。", "Name stage.member, one of: {known}."),
)
GATE_OF_A_MEMBER = Rule(
    "gate_in_the_wrong_place",
    Bilingual("「{before}」的关口不能设在「{of}」", "a gate {before} cannot stand at “{of}”"),
    Bilingual(
        "申请前的关口设在阶段，开始前、决定前的关口设在成员。",
        "Before applying it stands at a stage; before receiving or deciding, at a member.",
    ),
)
GATES_IN_A_RING = Rule(
    "gates_in_a_ring",
    Bilingual(
        "成果「{outcome}」经由其他关口等待自己", "the outcome “{outcome}” waits for itself through gates"
    ),
    Bilingual("请删除其中一个关口，否则谁也办不成。", "Remove one of the gates, or none of them can be had."),
    "优化营商环境条例§42",
)
UNKNOWN_MATERIAL = Rule(
    "flow_material_unknown",
    Bilingual("「{to}」没有材料「{material}」", "“{to}” has no material “{material}”"),
    Bilingual("请改为该事项的材料标识：{known}。", "Use the id of a material of that item: {known}."),
)
NOT_FLOWING = Rule(
    "outcome_not_flowing",
    Bilingual(
        "材料「{material}」是成果「{outcome}」，却没有流转，会向申请人再要一次",
        "the material “{material}” is the outcome “{outcome}” and does not flow: it would be asked for again",
    ),
    Bilingual(
        "请在 flows 中写明 {{result_of: {outcome}, to: {to}, as_material: {part}}}。",
        "Add {{result_of: {outcome}, to: {to}, as_material: {part}}} to `flows`.",
    ),
    "在线政务服务的若干规定§7",
)
DEFERRAL_UNSAFE = Rule(
    "deferral_touches_safety",
    Bilingual(
        "成果「{outcome}」的事项直接关系公共安全、人身健康、生命财产安全，不能后补",
        "the item of “{outcome}” concerns public safety, health, life or property: it may not come later",
    ),
    Bilingual("请从 deferrals 中删除。", "Remove it from `deferrals`."),
    "行政许可法§12(1)",
)
DEFERRED_FOR_EVER = Rule(
    "deferral_without_an_end",
    Bilingual(
        "后补的成果「{outcome}」在「{until}」没有关口，永远不用补",
        "no gate at “{until}” needs the deferred “{outcome}”: it would never have to come",
    ),
    Bilingual(
        "请在 until 的关口的 needs 中写上它，或改 until。",
        "Name it under `needs` of a gate there, or change `until`.",
    ),
)
NOT_GATED = Rule(
    "stage_not_gated",
    Bilingual(
        "阶段「{stage}」及其成员都没有关口，随时可以申请",
        "neither stage “{stage}” nor a member of it has a gate: it can be applied for at any time",
    ),
    Bilingual("确实如此的，可以不改。", "Leave it if that is meant."),
    severity=Severity.WARNING,
)
FILLS_NOTHING = Rule(
    "fills_nothing",
    Bilingual("没有一个阶段的表单有「{field}」", "no stage's form has a field “{field}”"),
    Bilingual("请改为各阶段表单中的标识。", "Use the id of a field of the stages' forms."),
)
LEAD_WITHOUT_PART = Rule(
    "stage_lead_without_part",
    Bilingual(
        "阶段「{stage}」的牵头部门「{lead}」不参与它的一件事",
        "“{lead}”, which leads stage “{stage}”, has no part in its life event",
    ),
    Bilingual("请改为参与的部门：{known}。", "Name a department that has a part: {known}."),
    "优化营商环境条例§42",
)


@dataclass(frozen=True)
class Beside:
    """同一目录 — the life events and items that lie beside a procedure."""

    life_events: Sequence[LifeEvent]
    items: Versions

    def blueprint(self, procedure: ProjectProcedure) -> Blueprint:
        """The procedure with the sheets of its first day, as far as there are any."""
        day, sheets = procedure.valid_from, {}
        for stage in procedure.stages:
            event = next(
                (e for e in self.life_events if e.id == stage.life_event and e.is_in_force(day)), None
            )
            if event is None:
                continue
            found = {
                member.id: item
                for member in event.members
                if (item := next((i for i in self.items.get(member.item, ()) if i.is_in_force(day)), None))
            }
            if len(found) == len(event.members):
                sheets[stage.id] = Sheet(event, found)
        return Blueprint(procedure, sheets)


def check_project_structure(procedure: ProjectProcedure, beside: Beside) -> list[Finding]:
    """Whether a project can be registered and applied for at all."""
    found = [*_stages(procedure, beside)]
    if not found:
        blueprint = beside.blueprint(procedure)
        found = [*_names(blueprint)]
        if not found:
            found = [*_rings(blueprint), *_materials(blueprint)]
    return _once(found)


def check_project(procedure: ProjectProcedure, beside: Beside) -> list[Finding]:
    """Every finding on one procedure, in the order of the file; empty where it may be published.

    依据 Basis: 优化营商环境条例§42; of a deferral the rule that the file names, within 行政许可法§12(1).
    """
    found = [*_identity(procedure), *check_project_structure(procedure, beside)]
    if any(finding.severity is Severity.ERROR for finding in found):
        return _once(found)
    blueprint = beside.blueprint(procedure)
    found += [
        *_leads(blueprint),
        *_gated(blueprint),
        *_flowing(blueprint),
        *_deferrals(blueprint),
        *_fills(blueprint),
    ]
    return _once(found)


def _once(found: Sequence[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(found), key=lambda finding: (finding.place, finding.code))


def _identity(procedure: ProjectProcedure) -> Iterator[Finding]:
    if procedure.valid_until is not None and procedure.valid_until < procedure.valid_from:
        yield VALIDITY_UPSIDE_DOWN.at(procedure.place("valid_until"))
    directory = procedure.directory
    if directory is not None and directory.division.code != procedure.division:
        expected = directory.division.code
        yield OTHER_DIVISION.at(procedure.place("division"), code=procedure.division, expected=expected)


def _stages(procedure: ProjectProcedure, beside: Beside) -> Iterator[Finding]:
    sheets = beside.blueprint(procedure).sheets
    seen: dict[str, str] = {}
    for n, stage in enumerate(procedure.stages):
        if stage.id in [other.id for other in procedure.stages[:n]]:
            yield DUPLICATE_ID.at(procedure.place(f"stages[{n}].id"), id=stage.id)
        if stage.life_event in seen:
            other = seen[stage.life_event]
            place = procedure.place(f"stages[{n}].life_event")
            yield ONE_STAGE_ONLY.at(place, life_event=stage.life_event, other=other)
        seen[stage.life_event] = stage.id
        if stage.id not in sheets:
            place = procedure.place(f"stages[{n}].life_event")
            named = {"stage": stage.id, "life_event": stage.life_event, "day": procedure.valid_from}
            yield UNKNOWN_LIFE_EVENT.at(place, **named)


def _outcomes(blueprint: Blueprint) -> list[str]:
    return [f"{stage}.{m}" for stage, sheet in blueprint.sheets.items() for m in sheet.life_event.by_id]


def _names(blueprint: Blueprint) -> Iterator[Finding]:
    procedure, known = blueprint.procedure, _outcomes(blueprint)
    for path, name in _named(procedure):
        stage, member = place_of(name)
        if stage not in procedure.by_id:
            yield UNKNOWN_PLACE.at(procedure.place(path), stage=stage, known=", ".join(procedure.by_id))
        elif member and name not in known:
            yield UNKNOWN_OUTCOME.at(procedure.place(path), outcome=name, known=", ".join(known))
    for n, gate in enumerate(procedure.gates):
        if (gate.before is Before.APPLYING) == ("." in gate.of):
            yield GATE_OF_A_MEMBER.at(procedure.place(f"gates[{n}].of"), before=gate.before.label, of=gate.of)


def _named(procedure: ProjectProcedure) -> Iterator[tuple[str, str]]:
    """Every stage and outcome that is named, with its place."""
    for n, outcome in enumerate(procedure.completed_by):
        yield f"completed_by[{n}]", outcome
    for n, gate in enumerate(procedure.gates):
        yield f"gates[{n}].of", gate.of
        for k, need in enumerate(gate.needs):
            yield f"gates[{n}].needs[{k}]", need
    for n, flow in enumerate(procedure.flows):
        yield f"flows[{n}].result_of", flow.result_of
        yield f"flows[{n}].to", flow.to
    for n, deferral in enumerate(procedure.deferrals):
        yield f"deferrals[{n}].outcome", deferral.outcome
        yield f"deferrals[{n}].until", deferral.until


def _rings(blueprint: Blueprint) -> Iterator[Finding]:
    """What each outcome cannot be had without, through gates and within its own application."""
    procedure = blueprint.procedure
    before: dict[str, set[str]] = {}
    for stage, sheet in blueprint.sheets.items():
        for member in sheet.life_event.members:
            before[f"{stage}.{member.id}"] = {f"{stage}.{need}" for need in member.needs}
    for gate in procedure.gates:
        for outcome, needs in before.items():
            if outcome == gate.of or place_of(outcome)[0] == gate.of:
                needs.update(gate.needs)
    for n, gate in enumerate(procedure.gates):
        for k, need in enumerate(gate.needs):
            if _reaches(before, need, need):
                yield GATES_IN_A_RING.at(procedure.place(f"gates[{n}].needs[{k}]"), outcome=need)


def _reaches(before: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen: set[str] = set()
    waiting = list(before.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one == goal:
            return True
        if one not in seen:
            seen.add(one)
            waiting += before.get(one, ())
    return False


def _materials(blueprint: Blueprint) -> Iterator[Finding]:
    procedure = blueprint.procedure
    for n, flow in enumerate(procedure.flows):
        stage, member = place_of(flow.to)
        known = [material.id for material in blueprint.sheets[stage].items[member].materials]
        if flow.as_material not in known:
            place = procedure.place(f"flows[{n}].as_material")
            yield UNKNOWN_MATERIAL.at(place, to=flow.to, material=flow.as_material, known=", ".join(known))


def _leads(blueprint: Blueprint) -> Iterator[Finding]:
    procedure = blueprint.procedure
    for n, stage in enumerate(procedure.stages):
        known = [department.id for department in blueprint.sheets[stage.id].life_event.departments]
        if stage.lead not in known:
            place = procedure.place(f"stages[{n}].lead")
            yield LEAD_WITHOUT_PART.at(place, stage=stage.id, lead=stage.lead, known=", ".join(known))


def _gated(blueprint: Blueprint) -> Iterator[Finding]:
    procedure = blueprint.procedure
    gated = {place_of(gate.of)[0] for gate in procedure.gates}
    for n, stage in enumerate(procedure.stages[1:], start=1):
        if stage.id not in gated:
            yield NOT_GATED.at(procedure.place(f"stages[{n}]"), stage=stage.id)


def _flowing(blueprint: Blueprint) -> Iterator[Finding]:
    """Whether what an earlier stage gives reaches the materials of later ones that bear its name."""
    procedure = blueprint.procedure
    flows = {(flow.to, flow.as_material): flow.result_of for flow in procedure.flows}
    order = list(procedure.by_id)
    for outcome in _outcomes(blueprint):
        stage, member = place_of(outcome)
        result = blueprint.result_of(stage, member)
        for later in order[order.index(stage) + 1 :]:
            for other, item in blueprint.sheets[later].items.items():
                for material in item.materials:
                    to = f"{later}.{other}"
                    if material.name.zh == result.zh and (to, material.id) not in flows:
                        place = procedure.place("flows")
                        named = {"material": material.name, "outcome": outcome, "to": to}
                        yield NOT_FLOWING.at(place, part=material.id, **named)


def _deferrals(blueprint: Blueprint) -> Iterator[Finding]:
    procedure = blueprint.procedure
    for n, deferral in enumerate(procedure.deferrals):
        stage, member = place_of(deferral.outcome)
        if blueprint.sheets[stage].items[member].touches_public_safety:
            place = procedure.place(f"deferrals[{n}].outcome")
            yield DEFERRAL_UNSAFE.at(place, outcome=deferral.outcome)
        at_its_end = (
            deferral.outcome in gate.needs and deferral.until in (gate.of, place_of(gate.of)[0])
            for gate in procedure.gates
        )
        if not any(at_its_end):
            place = procedure.place(f"deferrals[{n}].until")
            yield DEFERRED_FOR_EVER.at(place, outcome=deferral.outcome, until=deferral.until)


def _fills(blueprint: Blueprint) -> Iterator[Finding]:
    asked = {name for sheet in blueprint.sheets.values() for name in sheet.fields.values()}
    for what, field in blueprint.procedure.fills.names.items():
        if field not in asked:
            yield FILLS_NOTHING.at(blueprint.procedure.place(f"fills.{what}"), field=field)
