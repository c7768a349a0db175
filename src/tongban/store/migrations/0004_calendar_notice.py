"""放假通知 — notices added while cases run, and the counts made by them.

Small lists: where the database has the citus extension, every node keeps a copy.
"""

from django.db import migrations, models


def replicate(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus')")
        if not cursor.fetchone()[0]:
            return
        for table in ("calendar_notice", "calendar_count"):
            cursor.execute("SELECT create_reference_table(%s)", [table])


class Migration(migrations.Migration):
    dependencies = [("store", "0003_distribute_case_tables")]

    operations = [
        migrations.CreateModel(
            name="CalendarCount",
            fields=[
                ("number", models.IntegerField(primary_key=True, serialize=False, verbose_name="次数")),
                ("notices", models.IntegerField(verbose_name="通知版本")),
                ("calendars", models.TextField(verbose_name="日历")),
                ("finished_at", models.DateTimeField(verbose_name="完成时间")),
                ("cases", models.IntegerField(verbose_name="涉及办件")),
                ("moved", models.IntegerField(verbose_name="期限变动")),
            ],
            options={
                "verbose_name": "重算记录",
                "verbose_name_plural": "重算记录",
                "db_table": "calendar_count",
            },
        ),
        migrations.CreateModel(
            name="CalendarNotice",
            fields=[
                ("version", models.IntegerField(primary_key=True, serialize=False, verbose_name="版本")),
                ("region", models.CharField(max_length=50, verbose_name="地区")),
                ("year", models.IntegerField(verbose_name="年度")),
                ("content", models.BinaryField(verbose_name="通知文件")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("source", models.TextField(blank=True, verbose_name="来源")),
                ("added_by", models.CharField(max_length=150, verbose_name="加入人")),
                ("added_at", models.DateTimeField(verbose_name="加入时间")),
            ],
            options={
                "verbose_name": "放假通知版本",
                "verbose_name_plural": "放假通知版本",
                "db_table": "calendar_notice",
            },
        ),
        migrations.RunPython(replicate, migrations.RunPython.noop),
    ]
