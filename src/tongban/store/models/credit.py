"""信用记录 — what the credit platform says of subjects; what our own cases say stands in their state rows."""

from django.db import models


class CreditNote(models.Model):
    """信用记录 — a standing from a day on, under its number on the platform; append-only.

    `repairs` is the number of the record that a repair ends.
    """

    pk = models.CompositePrimaryKey("subject", "number")
    subject = models.CharField("信用主体", max_length=200)
    number = models.CharField("信用记录编号", max_length=100)
    standing = models.CharField("信用状况", max_length=40)
    since = models.DateField("自何日起")
    by = models.CharField("登记人", max_length=200)
    at = models.DateTimeField("登记时间")
    repairs = models.CharField("所修复的记录编号", max_length=100, blank=True, db_default="")
    reason = models.CharField("修复理由", max_length=500, blank=True, db_default="")

    class Meta:
        db_table = "credit_note"
        verbose_name = verbose_name_plural = "信用记录"

    def __str__(self) -> str:
        return f"{self.number} {self.standing}"
