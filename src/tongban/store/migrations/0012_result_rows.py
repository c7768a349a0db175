"""结果登记 — rows of other departments' files: taken over, held to be corrected, or set aside.

An ordinary table of the platform, beside the cases: a row may be of no case at all. No name of a person is
in it, but a token by which equal ones meet.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0011_count_signals"),
    ]

    operations = [
        migrations.CreateModel(
            name="ResultRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "authority", "digest", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("authority", models.CharField(max_length=100, verbose_name="部门")),
                ("digest", models.BinaryField(verbose_name="行摘要")),
                ("state", models.CharField(max_length=20, verbose_name="状态")),
                ("foreign_number", models.CharField(max_length=500, verbose_name="对方编号")),
                ("claim", models.TextField(verbose_name="所报内容")),
                ("reasons", models.TextField(verbose_name="待处理原因")),
                ("discrepancies", models.CharField(blank=True, max_length=500, verbose_name="出入")),
                ("case_id", models.UUIDField(null=True, verbose_name="办件编号")),
                ("step", models.CharField(blank=True, max_length=500, verbose_name="环节")),
                ("file", models.CharField(max_length=500, verbose_name="文件")),
                ("line", models.IntegerField(verbose_name="行号")),
                ("first_at", models.DateTimeField(verbose_name="首次导入时间")),
                ("changed_at", models.DateTimeField(verbose_name="最近处理时间")),
                ("by", models.CharField(max_length=200, verbose_name="登记人")),
                ("tries", models.IntegerField(verbose_name="尝试次数")),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="不予导入的理由")),
            ],
            options={
                "verbose_name": "外部结果行",
                "verbose_name_plural": "外部结果行",
                "db_table": "result_row",
                "indexes": [
                    models.Index(fields=["authority", "foreign_number"], name="result_row_by_number"),
                    models.Index(
                        condition=models.Q(("state__in", ("held", "differs"))),
                        fields=["first_at", "authority", "digest"],
                        name="result_row_to_look_at",
                    ),
                ],
            },
        ),
    ]
