"""Many cases: real streams at every stage of life, cloned under fresh ids with whole chains, by COPY."""

import hashlib
import re
import sys
import time
from dataclasses import dataclass

import psycopg
from psycopg import sql

from benchmarks.life import LIFE, live, new_id, open_handler
from benchmarks.server import CASE_TABLES, settle
from tongban.connectors.postgres import Urls
from tongban.handling import audit
from tongban.handling.ports import Ports
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections

#: How far the cases of a hundred have come: most are long closed.
STAGES = (*[len(LIFE)] * 88, *range(1, len(LIFE)), 1, 2, 3, 4)

#: What has been done in the meantime by the relay and the workers.
_MEANWHILE = {"case_outbox": ("fed", "t"), "case_job": ("state", "done")}
_BATCH = 2000
_PREVIOUS = re.compile(rb'"prevhash":"([0-9a-f]*)"')


@dataclass(frozen=True)
class Template:
    """The rows of one case: its id, its events apart, the other tables as COPY text."""

    case_id: str
    head: str
    events: tuple[tuple[str, bytes], ...]
    rows: dict[str, str]

    def clone(self, case_id: str) -> dict[str, str]:
        """The rows of another case of the same history."""
        old, new, head = self.case_id.encode(), case_id.encode(), b""
        events = []
        for line, body in self.events:
            own = _PREVIOUS.sub(b'"prevhash":"%s"' % head.hex().encode(), body.replace(old, new), count=1)
            head = hashlib.sha256(own).digest()
            events.append(line % (case_id, own.hex(), head.hex()))
        rows = {table: text.replace(self.case_id, case_id) for table, text in self.rows.items()}
        rows["case_state"] = rows["case_state"].replace(self.head, head.hex())
        rows["case_event"] = "".join(events)
        return rows


def template(urls: Urls, stage: int, rules: Ports) -> Template:
    """Play a life up to a stage over the real store, and take its rows out again."""
    source, case_id = OwnConnections(urls.app), new_id()
    for done, _ in enumerate(live(open_handler(PgStore(source), like=rules), case_id), start=1):
        if done == stage:
            break
    connection = source.get()
    rows = {table: _text(connection, table, case_id) for table in CASE_TABLES if table != "case_event"}
    read = "SELECT seq, type, schema, body, digest, algorithm FROM case_event WHERE case_id = %s ORDER BY seq"
    events, head = [], b""
    for seq, name, schema, body, digest, algorithm in connection.execute(read, [case_id]):  # type: ignore[arg-type]
        line = f"%s\t{seq}\t{name}\t{schema}\t\\\\x%s\t\\\\x%s\t{algorithm}\n"
        events.append((line, body))
        head = digest
    source.close()
    return Template(case_id, head.hex(), tuple(events), rows)


def _text(connection: "psycopg.Connection[object]", table: str, case_id: str) -> str:
    column, value = _MEANWHILE.get(table, ("", ""))
    names = connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 ORDER BY attnum",
        [table],
    ).fetchall()
    wanted = [
        sql.SQL("{}::text").format(sql.Literal(value)) if name == column else sql.Identifier(name)
        for (name,) in names  # type: ignore[misc]
    ]
    query = sql.SQL("COPY (SELECT {} FROM {} WHERE case_id = {}) TO STDOUT").format(
        sql.SQL(", ").join(wanted), sql.Identifier(table), sql.Literal(case_id)
    )
    with connection.cursor().copy(query) as copy:
        return b"".join(bytes(part) for part in copy).decode()


def load(urls: Urls, cases: int, rules: Ports, stages: tuple[int, ...] = STAGES) -> None:
    """Fill a database with so many cases; a sample is then audited."""
    began = time.perf_counter()
    kinds = {stage: template(urls, stage, rules) for stage in sorted(set(stages))}
    sample = []
    with psycopg.connect(urls.admin) as connection:  # one transaction: one wait for the disk
        connection.execute("SET session_replication_role = replica")  # the keys are whole by construction
        for table in CASE_TABLES:
            played = [kind.case_id for kind in kinds.values()]
            connection.execute(f"DELETE FROM {table} WHERE case_id = ANY(%s)", [played])  # type: ignore[arg-type]
        for start in range(0, cases, _BATCH):
            rows: dict[str, list[str]] = {table: [] for table in CASE_TABLES}
            for number in range(start, min(cases, start + _BATCH)):
                case_id = new_id()
                if number % max(1, cases // 20) == 0:
                    sample.append(case_id)
                for table, text in kinds[stages[number % len(stages)]].clone(case_id).items():
                    rows[table].append(text)
            for table, texts in rows.items():
                with connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:  # type: ignore[arg-type]
                    copy.write("".join(texts))
    settle(urls)
    source = OwnConnections(urls.app)
    handler = open_handler(PgStore(source), like=rules)
    faults = [fault for case_id in sample for fault in audit.verify_case(handler, case_id)]
    source.close()
    if faults:
        raise AssertionError(f"the cloned cases do not verify: {faults[:3]}")
    print(
        f"{cases} cases loaded in {time.perf_counter() - began:.0f} s, {len(sample)} audited", file=sys.stderr
    )
