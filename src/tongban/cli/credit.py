"""`tongban credit`: what the credit platform says of somebody, entered by the operator."""

import getpass
import json
import sys
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from tongban.cli.output import Format, OutputFormat

if TYPE_CHECKING:
    from tongban.handling.credit_register import Entry
    from tongban.web.wiring import Office

app = typer.Typer(name="credit", help="信用 · Credit records and their repair.", no_args_is_help=True)

_SUBJECT = Annotated[
    str,
    typer.Argument(help="申请人编号或者统一社会信用代码 · The applicant's id, or a credit code."),
]
_BY = Annotated[str, typer.Option(help="登记人；默认为当前用户 · Who enters it; the user signed in.")]
_DAY = ["%Y-%m-%d"]


class Bad(StrEnum):
    """不良信用 — what bars from committing."""

    SERIOUS_BAD_CREDIT = "serious_bad_credit"
    FORMER_FALSE_PROMISE = "former_false_promise"


@app.command()
def note(
    subject: _SUBJECT,
    number: Annotated[str, typer.Argument(help="平台上的记录编号 · The record's number on the platform.")],
    standing: Annotated[Bad, typer.Argument(help="信用状况 · What it says.")],
    since: Annotated[datetime, typer.Option(formats=_DAY, help="自何日起 · From which day on.")],
    by: _BY = "",
) -> None:
    """登记 · Enter a bad record of the credit platform: its subject may not commit from that day on.

    依据 Basis: 国办发〔2020〕42号.
    """
    from tongban.cli.reaching import reached  # noqa: PLC0415  (a heavy verb)

    with reached() as office:
        from tongban.handling.credit_register import enter_record  # noqa: PLC0415  (a heavy verb)
        from tongban.kernel.case.commands import CreditStanding  # noqa: PLC0415

        entry = _entry(office, subject, number, by)
        enter_record(office.ports.credit, entry, CreditStanding(standing.value), since.date())
        _say_standing(office, subject)


@app.command()
def repair(
    subject: _SUBJECT,
    number: Annotated[str, typer.Argument(help="修复决定的编号 · The number of the repair on the platform.")],
    record: Annotated[
        str,
        typer.Option(
            help="所修复记录的编号；本机关撤销的许可为许可证编号 · "
            "The record it ends; of a licence we revoked, the licence's number."
        ),
    ],
    on: Annotated[datetime, typer.Option(formats=_DAY, help="自何日起 · From which day on.")],
    reason: Annotated[str, typer.Option(help="修复理由，不写姓名 · Why, in a line, naming nobody.")],
    by: _BY = "",
) -> None:
    """信用修复 · End one bad record: its subject may commit again, unless another one stands.

    依据 Basis: 国办发〔2020〕42号.
    """
    from tongban.cli.reaching import reached  # noqa: PLC0415  (a heavy verb)

    with reached() as office:
        from tongban.handling.credit_register import enter_repair  # noqa: PLC0415  (a heavy verb)

        entry = _entry(office, subject, number, by)
        enter_repair(office.ports.credit, entry, record, on.date(), reason)
        _say_standing(office, subject)


@app.command()
def show(
    subject: _SUBJECT,
    format: Format = OutputFormat.TEXT,
) -> None:
    """查看 · Everything on record about a subject, oldest first, and what it comes to today."""
    from tongban.cli.reaching import reached  # noqa: PLC0415  (a heavy verb)

    with reached() as office:
        from tongban.handling.credit_register import words_of  # noqa: PLC0415  (a heavy verb)

        words = words_of(office.ports.credit, subject)
        standing = office.ports.credit.standing_of(subject, office.today())
        if format is OutputFormat.JSON:
            listed = [
                {
                    "number": word.number,
                    "standing": word.standing.value,
                    "since": word.since.isoformat(),
                    "repairs": word.repairs,
                    "reason": word.reason,
                    "by": word.by,
                }
                for word in words
            ]
            result = {"standing": standing.value, "may_commit": not standing.bars, "records": listed}
            sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
            return
        for word in words:
            ended = f" ✓ {word.repairs}：{word.reason}" if word.repairs else ""
            whose = word.by or "本机关撤销 · our own revocation"
            sys.stdout.write(f"{word.since} {word.number} {word.standing.label.zh}{ended} {whose}\n")
        _say_standing(office, subject)


def _entry(office: "Office", subject: str, number: str, by: str) -> "Entry":
    from tongban.handling.credit_register import Entry  # noqa: PLC0415  (a heavy verb)

    return Entry(subject, number, by or getpass.getuser(), office.ports.clock.now(), office.today())


def _say_standing(office: "Office", subject: str) -> None:
    standing = office.ports.credit.standing_of(subject, office.today())
    may = ("不适用告知承诺", "may not commit") if standing.bars else ("可以告知承诺", "may commit")
    sys.stdout.write(f"{standing.label.zh}，{may[0]} · {standing.label.en}, {may[1]}\n")
