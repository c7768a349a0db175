"""名额 — the pools of quotas, to lock them, and the places held; a case finds its pool by item and day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0012_result_rows")]

    operations = [
        migrations.CreateModel(
            name="QuotaPool",
            fields=[
                (
                    "pool",
                    models.CharField(
                        max_length=200, primary_key=True, serialize=False, verbose_name="名额池"
                    ),
                ),
            ],
            options={"verbose_name": "名额池", "verbose_name_plural": "名额池", "db_table": "quota_pool"},
        ),
        migrations.CreateModel(
            name="QuotaPlace",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "pool", "case_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("pool", models.CharField(max_length=200, verbose_name="名额池")),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("at", models.DateTimeField(verbose_name="占用时间")),
            ],
            options={"verbose_name": "名额", "verbose_name_plural": "名额", "db_table": "quota_place"},
        ),
        migrations.RunSQL(
            "CREATE INDEX case_state_by_acceptance ON case_state (item, division, accepted_on, case_id)"
            " WHERE accepted_on IS NOT NULL",
            "DROP INDEX case_state_by_acceptance",
        ),
    ]
