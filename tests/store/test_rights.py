"""What the database itself keeps anybody from doing, and the shape that lets it be spread over nodes."""

from collections import defaultdict
from pathlib import Path

import psycopg
import pytest

from tongban.connectors.postgres import Urls
from tongban.store.grants import APPEND_ONLY

MIGRATIONS = Path(__file__).parents[2] / "src" / "tongban" / "store" / "migrations"

integration = pytest.mark.integration


@integration
@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("verb", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_cannot_change_or_delete_what_happened(
    on_postgres: Urls, table: str, verb: str
) -> None:
    column = {
        "case_event": "body",
        "case_command": "digest",
        "life_event_event": "body",
        "life_event_command": "digest",
        "project_event": "body",
        "project_command": "digest",
        "feed": "seq",
        "void_number": "why",
        "calendar_notice": "content",
        "calendar_count": "calendars",
        "credit_note": "standing",
    }[table]
    with psycopg.connect(on_postgres.app) as application:
        application.execute(f"SELECT {column} FROM {table}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute(verb.format(table, column, column))


@integration
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (a int)",
        "DROP TABLE case_event",
        "ALTER TABLE case_event DISABLE TRIGGER ALL",
        "GRANT UPDATE ON case_event TO tongban_app",
        "DELETE FROM django_migrations",
    ],
)
def test_the_application_owns_nothing(on_postgres: Urls, statement: str) -> None:
    with psycopg.connect(on_postgres.app, autocommit=True) as application:
        notices: list[str] = []
        application.add_notice_handler(lambda notice: notices.append(notice.sqlstate or ""))
        try:
            application.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            return
        assert notices == ["01007"]  # privilege not granted: a GRANT by a stranger only warns


CASES, LIFE_EVENTS, PROJECTS = r"case\_%", r"life\_event\_%", r"project\_%"
KEYS = """
SELECT t.relname, i.relname, x.indisunique,
       (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = x.indkey[0])
FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
WHERE t.relname LIKE %s ORDER BY 1, 2
"""
FOREIGN_KEYS = """
SELECT c.conrelid::regclass::text, c.confrelid::regclass::text,
       (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = c.conkey[1])
FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid::regclass::text LIKE %s ORDER BY 1
"""


@integration
def test_every_key_of_a_case_table_is_led_by_the_case_id(on_postgres: Urls) -> None:
    with psycopg.connect(on_postgres.app) as connection:
        keys = connection.execute(KEYS, [CASES]).fetchall()
        foreign = connection.execute(FOREIGN_KEYS, [CASES]).fetchall()
    unique = {(table, leading) for table, _, is_unique, leading in keys if is_unique}
    tables = (
        *("clock", "command", "event", "job", "message", "money", "name", "outbox", "payment_order"),
        *("state", "task", "value"),
    )
    assert unique == {(f"case_{name}", "case_id") for name in tables}
    assert {leading for _, _, leading in foreign} == {"case_id"}
    assert {(child, parent) for child, parent, _ in foreign} == {
        ("case_outbox", "case_event"),
        *((f"case_{name}", "case_state") for name in ("clock", "command", "event", "job", "task", "value")),
        *((f"case_{name}", "case_state") for name in ("money", "payment_order")),
    }


@integration
def test_every_key_of_a_life_events_table_is_led_by_its_id(on_postgres: Urls) -> None:
    with psycopg.connect(on_postgres.app) as connection:
        keys = connection.execute(KEYS, [LIFE_EVENTS]).fetchall()
        foreign = connection.execute(FOREIGN_KEYS, [LIFE_EVENTS]).fetchall()
    names = ("command", "event", "member", "state", "value")
    unique = {(table, leading) for table, _, is_unique, leading in keys if is_unique}
    assert unique == {(f"life_event_{name}", "life_event_id") for name in names}
    assert {(child, parent, leading) for child, parent, leading in foreign} == {
        (f"life_event_{name}", "life_event_state", "life_event_id") for name in names if name != "state"
    }
    assert {index for _, index, is_unique, _ in keys if not is_unique} == {
        *("life_event_member_by_case", "life_event_state_by_applicant", "life_event_state_by_number"),
        *("life_event_state_owing", "life_event_state_unheard", "life_event_value_by_subject"),
    }


@integration
def test_every_key_of_a_projects_table_is_led_by_its_id_but_for_what_falls_due(on_postgres: Urls) -> None:
    with psycopg.connect(on_postgres.app) as connection:
        keys = connection.execute(KEYS, [PROJECTS]).fetchall()
        foreign = connection.execute(FOREIGN_KEYS, [PROJECTS]).fetchall()
    names = ("application", "command", "event", "state", "value")
    unique = {(table, leading) for table, _, is_unique, leading in keys if is_unique}
    assert unique == {(f"project_{name}", "project_id") for name in names}
    assert {(child, parent, leading) for child, parent, leading in foreign} == {
        (f"project_{name}", "project_state", "project_id") for name in names if name != "state"
    }
    assert {index for _, index, is_unique, _ in keys if not is_unique} == {
        *("project_state_by_owner", "project_state_by_number", "project_state_by_code"),
        *("project_state_owing", "project_application_due", "project_value_by_subject"),
    }


@integration
def test_lookup_indexes_are_those_that_lists_and_sweeps_need(on_postgres: Urls) -> None:
    with psycopg.connect(on_postgres.app) as connection:
        found = defaultdict(list)
        for table, index, is_unique, _ in connection.execute(KEYS, [CASES]):
            if not is_unique:
                found[table].append(index)
    assert found == {
        "case_clock": ["case_clock_due"],
        "case_event": ["case_event_challenge"],
        "case_job": ["case_job_new"],
        "case_message": ["case_message_of_recipient", "case_message_owed"],
        "case_money": ["case_money_of_day"],
        "case_name": ["case_name_by_subject", "case_name_by_token"],
        "case_outbox": ["case_outbox_unfed"],
        "case_payment_order": ["case_payment_order_silent"],
        "case_state": [
            "case_state_by_acceptance",
            "case_state_by_agent",
            "case_state_by_applicant",
            "case_state_by_authority",
            "case_state_by_item",
            "case_state_by_outcome_number",
            "case_state_by_receipt_number",
            "case_state_granted",
            "case_state_granted_of_item",
        ],
        "case_task": ["case_task_open"],
        "case_value": ["case_value_by_subject"],
    }


@integration
def test_case_tables_have_no_triggers_no_sequences_and_no_defaults(on_postgres: Urls) -> None:
    with psycopg.connect(on_postgres.app) as connection:
        triggers = connection.execute(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'case\\_%'"
        ).fetchall()
        defaults = connection.execute(
            "SELECT table_name, column_name, column_default FROM information_schema.columns"
            " WHERE table_name LIKE 'case\\_%' AND (column_default IS NOT NULL OR is_identity = 'YES')"
        ).fetchall()
    assert (triggers, defaults) == ([], [])


@integration
def test_sort_keys_name_their_collation(on_postgres: Urls) -> None:
    query = (
        "SELECT table_name, column_name, collation_name FROM information_schema.columns"
        " WHERE table_name LIKE 'case\\_%' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"
    )
    with psycopg.connect(on_postgres.app) as connection:
        assert connection.execute(query).fetchall() == []


def test_the_head_file_names_the_latest_migration() -> None:
    latest = sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))[-1]
    assert (MIGRATIONS / "max_migration.txt").read_text() == f"{latest}\n"


def test_migrations_are_numbered_in_one_line() -> None:
    numbers = [int(path.name[:4]) for path in sorted(MIGRATIONS.glob("[0-9]*.py"))]
    assert numbers == list(range(1, len(numbers) + 1))
