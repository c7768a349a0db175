"""缴款登记 — orders and transactions in PostgreSQL, each under its case."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import psycopg

from tongban.handling.payment.ports import Entry, MoneyKind, Placed
from tongban.store.connections import Connections, Database, DjangoConnections

_COLUMNS = b"number, case_id::text, notice_number, amount, code, pay_at, placed_at, asked_at, settled_at"
_KEEP = (
    b"INSERT INTO case_payment_order (number, case_id, notice_number, amount, code, pay_at, placed_at)"
    b" VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
)
_COMPLETE = (
    b"UPDATE case_payment_order SET code = %s, pay_at = %s WHERE case_id = %s AND number = %s AND pay_at = ''"
)
_OF_CASE = b"SELECT " + _COLUMNS + b" FROM case_payment_order WHERE case_id = %s ORDER BY number"
_UNSETTLED = (
    b"SELECT " + _COLUMNS + b" FROM case_payment_order WHERE settled_at IS NULL"
    b" AND COALESCE(asked_at, placed_at) < %s"
    b" ORDER BY COALESCE(asked_at, placed_at), case_id, number LIMIT %s"
)
_ASKED = b"UPDATE case_payment_order SET asked_at = %s WHERE case_id = %s AND number = %s"
_SETTLE = (
    b"UPDATE case_payment_order SET settled_at = %s WHERE case_id = %s AND number = %s AND settled_at IS NULL"
)
_ENTER = (
    b"INSERT INTO case_money (case_id, kind, number, transaction, amount, channel, moved_on)"
    b" VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
)
_ENTERED = (
    b"SELECT case_id::text, kind, number, transaction, amount, channel, moved_on"
    b" FROM case_money WHERE moved_on = %s ORDER BY transaction, case_id"
)


class PgPaymentRegister:
    """缴款登记 (PostgreSQL) — implements `handling.payment.ports.PaymentRegister`."""

    def __init__(self, source: Connections | None = None) -> None:
        """Take the source of connections; Django's by default."""
        self._database = Database(source or DjangoConnections())

    def keep(self, placed: Placed) -> None:
        """Keep it; said twice, it stays as it was first said."""
        self._do(
            _KEEP,
            placed.number,
            placed.case_id,
            placed.notice_number,
            placed.amount,
            placed.code,
            placed.pay_at,
            placed.placed_at,
        )

    def complete(self, placed: Placed) -> None:
        """Note what the platform gave, the first time."""
        self._do(_COMPLETE, placed.code, placed.pay_at, placed.case_id, placed.number)

    def of_case(self, case_id: str) -> Sequence[Placed]:
        """The orders of a case, the first one first."""
        return [Placed(*row) for row in self._rows(_OF_CASE, case_id)]

    def unsettled(self, before: datetime, limit: int) -> Sequence[Placed]:
        """Those silent for longest first."""
        return [Placed(*row) for row in self._rows(_UNSETTLED, before, limit)]

    def asked(self, placed: Placed, at: datetime) -> None:
        """Note when the platform was asked."""
        self._do(_ASKED, at, placed.case_id, placed.number)

    def settle(self, case_id: str, number: str, at: datetime) -> None:
        """Note when it was settled, the first time."""
        self._do(_SETTLE, at, case_id, number)

    def enter(self, entry: Entry) -> None:
        """Note a transaction, once."""
        self._do(
            _ENTER,
            entry.case_id,
            entry.kind.value,
            entry.number,
            entry.transaction,
            entry.amount,
            entry.channel,
            entry.on,
        )

    def entered(self, day: date) -> Sequence[Entry]:
        """The transactions of a day."""
        return [
            Entry(case_id, MoneyKind(kind), number, transaction, amount, channel, on)
            for case_id, kind, number, transaction, amount, channel, on in self._rows(_ENTERED, day)
        ]

    def _do(self, query: bytes, *values: Any) -> None:
        self._database.run(lambda connection: psycopg.Cursor(connection).execute(query, values))

    def _rows(self, query: bytes, *values: Any) -> list[tuple[Any, ...]]:
        return self._database.run(
            lambda connection: psycopg.Cursor(connection).execute(query, values).fetchall()
        )
