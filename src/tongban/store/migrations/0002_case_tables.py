"""办件表 — in SQL: every key is led by `case_id`, so that the same tables run on one node and on Citus.

One statement per operation. No triggers, no sequences, no defaults that ask for the time. Sort keys
name their collation. Lookup indexes that do not begin with `case_id` are never unique.
"""

from django.db import migrations

STATE = """
CREATE TABLE case_state (
    case_id uuid PRIMARY KEY,
    version integer NOT NULL,
    head bytea NOT NULL,
    status text COLLATE "C" NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    item text COLLATE "C" NOT NULL,
    item_version text COLLATE "C" NOT NULL,
    item_digest text COLLATE "C" NOT NULL,
    division text COLLATE "C" NOT NULL,
    authority text COLLATE "C" NOT NULL,
    applicant text COLLATE "C" NOT NULL,
    channel text COLLATE "C" NOT NULL,
    receipt_number text COLLATE "C" NOT NULL,
    outcome_number text COLLATE "C" NOT NULL,
    received_on date NOT NULL,
    accepted_on date,
    decided_on date,
    promised_due date,
    statutory_due date,
    waiting_for_applicant boolean NOT NULL,
    paused_until date,
    changed_at timestamptz NOT NULL
)
"""

EVENT = """
CREATE TABLE case_event (
    case_id uuid NOT NULL REFERENCES case_state (case_id),
    seq integer NOT NULL,
    type text COLLATE "C" NOT NULL,
    schema smallint NOT NULL,
    body bytea NOT NULL,
    digest bytea NOT NULL,
    algorithm text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, seq)
)
"""

COMMAND = """
CREATE TABLE case_command (
    case_id uuid NOT NULL REFERENCES case_state (case_id),
    command_id text COLLATE "C" NOT NULL,
    digest bytea NOT NULL,
    first_seq integer NOT NULL,
    last_seq integer NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (case_id, command_id)
)
"""

TASK = """
CREATE TABLE case_task (
    case_id uuid NOT NULL REFERENCES case_state (case_id),
    task_id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    authority text COLLATE "C" NOT NULL,
    post text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    opened_on date NOT NULL,
    due_on date,
    taken_by text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, task_id)
)
"""

CLOCK = """
CREATE TABLE case_clock (
    case_id uuid NOT NULL REFERENCES case_state (case_id),
    clock_id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    due_on date NOT NULL,
    fires_at timestamptz NOT NULL,
    provisional boolean NOT NULL,
    running boolean NOT NULL,
    fired boolean NOT NULL,
    PRIMARY KEY (case_id, clock_id)
)
"""

OUTBOX = """
CREATE TABLE case_outbox (
    case_id uuid NOT NULL,
    seq integer NOT NULL,
    fed boolean NOT NULL,
    PRIMARY KEY (case_id, seq),
    FOREIGN KEY (case_id, seq) REFERENCES case_event (case_id, seq)
)
"""

JOB = """
CREATE TABLE case_job (
    case_id uuid NOT NULL REFERENCES case_state (case_id),
    job_id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    arguments jsonb NOT NULL,
    state text COLLATE "C" NOT NULL,
    attempts integer NOT NULL,
    fault text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, job_id)
)
"""

VALUE = """
CREATE TABLE case_value (
    case_id uuid NOT NULL REFERENCES case_state (case_id),
    ref text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    purpose text COLLATE "C" NOT NULL,
    wrapped_key bytea NOT NULL,
    ciphertext bytea NOT NULL,
    digest text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, ref)
)
"""

# Written before the command that makes the case, hence without a reference to it.
NAME = """
CREATE TABLE case_name (
    case_id uuid NOT NULL,
    subject text COLLATE "C" NOT NULL,
    division text COLLATE "C" NOT NULL,
    token bytea NOT NULL,
    PRIMARY KEY (case_id, subject, token)
)
"""

FEED = """
CREATE TABLE feed (
    n bigint PRIMARY KEY,
    case_id uuid NOT NULL,
    seq integer NOT NULL,
    UNIQUE (case_id, seq)
)
"""

INDEXES = {
    "case_state_by_applicant": "case_state (applicant, case_id)",
    "case_state_by_receipt_number": "case_state (receipt_number, case_id)",
    "case_state_by_outcome_number": "case_state (outcome_number, case_id) WHERE outcome_number <> ''",
    "case_state_by_item": "case_state (item, status, case_id)",
    "case_state_by_authority": "case_state (authority, status, case_id)",
    # The list of a post, by what falls due; what has no due date comes last.
    "case_task_open": "case_task (authority, post, (COALESCE(due_on, '9999-12-31'::date)), case_id, task_id)"
    " WHERE state = 'open'",
    "case_clock_due": "case_clock (fires_at, case_id, clock_id) WHERE running AND NOT fired",
    "case_outbox_unfed": "case_outbox (case_id, seq) WHERE NOT fed",
    "case_job_new": "case_job (case_id, job_id) WHERE state = 'new'",
    "case_value_by_subject": "case_value (subject, case_id)",
    "case_name_by_token": "case_name (division, token, case_id)",
    "case_name_by_subject": "case_name (subject, case_id)",
}

TABLES = {
    "case_state": STATE,
    "case_event": EVENT,
    "case_command": COMMAND,
    "case_task": TASK,
    "case_clock": CLOCK,
    "case_outbox": OUTBOX,
    "case_job": JOB,
    "case_value": VALUE,
    "case_name": NAME,
    "feed": FEED,
}


class Migration(migrations.Migration):
    dependencies = [("store", "0001_initial")]

    operations = [
        *(migrations.RunSQL(create, f"DROP TABLE {name}") for name, create in TABLES.items()),
        *(
            migrations.RunSQL(f"CREATE INDEX {name} ON {columns}", f"DROP INDEX {name}")
            for name, columns in INDEXES.items()
        ),
    ]
