"""演示平台的账 — orders, what was paid and given back, notifications still owed; one file."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

_TABLES = """
CREATE TABLE IF NOT EXISTS orders (
    number TEXT PRIMARY KEY, code TEXT UNIQUE, notice TEXT, amount INTEGER, fee TEXT, return_to TEXT,
    notify_at TEXT);
CREATE TABLE IF NOT EXISTS moved (
    n INTEGER PRIMARY KEY, "transaction" TEXT UNIQUE, kind TEXT, number TEXT, amount INTEGER, at TEXT,
    day TEXT, notify_at TEXT, notified INTEGER DEFAULT 0, tries INTEGER DEFAULT 0, next_at REAL DEFAULT 0);
CREATE TABLE IF NOT EXISTS taken (number TEXT PRIMARY KEY, "transaction" TEXT, amount INTEGER);
"""


class Ledger:
    """账 — every verb is one transaction; asked again, it answers as before."""

    def __init__(self, path: Path) -> None:
        """Open the file, or begin it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        self._connection.executescript(_TABLES)
        self._lock = Lock()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def place(self, order: dict[str, Any]) -> dict[str, Any]:
        """The order, with its code; None of it changes where it is known."""
        with self._writing() as db:
            count = db.execute("SELECT count(*) FROM orders").fetchone()[0]
            db.execute(
                "INSERT OR IGNORE INTO orders VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    order["number"],
                    f"3301{count + 1:016d}",
                    order["notice"],
                    order["amount"],
                    order["fee"],
                    order["return_to"],
                    order["notify_at"],
                ),
            )
        return self.order("number", order["number"])  # type: ignore[return-value]

    def order(self, by: str, value: str) -> dict[str, Any] | None:
        """An order by its `number` or `code`."""
        assert by in ("number", "code")
        found = self._read(f"SELECT * FROM orders WHERE {by} = ?", value)  # noqa: S608  (one of two names)
        return found[0] if found else None

    def pay(self, code: str, amount: int, at: str, day: str) -> dict[str, Any] | None:
        """Money for an order that has none yet; None where it was paid."""
        with self._writing() as db:
            order = db.execute("SELECT * FROM orders WHERE code = ?", (code,)).fetchone()
            paid = db.execute(
                "SELECT 1 FROM moved WHERE number = ? AND kind = 'payment'", (order["number"],)
            ).fetchone()
            if paid:
                return None
            return self._move(db, "payment", order["number"], amount, at, day, order["notify_at"])

    def refund(self, asked: dict[str, Any], at: str, day: str) -> dict[str, Any] | None:
        """Money back of a transaction, once for each number; None where what is left of it is less."""
        with self._writing() as db:
            known = db.execute("SELECT * FROM moved WHERE number = ?", (asked["number"],)).fetchone()
            if known:
                return dict(known)
            paid = db.execute(
                "SELECT amount FROM moved WHERE \"transaction\" = ? AND kind = 'payment'",
                (asked["transaction"],),
            ).fetchone()
            (gone,) = db.execute(
                'SELECT coalesce(sum(amount), 0) FROM taken WHERE "transaction" = ?', (asked["transaction"],)
            ).fetchone()
            if paid is None or not 0 < asked["amount"] <= paid["amount"] - gone:
                return None
            db.execute(
                "INSERT INTO taken VALUES (?, ?, ?)", (asked["number"], asked["transaction"], asked["amount"])
            )
            return self._move(db, "refund", asked["number"], asked["amount"], at, day, asked["notify_at"])

    def moved(self, column: str, value: str) -> list[dict[str, Any]]:
        """What moved on a `number`, or a `day`."""
        assert column in ("number", "day")
        return self._read(f"SELECT * FROM moved WHERE {column} = ? ORDER BY n", value)  # noqa: S608  (one of two)

    def to_notify(self, now: float) -> list[dict[str, Any]]:
        """What nobody has confirmed yet and is to be said now."""
        return self._read("SELECT * FROM moved WHERE notified = 0 AND next_at <= ? ORDER BY n", now)

    def confirmed(self, transaction: str) -> None:
        """It was told and taken."""
        with self._writing() as db:
            db.execute('UPDATE moved SET notified = 1 WHERE "transaction" = ?', (transaction,))

    def postponed(self, transaction: str, next_at: float) -> None:
        """Nobody took it; say it again then."""
        with self._writing() as db:
            db.execute(
                'UPDATE moved SET tries = tries + 1, next_at = ? WHERE "transaction" = ?',
                (next_at, transaction),
            )

    def _read(self, query: str, *values: Any) -> list[dict[str, Any]]:
        with self._lock:
            return [dict(row) for row in self._connection.execute(query, values)]

    def _move(
        self,
        db: sqlite3.Connection,
        kind: str,
        number: str,
        amount: int,
        at: str,
        day: str,
        notify_at: str,
    ) -> dict[str, Any]:
        count = db.execute("SELECT count(*) FROM moved").fetchone()[0]
        transaction = f"DEMO{count + 1:012d}"
        db.execute(
            'INSERT INTO moved ("transaction", kind, number, amount, at, day, notify_at)'
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (transaction, kind, number, amount, at, day, notify_at),
        )
        return dict(db.execute('SELECT * FROM moved WHERE "transaction" = ?', (transaction,)).fetchone())
