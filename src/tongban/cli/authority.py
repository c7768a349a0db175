"""`tongban authority`: powers that move between authorities, and the running cases that follow them."""

import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tongban.cli.faults import OperatorFault
from tongban.cli.output import Format, OutputFormat

if TYPE_CHECKING:
    from tongban.catalogue.authorities import PowersMoved
    from tongban.handling.holdings import Stock
    from tongban.handling.transferring import Moved
    from tongban.web.wiring import Office

app = typer.Typer(name="authority", help="机构 · Authorities and their powers.", no_args_is_help=True)


@app.callback()
def _one_verb_more() -> None:
    """Keep `transfer` a verb of its own."""


@app.command()
def transfer(
    from_: Annotated[str, typer.Option("--from", help="移出的部门 · The giving authority's id.")],
    to: Annotated[str, typer.Option("--to", help="接收的部门 · A receiving authority's id.")],
    on: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="何日起 · From which day.")],
    ground: Annotated[str, typer.Option(help="原因 · merger | division | powers")] = "",
    items: Annotated[
        list[str] | None, typer.Option("--items", help="只移这些事项 · Only cases of these items.")
    ] = None,
    with_licences: Annotated[
        bool,
        typer.Option(
            "--with-licences", help="连同已办结而许可有效的 · Closed cases whose licence stands as well."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只看会移什么 · Only say what would move.")
    ] = False,
    format: Format = OutputFormat.TEXT,
) -> None:
    """移交在办件 · Move running cases after a merger, division or transfer of powers, as the directory says.

    Which post takes whose place, by which document, is written in `transfers` of authorities.yaml. Run it
    again where it was interrupted: what was moved stays, and nobody is told twice.

    依据 Basis: 行政诉讼法§26(6).
    """
    from tongban.cli.reaching import reached  # noqa: PLC0415  (a heavy verb)

    with reached() as office:
        from dataclasses import replace  # noqa: PLC0415

        from tongban.handling import transferring  # noqa: PLC0415  (a heavy verb)

        powers = _found(office, from_, to, on, ground)
        for item in items or ():
            office.catalogue.versions(item)  # an item that is none moves nothing, and looks like success
        if items:
            powers = replace(powers, items=tuple(items))
        if powers.on > office.today(office.catalogue.directory.division.code) and not dry_run:
            raise OperatorFault(
                f"移交自 {powers.on} 起生效，还没有到。请到时再运行，或者用 --dry-run 查看。",
                f"It takes effect on {powers.on}, which has not come. Run it then, or look with --dry-run.",
            )
        today = office.today(office.catalogue.directory.division.code)
        stock = office.holdings.stock(powers.authority, today, powers.items) if dry_run else None
        done = transferring.Moved()
        for done in transferring.transfer(
            office.handler,
            office.holdings,
            powers,
            office.catalogue.directory,
            dry_run=dry_run,
            with_licences=with_licences,
        ):
            sys.stderr.write(f"… {done.count}\n")
        sys.stdout.write(
            _as_json(powers, done, stock) if format is OutputFormat.JSON else _as_text(powers, done, stock)
        )
        if done.refused:
            raise typer.Exit(1)


def _found(office: "Office", from_: str, to: str, on: datetime, ground: str) -> "PowersMoved":
    """The reform of that day in the directory.

    Raises:
        OperatorFault: it has none, or more than one.
    """
    known = office.catalogue.directory.transfers
    found = [
        one
        for one in known
        if one.authority == from_
        and one.on == on.date()
        and (not ground or one.ground == ground)
        and to in {row.to.authority for row in one.posts}
    ]
    if len(found) != 1:
        listed = "\n".join(f"  {one.id}: {one.authority} {one.on} {one.ground}" for one in known) or "  —"
        raise OperatorFault(
            f"authorities.yaml 的 transfers 中，{on:%Y-%m-%d} 从「{from_}」到「{to}」"
            f"的移交有 {len(found)} 条，"
            f"应当有且只有一条。请按文件写明岗位对应、文号和依据。已有：\n{listed}",
            f"`transfers` in authorities.yaml has {len(found)} from “{from_}” to “{to}” on {on:%Y-%m-%d}; "
            "there has to be exactly one. Write down which post takes whose place, by which document and "
            f"basis. There are:\n{listed}",
            exit_code=2,
        )
    return found[0]


def _as_text(powers: "PowersMoved", done: "Moved", stock: "Stock | None") -> str:
    verb = ("会移交", "would move") if stock is not None else ("已移交", "moved")
    lines = [
        f"{powers.document} {powers.ground.label.zh}：{verb[0]} {done.count} 件，"
        f"以前已移交 {done.before} 件 · "
        f"{verb[1]}: {done.count}, moved before: {done.before}"
    ]
    lines += [f"  {item} {number}" for item, number in sorted(done.moved.items())]
    lines += [
        f"  ✕ {one.receipt_number} {one.refusal.sentence.zh} {one.refusal.remedy.zh}\n"
        f"    {one.refusal.sentence.en} {one.refusal.remedy.en}"
        for one in done.refused
    ]
    return "\n".join([*lines, *(_stock_as_text(stock) if stock is not None else ())]) + "\n"


_OWED = {
    "task": "还有待办 something to be done",
    "clock": "还有时限在走 a time limit runs",
    "challenge": "有复议或者诉讼 a challenge on record",
}


def _stock_as_text(stock: "Stock") -> list[str]:
    """What the giving authority has in hand, as the supervisor's page says it."""
    from tongban.kernel import Status  # noqa: PLC0415  (a heavy verb)
    from tongban.kernel.clock import ClockKind  # noqa: PLC0415  (a heavy verb)

    lines = [
        f"在办 running · {Status(status).label.zh} {Status(status).label.en}: {count}"
        for status, count in stock.running.items()
    ]
    lines += [f"已结束 ended · {_OWED[owed]}: {count}" for owed, count in stock.owing.items()]
    lines += [
        f"岗位 post · {post}: 待办 to do {held.open} · 已认领 taken {held.taken} · 已逾期 late {held.late}"
        for post, held in sorted(stock.posts.items())
    ]
    for kind, clock in sorted(stock.clocks.items()):
        label = ClockKind(kind).label
        said = f"在走 running {clock.running} · 已过 past {clock.late}"
        to_come = f" · 下一个到期日 next {clock.next_on}" if clock.next_on else ""
        lines.append(f"时限 clock · {label.zh} {label.en}: {said}{to_come}")
    return lines


def _as_json(powers: "PowersMoved", done: "Moved", stock: "Stock | None") -> str:
    result: dict[str, Any] = {
        "transfer": powers.id,
        "dry_run": stock is not None,
        "moved": dict(sorted(done.moved.items())),
        "count": done.count,
        "before": done.before,
        "refused": [
            {"case_id": one.case_id, "receipt_number": one.receipt_number, "code": one.refusal.code()}
            for one in done.refused
        ],
    }
    if stock is not None:
        result["stock"] = {
            "running": dict(stock.running),
            "owing": dict(stock.owing),
            "posts": {post: held._asdict() for post, held in sorted(stock.posts.items())},
            "clocks": {
                kind: clock._asdict() | {"next_on": clock.next_on.isoformat() if clock.next_on else None}
                for kind, clock in sorted(stock.clocks.items())
            },
        }
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"
