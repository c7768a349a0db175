"""名额 — the pools of quotas and the places held of them."""

from django.db import models


class QuotaPool(models.Model):
    """名额池 — a row to lock, for each pool that was ever granted from."""

    pool = models.CharField("名额池", max_length=200, primary_key=True)

    class Meta:
        db_table = "quota_pool"
        verbose_name = verbose_name_plural = "名额池"

    def __str__(self) -> str:
        return self.pool


class QuotaPlace(models.Model):
    """名额 — a place held for a case; it counts while the case is open or granted."""

    pk = models.CompositePrimaryKey("pool", "case_id")
    pool = models.CharField("名额池", max_length=200)
    case_id = models.UUIDField("办件编号")
    at = models.DateTimeField("占用时间")

    class Meta:
        db_table = "quota_place"
        verbose_name = verbose_name_plural = "名额"

    def __str__(self) -> str:
        return f"{self.pool} {self.case_id}"
