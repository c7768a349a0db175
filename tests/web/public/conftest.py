"""The hall, and a stranger: 周路人, an applicant with no part in anybody else's case."""

import pytest
from django.conf import settings
from django.core.cache import cache

from hall import PASSWORD, address, count_queries, hall
from tongban.store.models import Account

__all__ = ["address", "count_queries", "hall", "settings_of", "stranger"]


@pytest.fixture
def stranger(hall):
    hall.people["stranger"] = Account.objects.create_user(
        "stranger", "stranger" + PASSWORD, display_name="周路人", kind=Account.Kind.APPLICANT
    )
    return hall.client("stranger")


@pytest.fixture
def settings_of(monkeypatch):
    """Set one of the settings for this test."""
    return lambda name, value: monkeypatch.setattr(settings, name, value)


@pytest.fixture(autouse=True)
def _nobody_waits():
    cache.clear()
