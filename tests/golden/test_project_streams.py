"""Every stream of a construction project ever written replays for ever, byte for byte.

`tests/project_streams.py` wrote them. A file here is never edited and never deleted.
"""

import hashlib
import json
from pathlib import Path

import pytest

from project_streams import STREAMS, facts, main
from tongban.handling.audit import verify_chain
from tongban.handling.codec import OF_PROJECTS, Codec, Record
from tongban.handling.ports import History
from tongban.kernel.project import replay

HERE = Path(__file__).parent

#: The SHA-256 of each file as it was committed.
COMMITTED = {
    "projects_v1/1_completed.jsonl": "82aa51cddc7c2b8f445e13d87d07feb04daa72df111d9e52dcc4c0a2d02735a0",
    "projects_v1/2_lost_and_ended.jsonl": "34f7f0d27bfc47c9d9357d1448b28f5258e2f40a4f519de3d8eaa79fe4a5feec",
}
CODEC = Codec(vocabulary=OF_PROJECTS)


def streams() -> list[Path]:
    return sorted(HERE.glob("projects_v*/*.jsonl"))


def read(path: Path) -> tuple[dict[str, object], History]:
    head, *lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    records = tuple(
        Record(**{**line, "body": line["body"].encode(), "digest": bytes.fromhex(line["digest"])})
        for line in lines
    )
    return head["expected"], History(records[0].case_id, len(records), records[-1].digest, records)


every_stream = pytest.mark.parametrize("path", streams(), ids=lambda path: path.stem)


def test_no_golden_file_was_edited_deleted_or_left_uncounted() -> None:
    found = {f"{p.parent.name}/{p.name}": hashlib.sha256(p.read_bytes()).hexdigest() for p in streams()}
    assert found == COMMITTED


@every_stream
def test_the_chain_holds_and_the_stream_replays_to_what_it_was_then(path: Path) -> None:
    expected, history = read(path)
    assert verify_chain(history, OF_PROJECTS) == []
    events = [CODEC.read(record) for record in history.records]
    assert facts(replay(events)) == expected
    assert CODEC.write(events, b"") == history.records


def test_a_projects_records_are_not_those_of_a_case() -> None:
    _, history = read(streams()[0])
    assert {finding.code for finding in verify_chain(history)} == {"envelope"}


def test_the_streams_hold_every_type_of_event_there_is() -> None:
    written = {record.type for path in streams() for record in read(path)[1].records}
    assert written == set(OF_PROJECTS.types)


def test_the_same_acts_today_make_the_same_bytes(tmp_path: Path) -> None:
    main(tmp_path)
    for name in STREAMS:
        assert (tmp_path / f"{name}.jsonl").read_bytes() == (
            HERE / "projects_v1" / f"{name}.jsonl"
        ).read_bytes()
