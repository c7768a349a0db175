"""放假通知 — what operators added, and how far the clocks were counted by it; append-only."""

from django.db import models


class CalendarNotice(models.Model):
    """放假通知版本 — a notice as it was added; the packaged ones are version 0 and not here."""

    version = models.IntegerField("版本", primary_key=True)
    region = models.CharField("地区", max_length=50)
    year = models.IntegerField("年度")
    content = models.BinaryField("通知文件")
    digest = models.CharField("摘要", max_length=64)
    source = models.TextField("来源", blank=True)
    added_by = models.CharField("加入人", max_length=150)
    added_at = models.DateTimeField("加入时间")

    class Meta:
        db_table = "calendar_notice"
        verbose_name = verbose_name_plural = "放假通知版本"

    def __str__(self) -> str:
        return f"{self.version} {self.region} {self.year}"


class CalendarCount(models.Model):
    """重算记录 — the calendars by which every clock was counted through."""

    number = models.IntegerField("次数", primary_key=True)
    notices = models.IntegerField("通知版本")
    calendars = models.TextField("日历")
    finished_at = models.DateTimeField("完成时间")
    cases = models.IntegerField("涉及办件")
    moved = models.IntegerField("期限变动")
    signals = models.CharField("信号阈值摘要", max_length=32, blank=True, db_default="")

    class Meta:
        db_table = "calendar_count"
        verbose_name = verbose_name_plural = "重算记录"

    def __str__(self) -> str:
        return str(self.number)
