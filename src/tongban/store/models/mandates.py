"""授权委托 — who acts for an applicant in a case, and how far."""

from django.db import models


class MandateRow(models.Model):
    """授权委托 — one that came with an ask; it counts where that ask made the case."""

    pk = models.CompositePrimaryKey("case_id", "digest")
    case_id = models.UUIDField("办件编号")
    digest = models.BinaryField("请求摘要")
    agent = models.CharField("代理人", max_length=200)
    powers = models.CharField("代理权限", max_length=200)
    begin = models.DateField("生效日")
    until = models.DateField("截止日", null=True)
    shown = models.CharField("出示方式", max_length=20)
    person = models.CharField("代理人信息引用", max_length=64)
    paper = models.CharField("委托书引用", max_length=64, blank=True)
    by = models.CharField("登记人", max_length=200)
    at = models.DateTimeField("登记时间")
    ended_on = models.DateField("终止日", null=True)
    ended_by = models.CharField("终止人", max_length=200, blank=True)

    class Meta:
        db_table = "mandate"
        verbose_name = verbose_name_plural = "授权委托"

    def __str__(self) -> str:
        return f"{self.case_id} {self.agent}"
