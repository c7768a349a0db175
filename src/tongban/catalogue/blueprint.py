"""项目蓝图 — a project procedure beside the life events of its stages, as they are on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tongban.catalogue.life_event_sheet import Sheet
from tongban.catalogue.project import ProjectProcedure, Stage
from tongban.kernel.clock import TimeLimit
from tongban.kernel.project import Deferral, Flow, Gate, OutcomeRule, Rules, StageRule
from tongban.kernel.words import Bilingual


@dataclass(frozen=True)
class Blueprint:
    """项目蓝图 — a version of a procedure beside the sheets of its stages that day."""

    procedure: ProjectProcedure
    sheets: Mapping[str, Sheet] = field(repr=False)

    @cached_property
    def rules(self) -> Rules:
        """The procedure as the kernel handles it."""
        procedure = self.procedure
        return Rules(
            id=procedure.id,
            version=procedure.version,
            digest=procedure.digest,
            name=procedure.name,
            stages=tuple(self._stage(stage) for stage in procedure.stages),
            completed_by=procedure.completed_by,
            gates=tuple(
                Gate(*place_of(gate.of), gate.before, gate.needs, gate.basis) for gate in procedure.gates
            ),
            flows=tuple(
                Flow(flow.result_of, *place_of(flow.to), flow.as_material) for flow in procedure.flows
            ),
            deferrals=tuple(Deferral(one.outcome, one.until, one.basis) for one in procedure.deferrals),
            names=dict(procedure.directory.names) if procedure.directory else {},
        )

    def _stage(self, stage: Stage) -> StageRule:
        limit = stage.limit
        return StageRule(
            id=stage.id,
            name=stage.name,
            lead=stage.lead,
            life_event=stage.life_event,
            outcomes=tuple(
                OutcomeRule(
                    stage=stage.id,
                    member=member.id,
                    item=member.item,
                    authority=member.authority,
                    name=self.result_of(stage.id, member.id),
                    needs=member.needs,
                    feeds=member.feeds,
                )
                for member in self.sheets[stage.id].for_kernel().members
            ),
            limit=TimeLimit(limit.amount, limit.unit, limit.basis) if limit else None,
        )

    def result_of(self, stage: str, member: str) -> Bilingual:
        """What a member gives, by the name of its document."""
        return self.sheets[stage].items[member].result.name


def place_of(name: str) -> tuple[str, str]:
    """A stage and a member; of a whole stage the member is empty.

    >>> place_of("works.permit"), place_of("works")
    (('works', 'permit'), ('works', ''))
    """
    stage, _, member = name.partition(".")
    return stage, member
