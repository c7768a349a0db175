"""An office whose police decide in their own system, and the files they send."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from cast import CLERK
from observed_items import PAPERS, newborn_item
from office import Office, open_office
from tongban.catalogue.result_mapping import ResultMapping, parse_mapping
from tongban.handling.in_memory import MemoryStore
from tongban.handling.observing.importing import Importer, RowResult
from tongban.handling.observing.in_memory import MemoryResults
from tongban.handling.observing.ports import ResultRegister
from tongban.handling.observing.rows import Row
from tongban.kernel import Command, Item

MAPPING = """
authority: police
system: {zh: 公安户政系统, en: the household register}
columns:
  case_number: 收件编号
  foreign_number: 流水号
  entry: 记录号
  state: 状态
  occurred: 办结日期
  applicant: 姓名
codes:
  - {state: 准予, fact: decided, result: agree}
  - {state: 不予, fact: decided, result: object}
  - {state: 受理, fact: accepted}
  - {state: 更正准予, fact: corrected, result: agree}
"""


def mapping(more: str = "", text: str = MAPPING) -> ResultMapping:
    return parse_mapping((text + more).encode(), "mapping.yaml")


def line(number: int = 2, case: str = "R-1", **cells: str) -> Row:
    """A row of the police's file: 公2025-118, granted on 11 October."""
    plain = {
        "收件编号": case,
        "流水号": "公2025-118",
        "记录号": "1",
        "状态": "准予",
        "办结日期": "2025-10-11",
        "姓名": "",
    }
    return Row(number, {**plain, **cells})


@dataclass
class Exchange:
    """The office, what it imports with, and how a test imports."""

    office: Office
    item: Item
    register: ResultRegister
    cases: dict[str, str] = field(default_factory=dict)

    @property
    def importer(self) -> Importer:
        return Importer(self.office.handler, self.register)

    def received(
        self, number: str = "R-1", day: str = "2025-10-09", *, accept: bool = True, holder: str = ""
    ) -> str:
        """A case of this receipt number, accepted unless told otherwise; its id."""
        case_id = f"0199d0a0-0000-7000-8000-{len(self.cases) + 0x500:012x}"
        self.cases[number] = case_id
        now = self.office.clock.instant
        at = self.office.on(day).clock.instant
        answers, values = None, ()
        if holder:
            said = json.dumps({"form": {"holder": holder}})
            answers, value = self.office.personal.seal(case_id, PAPERS.applicant, "answers", said)
            values = (value,)
        body = replace(PAPERS, receipt_number=number, answers=answers)
        command = Command(f"receive-{number}", case_id, at, CLERK.account, CLERK.post, body)
        self.office.handler.carry_out(command, values, item=self.item)
        if accept:
            self.office.accept(case_id)
        self.office.clock.instant = max(now, at)
        return case_id

    def take(self, *rows: Row, by: str = "zhou", file: str = "police.csv", using: ResultMapping | None = None,
             dry_run: bool = False) -> list[RowResult]:  # fmt: skip
        return list(self.importer.rows(rows, using or mapping(), file, by, dry_run=dry_run))

    def words(self, *rows: Row, using: ResultMapping | None = None) -> list[str]:
        return [result.word for result in self.take(*rows, using=using)]

    def codes(self, results: Iterable[RowResult]) -> list[list[str]]:
        return [[reason.code for reason in result.row.reasons] for result in results]


def exchange(item: Item | None = None, day: str = "2025-10-13") -> Exchange:
    item = item or newborn_item()
    office = open_office(day, item=item)
    assert isinstance(office.store, MemoryStore)
    return Exchange(office, item, MemoryResults(office.store))
