"""Many cases: real streams at every stage of life, cloned under fresh ids with whole chains.

The server does it by itself, from a few cases that were really played: it replaces the id, and it
computes digest after digest. A sample is audited afterwards.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence

import psycopg

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
_MEANWHILE = {("case_outbox", "fed"): "true", ("case_job", "state"): "'done'"}
_BATCH = 250_000  # a chain takes the planner seconds, whatever the number of cases

Admin = psycopg.Connection[tuple[str, ...]]


def load(
    urls: Urls,
    cases: int,
    rules: Ports,
    stages: tuple[int, ...] = STAGES,
    played_by: Callable[[Urls, int, Ports], str] | None = None,
) -> None:
    """Fill a database with so many cases; a sample is then audited. `played_by` plays another life."""
    began = time.perf_counter()
    playing = played_by or play
    played = {stage: playing(urls, stage, rules) for stage in sorted(set(stages))}
    sample: list[str] = []
    with psycopg.connect(urls.admin, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # the keys are whole by construction
        connection.execute("SET synchronous_commit = off")
        connection.execute("SET from_collapse_limit = 1")  # the order of a chain is no matter of choice
        connection.execute("ALTER SYSTEM SET max_wal_size = '8GB'")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CREATE TEMP TABLE fresh (id uuid, stage integer, head bytea)")
        for start in range(0, cases, _BATCH):
            numbers = range(start, min(cases, start + _BATCH))
            with connection.transaction():
                ids = _fresh(connection, [stages[number % len(stages)] for number in numbers])
                for stage, case_id in played.items():
                    for query in cloning(connection, stage, case_id):
                        connection.execute(query)  # type: ignore[arg-type]
                connection.execute("TRUNCATE fresh")
            sample += ids[:: max(1, cases // 20)]
        for table in CASE_TABLES:
            connection.execute(f"DELETE FROM {table} WHERE case_id = ANY(%s)", [list(played.values())])  # type: ignore[arg-type]
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


def play(urls: Urls, stage: int, rules: Ports) -> str:
    """Play a life up to a stage over the real store; the id of its case."""
    source, case_id = OwnConnections(urls.app), new_id()
    for done, _ in enumerate(live(open_handler(PgStore(source), like=rules), case_id), start=1):
        if done == stage:
            break
    source.close()
    return case_id


def _fresh(connection: Admin, stages: Sequence[int]) -> list[str]:
    ids = [new_id() for _ in stages]
    with connection.cursor().copy("COPY fresh (id, stage) FROM STDIN") as copy:
        copy.write("".join(f"{case_id}\t{stage}\n" for case_id, stage in zip(ids, stages, strict=True)))
    return ids


def cloning(connection: Admin, stage: int, played: str) -> Iterator[str]:
    """What fills every table with the fresh cases of a stage, told from the case that was played."""
    yield _events(connection, stage, played)
    last = f"SELECT max(seq) FROM case_event WHERE case_id = '{played}'"
    yield (
        f"UPDATE fresh f SET head = e.digest FROM case_event e"
        f" WHERE f.stage = {stage} AND e.case_id = f.id AND e.seq = ({last})"
    )
    for table in CASE_TABLES:
        if table != "case_event":
            yield _rows(connection, table, stage, played)


def _events(connection: Admin, stage: int, played: str) -> str:
    """One INSERT of whole chains: each body is made with the digest of the one before it."""
    query = (
        "SELECT seq, type, schema, algorithm, convert_from(body, 'UTF8') FROM case_event"
        " WHERE case_id = %s ORDER BY seq"
    )
    chain, rows, head = [], [], "''::bytea"
    for seq, name, schema, algorithm, body in connection.execute(query, [played]).fetchall():
        before, found, rest = body.partition('"prevhash":"')
        assert found
        after = rest[rest.index('"') :]
        text = f"{_replaced(before + found, played)} || encode({head}, 'hex') || {_replaced(after, played)}"
        # OFFSET 0: each body and each digest is computed once, and not again wherever it is named.
        chain.append(f"LATERAL (SELECT convert_to({text}, 'UTF8') AS body OFFSET 0) b{seq}")
        chain.append(f"LATERAL (SELECT sha256(b{seq}.body) AS digest OFFSET 0) d{seq}")
        head = f"d{seq}.digest"
        rows.append(f"({seq}, '{name}', {schema}::smallint, b{seq}.body, {head}, '{algorithm}')")
    return (
        "INSERT INTO case_event (case_id, seq, type, schema, body, digest, algorithm) SELECT f.id, v.*"
        f" FROM (SELECT id FROM fresh WHERE stage = {stage}) f, {', '.join(chain)},"
        f" LATERAL (VALUES {', '.join(rows)}) v"
    )


def _rows(connection: Admin, table: str, stage: int, played: str) -> str:
    columns = connection.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 ORDER BY attnum",
        [table],
    ).fetchall()
    wanted = []
    for name, kind in columns:
        if (table, name) in _MEANWHILE:
            wanted.append(_MEANWHILE[table, name])
        elif name in ("case_id", "head"):
            wanted.append("f.id" if name == "case_id" else "f.head")
        else:
            wanted.append(f"replace(t.{name}, '{played}', f.id::text)" if kind == "text" else f"t.{name}")
    return (
        f"INSERT INTO {table} SELECT {', '.join(wanted)} FROM fresh f, {table} t"
        f" WHERE f.stage = {stage} AND t.case_id = '{played}'"
    )


def _replaced(text: str, played: str) -> str:
    quoted = text.replace("'", "''")
    return f"replace('{quoted}', '{played}', f.id::text)"
