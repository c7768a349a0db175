"""Reach a running platform from another shell: its database, its data directory, its settings."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from tongban.cli.database import check_answers, embedded_cluster
from tongban.cli.environment import DATA, URL
from tongban.cli.faults import OperatorFault

if TYPE_CHECKING:
    from tongban.web.wiring import Office


def reach() -> None:
    """Set Django up on the platform's database: the named server, or the embedded one of the data directory.

    Raises:
        OperatorFault: there is no platform in the data directory, its database does not answer, or a
            setting cannot be read.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.web.settings")
    if named := os.environ.get(URL, "").strip():
        check_answers(URL, named)
    else:
        os.environ[URL] = _embedded()
    import django  # noqa: PLC0415  (a heavy verb)
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        raise OperatorFault(
            f"设置无法使用。{wrong}", f"A setting cannot be used. {wrong}", exit_code=2
        ) from wrong


@contextmanager
def reached() -> Iterator["Office"]:
    """The office of the running platform; what it refuses, as a fault with its exit code."""
    reach()
    from django.db import ProgrammingError  # noqa: PLC0415  (a heavy verb)
    from psycopg.errors import UndefinedTable  # noqa: PLC0415

    from tongban.kernel.refusals import Told  # noqa: PLC0415
    from tongban.web.wiring import office  # noqa: PLC0415  (needs Django set up)

    try:
        yield office()
    except Told as told:
        raise OperatorFault.of(told) from told
    except (UndefinedTable, ProgrammingError) as error:
        if not isinstance(error, UndefinedTable) and not isinstance(error.__cause__, UndefinedTable):
            raise
        raise OperatorFault(
            "数据库里没有平台的数据表。请核对数据库地址，或者先用 tongban serve 启动一次，建立数据表。",
            "The database has no tables of the platform. Check its address, or start `tongban serve` on it "
            "once, which makes them.",
            exit_code=2,
        ) from error


def _embedded() -> str:
    data = Path(os.environ.get(DATA, "").strip() or ".tongban").resolve()
    url = url_of(data)
    os.environ[DATA] = str(data)
    return url


def url_of(data: Path) -> str:
    """The address of the embedded database of a data directory, as the application.

    Raises:
        OperatorFault: there is no platform in it, or its database does not answer.
    """
    data = data.resolve()
    if not (data / "postgres").exists():
        raise OperatorFault(
            f"目录 {data} 中没有平台的数据。请在运行 make run 的目录执行，或用 {DATA} 指定数据目录。",
            f"There is no platform's data in {data}. Run this where `make run` was run, or name the data "
            f"directory with {DATA}.",
            exit_code=2,
        )
    url = embedded_cluster(data / "postgres").urls().app
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.Error as error:
        raise OperatorFault(
            "平台的数据库没有运行。请先在另一个终端执行 make run。",
            "The platform's database is not running. Start it with `make run` in another terminal.",
        ) from error
    return url
