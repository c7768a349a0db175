"""Newborns in the hall, whose births the police register in their own system."""

from hall import Hall
from tongban.handling import intake
from tongban.handling.uploads import checked
from tongban.kernel.case import commands as c

BIRTH = "newborn-registration"
NEEDED = ("birth-certificate", "household-booklet")
FORM = {
    "holder": "陈小禾",
    "guardian": "李申请",
    "premises": "演示市湖滨路21号",
    "scope": "落户、参保",
    "phone": "13800000000",
}
HEAD = "大厅收件编号,业务流水号,记录号,办理状态,办结日期,户号,新生儿姓名"


def born(hall: Hall, day: str = "2025-10-09") -> str:
    """A newborn's application, accepted on that day; its case."""
    hall.on(day)
    case_id = hall.office.ports.ids.new()
    application = intake.Application(
        item=BIRTH,
        division="330199",
        applicant=hall.id("li"),
        channel=c.Channel.ONLINE,
        facts={},
        form=FORM,
        uploads={m: [checked(f"{m}.pdf", b"%PDF-1.7\n%a page")] for m in NEEDED},
    )
    intake.receive(hall.office.handler, hall.ask(case_id, "li", ""), application)
    intake.accept(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"))
    return case_id


def told(hall: Hall, case_id: str, **cells: str) -> str:
    """A line of the police's file about the case: registered on 11 October."""
    plain = {
        "case": hall.receipt(case_id),
        "number": "公2025-118",
        "entry": "1",
        "state": "准予登记",
        "day": "2025年10月11日",
        "household": "演户20250118",
        "name": "陈小禾",
    }
    return ",".join((plain | cells).values())


def file_of(*lines: str) -> bytes:
    return "\r\n".join((HEAD, *lines)).encode()
