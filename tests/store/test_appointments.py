"""Who holds which post; and what is no id never reaches the tables."""

from uuid import UUID

import psycopg
import pytest

from stored import write
from tongban.connectors.postgres import Urls
from tongban.handling.texts import UnusableId
from tongban.store.appointments import PgAppointments
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections

pytestmark = pytest.mark.integration

CHEN, GONE, LOCKED = (str(UUID(int=n)) for n in (1, 2, 3))


@pytest.fixture
def source(on_postgres: Urls):
    with psycopg.connect(on_postgres.owner) as owner:
        for number, account in enumerate((CHEN, GONE, LOCKED)):
            owner.execute(
                "INSERT INTO account (id, username, display_name, kind, subject, language, large_text,"
                " is_active, password) VALUES (%s, %s, %s, 'staff', %s, 'zh-hans', false, %s, '')",
                [account, f"name-{number}", f"陈{number}", account, account != LOCKED],
            )
        owner.execute("INSERT INTO authority (key, name_zh, name_en) VALUES ('market', '', '')")
        owner.execute(
            "INSERT INTO post (authority_id, key, name_zh, name_en) VALUES"
            " ('market', 'examiner', '', ''), ('market', 'decider', '', '')"
        )
        held = ((CHEN, "examiner", None), (CHEN, "decider", "2026-01-31"), (GONE, "decider", "2026-01-31"))
        for account, post, until in (*held, (LOCKED, "examiner", None)):
            owner.execute(
                "INSERT INTO post_holder (account_id, post_id, since, until)"
                " SELECT %s, id, '2025-01-01', %s FROM post WHERE key = %s",
                [account, until, post],
            )
    source = OwnConnections(on_postgres.app)
    yield source
    source.close()


def test_posts_are_those_held_today_by_an_account_in_use(source: OwnConnections) -> None:
    appointments = PgAppointments(source)
    asked = (CHEN, GONE, LOCKED, str(UUID(int=9)), "system:press", "", "\x00")
    assert [set(appointments.posts_of(account)) for account in asked] == [{"examiner"}] + [set()] * 6


def test_a_name_is_told_whether_or_not_the_account_is_still_in_use(source: OwnConnections) -> None:
    appointments = PgAppointments(source)
    asked = (CHEN, LOCKED, str(UUID(int=9)), "system:press", "\x00")
    assert [appointments.name_of(account) for account in asked] == ["陈0", "陈2", "", "", ""]


@pytest.mark.parametrize("wrong", ["case-1", "", "\x00", "0199D0A0-0000-7000-8000-000000000001"])
def test_a_case_without_a_proper_id_is_not_stored(source: OwnConnections, wrong: str) -> None:
    case = write(1)
    bad = type(case)(**{**{f: getattr(case, f) for f in case.__dataclass_fields__}, "case_id": wrong})
    with pytest.raises(UnusableId):
        PgStore(source).commit([bad])
    assert PgStore(source).case_ids() == []
