"""`tongban observe`: what departments that decide in their own systems tell by file, and what they have."""

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from tongban.cli.faults import OperatorFault
from tongban.cli.output import Format, OutputFormat

if TYPE_CHECKING:
    from tongban.catalogue.result_mapping import ResultMapping
    from tongban.handling.observing.importing import RowResult
    from tongban.handling.observing.reconciling import Difference
    from tongban.web.wiring import Office

app = typer.Typer(name="observe", help="外部结果 · Results that other systems decided.", no_args_is_help=True)

_FILE = Annotated[
    Path, typer.Argument(help="结果文件：CSV、XLSX 或 JSON 行 · The file: CSV, XLSX or JSON lines.")
]
_MAPPING = Annotated[Path, typer.Option(help="对照表（YAML）· The mapping of its columns and codes.")]


@app.command("import")
def import_(
    file: _FILE,
    mapping: _MAPPING,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="只看会怎样，不登记 · Say what would come of it."),
    ] = False,
    by: Annotated[str, typer.Option(help="登记人；默认为当前用户 · Who imports; the user signed in.")] = "",
    format: Format = OutputFormat.TEXT,
) -> None:
    """导入 · Take a file of results over, each row by itself; the same file twice changes nothing.

    Exit 0: every row is in; 1: some are held or do not fit; 2: a file cannot be read.
    """
    with _opened(file, mapping) as (office, stream, by_mapping):
        from tongban.connectors.tables import rows_of  # noqa: PLC0415  (a heavy verb)
        from tongban.handling.observing.importing import Tally  # noqa: PLC0415

        tally = Tally.empty()
        results = office.importer.rows(
            rows_of(stream, file.name, by_mapping),
            by_mapping,
            file.name,
            by or getpass.getuser(),
            dry_run=dry_run,
        )
        with _listed("rows", format) as tell:
            for result in results:
                tally.add(result)
                if dry_run or result.row.needs_somebody:
                    tell(_row_as_json(result) if format is OutputFormat.JSON else _row_as_text(result))
        counts = tally.said
        said: dict[str, Any] = {"file": file.name, "dry_run": dry_run, "total": counts.pop("rows"), **counts}
        _finish(said, _tally_as_text(tally.said, dry_run=dry_run), format)
    if not tally.is_fine:
        raise typer.Exit(1)


@app.command()
def reconcile(file: _FILE, mapping: _MAPPING, format: Format = OutputFormat.TEXT) -> None:
    """对账 · Hold their list of cases against what is here, both ways; nothing is changed.

    Exit 0: both sides agree; 1: they do not; 2: a file cannot be read.
    """
    with _opened(file, mapping) as (office, stream, by_mapping):
        from tongban.connectors.tables import rows_of  # noqa: PLC0415  (a heavy verb)
        from tongban.handling.observing.reconciling import Reconciler  # noqa: PLC0415

        reconciler = Reconciler(office.handler, office.results, office.items_decided_by(by_mapping.authority))
        found = 0
        with _listed("differences", format) as tell:
            for difference in reconciler.differences(rows_of(stream, file.name, by_mapping), by_mapping):
                found += 1
                tell(
                    _difference_as_json(difference)
                    if format is OutputFormat.JSON
                    else _difference_as_text(difference)
                )
        sums = reconciler.sums
        said = {"file": file.name, "count": found, "closed": sums.is_closed, "sums": sums.said}
        _finish(said, _sums_as_text(sums.said, found), format)
    if found:
        raise typer.Exit(1)


# --- reading


@contextmanager
def _opened(file: Path, mapping: Path) -> Iterator[tuple["Office", IO[bytes], "ResultMapping"]]:
    """The office of the running platform and both files; what is wrong with one, as a fault."""
    from tongban.catalogue.finding import UnreadableFile  # noqa: PLC0415
    from tongban.catalogue.result_mapping import read_mapping  # noqa: PLC0415
    from tongban.cli.reaching import reached  # noqa: PLC0415  (a heavy verb)

    try:
        by_mapping = read_mapping(mapping)
    except UnreadableFile as unreadable:
        raise OperatorFault(
            "\n".join(f"{f.place} {f.message.zh}。{f.remedy.zh}" for f in unreadable.findings),
            "\n".join(f"{f.place} {f.message.en}. {f.remedy.en}" for f in unreadable.findings),
            exit_code=2,
        ) from None
    from tongban.connectors.tables import copy_of  # noqa: PLC0415  (a heavy verb)

    try:
        stream = copy_of(file)
    except OSError as error:
        raise OperatorFault(
            f"不能打开文件 {file}：{error.strerror}。请核对路径和权限。",
            f"{file} cannot be opened: {error.strerror}. Check its path and permissions.",
            exit_code=2,
        ) from None
    with stream, reached() as office:
        _check_authority(office, by_mapping, mapping)
        yield office, stream, by_mapping


def _check_authority(office: "Office", by_mapping: "ResultMapping", mapping: Path) -> None:
    if by_mapping.authority not in office.catalogue.directory.by_id:
        known = "、".join(sorted(office.catalogue.directory.by_id))
        raise OperatorFault(
            f"{mapping} 的 authority「{by_mapping.authority}」不在部门目录中。部门：{known}。",
            f"{mapping}: the directory has no authority “{by_mapping.authority}”. It has: {known}.",
            exit_code=2,
        )


# --- writing: one row at a time, however many there are


@contextmanager
def _listed(name: str, format: OutputFormat) -> Iterator[Any]:
    count = 0

    def tell(what: Any) -> None:
        nonlocal count
        if format is OutputFormat.JSON:
            sys.stdout.write((",\n  " if count else "\n  ") + json.dumps(what, ensure_ascii=False))
        else:
            sys.stdout.write(f"{what}\n")
        count += 1

    if format is OutputFormat.JSON:
        sys.stdout.write(f'{{"{name}": [')
    yield tell
    if format is OutputFormat.JSON:
        sys.stdout.write("], " if count == 0 else "\n], ")


def _finish(said: dict[str, Any], text: str, format: OutputFormat) -> None:
    rest = json.dumps(said, ensure_ascii=False).removeprefix("{")
    sys.stdout.write(f"{rest}\n" if format is OutputFormat.JSON else f"{text}\n")


def _row_as_json(result: "RowResult") -> dict[str, Any]:
    row = result.row
    from tongban.kernel.case.discrepancy import Discrepancy  # noqa: PLC0415  (a heavy verb)

    reasons = [(r.code, r.sentence, r.remedy) for r in row.reasons]
    reasons += [(code, Discrepancy(code).sentence, Discrepancy(code).remedy) for code in row.discrepancies]
    return {
        "line": row.line,
        "state": result.word,
        "foreign_number": row.claim.said("foreign_number"),
        "case_number": row.claim.said("case_number"),
        "reasons": [
            {
                "code": code,
                "zh": said.zh,
                "en": said.en,
                "remedy": {"zh": remedy.zh, "en": remedy.en},
            }
            for code, said, remedy in reasons
        ],
    }


_WORDS = {
    "landed": "已导入 imported",
    "unchanged": "没有变化 unchanged",
    "differs": "已登记，与本件不符 recorded, does not fit",
    "held": "待处理 held",
    "set_aside": "不予导入 set aside",
}


def _row_as_text(result: "RowResult") -> str:
    said = _row_as_json(result)
    head = f"第 {said['line']} 行 line {said['line']} · {said['foreign_number']} · {_WORDS[said['state']]}"
    why = [f"    {r['zh']}。{r['remedy']['zh']}\n    {r['en']}. {r['remedy']['en']}" for r in said["reasons"]]
    return "\n".join([head, *why])


def _tally_as_text(said: dict[str, int], *, dry_run: bool) -> str:
    begin = "试运行，未登记 · A dry run, nothing was recorded: " if dry_run else ""
    labels = {"rows": "行 rows"} | _WORDS
    return begin + " · ".join(f"{labels[word]} {count}" for word, count in said.items())


def _difference_as_json(difference: "Difference") -> dict[str, Any]:
    since = difference.overdue_since
    return {
        "kind": difference.kind.value,
        "case_number": difference.case_number,
        "foreign_number": difference.foreign_number,
        "step": difference.step,
        "line": difference.line or None,
        "here": {"zh": difference.here.zh, "en": difference.here.en},
        "there": {"zh": difference.there.zh, "en": difference.there.en},
        "overdue_since": since.isoformat() if since else None,
    }


def _difference_as_text(difference: "Difference") -> str:
    label, here, there = difference.kind.label, difference.here, difference.there
    late = difference.overdue_since
    since = f"\n    {late} 已到期 · overdue since {late}" if late else ""
    numbers = " · ".join(filter(None, (difference.case_number, difference.foreign_number)))
    return (
        f"{label.zh} {label.en} · {numbers}\n"
        f"    本系统 here: {here.zh} {here.en}\n    对方 there: {there.zh} {there.en}{since}"
    )


def _sums_as_text(said: dict[str, dict[str, int]], found: int) -> str:
    here, there = said["here"], said["there"]
    lines = (
        f"本系统 here: {here['started']} 件 started = {here['ended']} 已结 ended + {here['open']} 在办 open",
        f"    有结果 answered {here['answered']} · 无结果 ended without {here['ended_without']}"
        f" · 在办逾期 open and overdue {here['overdue']}",
        f"对方 there: {there['started']} 件 started = {there['ended']} 已结 ended"
        f" + {there['open']} 在办 open",
        f"    读不出的行 rows that cannot be read {there['unreadable']}",
        f"差异 differences: {found}",
    )
    return "\n".join(lines)
