"""取号 — blocks leased so far, blocks reserved for paper, and numbers that will not be used."""

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
    by = models.CharField("登记人", max_length=64, blank=True)
    at = models.DateTimeField("登记时间", null=True)

    class Meta:
        db_table = "void_number"
        verbose_name = verbose_name_plural = "作废号"

    def __str__(self) -> str:
        return f"{self.series} {self.serial}"


class ReservedBlock(models.Model):
    """预留号段 — receipt numbers taken out for a counter, to be written on paper."""

    pk = models.CompositePrimaryKey("division", "first")
    division = models.CharField("行政区划", max_length=12)
    first = models.BigIntegerField("首号")
    last = models.BigIntegerField("末号")
    post = models.CharField("岗位", max_length=100)
    by = models.CharField("预留人", max_length=64)
    at = models.DateTimeField("预留时间")

    class Meta:
        db_table = "reserved_block"
        verbose_name = verbose_name_plural = "预留号段"

    def __str__(self) -> str:
        return f"{self.division} {self.first}–{self.last}"


class ReservedNumber(models.Model):
    """预留编号的使用 — a number of a block and the case it was given to."""

    pk = models.CompositePrimaryKey("division", "serial")
    division = models.CharField("行政区划", max_length=12)
    serial = models.BigIntegerField("号")
    case_id = models.UUIDField("办件编号")
    at = models.DateTimeField("补录时间")

    class Meta:
        db_table = "reserved_number"
        verbose_name = verbose_name_plural = "预留编号"

    def __str__(self) -> str:
        return f"{self.division} {self.serial}"
