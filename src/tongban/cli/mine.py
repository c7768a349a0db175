"""`tongban mine`: what the event log of any system tells, after what is odd about it."""

import json
import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tongban.cli.console import OperatorConsole
from tongban.cli.faults import OperatorFault
from tongban.cli.mine_text import text_of
from tongban.cli.output import Format, OutputFormat

if TYPE_CHECKING:
    from tongban.catalogue.log_mapping import LogMapping
    from tongban.process.log import Opened

_SALT = "salt"


def mine(
    log: Annotated[
        Path,
        typer.Argument(help="事件日志：XES（可为 .gz）、CSV、Parquet 或 .xlsx · The event log."),
    ],
    mapping: Annotated[
        Path | None,
        typer.Option(help="列的对照文件（YAML）；不给则猜 · Which column is what; guessed without."),
    ] = None,
    save_mapping: Annotated[
        Path | None,
        typer.Option(help="把所用的列写成对照文件，以便更正 · Write the columns used, to be corrected."),
    ] = None,
    keep_personal: Annotated[
        bool,
        typer.Option("--keep-personal", help="人员保留原文，不用化名 · Keep persons as they are."),
    ] = False,
    top: Annotated[
        int, typer.Option(min=0, help="每张表的行数，0 为全部 · Rows of every list; 0 for all.")
    ] = 10,
    cache: Annotated[
        Path | None,
        typer.Option(
            help="缓存目录 · Where coded logs are kept; ~/.cache/tongban/logs unless told otherwise."
        ),
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="不读写缓存 · Neither read nor keep a coded log.")
    ] = False,
    format: Format = OutputFormat.TEXT,
) -> None:
    """流程挖掘 · Process map, variants, waiting, rework, handover and deadlines of an event log.

    Exit 0: it was read, whatever is odd about it; 2: it cannot be read.
    """
    opened = _opened(log, mapping, _cache(cache), keep_personal=keep_personal, uses_cache=not no_cache)
    from tongban.catalogue.log_mapping import written_mapping  # noqa: PLC0415  (a heavy verb)
    from tongban.process.mining import summary  # noqa: PLC0415

    if save_mapping is not None:
        _write(save_mapping, written_mapping(opened.log.mapping))
    told = summary(opened.log, top)
    if format is OutputFormat.JSON:
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(text_of(told))


def _opened(
    path: Path, mapping: Path | None, cache: Path, *, keep_personal: bool, uses_cache: bool
) -> "Opened":
    from tongban.connectors.system_clock import WallClock  # noqa: PLC0415
    from tongban.process.log import Reading, UnreadableLog, open_log  # noqa: PLC0415  (Polars is slow to import)

    if not path.is_file():
        raise OperatorFault(
            f"没有文件 {path}。请核对路径。", f"There is no file {path}. Check the path.", exit_code=2
        )
    given = _mapping(mapping) if mapping else None
    salt = b"" if keep_personal else _salt(cache) if uses_cache else secrets.token_bytes(32)
    reading = Reading(WallClock().now(), salt)
    try:
        with OperatorConsole().step(f"读取 {path.name}", f"reading {path.name}") as tell:
            opened = open_log(
                path,
                reading,
                given,
                cache if uses_cache else None,
                lambda count: tell(f"{count:,}") if count else None,
            )
    except UnreadableLog as told:
        raise OperatorFault.of(told) from None
    except OSError as error:
        raise OperatorFault(
            f"不能读写 {error.filename or path}：{error.strerror}。请核对路径、权限和磁盘空间。",
            f"{error.filename or path}: {error.strerror}. Check its path, permissions and space on disk.",
            exit_code=2,
        ) from None
    if opened.from_cache:
        OperatorConsole().tell("取自缓存", "from the cache")
    return opened


def _mapping(path: Path) -> "LogMapping":
    from tongban.catalogue.finding import UnreadableFile  # noqa: PLC0415
    from tongban.catalogue.log_mapping import read_log_mapping  # noqa: PLC0415

    try:
        return read_log_mapping(path)
    except UnreadableFile as unreadable:
        raise OperatorFault(
            "\n".join(f"{f.place} {f.message.zh}。{f.remedy.zh}" for f in unreadable.findings),
            "\n".join(f"{f.place} {f.message.en}. {f.remedy.en}" for f in unreadable.findings),
            exit_code=2,
        ) from None


def _cache(named: Path | None) -> Path:
    if named is not None:
        return named
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "tongban" / "logs"


def _salt(cache: Path) -> bytes:
    """The secret of the pseudonyms of one cache, made once; who comes second takes the first one's."""
    kept = cache / _SALT
    try:
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not kept.exists():
            made = cache / f".{_SALT}-{secrets.token_hex(4)}"
            with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_hex(32))
            try:
                os.link(made, kept)
            except FileExistsError:
                pass
            finally:
                made.unlink()
        return bytes.fromhex(kept.read_text().strip())
    except (OSError, ValueError) as error:
        raise OperatorFault(
            f"不能使用缓存目录 {cache}（{error}）。请用 --cache 另给目录，或用 --no-cache。",
            f"The cache {cache} cannot be used ({error}). Name another with --cache, or give --no-cache.",
            exit_code=2,
        ) from None


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text)
    except OSError as error:
        raise OperatorFault(
            f"不能写入 {path}：{error.strerror}。",
            f"{path} cannot be written: {error.strerror}.",
            exit_code=2,
        ) from None
