"""A PostgreSQL of the benchmark's own, as the platform starts it: fsync on, its files thrown away after."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg

from migrated import migrate
from postgres import ended_with_us
from tongban.connectors.postgres import Cluster, Urls, embedded

CASE_TABLES = (
    "case_state",
    "case_event",
    "case_command",
    "case_task",
    "case_clock",
    "case_outbox",
    "case_job",
    "case_value",
    "case_message",
)


class Server:
    """The running server; every database is a copy of one that the migrations made."""

    def __init__(self, cluster: Cluster, process: "subprocess.Popen[bytes]") -> None:
        self.cluster = cluster
        self.pid = process.pid

    def database(self, name: str, model: str = "tongban") -> Urls:
        """One more database with all tables and what `model` holds; `admin` too leads into it."""
        with psycopg.connect(self.cluster.urls().admin, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{model}" OWNER tongban_owner')
        urls = self.cluster.urls(name)
        return replace(urls, admin=psycopg.conninfo.make_conninfo(urls.admin, dbname=name))

    def cpu_seconds(self) -> float:
        """Processor time of the server so far, its ended backends included."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(stat.parent.name) == self.pid:
                ticks += sum(map(int, fields[11:15]))
            elif int(fields[1]) == self.pid:
                ticks += sum(map(int, fields[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def running() -> Iterator[Server]:
    """A server for as long as the block lasts."""
    directory = Path(tempfile.mkdtemp(prefix="tongban-bench-", dir="/tmp"))
    directory.chmod(0o711)
    cluster = Cluster(directory / "postgres", embedded())
    process = cluster.start(directory / "postgres.log")
    try:
        with ended_with_us(process.pid, directory):
            migrate(cluster.urls().owner, directory / "data")
            server = Server(cluster, process)
            with psycopg.connect(cluster.urls().admin) as connection:
                for setting in ("server_version", "fsync", "synchronous_commit"):
                    value = connection.execute(f"SHOW {setting}").fetchone()
                    assert value is not None
                    print(f"{setting} {value[0]}", end=" · ")
            print()
            yield server
    finally:
        cluster.stop(process)
        shutil.rmtree(directory, ignore_errors=True)


def settle(urls: Urls) -> None:
    """What autovacuum and the checkpointer would do sooner or later, done before anybody looks."""
    with psycopg.connect(urls.admin, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
