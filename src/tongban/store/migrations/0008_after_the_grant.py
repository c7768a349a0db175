"""取得许可之后 — how a licence ended, what that puts on record, and what the credit platform says.

The columns on `case_state` are written in SQL, as its table is, and keep no default; what the rows written
before get is true of them: no licence could end then. `credit_note` is only added to (`store/grants.py`).
"""

from django.db import migrations, models

COLUMNS = {
    "licence_ended": "text COLLATE \"C\" NOT NULL DEFAULT ''",
    "licence_ended_on": "date",
    "credit": "text COLLATE \"C\" NOT NULL DEFAULT ''",
    "credit_since": "date",
}


class Migration(migrations.Migration):
    dependencies = [("store", "0007_mandates")]

    operations = [
        *(
            migrations.RunSQL(
                f"ALTER TABLE case_state ADD COLUMN {name} {kind}",
                f"ALTER TABLE case_state DROP COLUMN {name}",
            )
            for name, kind in COLUMNS.items()
        ),
        *(
            migrations.RunSQL(
                f"ALTER TABLE case_state ALTER COLUMN {name} DROP DEFAULT", migrations.RunSQL.noop
            )
            for name in ("licence_ended", "credit")
        ),
        migrations.CreateModel(
            name="CreditNote",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subject", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="信用主体")),
                ("number", models.CharField(max_length=100, verbose_name="信用记录编号")),
                ("standing", models.CharField(max_length=40, verbose_name="信用状况")),
                ("since", models.DateField(verbose_name="自何日起")),
                ("by", models.CharField(max_length=200, verbose_name="登记人")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "信用记录",
                "verbose_name_plural": "信用记录",
                "db_table": "credit_note",
            },
        ),
    ]
