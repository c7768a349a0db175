"""信用修复 — which record a repair ends, and why; what was noted before ends whatever was there by its day.

Both columns keep their default: a process of the version before goes on adding notes without them.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0008_after_the_grant")]

    operations = [
        migrations.AddField(
            model_name="creditnote",
            name="repairs",
            field=models.CharField(
                blank=True, db_default="", max_length=100, verbose_name="所修复的记录编号"
            ),
        ),
        migrations.AddField(
            model_name="creditnote",
            name="reason",
            field=models.CharField(blank=True, db_default="", max_length=500, verbose_name="修复理由"),
        ),
    ]
