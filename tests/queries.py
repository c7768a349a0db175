"""Counting the statements that reach the database, whoever sends them: libpq's own trace."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg


@contextmanager
def executed(connection: psycopg.Connection) -> Iterator[list[str]]:
    """The messages by which a connection has statements run meanwhile, BEGIN and COMMIT among them."""
    seen: list[str] = []
    with tempfile.TemporaryFile("w+") as trace:
        connection.pgconn.trace(trace.fileno())
        try:
            yield seen
        finally:
            connection.pgconn.untrace()
        trace.seek(0)
        # A line: when, F(rom us), length, message, content.
        messages = [line.split("\t") for line in trace]
        seen += [m[3] for m in messages if len(m) > 3 and m[1] == "F" and m[3] in ("Query", "Execute")]
