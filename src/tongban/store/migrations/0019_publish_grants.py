"""准予决定公开 — the decisions that grant, the latest first, of all items or of one (行政许可法§40).

Partial indexes: a case that is not granted costs nothing.
"""

from django.db import migrations

INDEXES = {
    "case_state_granted": "case_state (decided_on DESC, case_id DESC)",
    "case_state_granted_of_item": "case_state (item, decided_on DESC, case_id DESC)",
}


class Migration(migrations.Migration):
    dependencies = [("store", "0018_projects")]

    operations = [
        migrations.RunSQL(f"CREATE INDEX {name} ON {columns} WHERE outcome = 'granted'", f"DROP INDEX {name}")
        for name, columns in INDEXES.items()
    ]
