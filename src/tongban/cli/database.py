"""Which database `serve` works on: the embedded one, or the server an address names."""

import os
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tongban.cli.environment import MIGRATE_URL, URL
from tongban.cli.faults import OperatorFault
from tongban.cli.supervisor import ChildSpec
from tongban.connectors.postgres import Cluster, PostgresFault, embedded

OLDEST_SERVER = 15
STOPPED_LAST = 9

Tell = Callable[[str, str], None]


@dataclass(frozen=True)
class DatabaseUrls:
    """The addresses of the application's role and of the owner's, who migrates."""

    app: str
    owner: str


def named_by_environment() -> DatabaseUrls | None:
    """The server the operator named, or None: then the embedded one is used."""
    app = os.environ.get(URL, "").strip()
    return DatabaseUrls(app, os.environ.get(MIGRATE_URL, "").strip() or app) if app else None


def check_server(urls: DatabaseUrls) -> None:
    """Connect to a named server as both roles.

    Raises:
        OperatorFault: an address is not one, the server does not answer or refuses, or it is too old.
    """
    for variable, url in ((URL, urls.app), (MIGRATE_URL, urls.owner)):
        check_answers(variable, url)


def check_answers(variable: str, url: str) -> None:
    """Connect to the server that a variable names.

    Raises:
        OperatorFault: the address is not one, the server does not answer or refuses, or it is too old.
    """
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version // 10000
    except psycopg.Error as error:
        raise OperatorFault(
            f"无法用 {variable} 连接数据库：{error}\n请检查地址、口令与服务器状态；"
            "去掉该变量则使用自带的 PostgreSQL。",
            f"The database named by {variable} cannot be reached (see above). Check the address, "
            "the password and the server, or unset the variable to use the embedded PostgreSQL.",
            exit_code=2 if isinstance(error, psycopg.ProgrammingError) else 1,
        ) from error
    if version < OLDEST_SERVER:
        raise OperatorFault(
            f"{variable} 指向 PostgreSQL {version}，需要 {OLDEST_SERVER} 或更高版本，请先升级服务器。",
            f"{variable} names PostgreSQL {version}; {OLDEST_SERVER} or later is needed. "
            "Upgrade the server first.",
        )


def embedded_cluster(home: Path) -> Cluster:
    """The embedded server whose files are in `home`.

    Raises:
        OperatorFault: its programs are not installed.
    """
    try:
        return Cluster(home, embedded())
    except PostgresFault as fault:
        raise OperatorFault(fault.zh, fault.en) from fault


def as_child(cluster: Cluster, tell: Tell) -> ChildSpec:
    """The embedded server as a line of the supervisor's table; it outlives everybody else."""

    def prepare() -> None:
        try:
            cluster.prepare(tell)
        except PostgresFault as fault:
            raise OperatorFault(fault.zh, fault.en) from fault

    def ready(process: "subprocess.Popen[bytes]") -> bool:
        return cluster.is_ready(process)

    return ChildSpec(
        name="postgres",
        spawn=cluster.spawn,
        stop_order=STOPPED_LAST,
        prepare=prepare,
        ready=ready,
        # Fast shutdown ends sessions and writes a checkpoint, which takes as long as the disk takes.
        patience=((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0)),
    )
