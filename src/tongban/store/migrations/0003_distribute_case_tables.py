"""分布 — where the database has the citus extension, spread the case tables by `case_id`.

On a plain PostgreSQL nothing happens. The feed stays on the coordinator, where the relay runs.
"""

from django.db import migrations

DISTRIBUTED = (
    "case_state",
    "case_event",
    "case_command",
    "case_task",
    "case_clock",
    "case_outbox",
    "case_job",
    "case_value",
    "case_name",
)


def distribute(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus')")
        if not cursor.fetchone()[0]:
            return
        for table in DISTRIBUTED:
            beside = "default" if table == DISTRIBUTED[0] else DISTRIBUTED[0]
            cursor.execute(
                "SELECT create_distributed_table(%s, 'case_id', colocate_with => %s)", [table, beside]
            )


class Migration(migrations.Migration):
    dependencies = [("store", "0002_case_tables")]

    operations = [migrations.RunPython(distribute, migrations.RunPython.noop)]
