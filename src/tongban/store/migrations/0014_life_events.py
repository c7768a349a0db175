"""一件事 — a stream of its own, beside the cases that its members are.

In SQL, every key led by `life_event_id`, as the case tables are by `case_id` (see `0002`), and spread beside
them. What the applicant is told of a life event lies with all other messages under its id: that column refers
to an event of a case or of a life event, so its foreign key goes; a message is written with its event or not
at all.
"""

from django.db import migrations

STATE = """
CREATE TABLE life_event_state (
    life_event_id uuid PRIMARY KEY,
    version integer NOT NULL,
    head bytea NOT NULL,
    status text COLLATE "C" NOT NULL,
    life_event text COLLATE "C" NOT NULL,
    life_event_version text COLLATE "C" NOT NULL,
    life_event_digest text COLLATE "C" NOT NULL,
    division text COLLATE "C" NOT NULL,
    lead text COLLATE "C" NOT NULL,
    applicant text COLLATE "C" NOT NULL,
    channel text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    applied_on date NOT NULL,
    completed_on date,
    owing boolean NOT NULL,
    changed_at timestamptz NOT NULL
)
"""

EVENT = """
CREATE TABLE life_event_event (
    life_event_id uuid NOT NULL,
    seq integer NOT NULL,
    type text COLLATE "C" NOT NULL,
    schema smallint NOT NULL,
    body bytea NOT NULL,
    digest bytea NOT NULL,
    algorithm text COLLATE "C" NOT NULL,
    PRIMARY KEY (life_event_id, seq)
)
"""

COMMAND = """
CREATE TABLE life_event_command (
    life_event_id uuid NOT NULL,
    command_id text COLLATE "C" NOT NULL,
    digest bytea NOT NULL,
    first_seq integer NOT NULL,
    last_seq integer NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (life_event_id, command_id)
)
"""

MEMBER = """
CREATE TABLE life_event_member (
    life_event_id uuid NOT NULL,
    member text COLLATE "C" NOT NULL,
    place integer NOT NULL,
    item text COLLATE "C" NOT NULL,
    authority text COLLATE "C" NOT NULL,
    case_id uuid NOT NULL,
    state text COLLATE "C" NOT NULL,
    delivered boolean NOT NULL,
    PRIMARY KEY (life_event_id, member)
)
"""

VALUE = """
CREATE TABLE life_event_value (
    life_event_id uuid NOT NULL,
    ref text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    purpose text COLLATE "C" NOT NULL,
    wrapped_key bytea NOT NULL,
    ciphertext bytea NOT NULL,
    digest text COLLATE "C" NOT NULL,
    PRIMARY KEY (life_event_id, ref)
)
"""

# Of the deployment, like the feed: how far each follower has come.
FOLLOWER = """
CREATE TABLE feed_follower (
    name text COLLATE "C" PRIMARY KEY,
    n bigint NOT NULL
)
"""

TABLES = {
    "life_event_state": STATE,
    "life_event_event": EVENT,
    "life_event_command": COMMAND,
    "life_event_member": MEMBER,
    "life_event_value": VALUE,
}

INDEXES = {
    "life_event_state_by_applicant": "life_event_state (applicant, life_event_id)",
    "life_event_state_by_number": "life_event_state (number, life_event_id)",
    "life_event_state_owing": "life_event_state (life_event_id) WHERE owing",
    "life_event_member_by_case": "life_event_member (case_id, life_event_id)",
    "life_event_value_by_subject": "life_event_value (subject, life_event_id)",
}


def distribute(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus')")
        if not cursor.fetchone()[0]:
            return
        for table in TABLES:
            cursor.execute(
                "SELECT create_distributed_table(%s, 'life_event_id', colocate_with => 'case_state')", [table]
            )


class Migration(migrations.Migration):
    dependencies = [("store", "0013_quota_places")]

    operations = [
        *(migrations.RunSQL(create, f"DROP TABLE {name}") for name, create in TABLES.items()),
        migrations.RunSQL(FOLLOWER, "DROP TABLE feed_follower"),
        migrations.RunPython(distribute, migrations.RunPython.noop),
        *(
            migrations.RunSQL(
                f"ALTER TABLE {name} ADD CONSTRAINT {name}_of FOREIGN KEY (life_event_id)"
                " REFERENCES life_event_state (life_event_id)",
                f"ALTER TABLE {name} DROP CONSTRAINT {name}_of",
            )
            for name in TABLES
            if name != "life_event_state"
        ),
        migrations.RunSQL(
            "ALTER TABLE case_message DROP CONSTRAINT case_message_event",
            "ALTER TABLE case_message ADD CONSTRAINT case_message_event"
            " FOREIGN KEY (case_id, seq) REFERENCES case_event (case_id, seq)",
        ),
        *(
            migrations.RunSQL(f"CREATE INDEX {name} ON {columns}", f"DROP INDEX {name}")
            for name, columns in INDEXES.items()
        ),
    ]
