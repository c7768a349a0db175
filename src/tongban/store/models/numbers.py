"""取号 — blocks leased so far, and numbers that will not be used."""

from django.db import models


class NumberBlock(models.Model):
    """号段 — the first serial of a series that nobody has leased yet."""

    series = models.CharField("系列", max_length=200, primary_key=True)
    next = models.BigIntegerField("下一个号")

    class Meta:
        db_table = "number_block"
        verbose_name = verbose_name_plural = "号段"

    def __str__(self) -> str:
        return f"{self.series} → {self.next}"


class VoidNumber(models.Model):
    """作废号 — a leased serial that will not be used, and why."""

    pk = models.CompositePrimaryKey("series", "serial")
    series = models.CharField("系列", max_length=200)
    serial = models.BigIntegerField("号")
    why = models.CharField("原因", max_length=500)

    class Meta:
        db_table = "void_number"
        verbose_name = verbose_name_plural = "作废号"

    def __str__(self) -> str:
        return f"{self.series} {self.serial}"
