"""Reach a running platform from another shell: its database, its data directory, its settings."""

import os
from pathlib import Path

import psycopg

from tongban.cli.database import embedded_cluster
from tongban.cli.environment import DATA, URL
from tongban.cli.faults import OperatorFault


def reach() -> None:
    """Set Django up on the platform's database: the named server, or the embedded one of the data directory.

    Raises:
        OperatorFault: there is no platform in the data directory, or its database does not answer.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.web.settings")
    if not os.environ.get(URL, "").strip():
        os.environ[URL] = _embedded()
    import django  # noqa: PLC0415  (a heavy verb)

    django.setup()


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
