"""机构与岗位 — divisions, authorities, posts and who holds them: small reference tables.

Keys are those the catalogue uses, so that a step's `authority` and `post` are found here as they are.
"""

from django.db import models
from django.db.models import Q


class Division(models.Model):
    """行政区划 — by its code in GB/T 2260."""

    code = models.CharField("代码", max_length=12, primary_key=True)
    name_zh = models.CharField("名称", max_length=100)
    name_en = models.CharField("英文名称", max_length=100)

    class Meta:
        db_table = "division"
        verbose_name = verbose_name_plural = "行政区划"

    def __str__(self) -> str:
        return self.name_zh


class Authority(models.Model):
    """部门 — an agency, by the catalogue's key."""

    key = models.CharField("标识", max_length=100, primary_key=True)
    name_zh = models.CharField("名称", max_length=100)
    name_en = models.CharField("英文名称", max_length=100)
    division = models.ForeignKey(
        Division, models.PROTECT, verbose_name="行政区划", null=True, blank=True, related_name="authorities"
    )

    class Meta:
        db_table = "authority"
        verbose_name = verbose_name_plural = "部门"

    def __str__(self) -> str:
        return self.name_zh


class Post(models.Model):
    """岗位 — what steps are accountable to; people come and go."""

    authority = models.ForeignKey(Authority, models.PROTECT, verbose_name="部门", related_name="posts")
    key = models.CharField("标识", max_length=100)
    name_zh = models.CharField("名称", max_length=100)
    name_en = models.CharField("英文名称", max_length=100)

    class Meta:
        db_table = "post"
        verbose_name = verbose_name_plural = "岗位"
        constraints = (models.UniqueConstraint(fields=["authority", "key"], name="post_once"),)

    def __str__(self) -> str:
        return self.name_zh


class PostHolder(models.Model):
    """任职 — an account holds a post from a day, until a day where it ended (both included)."""

    account = models.ForeignKey("store.Account", models.CASCADE, verbose_name="账户", related_name="holds")
    post = models.ForeignKey(Post, models.PROTECT, verbose_name="岗位", related_name="holders")
    since = models.DateField("任职日")
    until = models.DateField("离任日", null=True, blank=True)

    class Meta:
        db_table = "post_holder"
        verbose_name = verbose_name_plural = "任职"
        constraints = (
            models.UniqueConstraint(fields=["account", "post", "since"], name="post_holder_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="post_holder_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account} · {self.post}"
