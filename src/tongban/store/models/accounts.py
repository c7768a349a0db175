"""账户 — who may sign in: applicants and staff."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from uuid_utils.compat import uuid7


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts with a hashed password."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Account":
        """Make an account; without a password nobody can sign in with one."""
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """账户 — a person who signs in; events name its `id`, personal values its `subject`."""

    class Kind(models.TextChoices):
        """账户种类."""

        APPLICANT = "applicant", "申请人"
        STAFF = "staff", "工作人员"

    id = models.UUIDField("编号", primary_key=True, default=uuid7, editable=False)
    username = models.CharField("登录名", max_length=150, unique=True)
    display_name = models.CharField("姓名", max_length=100)
    kind = models.CharField("种类", max_length=10, choices=Kind)
    subject = models.UUIDField("信息主体", unique=True, default=uuid7, editable=False)
    language = models.CharField("界面语言", max_length=10, default="zh-hans")
    large_text = models.BooleanField("大字版", default=False)
    is_active = models.BooleanField("可用", default=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name", "kind"]

    class Meta:
        db_table = "account"
        verbose_name = verbose_name_plural = "账户"

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def is_staff(self) -> bool:
        """Whether the account belongs to the administration."""
        return self.kind == self.Kind.STAFF

    def posts_on(self, day: date) -> list[tuple[str, str]]:
        """The posts held on a day, as (authority, post): what a step is accountable to."""
        held = self.holds.filter(since__lte=day).exclude(until__lt=day)
        return list(
            held.order_by("post__authority_id", "post__key").values_list("post__authority_id", "post__key")
        )

    def get_full_name(self) -> str:
        """The person's name."""
        return self.display_name

    def get_short_name(self) -> str:
        """The person's name; Chinese names are not shortened."""
        return self.display_name
