"""草稿 — what an applicant has begun; a case's history begins only with `Received`."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from uuid_utils.compat import uuid7


class Draft(models.Model):
    """申请草稿 — answers so far; `id` becomes the case's id, so that filing twice makes one case."""

    id = models.UUIDField("办件编号", primary_key=True, default=uuid7, editable=False)
    applicant = models.ForeignKey(
        "store.Account", models.CASCADE, verbose_name="申请人", related_name="drafts"
    )
    item = models.CharField("事项", max_length=100)
    item_version = models.CharField("事项版本", max_length=50, blank=True)
    division = models.CharField("行政区划", max_length=12, blank=True)
    answers = models.JSONField("填报内容", default=dict, encoder=DjangoJSONEncoder)
    page = models.CharField("填到的页", max_length=50, blank=True)
    changed_at = models.DateTimeField("最后修改")
    filed = models.BooleanField("已提交", default=False)

    class Meta:
        db_table = "draft"
        verbose_name = verbose_name_plural = "申请草稿"
        indexes = (models.Index(fields=["applicant", "filed", "id"], name="draft_of_applicant"),)

    def __str__(self) -> str:
        return str(self.id)


class DraftUpload(models.Model):
    """草稿附件 — a file already handed up for a material; its bytes are encrypted in the blob store."""

    draft = models.ForeignKey(Draft, models.CASCADE, verbose_name="草稿", related_name="uploads")
    material = models.CharField("材料", max_length=100)
    ref = models.CharField("引用", max_length=64, unique=True)
    key = models.BinaryField("密钥")
    name = models.CharField("文件名", max_length=255)
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("摘要", max_length=64)
    changed_at = models.DateTimeField("上传时间")

    class Meta:
        db_table = "draft_upload"
        verbose_name = verbose_name_plural = "草稿附件"

    def __str__(self) -> str:
        return self.name
