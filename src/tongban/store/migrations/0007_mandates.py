"""授权委托 — who acts for an applicant in a case, within which powers, from when until when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0006_clock_counting")]

    operations = [
        migrations.CreateModel(
            name="MandateRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "digest", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("digest", models.BinaryField(verbose_name="请求摘要")),
                ("agent", models.CharField(max_length=200, verbose_name="代理人")),
                ("powers", models.CharField(max_length=200, verbose_name="代理权限")),
                ("begin", models.DateField(verbose_name="生效日")),
                ("until", models.DateField(null=True, verbose_name="截止日")),
                ("shown", models.CharField(max_length=20, verbose_name="出示方式")),
                ("person", models.CharField(max_length=64, verbose_name="代理人信息引用")),
                ("paper", models.CharField(blank=True, max_length=64, verbose_name="委托书引用")),
                ("by", models.CharField(max_length=200, verbose_name="登记人")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                ("ended_on", models.DateField(null=True, verbose_name="终止日")),
                ("ended_by", models.CharField(blank=True, max_length=200, verbose_name="终止人")),
            ],
            options={
                "verbose_name": "授权委托",
                "verbose_name_plural": "授权委托",
                "db_table": "mandate",
            },
        ),
    ]
