"""评价 — ratings of service contacts, what was written, and what was done about the poor ones.

Every key is led by `whole_id`, the id of the case or of the life event that the contact was about, and
spread by it beside the cases. There is no foreign key: what is rated is a contact, read off the streams of
either.
"""

from django.db import migrations

RATING = """
CREATE TABLE service_rating (
    whole_id uuid NOT NULL,
    contact text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    happened_on date NOT NULL,
    division text COLLATE "C" NOT NULL,
    served_by text COLLATE "C" NOT NULL,
    post text COLLATE "C" NOT NULL,
    cases text COLLATE "C" NOT NULL,
    grade smallint NOT NULL CHECK (grade BETWEEN 1 AND 5),
    way text COLLATE "C" NOT NULL,
    rated_on date NOT NULL,
    reasons text COLLATE "C" NOT NULL,
    named boolean NOT NULL,
    written boolean NOT NULL,
    finding text COLLATE "C" NOT NULL,
    is_open boolean NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (whole_id, contact)
)
"""
WORDS = """
CREATE TABLE service_rating_words (
    whole_id uuid NOT NULL,
    contact text COLLATE "C" NOT NULL,
    part text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (whole_id, contact, part)
)
"""
ACT = """
CREATE TABLE service_rating_act (
    whole_id uuid NOT NULL,
    contact text COLLATE "C" NOT NULL,
    act text COLLATE "C" NOT NULL,
    done_on date NOT NULL,
    "by" text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (whole_id, contact, act)
)
"""
TABLES = {"service_rating": RATING, "service_rating_words": WORDS, "service_rating_act": ACT}
INDEXES = {
    "service_rating_open": "service_rating (division, rated_on, whole_id, contact) WHERE is_open",
    "service_rating_by_day": "service_rating (division, rated_on, whole_id, contact)",
}


def distribute(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus')")
        if cursor.fetchone()[0]:
            for table in TABLES:
                cursor.execute(
                    f"SELECT create_distributed_table('{table}', 'whole_id', colocate_with => 'case_state')"
                )


class Migration(migrations.Migration):
    dependencies = [("store", "0016_payments")]

    operations = [
        *(migrations.RunSQL(create, f"DROP TABLE {name}") for name, create in TABLES.items()),
        migrations.RunPython(distribute, migrations.RunPython.noop),
        *(
            migrations.RunSQL(f"CREATE INDEX {name} ON {columns}", f"DROP INDEX {name}")
            for name, columns in INDEXES.items()
        ),
    ]
