"""结果登记 — rows of other departments' files: which were taken over, and which are held."""

from django.db import models


class ResultRow(models.Model):
    """结果行 — one row by its department and what stood in it; names of people are tokens."""

    pk = models.CompositePrimaryKey("authority", "digest")
    authority = models.CharField("部门", max_length=100)
    digest = models.BinaryField("行摘要")
    state = models.CharField("状态", max_length=20)
    foreign_number = models.CharField("对方编号", max_length=500)
    claim = models.TextField("所报内容")
    reasons = models.TextField("待处理原因")
    discrepancies = models.CharField("出入", max_length=500, blank=True)
    case_id = models.UUIDField("办件编号", null=True)
    step = models.CharField("环节", max_length=500, blank=True)
    file = models.CharField("文件", max_length=500)
    line = models.IntegerField("行号")
    first_at = models.DateTimeField("首次导入时间")
    changed_at = models.DateTimeField("最近处理时间")
    by = models.CharField("登记人", max_length=200)
    tries = models.IntegerField("尝试次数")
    why = models.CharField("不予导入的理由", max_length=500, blank=True)

    class Meta:
        db_table = "result_row"
        verbose_name = verbose_name_plural = "外部结果行"
        indexes = (
            models.Index(fields=("authority", "foreign_number"), name="result_row_by_number"),
            models.Index(
                fields=("first_at", "authority", "digest"),
                condition=models.Q(state__in=("held", "differs")),
                name="result_row_to_look_at",
            ),
        )

    def __str__(self) -> str:
        return f"{self.authority} {self.foreign_number} {self.state}"
