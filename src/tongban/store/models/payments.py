"""缴款 — orders placed at the payment platform, and the transactions that cases have on record."""

from django.db import models


class CasePaymentOrder(models.Model):
    """缴款订单 — `handling.payment.ports.Placed`; open while nothing settled it."""

    pk = models.CompositePrimaryKey("case_id", "number")
    case_id = models.UUIDField("办件编号")
    number = models.TextField("订单号")
    notice_number = models.TextField("缴款通知")
    amount = models.BigIntegerField("金额（分）")
    code = models.TextField("缴款码")
    pay_at = models.TextField("缴款网址")
    placed_at = models.DateTimeField("下单时间")
    asked_at = models.DateTimeField("查单时间", null=True)
    settled_at = models.DateTimeField("了结时间", null=True)

    class Meta:
        managed = False
        db_table = "case_payment_order"
        verbose_name = verbose_name_plural = "缴款订单"

    def __str__(self) -> str:
        return self.number


class CaseMoney(models.Model):
    """款项 — `handling.payment.ports.Entry`: what a day is reconciled by."""

    pk = models.CompositePrimaryKey("case_id", "transaction")
    case_id = models.UUIDField("办件编号")
    transaction = models.TextField("流水号")
    kind = models.TextField("收退")
    number = models.TextField("订单号或者通知书号")
    amount = models.BigIntegerField("金额（分）")
    channel = models.TextField("渠道")
    moved_on = models.DateField("日期")

    class Meta:
        managed = False
        db_table = "case_money"
        verbose_name = verbose_name_plural = "款项"

    def __str__(self) -> str:
        return self.transaction
