"""缴款 — orders placed at the payment platform, and the transactions that cases have on record.

In SQL, every key led by `case_id`, as in `0002`. An order is open while `settled_at` is empty. What cases
have on record is in their events; these rows are what a day is reconciled by.
"""

from django.db import migrations, models

ORDER = """
CREATE TABLE case_payment_order (
    case_id uuid NOT NULL,
    number text COLLATE "C" NOT NULL,
    notice_number text COLLATE "C" NOT NULL,
    amount bigint NOT NULL,
    code text COLLATE "C" NOT NULL,
    pay_at text COLLATE "C" NOT NULL,
    placed_at timestamptz NOT NULL,
    asked_at timestamptz,
    settled_at timestamptz,
    PRIMARY KEY (case_id, number)
)
"""
MONEY = """
CREATE TABLE case_money (
    case_id uuid NOT NULL,
    transaction text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    amount bigint NOT NULL,
    channel text COLLATE "C" NOT NULL,
    moved_on date NOT NULL,
    PRIMARY KEY (case_id, transaction)
)
"""
TABLES = ("case_payment_order", "case_money")
INDEXES = {
    "case_payment_order_silent": "case_payment_order (COALESCE(asked_at, placed_at), case_id, number)"
    " WHERE settled_at IS NULL",
    "case_money_of_day": "case_money (moved_on, case_id, transaction)",
}


def distribute(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus')")
        if cursor.fetchone()[0]:
            for table in TABLES:
                cursor.execute(
                    f"SELECT create_distributed_table('{table}', 'case_id', colocate_with => 'case_state')"
                )


class Migration(migrations.Migration):
    dependencies = [("store", "0015_find_challenges")]

    operations = [
        migrations.RunSQL(ORDER, "DROP TABLE case_payment_order"),
        migrations.RunSQL(MONEY, "DROP TABLE case_money"),
        migrations.RunPython(distribute, migrations.RunPython.noop),
        *(
            migrations.RunSQL(
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_case"
                " FOREIGN KEY (case_id) REFERENCES case_state (case_id)",
                f"ALTER TABLE {table} DROP CONSTRAINT {table}_case",
            )
            for table in TABLES
        ),
        *(
            migrations.RunSQL(f"CREATE INDEX {name} ON {columns}", f"DROP INDEX {name}")
            for name, columns in INDEXES.items()
        ),
        migrations.CreateModel(
            name="CasePaymentOrder",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("number", models.TextField(verbose_name="订单号")),
                ("notice_number", models.TextField(verbose_name="缴款通知")),
                ("amount", models.BigIntegerField(verbose_name="金额（分）")),
                ("code", models.TextField(verbose_name="缴款码")),
                ("pay_at", models.TextField(verbose_name="缴款网址")),
                ("placed_at", models.DateTimeField(verbose_name="下单时间")),
                ("asked_at", models.DateTimeField(null=True, verbose_name="查单时间")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="了结时间")),
            ],
            options={
                "verbose_name": "缴款订单",
                "verbose_name_plural": "缴款订单",
                "db_table": "case_payment_order",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="CaseMoney",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "transaction",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("transaction", models.TextField(verbose_name="流水号")),
                ("kind", models.TextField(verbose_name="收退")),
                ("number", models.TextField(verbose_name="订单号或者通知书号")),
                ("amount", models.BigIntegerField(verbose_name="金额（分）")),
                ("channel", models.TextField(verbose_name="渠道")),
                ("moved_on", models.DateField(verbose_name="日期")),
            ],
            options={
                "verbose_name": "款项",
                "verbose_name_plural": "款项",
                "db_table": "case_money",
                "managed": False,
            },
        ),
    ]
