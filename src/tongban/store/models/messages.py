"""消息 — who was told what, and where a person may be written to."""

from django.db import models


class CaseMessage(models.Model):
    """消息 — one thing somebody was told (`handling.messages.Message`), and how its letter went."""

    pk = models.CompositePrimaryKey("case_id", "seq", "audience", "code")
    case_id = models.UUIDField("办件编号")
    seq = models.IntegerField("事件序号")
    audience = models.TextField("告知对象")
    code = models.TextField("消息代码")
    recipient = models.TextField("收信人")
    parameters = models.JSONField("参数")
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True)
    next_at = models.DateTimeField("下次发送", null=True)
    tries = models.IntegerField("已试次数", null=True)
    fault = models.TextField("最近的错误类型", null=True)  # noqa: DJ001  (null: none was tried)
    sent_at = models.DateTimeField("发出时间", null=True)

    class Meta:
        managed = False
        db_table = "case_message"
        verbose_name = verbose_name_plural = "消息"

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq} {self.code}"


class MailAddress(models.Model):
    """通知邮箱 — the address a person wants letters at, under their own key; no row, no letters."""

    subject = models.CharField("信息主体", max_length=100, primary_key=True)
    ciphertext = models.BinaryField("电子邮箱（已加密）")
    agreed_at = models.DateTimeField("同意接收的时间")

    class Meta:
        db_table = "mail_address"
        verbose_name = verbose_name_plural = "通知邮箱"

    def __str__(self) -> str:
        return self.subject
