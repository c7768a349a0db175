"""The Django application of the store."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StoreConfig(AppConfig):
    """存储 — accounts, posts, drafts, and the tables behind the ports."""

    name = "tongban.store"
    label = "store"
    verbose_name = "存储"

    def ready(self) -> None:
        """After every migration, give the application's role what it may do, and no more."""
        from tongban.store.grants import after_migrating  # noqa: PLC0415  (needs the app registry)

        post_migrate.connect(after_migrating, sender=self, dispatch_uid="tongban.store.grants")
