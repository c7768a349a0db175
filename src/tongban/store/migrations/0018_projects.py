"""工程建设项目 — a stream of its own beside life events and cases, and what a life event is a stage of.

In SQL, every key led by `project_id`, spread beside the other streams (see `0014`). A life event that is a
stage of a project carries its id, and whether the project has heard it as it stands.
"""

from django.db import migrations

STATE = """
CREATE TABLE project_state (
    project_id uuid PRIMARY KEY,
    version integer NOT NULL,
    head bytea NOT NULL,
    status text COLLATE "C" NOT NULL,
    procedure text COLLATE "C" NOT NULL,
    procedure_version text COLLATE "C" NOT NULL,
    procedure_digest text COLLATE "C" NOT NULL,
    division text COLLATE "C" NOT NULL,
    owner text COLLATE "C" NOT NULL,
    code text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    registered_on date NOT NULL,
    ended_on date,
    owing boolean NOT NULL,
    changed_at timestamptz NOT NULL
)
"""

EVENT = """
CREATE TABLE project_event (
    project_id uuid NOT NULL,
    seq integer NOT NULL,
    type text COLLATE "C" NOT NULL,
    schema smallint NOT NULL,
    body bytea NOT NULL,
    digest bytea NOT NULL,
    algorithm text COLLATE "C" NOT NULL,
    PRIMARY KEY (project_id, seq)
)
"""

COMMAND = """
CREATE TABLE project_command (
    project_id uuid NOT NULL,
    command_id text COLLATE "C" NOT NULL,
    digest bytea NOT NULL,
    first_seq integer NOT NULL,
    last_seq integer NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (project_id, command_id)
)
"""

APPLICATION = """
CREATE TABLE project_application (
    project_id uuid NOT NULL,
    application uuid NOT NULL,
    stage text COLLATE "C" NOT NULL,
    place integer NOT NULL,
    number text COLLATE "C" NOT NULL,
    applied_on date NOT NULL,
    started_on date,
    due_on date,
    decided_on date,
    PRIMARY KEY (project_id, application)
)
"""

VALUE = """
CREATE TABLE project_value (
    project_id uuid NOT NULL,
    ref text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    purpose text COLLATE "C" NOT NULL,
    wrapped_key bytea NOT NULL,
    ciphertext bytea NOT NULL,
    digest text COLLATE "C" NOT NULL,
    PRIMARY KEY (project_id, ref)
)
"""

TABLES = {
    "project_state": STATE,
    "project_event": EVENT,
    "project_command": COMMAND,
    "project_application": APPLICATION,
    "project_value": VALUE,
}

INDEXES = {
    "project_state_by_owner": "project_state (owner, project_id)",
    "project_state_by_number": "project_state (number, project_id)",
    "project_state_by_code": "project_state (division, code, project_id)",
    "project_state_owing": "project_state (project_id) WHERE owing",
    "project_application_due": "project_application (due_on, project_id) WHERE decided_on IS NULL",
    "project_value_by_subject": "project_value (subject, project_id)",
    "life_event_state_unheard": "life_event_state (life_event_id) WHERE unheard AND project <> ''",
}


def distribute(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus')")
        if not cursor.fetchone()[0]:
            return
        for table in TABLES:
            cursor.execute(
                "SELECT create_distributed_table(%s, 'project_id', colocate_with => 'case_state')", [table]
            )


class Migration(migrations.Migration):
    dependencies = [("store", "0017_service_ratings")]

    operations = [
        *(migrations.RunSQL(create, f"DROP TABLE {name}") for name, create in TABLES.items()),
        migrations.RunPython(distribute, migrations.RunPython.noop),
        *(
            migrations.RunSQL(
                f"ALTER TABLE {name} ADD CONSTRAINT {name}_of FOREIGN KEY (project_id)"
                " REFERENCES project_state (project_id)",
                f"ALTER TABLE {name} DROP CONSTRAINT {name}_of",
            )
            for name in TABLES
            if name != "project_state"
        ),
        migrations.RunSQL(
            "ALTER TABLE life_event_state ADD COLUMN project text COLLATE \"C\" NOT NULL DEFAULT ''",
            "ALTER TABLE life_event_state DROP COLUMN project",
        ),
        migrations.RunSQL(
            "ALTER TABLE life_event_state ADD COLUMN unheard boolean NOT NULL DEFAULT false",
            "ALTER TABLE life_event_state DROP COLUMN unheard",
        ),
        *(
            migrations.RunSQL(f"CREATE INDEX {name} ON {columns}", f"DROP INDEX {name}")
            for name, columns in INDEXES.items()
        ),
    ]
