"""时钟的计算要素 — from where, how long and how a clock row's last day was counted.

Written in SQL, as the table is. Empty in the rows written before: those are read from their events when
the calendar changes, and are filled when they are next written.
"""

from django.db import migrations

COLUMNS = {
    "started_on": "date",
    "started_at": "timestamptz",
    "amount": "integer",
    "counting": 'text COLLATE "C"',
    "excluded": 'text COLLATE "C"',
}


class Migration(migrations.Migration):
    dependencies = [("store", "0005_reserved_numbers_and_agents")]

    operations = [
        migrations.RunSQL(
            f"ALTER TABLE case_clock ADD COLUMN {name} {kind}", f"ALTER TABLE case_clock DROP COLUMN {name}"
        )
        for name, kind in COLUMNS.items()
    ]
