"""复议诉讼 — finds the few events of challenges among all, for an item's count of how they ended.

A partial index: cases nobody fought cost nothing, and no write of another event is touched.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0014_life_events")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX case_event_challenge ON case_event (case_id, seq) WHERE type IN"
            " ('tongban.case.challenge_recorded', 'tongban.case.challenge_ended')",
            "DROP INDEX case_event_challenge",
        ),
    ]
