"""信息主体 — the keys that unlock personal values; erasing a person destroys one of them."""

from django.db import models


class SubjectKey(models.Model):
    """主体密钥 — a person's key, wrapped by the master key; empty once erased (the row stays as proof)."""

    subject = models.CharField("信息主体", max_length=100, primary_key=True)
    wrapped_key = models.BinaryField("密钥（已加密）")
    erased = models.BooleanField("已删除", default=False)
    legal_hold = models.CharField("法定保存依据", max_length=200, blank=True, default="")

    class Meta:
        db_table = "subject_key"
        verbose_name = verbose_name_plural = "主体密钥"

    def __str__(self) -> str:
        return self.subject
