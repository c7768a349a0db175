"""Migrations as the operator runs them."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from migrated import Server, environment, migrate
from postgres import EMBEDDED

pytestmark = pytest.mark.integration


def test_models_and_migrations_say_the_same(tmp_path: Path, servers: Callable[[str], Server]) -> None:
    command = [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]
    env = environment(servers(EMBEDDED).cluster.urls().owner, tmp_path)
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "No changes detected\n")


def test_where_one_role_does_both_it_is_said_that_only_the_program_keeps_events(
    tmp_path: Path, servers: Callable[[str], Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = servers(EMBEDDED)
    monkeypatch.setenv("TONGBAN_APP_ROLE", "tongban_owner")
    urls = server.cluster.create_database("one_role")
    assert "TONGBAN_APP_ROLE" in migrate(urls.owner, tmp_path)
    assert "Applying" not in migrate(urls.owner, tmp_path)


def test_the_case_tables_can_be_taken_away_again(tmp_path: Path, servers: Callable[[str], Server]) -> None:
    server = servers(EMBEDDED)
    urls = server.cluster.create_database("back_and_forth")
    migrate(urls.owner, tmp_path)
    command = [sys.executable, "-m", "django", "migrate", "store", "0001"]
    done = subprocess.run(command, env=environment(urls.owner, tmp_path), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with psycopg.connect(urls.owner) as owner:
        query = "SELECT tablename FROM pg_tables WHERE tablename LIKE 'case\\_%' OR tablename = 'feed'"
        assert owner.execute(query).fetchall() == []
