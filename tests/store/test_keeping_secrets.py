"""Personal values at rest: what a thief of the tables, of a disk or of a reference does not learn."""

import base64
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from queries import executed
from stored import AT, case_id, write
from tongban.connectors.postgres import Urls
from tongban.store.blobs import DiskBlobs
from tongban.store.cases import PgStore
from tongban.store.connections import OwnConnections
from tongban.store.keys import UnreadableMasterKey, master_key
from tongban.store.numbers import PgNumbers
from tongban.store.personal import PgPersonalData, SubjectErased, UnderLegalHold

integration = pytest.mark.integration
KEY = b"k" * 32
REF = "0199d0a0-0000-7000-8000-00000000abcd"


@pytest.fixture
def source(database: Urls) -> Iterator[OwnConnections]:
    source = OwnConnections(database.app)
    yield source
    source.close()


@pytest.fixture
def personal(source: OwnConnections, tmp_path: Path) -> PgPersonalData:
    return PgPersonalData(master_key(tmp_path), source)


def keep(source: OwnConnections, personal: PgPersonalData, text: str, number: int = 1) -> str:
    reference, value = personal.seal(case_id(number), "li", "name", text)
    PgStore(source).commit([write(number, values=(value,))])
    return reference.ref


# --- values


@integration
def test_no_table_holds_a_name_in_clear(
    source: OwnConnections, personal: PgPersonalData, database: Urls
) -> None:
    keep(source, personal, "李申请")
    personal.index_name(case_id(1), "330106", "li", "李申请")
    with psycopg.connect(database.owner) as owner:
        tables = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (table,) in tables:
            for (row,) in owner.execute(f"SELECT t::text FROM {table} t"):
                assert "李申请" not in row
                assert "李申请".encode().hex() not in row


@integration
def test_a_value_moved_or_changed_in_the_table_is_not_read(
    source: OwnConnections, personal: PgPersonalData, database: Urls
) -> None:
    first, second = keep(source, personal, "李申请", 1), keep(source, personal, "周路人", 2)
    with psycopg.connect(database.owner, autocommit=True) as owner:
        owner.execute(
            "UPDATE case_value a SET ciphertext = b.ciphertext, wrapped_key = b.wrapped_key,"
            " digest = b.digest FROM case_value b WHERE a.ref = %s AND b.ref = %s",
            [first, second],
        )
    assert personal.read(case_id(1), [first]) == {first: None}
    assert personal.read(case_id(2), [second]) == {second: "周路人"}


@integration
def test_many_values_are_read_in_one_query(
    source: OwnConnections, personal: PgPersonalData, database: Urls
) -> None:
    sealed = [personal.seal(case_id(1), f"subject-{n % 3}", "name", str(n)) for n in range(30)]
    PgStore(source).commit([write(1, values=tuple(value for _, value in sealed))])
    refs = [reference.ref for reference, _ in sealed]
    for some in (refs[:1], refs[:3], refs):
        with executed(source.get()) as statements:
            personal.read(case_id(1), some)
        assert len(statements) == 1
    assert list(personal.read(case_id(1), refs).values()) == [str(n) for n in range(30)]


@integration
def test_data_the_law_says_to_keep_are_not_erased(source: OwnConnections, personal: PgPersonalData) -> None:
    ref = keep(source, personal, "李申请")
    personal.hold("li", "食品安全法§126")
    with pytest.raises(UnderLegalHold) as refusal:
        personal.erase("li")
    assert "食品安全法§126" in refusal.value.sentence.zh
    assert personal.read(case_id(1), [ref]) == {ref: "李申请"}
    personal.hold("li", "")
    assert personal.erase("li") == 1


@integration
def test_an_erased_key_is_gone_from_the_table_and_nothing_new_is_kept(
    source: OwnConnections, personal: PgPersonalData, database: Urls
) -> None:
    keep(source, personal, "李申请")
    personal.erase("li")
    with psycopg.connect(database.app) as application:
        row = application.execute("SELECT wrapped_key, erased FROM subject_key").fetchall()
    assert row == [(b"", True)]
    with pytest.raises(SubjectErased):
        personal.seal(case_id(1), "li", "name", "李申请")


@integration
def test_a_case_is_found_by_name_within_its_division_only(personal: PgPersonalData) -> None:
    personal.index_name(case_id(1), "330106", "li", "阿依古丽·买买提")
    personal.index_name(case_id(2), "330106", "li", "阿依古丽·买买提")
    personal.index_name(case_id(2), "330106", "li", "阿依古丽·买买提")
    personal.index_name(case_id(3), "330108", "li", "阿依古丽·买买提")
    assert personal.find_name("330106", "阿依古丽• 买买提") == [case_id(2), case_id(1)]
    assert personal.find_name("330106", "阿依古丽") == []
    personal.erase("li")
    assert personal.find_name("330106", "阿依古丽·买买提") == []
    with pytest.raises(SubjectErased):
        personal.index_name(case_id(4), "330106", "li", "阿依古丽·买买提")


# --- the master key


def test_the_master_key_is_made_once_for_its_owners_eyes_only(tmp_path: Path) -> None:
    first, second = master_key(tmp_path), master_key(tmp_path)
    assert first == second
    place = tmp_path / "keys" / "master.key"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert os.listdir(place.parent) == ["master.key"]
    assert first.secret.hex() not in repr(first)


def test_the_master_key_can_come_from_the_environment(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("TONGBAN_MASTER_KEY", base64.b64encode(KEY).decode())
    assert master_key(tmp_path).secret == KEY
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("text", ["short", "", "ä" * 44, base64.b64encode(b"k" * 31).decode()])
def test_a_broken_master_key_is_never_replaced_by_a_new_one(tmp_path: Path, text: str) -> None:
    place = tmp_path / "keys" / "master.key"
    place.parent.mkdir()
    place.write_text(text)
    with pytest.raises(UnreadableMasterKey, match="备份"):
        master_key(tmp_path)
    assert place.read_text() == text


# --- files


@pytest.mark.parametrize(
    "ref",
    ["../../etc/passwd", "a/b/c/d/e/f", "", ".", "A" * 20, "abc", "x" * 101, "0199\x00aaaa", "０１９９d0a0"],
)
def test_a_reference_that_is_none_touches_no_file(tmp_path: Path, ref: str) -> None:
    blobs = DiskBlobs(tmp_path / "blobs")
    for act in (lambda: blobs.put(ref, KEY, b"x"), lambda: blobs.get(ref, KEY), lambda: blobs.remove(ref)):
        with pytest.raises(ValueError, match="not a reference"):
            act()
    assert os.listdir(tmp_path) == []


def test_a_file_lies_encrypted_under_the_end_of_its_reference(tmp_path: Path) -> None:
    DiskBlobs(tmp_path).put(REF, KEY, b"%PDF-1.7 plain text")
    (kept,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept.relative_to(tmp_path) == Path("cd", "ab", REF)
    assert b"plain" not in kept.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize("place", [0, 5, 20, -1])
def test_one_changed_byte_of_a_file_is_noticed(tmp_path: Path, place: int) -> None:
    blobs = DiskBlobs(tmp_path)
    blobs.put(REF, KEY, b"%PDF-1.7 plain text")
    kept = tmp_path / "cd" / "ab" / REF
    content = bytearray(kept.read_bytes())
    content[place] ^= 1
    kept.write_bytes(content)
    with pytest.raises(ValueError, match="bytes were changed"):
        blobs.get(REF, KEY)


def test_a_file_put_in_the_place_of_another_is_noticed(tmp_path: Path) -> None:
    blobs, other = DiskBlobs(tmp_path), REF[:-4] + "0000"
    blobs.put(REF, KEY, b"mine")
    blobs.put(other, KEY, b"another's")
    (tmp_path / "00" / "00" / other).replace(tmp_path / "cd" / "ab" / REF)
    with pytest.raises(ValueError, match="bytes were changed"):
        blobs.get(REF, KEY)


def test_a_truncated_file_is_noticed(tmp_path: Path) -> None:
    blobs = DiskBlobs(tmp_path)
    blobs.put(REF, KEY, b"%PDF-1.7 plain text")
    (tmp_path / "cd" / "ab" / REF).write_bytes(b"")
    with pytest.raises(ValueError, match="bytes were changed"):
        blobs.get(REF, KEY)


# --- numbers


@integration
def test_a_process_that_was_killed_takes_the_rest_of_its_block_with_it(source: OwnConnections) -> None:
    killed = PgNumbers(source, block=5)
    assert [killed.lease("licence") for _ in range(2)] == [1, 2]
    assert [PgNumbers(source, block=5).lease("licence") for _ in range(2)] == [6, 11]
    assert [killed.lease("licence") for _ in range(4)] == [3, 4, 5, 16]


@integration
def test_what_was_said_of_a_void_number_first_stands(source: OwnConnections, database: Urls) -> None:
    numbers = PgNumbers(source)
    assert numbers.void("licence", 7, "打印损坏", by="wang", at=AT)
    assert numbers.void("licence", 7, "另一说法", by="chen", at=AT)
    with psycopg.connect(database.app) as application:
        assert application.execute('SELECT series, serial, why, "by" FROM void_number').fetchall() == [
            ("licence", 7, "打印损坏", "wang")
        ]
