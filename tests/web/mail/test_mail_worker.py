"""The mail process of the platform, a real mail server and PostgreSQL: killed, restarted, never silent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from hall import Hall
from mail_server import mail_server
from migrated import environment
from tongban.connectors.postgres import Urls
from tongban.handling.mail.ports import LetterState, Reader
from tongban.store.erasing import erase_person
from tongban.web import wiring

pytestmark = pytest.mark.integration


def wait_for(condition: Callable[[], object], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@contextmanager
def worker(database: Urls, smtp: str) -> Iterator["subprocess.Popen[bytes]"]:
    """The process, as the supervisor starts it; asked to stop in the end."""
    env = environment(database.app, Path(wiring.settings.DATA)) | {
        "TONGBAN_SMTP": smtp,
        "TONGBAN_MAIL_FROM": "no-reply@banshi.example.cn",
        "TONGBAN_PUBLIC_URL": "https://banshi.example.cn",
    }
    command = [sys.executable, "-m", "tongban.cli", "mail"]
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def states(hall: Hall, case_id: str) -> list[LetterState]:
    reader = Reader((hall.id("li"),), hall.office.today())
    return [kept.letter for kept in hall.office.messages.of_case(case_id, reader)[::-1]]


def agreed(hall: Hall) -> None:
    hall.office.addresses.set(hall.id("li"), "li@example.cn", hall.clock.now())


def test_a_letter_reaches_a_mail_server_and_is_marked(hall: Hall, database: Urls) -> None:
    agreed(hall)
    case_id = hall.accepted()
    with mail_server() as server:
        with worker(database, server.url()) as process:
            wait_for(lambda: states(hall, case_id) == [LetterState.SENT] * 2)
        assert process.returncode == 0
        received, accepted = server.mails
    assert server.recipients == ["TO:<li@example.cn>"] * 2
    assert received["Subject"].startswith("材料已收到 · 食品经营许可")
    said = accepted.get_content()
    assert "承诺最迟 2025年10月14日办好" in said
    assert f"https://banshi.example.cn/track/{case_id}/" in said
    for private in ("李申请", "91330199DEM0000001", "13800000000", "解放路"):
        assert private not in said


def test_killed_between_sending_and_marking_it_is_sent_again_under_the_same_id(
    hall: Hall, database: Urls
) -> None:
    agreed(hall)
    case_id = hall.received()
    with mail_server() as server:
        with worker(database, server.url()) as process:
            # The letter is whole and taken; before the answer comes, its sender is no more.
            server.on_letter = lambda mail: os.kill(process.pid, signal.SIGKILL)
            process.wait(90)
        wait_for(lambda: len(server.mails) == 1)
        assert states(hall, case_id) == [LetterState.OWED]
        server.on_letter = lambda mail: None
        # Nobody else sends it while it may be in hand; that time is over now.
        with psycopg.connect(database.owner, autocommit=True) as owner:
            owner.execute(
                "UPDATE case_message SET next_at = next_at - %s WHERE case_id = %s",
                [timedelta(minutes=11), case_id],
            )
        with worker(database, server.url()):
            wait_for(lambda: states(hall, case_id) == [LetterState.SENT])
        assert len(server.ids) == 2
        assert len(set(server.ids)) == 1


def test_a_mailbox_that_does_not_exist_is_given_up_and_the_reason_holds_no_address(
    hall: Hall, database: Urls
) -> None:
    agreed(hall)
    case_id = hall.received()
    with mail_server() as server:
        server.answer_to_recipient = "550 li@example.cn: no such mailbox"
        with worker(database, server.url()):
            wait_for(lambda: states(hall, case_id) == [LetterState.FAILED])
    with psycopg.connect(database.owner) as owner:
        (fault,) = (
            owner.execute("SELECT fault FROM case_message WHERE audience = 'applicant'").fetchone() or ()
        )
    assert fault == "SMTPRecipientsRefused 550"


def test_erasing_a_person_leaves_no_address_anywhere(hall: Hall, database: Urls) -> None:
    agreed(hall)
    hall.received()
    with psycopg.connect(database.owner) as owner:
        tables = [t for (t,) in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        hexed = b"li@example.cn".hex()
        for table in tables:
            for (row,) in owner.execute(f"SELECT t::text FROM {table} t"):  # type: ignore[arg-type]
                assert "li@example.cn" not in row
                assert hexed not in row
    erase_person(hall.office.ports.personal, UUID(hall.id("li")))
    assert hall.office.addresses.of(hall.id("li")) == ""
    with psycopg.connect(database.owner) as owner:
        assert owner.execute("SELECT count(*) FROM mail_address").fetchone() == (0,)
        messages = owner.execute("SELECT t::text FROM case_message t").fetchall()
    assert messages
    for (row,) in messages:
        assert not any(private in row for private in ("李申请", "好味餐馆", "13800000000", "91330199"))


def test_an_address_kept_for_somebody_else_cannot_be_read_as_ones_own(hall: Hall, database: Urls) -> None:
    agreed(hall)
    hall.office.addresses.set(hall.id("wang"), "wang@example.cn", hall.clock.now())
    with psycopg.connect(database.owner, autocommit=True) as owner:
        owner.execute(
            "UPDATE mail_address SET ciphertext = (SELECT ciphertext FROM mail_address WHERE subject = %s)"
            " WHERE subject = %s",
            [hall.id("wang"), hall.id("li")],
        )
    assert hall.office.addresses.of(hall.id("li")) == ""
