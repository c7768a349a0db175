"""预留号段与代理人 — numbers for paper receipts, who declared one void, and whose cases an agent sees.

The column on `case_state` is written in SQL, as its table is; it keeps no default.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0004_calendar_notice")]

    operations = [
        migrations.AddField(
            model_name="voidnumber",
            name="at",
            field=models.DateTimeField(null=True, verbose_name="登记时间"),
        ),
        migrations.AddField(
            model_name="voidnumber",
            name="by",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="登记人"),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="ReservedBlock",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "division", "first", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("division", models.CharField(max_length=12, verbose_name="行政区划")),
                ("first", models.BigIntegerField(verbose_name="首号")),
                ("last", models.BigIntegerField(verbose_name="末号")),
                ("post", models.CharField(max_length=100, verbose_name="岗位")),
                ("by", models.CharField(max_length=64, verbose_name="预留人")),
                ("at", models.DateTimeField(verbose_name="预留时间")),
            ],
            options={
                "verbose_name": "预留号段",
                "verbose_name_plural": "预留号段",
                "db_table": "reserved_block",
            },
        ),
        migrations.CreateModel(
            name="ReservedNumber",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "division", "serial", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("division", models.CharField(max_length=12, verbose_name="行政区划")),
                ("serial", models.BigIntegerField(verbose_name="号")),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("at", models.DateTimeField(verbose_name="补录时间")),
            ],
            options={
                "verbose_name": "预留编号",
                "verbose_name_plural": "预留编号",
                "db_table": "reserved_number",
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE case_state ADD COLUMN agent text COLLATE \"C\" NOT NULL DEFAULT ''",
            "ALTER TABLE case_state DROP COLUMN agent",
        ),
        migrations.RunSQL("ALTER TABLE case_state ALTER COLUMN agent DROP DEFAULT", migrations.RunSQL.noop),
        migrations.RunSQL(
            "CREATE INDEX case_state_by_agent ON case_state (agent, case_id) WHERE agent <> ''",
            "DROP INDEX case_state_by_agent",
        ),
    ]
