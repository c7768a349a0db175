"""The embedded server: two roles, Chinese text, and the versions it runs on."""

from collections.abc import Callable

import psycopg
import pytest

from postgres import on_both_postgres
from tongban.connectors.postgres import Cluster, Urls

pytestmark = pytest.mark.integration


@on_both_postgres
def test_the_application_reads_and_writes_rows_but_owns_nothing(fresh_database: Callable[[], Urls]):
    urls = fresh_database()
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE event (n int)")
    with psycopg.connect(urls.app, autocommit=True) as app:
        app.execute("INSERT INTO event VALUES (1)")
        assert app.execute("SELECT n FROM event").fetchall() == [(1,)]
        for forbidden in ("DROP TABLE event", "CREATE TABLE mine (n int)", "TRUNCATE event"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(forbidden)


@on_both_postgres
def test_what_the_owner_takes_from_the_application_stays_taken(fresh_database: Callable[[], Urls]):
    urls = fresh_database()
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE event (n int)")
        owner.execute("REVOKE UPDATE, DELETE ON event FROM tongban_app")
    with psycopg.connect(urls.app, autocommit=True) as app:
        for forbidden in ("UPDATE event SET n = 2", "DELETE FROM event"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(forbidden)


@on_both_postgres
def test_text_is_utf8_ordered_by_code_point_and_searched_in_chinese(fresh_database: Callable[[], Urls]):
    with psycopg.connect(fresh_database().owner) as owner:
        owner.execute("CREATE EXTENSION pg_trgm")
        assert owner.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert owner.execute("SELECT 'Z' < 'a', upper('é')").fetchone() == (True, "É")
        assert owner.execute("SELECT '餐饮服务许可' LIKE '%服务%'").fetchone() == (True,)
        assert owner.execute("SELECT array_length(show_trgm('餐饮服务'), 1)").fetchone() == (5,)


@on_both_postgres
def test_nothing_listens_on_the_network(postgres_cluster: Cluster):
    with psycopg.connect(postgres_cluster.urls().admin) as admin:
        assert admin.execute("SHOW listen_addresses").fetchone() == ("",)
        assert admin.execute("SHOW data_checksums").fetchone() == ("on",)


def test_the_session_database_is_reached_by_its_address(postgres_url: str):
    with psycopg.connect(postgres_url) as owner:
        assert owner.execute("SELECT current_user").fetchone() == ("tongban_owner",)
