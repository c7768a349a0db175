"""消息 — who was told what, written with the command that said it; and where a person may be written to.

In SQL, every key led by `case_id`, as in `0002`: without its foreign key until it lies beside the events it
refers to. A letter is owed while `next_at` says when; `tries` and `fault` are empty until one was tried.
"""

from django.db import migrations, models

MESSAGE = """
CREATE TABLE case_message (
    case_id uuid NOT NULL,
    seq integer NOT NULL,
    audience text COLLATE "C" NOT NULL,
    code text COLLATE "C" NOT NULL,
    recipient text COLLATE "C" NOT NULL,
    parameters jsonb NOT NULL,
    at timestamptz NOT NULL,
    read_at timestamptz,
    next_at timestamptz,
    tries integer,
    fault text COLLATE "C",
    sent_at timestamptz,
    PRIMARY KEY (case_id, seq, audience, code)
)
"""

INDEXES = {
    # What somebody was told, unread first, the latest first.
    "case_message_of_recipient": "case_message (recipient, (read_at IS NOT NULL), at DESC, case_id DESC,"
    " seq DESC)",
    "case_message_owed": "case_message (next_at, case_id, seq, audience, code) WHERE next_at IS NOT NULL",
}


def distribute(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus')")
        if cursor.fetchone()[0]:
            cursor.execute(
                "SELECT create_distributed_table('case_message', 'case_id', colocate_with => 'case_state')"
            )


class Migration(migrations.Migration):
    dependencies = [("store", "0009_credit_repair")]

    operations = [
        migrations.RunSQL(MESSAGE, "DROP TABLE case_message"),
        migrations.RunPython(distribute, migrations.RunPython.noop),
        migrations.RunSQL(
            "ALTER TABLE case_message ADD CONSTRAINT case_message_event"
            " FOREIGN KEY (case_id, seq) REFERENCES case_event (case_id, seq)",
            "ALTER TABLE case_message DROP CONSTRAINT case_message_event",
        ),
        *(
            migrations.RunSQL(f"CREATE INDEX {name} ON {columns}", f"DROP INDEX {name}")
            for name, columns in INDEXES.items()
        ),
        migrations.CreateModel(
            name="CaseMessage",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        *("case_id", "seq", "audience", "code"),
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("seq", models.IntegerField(verbose_name="事件序号")),
                ("audience", models.TextField(verbose_name="告知对象")),
                ("code", models.TextField(verbose_name="消息代码")),
                ("recipient", models.TextField(verbose_name="收信人")),
                ("parameters", models.JSONField(verbose_name="参数")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("read_at", models.DateTimeField(null=True, verbose_name="阅读时间")),
                ("next_at", models.DateTimeField(null=True, verbose_name="下次发送")),
                ("tries", models.IntegerField(null=True, verbose_name="已试次数")),
                ("fault", models.TextField(null=True, verbose_name="最近的错误类型")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="发出时间")),
            ],
            options={
                "verbose_name": "消息",
                "verbose_name_plural": "消息",
                "db_table": "case_message",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="MailAddress",
            fields=[
                (
                    "subject",
                    models.CharField(
                        max_length=100, primary_key=True, serialize=False, verbose_name="信息主体"
                    ),
                ),
                ("ciphertext", models.BinaryField(verbose_name="电子邮箱（已加密）")),
                ("agreed_at", models.DateTimeField(verbose_name="同意接收的时间")),
            ],
            options={
                "verbose_name": "通知邮箱",
                "verbose_name_plural": "通知邮箱",
                "db_table": "mail_address",
            },
        ),
    ]
