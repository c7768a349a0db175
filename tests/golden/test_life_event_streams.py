"""Every stream of a life event ever written replays for ever, byte for byte.

`tests/life_event_streams.py` wrote them. A file here is never edited and never deleted.
"""

import hashlib
import json
from pathlib import Path

import pytest

from life_event_streams import STREAMS, facts, main
from tongban.handling.audit import verify_chain
from tongban.handling.codec import OF_LIFE_EVENTS, Codec, Record
from tongban.handling.ports import History
from tongban.kernel.life_event import replay

HERE = Path(__file__).parent

#: The SHA-256 of each file as it was committed.
COMMITTED = {
    "life_events_v1/1_completed.jsonl": "361f9475ab48cb7ef5f1c957d1f31dbcef49899bc16de5f6a9a248f1de3cf600",
    "life_events_v1/2_stopped.jsonl": "9042786a6a627c9e14852acea4e918ba766458d50a39f03ac35d7c7139eb9338",
    "life_events_v1/3_taken_back.jsonl": "fc3fb27ce94f684ad8ffedca8f6f3886089c299642e2cf15de479e77223929e5",
    "life_events_v1/4_decided_anew.jsonl": "fdcf86898dfc70061964e070d9e3d76d0d5199145716648d82b9b001d9341f58",
    "life_events_v1/5_taken_over.jsonl": "7ac7668211ae59a94c86b26e60fc80b4e1facfff6cbe30450c780f42cfa15389",
    "life_events_v1/6_by_agent.jsonl": "125e0f4339e60f5910df60b349ea7c5d9e75a14a2a4dd1ae802f34c937ff3e3b",
    "life_events_v1/7_promised.jsonl": "ae47b27e4cfc387938818249ca6c8de0476ed0b755ab68f70a4e633c5fe882f8",
    "life_events_v1/8_in_a_project.jsonl": "d50a51a3a8fb82490d5043b4b4f9dcad35cb97764bb135a61e447d33e0799ee5",
}
CODEC = Codec(vocabulary=OF_LIFE_EVENTS)


def streams() -> list[Path]:
    return sorted(HERE.glob("life_events_v*/*.jsonl"))


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
    assert verify_chain(history, OF_LIFE_EVENTS) == []
    events = [CODEC.read(record) for record in history.records]
    assert facts(replay(events)) == expected
    assert CODEC.write(events, b"") == history.records


def test_a_life_events_records_are_not_those_of_a_case() -> None:
    _, history = read(streams()[0])
    assert {finding.code for finding in verify_chain(history)} == {"envelope"}


def test_the_streams_hold_every_type_of_event_there_is() -> None:
    written = {record.type for path in streams() for record in read(path)[1].records}
    assert written == set(OF_LIFE_EVENTS.types)


def test_the_same_acts_today_make_the_same_bytes(tmp_path: Path) -> None:
    main(tmp_path)
    for name in STREAMS:
        assert (tmp_path / f"{name}.jsonl").read_bytes() == (
            HERE / "life_events_v1" / f"{name}.jsonl"
        ).read_bytes()
