"""Tables are brought up to date once, by their owner, and never believed to be when they are not."""

import os
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tongban.cli.data_directory import DataDirectory, open_data_directory
from tongban.cli.faults import OperatorFault
from tongban.cli.migrating import migrate
from tongban.connectors.postgres import Urls

pytestmark = pytest.mark.integration


@pytest.fixture
def data(tmp_path: Path) -> DataDirectory:
    return open_data_directory(tmp_path / "data")


def environment(settings: str = "bare_settings") -> dict[str, str]:
    here = str(Path(__file__).parent)
    return {**os.environ, "PYTHONPATH": here, "DJANGO_SETTINGS_MODULE": settings}


def test_pending_migrations_are_applied_by_the_owner_and_then_left_alone(
    data: DataDirectory, fresh_database: Callable[[], Urls]
):
    urls = fresh_database()
    assert migrate(data, urls.owner, environment(), print) is True
    with psycopg.connect(urls.app) as app:
        owners = app.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
        assert owners.fetchall() == [("tongban_owner",)]
    assert migrate(data, urls.owner, environment("no_such_settings"), print) is False


def test_another_database_under_the_same_data_directory_is_migrated_again(
    data: DataDirectory, fresh_database: Callable[[], Urls]
):
    migrate(data, fresh_database().owner, environment(), print)
    restored = fresh_database()
    assert migrate(data, restored.owner, environment(), print) is True
    with psycopg.connect(restored.app) as app:
        assert app.execute("SELECT count(*) > 0 FROM django_migrations").fetchone() == (True,)


def test_a_failed_migration_is_told_with_its_cause_and_tried_again(
    data: DataDirectory, fresh_database: Callable[[], Urls]
):
    urls = fresh_database()
    with pytest.raises(OperatorFault) as fault:
        migrate(data, urls.owner, environment("no_such_settings"), print)
    assert "no_such_settings" in fault.value.zh
    assert str(data.logs / "migrate.log") in fault.value.en
    assert migrate(data, urls.owner, environment(), print) is True
