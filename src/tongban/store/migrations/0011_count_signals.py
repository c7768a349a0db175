"""信号阈值 — by which thresholds the clocks were counted through; empty of counts before it was written down.

The column keeps its default: a process of the version before goes on recording counts without it.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0010_messages")]

    operations = [
        migrations.AddField(
            model_name="calendarcount",
            name="signals",
            field=models.CharField(blank=True, db_default="", max_length=32, verbose_name="信号阈值摘要"),
        ),
    ]
