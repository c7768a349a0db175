"""`tongban archive`: the file of a case as a package, and whether a package is whole."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from tongban.cli.faults import OperatorFault
from tongban.cli.output import Format, OutputFormat

if TYPE_CHECKING:
    from tongban.handling.archiving import Packed


class _OrACase(TyperGroup):
    """`tongban archive CASE` is `tongban archive make CASE`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["make", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(name="archive", cls=_OrACase, help="归档 · Archive packages.", no_args_is_help=True)


@app.command()
def make(
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", help="一件为文件，多件为目录 · A file for one case, a directory for many."
        ),
    ],
    case: Annotated[str, typer.Argument(help="办件编号或者收件编号 · The case's id or receipt number.")] = "",
    closed_before: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="归档此日以前办结的全部办件 · All that ended before that day."
        ),
    ] = None,
    format: Format = OutputFormat.TEXT,
) -> None:
    """制作归档包 · Make the package of a case, or of every case that ended before a day.

    依据 Basis: 国务院关于在线政务服务的若干规定§12.
    """
    if bool(case) == (closed_before is not None):
        raise OperatorFault(
            "请写明一个办件编号，或者 --closed-before 日期，二者取一。",
            "Name one case, or --closed-before DAY: one of the two.",
            exit_code=2,
        )
    from tongban.cli.reaching import reached  # noqa: PLC0415  (a heavy verb)

    made: list[dict[str, Any]] = []
    left: list[str] = []
    with reached() as office:
        from tongban.handling.archiving import NotReadyForTheArchive, pack, packed_before  # noqa: PLC0415

        try:
            if closed_before is None:
                packed = pack(office.handler, _case_id(case))
                assert packed is not None, "only a day leaves a case out"
                made.append(_written(packed, output))
            else:
                output.mkdir(parents=True, exist_ok=True)
                for found in packed_before(office.handler, closed_before.date()):
                    if isinstance(found, NotReadyForTheArchive):
                        left.append(f"{found.sentence.zh} · {found.sentence.en}")
                    else:
                        made.append(_written(found, output / found.name))
        except OSError as error:
            raise OperatorFault(
                f"无法写入 {output}：{error.strerror}。请检查路径和权限。",
                f"Cannot write {output}: {error.strerror}. Check the path and its permissions.",
                exit_code=2,
            ) from error
    if format is OutputFormat.JSON:
        sys.stdout.write(json.dumps({"made": made, "left": left}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{one['file']}  sha256 {one['sha256']}\n" for one in made)
        sys.stdout.writelines(
            f"    附件已经丢失，不在包内 · a file is lost and not in it: {path}\n"
            for one in made
            for path in one["lost"]
        )
        sys.stdout.writelines(f"{sentence}\n" for sentence in left)
        sys.stdout.write(f"{len(made)} 件已归档，{len(left)} 件未归档 · {len(made)} made, {len(left)} left\n")
    raise typer.Exit(1 if left or any(one["lost"] for one in made) else 0)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="归档包 · The package.")],
    format: Format = OutputFormat.TEXT,
) -> None:
    """核验归档包 · Hold a package against itself: no database is needed."""
    from tongban.handling.archiving import verify as hold  # noqa: PLC0415  (a heavy verb)
    from tongban.kernel.refusals import BadInput  # noqa: PLC0415

    try:
        told, faults = hold(file.read_bytes(), file.name)
    except OSError as error:
        raise OperatorFault(
            f"无法读取 {file}：{error.strerror}。请核对路径和权限。",
            f"Cannot read {file}: {error.strerror}. Check the path and its permissions.",
            exit_code=2,
        ) from error
    except BadInput as unreadable:
        raise OperatorFault.of(unreadable) from unreadable
    if format is OutputFormat.JSON:
        listed = [
            {"code": f.code, "where": f.where, "zh": f.sentence.zh, "en": f.sentence.en} for f in faults
        ]
        facts = {
            name: told.get(name) for name in ("case", "receipt", "head", "records", "retention", "unheld")
        }
        sys.stdout.write(json.dumps({**facts, "findings": listed}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{f.sentence.zh} · {f.sentence.en}: {f.where}\n" for f in faults)
        if told.get("unheld"):
            sys.stdout.write(
                f"{told['unheld']} 个附件留存时没有记录摘要，只由清单校验 · "
                "files kept before their digest was, held by the manifest alone\n"
            )
        if faults:
            sys.stdout.write(f"{len(faults)} 处问题 · {len(faults)} findings\n")
        else:
            sys.stdout.write(
                f"{told['receipt']}：完整，{told['records']} 条记录 · whole, {told['records']} records\n"
            )
    raise typer.Exit(1 if faults else 0)


def _written(packed: "Packed", path: Path) -> dict[str, Any]:
    """Write it whole or not at all."""
    import hashlib  # noqa: PLC0415  (only here)

    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(packed.content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)  # a file of a case lies nowhere that nobody named
    digest = hashlib.sha256(packed.content).hexdigest()
    return {"case": packed.case_id, "file": str(path), "sha256": digest, "lost": list(packed.lost)}


def _case_id(named: str) -> str:
    """The id of a case named by it, or by its receipt number."""
    from tongban.store.models import CaseState  # noqa: PLC0415  (needs Django set up)

    by_number = CaseState.objects.filter(receipt_number=named).values_list("case_id", flat=True).first()
    if by_number is not None:
        return str(by_number)
    from uuid import UUID  # noqa: PLC0415  (only here)

    try:
        return str(UUID(named))
    except ValueError:
        raise OperatorFault(
            f"没有收件编号为 {named} 的办件。请核对编号。",
            f"No case has receipt number {named}. Check the number.",
        ) from None
