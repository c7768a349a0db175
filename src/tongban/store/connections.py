"""连接 — where hand-written SQL gets its connection, and when work is tried again.

Time and ids enter SQL as parameters, so a transaction may be run again as it is. A lost connection
leaves open whether the last COMMIT arrived: the same command id is sent again and answers that.
"""

import threading
import time
from collections.abc import Callable
from typing import Any, Protocol, TypeVar
from weakref import WeakKeyDictionary

import psycopg
from django.db import connections, utils
from psycopg import errors

Result = TypeVar("Result")
Connection = psycopg.Connection[Any]

#: Deadlock, serialisation, shutdown or crash of a node, and what Citus says of a commit it could not finish.
TRY_AGAIN = frozenset(("40001", "40P01", "57P01", "57P02", "57P03", "08000", "08003", "08006", "XX000"))

_ATTEMPTS = 7  # 3.6 seconds in all: a server that was killed is back by then
_FIRST_WAIT_SECONDS = 0.01
_STATEMENT_TIMEOUT = "30s"

#: Connections that know their timeout, and whether they lead to Citus.
_limited: WeakKeyDictionary[psycopg.Connection[Any], bool] = WeakKeyDictionary()
_IS_DISTRIBUTED = "SELECT count(*) > 0 FROM pg_extension WHERE extname = 'citus'"


class Connections(Protocol):
    """连接来源 — one connection per thread, in autocommit, outside any transaction."""

    def get(self) -> Connection:
        """This thread's connection, opened where needed."""
        ...

    def discard(self) -> None:
        """Close this thread's connection; the next `get` opens another."""
        ...


class InsideATransaction(Exception):
    """A command is its own transaction: it would not be durable inside another one."""


class DjangoConnections:
    """Django's own connection, so that a web request holds one and not two."""

    def __init__(self, alias: str = "default") -> None:
        """Take the alias of the database."""
        self._alias = alias

    def get(self) -> Connection:
        """Django's psycopg connection of this thread.

        Raises:
            InsideATransaction: called within `transaction.atomic`, or where Django does not commit.
        """
        wrapper = connections[self._alias]
        wrapper.ensure_connection()
        if wrapper.in_atomic_block or not wrapper.autocommit:
            raise InsideATransaction("a case command cannot be part of transaction.atomic")
        connection: Connection = wrapper.connection
        return connection

    def discard(self) -> None:
        """Close it; Django opens another."""
        connections[self._alias].close()


class OwnConnections:
    """Connections to an address, one per thread; for processes and tests without Django."""

    def __init__(self, url: str) -> None:
        """Take a libpq address; nothing is opened yet."""
        self._url = url
        self._local = threading.local()
        self._opened: list[Connection] = []

    def get(self) -> Connection:
        """This thread's connection."""
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None or connection.closed:
            connection = psycopg.connect(self._url, autocommit=True)
            self._local.connection = connection
            self._opened = [known for known in self._opened if not known.closed] + [connection]
        return connection

    def discard(self) -> None:
        """Close it."""
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None

    def close(self) -> None:
        """Close the connections of all threads; none of them may be at work."""
        for connection in self._opened:
            connection.close()
        self._opened = []


class Database:
    """数据库 — runs pieces of work on a connection, again where the database asks for it."""

    def __init__(self, source: Connections) -> None:
        """Take the source of connections."""
        self._source = source

    def run(self, work: Callable[[Connection], Result]) -> Result:
        """The result of the work, in autocommit; the work opens its own transaction if it writes."""
        wait = _FIRST_WAIT_SECONDS
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return work(self._connection())
            except (psycopg.Error, utils.OperationalError) as raised:
                # Django wraps what goes wrong while it connects.
                error = raised if isinstance(raised, psycopg.Error) else raised.__cause__
                if attempt == _ATTEMPTS or not is_passing(error):
                    raise
                if not isinstance(error, (errors.DeadlockDetected, errors.SerializationFailure)):
                    self._source.discard()
            time.sleep(wait)
            wait *= 3
        raise AssertionError("unreachable")

    def _connection(self) -> Connection:
        connection = self._source.get()
        if connection not in _limited:
            connection.execute(f"SET statement_timeout = '{_STATEMENT_TIMEOUT}'")
            found = psycopg.Cursor(connection).execute(_IS_DISTRIBUTED).fetchone()
            _limited[connection] = bool(found and found[0])
        return connection


def is_distributed(connection: Connection) -> bool:
    """Whether a connection that `Database` handed out leads to Citus."""
    return _limited.get(connection, False)


def is_passing(error: BaseException | None) -> bool:
    """Whether the same work may well succeed when tried again."""
    if not isinstance(error, psycopg.Error):
        return False
    if error.sqlstate is None:  # the connection broke before the server could say anything
        return isinstance(error, psycopg.OperationalError)
    return error.sqlstate in TRY_AGAIN
