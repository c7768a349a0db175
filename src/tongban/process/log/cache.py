"""缓存 — a coded log on disk, found again by what the file holds and how it was read."""

import hashlib
import json
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import polars as pl

from tongban.catalogue.log_mapping import LogColumns, LogMapping, plain
from tongban.process.log.coded import CodedLog
from tongban.process.log.findings import LogFinding

#: Changes with what a coded log holds; what an older program kept is read anew.
FORM = 1
_META, _EVENTS, _CASES = "log.json", "events.parquet", "cases.parquet"


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def key_of(digest: str, mapping: LogMapping | None, salt: bytes, as_of: str) -> str:
    """Under what a coded log is kept: the file, the mapping that was given, the pseudonyms, the day."""
    said = json.dumps(
        [
            FORM,
            digest,
            plain(mapping) if mapping else None,
            hashlib.sha256(salt).hexdigest() if salt else "",
            as_of,
        ],
        ensure_ascii=False,
        sort_keys=True,
    )
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def kept(directory: Path, key: str) -> CodedLog | None:
    """The coded log of this key, or None; what cannot be read is as if it were not there."""
    home = directory / key
    try:
        meta = json.loads((home / _META).read_text())
        events = pl.read_parquet(home / _EVENTS)
        cases = pl.read_parquet(home / _CASES)
        names = {field: pl.read_parquet(home / f"{field}.parquet").to_series() for field in meta["names"]}
    except (OSError, ValueError, KeyError, pl.exceptions.PolarsError):
        return None
    return CodedLog(
        events,
        cases,
        names,
        meta["read"],
        meta["file"],
        meta["digest"],
        meta["format"],
        _mapping(meta["mapping"]),
        tuple(
            LogFinding(one["code"], one["count"], tuple(one["examples"]), one["said"])
            for one in meta["findings"]
        ),
    )


def keep(directory: Path, key: str, log: CodedLog) -> None:
    """Write a coded log; another process that does the same does no harm."""
    directory.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix=".writing-", dir=directory))
    try:
        log.events.write_parquet(home / _EVENTS, compression="lz4", statistics=False)
        log.cases.write_parquet(home / _CASES, compression="lz4", statistics=False)
        for field, names in log.names.items():
            names.rename(field).to_frame().write_parquet(home / f"{field}.parquet")
        meta = {
            "read": log.read,
            "file": log.file,
            "digest": log.digest,
            "format": log.format,
            "mapping": plain(log.mapping),
            "names": list(log.names),
            "findings": [
                {"code": f.code, "count": f.count, "examples": list(f.examples), "said": dict(f.said)}
                for f in log.findings
            ],
        }
        (home / _META).write_text(json.dumps(meta, ensure_ascii=False, indent=1))
        with suppress(
            OSError
        ):  # it is there already: written meanwhile, by the same program from the same file
            shutil.rmtree(directory / key, ignore_errors=True)
            os.replace(home, directory / key)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _mapping(said: dict[str, Any]) -> LogMapping:
    columns = LogColumns(**said.pop("columns"))
    rest: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
    return LogMapping(columns, **rest)
