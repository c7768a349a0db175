"""Every stream ever written replays for ever, byte for byte.

`tests/golden_streams.py` wrote them. A file here is never edited and never deleted; a new schema version
adds a directory.
"""

import hashlib
import json
from pathlib import Path

import pytest

from golden_streams import STREAMS, facts, main
from tongban.handling.audit import verify_chain
from tongban.handling.codec import TYPES, Codec, Record, UnreadableRecord, canonical
from tongban.handling.ports import History
from tongban.kernel import Event, replay

HERE = Path(__file__).parent

#: The SHA-256 of each file as it was committed.
COMMITTED = {
    "v1/60_granted_in_writing.jsonl": "2dc9fbacc0dc6e0e0386eed96e867b1a07fa495383abe5e341aabb28ac19b0a1",
    "v1/1_granted.jsonl": "83be2354ec4be17a02e2996c809798bc42459e9b18d636f6445e12e8f327a9cb",
    "v1/2_refused.jsonl": "f3b12fe3bbbce8ac19ebe03d9e95762122ac445435be803f03b996291cb0b68b",
    "v1/3_declined.jsonl": "5d4fe8cde228c0d9275e61a5909597deea7a7b1c67097759380ab8e9ee97b392",
    "v1/4_withdrawn.jsonl": "f046f13dd20b0fd0d5cadab265c7a93c2c6d58ce6fa462534440f45a4b8f9366",
    "v1/5_recounted.jsonl": "2e60bfb6d255829a31c8dafa375b5fe6376870cfc865b8c4162b4af4fc78ecb5",
    "v1/6_signalled.jsonl": "e0240d4e30284c8fb4c6636a074330192f4bcf6672b5cbcda942f0713ebdcb07",
    "v1/7_heard.jsonl": "2a67b78152b3a3907d67c760978a3c26c28ba64480b680c927d81b7eb3ae8887",
    "v1/8_returned.jsonl": "012d602e50abbfd6d68f3c78703cec523611da5c4c6dcc94158a3d563db69d2f",
    "v1/9_filled.jsonl": "66fd2ef691070b4db0cbda775428a558e710ba5eebf3940efe593b75515b622f",
    "v1/10_revoked.jsonl": "b0db122b89b404daa753a89b57f264df7c41610f32ff17712bd6050d645cadba",
    "v1/11_banned.jsonl": "cf3104d348ce37a841c0007bc3a82bff384b8cd9f6895aff35e64a83596a3bc8",
    "v1/12_renewed.jsonl": "3671aefa6ad8f9f636f2413b3d2cf0d533f96680380611a70c633bda1a527b05",
    "v1/13_surveyed.jsonl": "55cb967d45af0fd26195172b5e3f369a70af7367c9c0ab6190ea88ecca968e2c",
    "v1/14_renewed.jsonl": "e1bb75ced16d31507b6e96f1cccae8c7df44e9947a4d7879e73a88ed0178ebf2",
    "v1/15_stopped.jsonl": "d24c9faf02fc501813a3d0aa98868e29be0f6e3445f624199ffe4c43e3265063",
    "v1/16_sent_up.jsonl": "fb10880752a2bb99f89bb56594cdf6bec019fb1a6ccc74d9a5f307e5dba20639",
    "v1/20_revoked.jsonl": "95da097437e3e29e2b631b6963cd92f672a834bd3666dbf1eed1ed50e1e65c32",
    "v1/17_ended.jsonl": "1a62e4d7a77c5e8518248fa3534349fcd74eecf4bcc412a0dc0d22aa485da4a2",
    "v1/18_transferred.jsonl": "e1077a4c57c4ad0c431d5c7988e0a54ad2e19b2bb40b1fb9c67f9e08f559d124",
    "v1/30_disputed.jsonl": "6c2f7a5d08761433f4edf2ca91b70c9a6817ad31a1e6e752f8c0a7df674d8171",
    "v1/19_inspected.jsonl": "2279b8f114841e70f2f6c89b3b3625c6faecc9fefff0c7c0db31919f032f8e9a",
    "v1/31_observed.jsonl": "24dc531a854702092b9f529656446baa6abe2b7c04f173616fd046ae399f6f09",
    "v1/21_served.jsonl": "c9bf53c0c9386914563b991e216a6705d843082a8047c26c7fd659dc950c8e17",
    "v1/22_in_custody.jsonl": "31e900116cebc8f6bff2f6ac3af3018c12f67ab3b71e54cea1229064143ef63e",
    "v1/31_overseen.jsonl": "2fea577d2702dfb0a73001418232e7cdfc904e51cebba8e5a1cb6e35c572830e",
    "v1/31_charged.jsonl": "876462130757d059b38be335fb55f6a9f5aa77b2a9a63dc80d84fa69dc395557",
    "v1/50_given_back.jsonl": "e329beb26cfe90ca3ff816fe8d9f2e9b19e4d92fa879f578f1b77e2b5f115340",
    "v1/51_taken_up_again.jsonl": "b2af9cc850f0634e3481b00b7659702d99862ba6baf96b21ae1c98749172dcd0",
    "v1/32_never_paid.jsonl": "77275f238e75836b2a965cc7a2901098874df8b6602c172c5ea40a99431afed4",
    "v1/33_fought.jsonl": "cc0f50d87ca6dd73c0df7c32c8ac6cfb577c2920dfd10af0bf648c1c8004967a",
    "v1/43_fought.jsonl": "18acc5c8dee1535ac431aae17f6eeb934ffce7a477042d375f816dc8ed692279",
    "v1/44_moved_with_the_post.jsonl": "ba267bd6b766e903362b3a8b42abc09c4d90ce18cd9b351d77aef448aab850cc",
    "v1/41_last_place.jsonl": "cb4859661d28e853d62f52cb903d28a3d2d81e8e42d1847f5c47c6ea6a4e306e",
    "v1/42_no_place.jsonl": "778b0887b9d54dc3c3b067a1a2ba4ec2e99a0734ed47366bb2d8e497feadef9b",
    "v1/40_inherited.jsonl": "a4cd4261f46027dfb40e8828f21ff410106d764e2be83a84171527016945ea7d",
    "v1/60_announced.jsonl": "0c891d77d0c9846f593e789b6290262b4ca229fd6e3332845f122083bcb9735e",
    "v1/70_corrected_there.jsonl": "0081da4d25e3252410256311d9a05d3f487fdbafcb342d67428c56ff2ef573c6",
    "v1/71_sent_by_transfer.jsonl": "f156510e1cd1dd790eca70bb9c83beb0a8120a80e74bc83cb8e671f099fd6fca",
}


def streams() -> list[Path]:
    return sorted(HERE.glob("v*/*.jsonl"))


def read(path: Path) -> tuple[dict[str, object], History]:
    head, *lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    records = tuple(
        Record(**{**line, "body": line["body"].encode(), "digest": bytes.fromhex(line["digest"])})
        for line in lines
    )
    return head["expected"], History(records[0].case_id, len(records), records[-1].digest, records)


every_stream = pytest.mark.parametrize("path", streams(), ids=lambda path: f"{path.parent.name}/{path.stem}")


def test_no_golden_file_was_edited_deleted_or_left_uncounted() -> None:
    found = {f"{p.parent.name}/{p.name}": hashlib.sha256(p.read_bytes()).hexdigest() for p in streams()}
    assert found == COMMITTED


@every_stream
def test_the_chain_holds_over_the_bytes_as_stored(path: Path) -> None:
    _, history = read(path)
    assert verify_chain(history) == []


@every_stream
def test_one_changed_byte_breaks_the_chain(path: Path) -> None:
    _, history = read(path)
    first, *others = history.records
    body = first.body.replace(b'"division":"330106"', b'"division":"330108"')
    changed = Record(first.case_id, 1, first.type, first.schema, body, first.digest, first.algorithm)
    findings = verify_chain(History(history.case_id, history.version, history.head, (changed, *others)))
    assert [(finding.seq, finding.code) for finding in findings] == [(1, "digest")]


@every_stream
def test_the_stream_replays_to_the_case_it_was_then(path: Path) -> None:
    expected, history = read(path)
    assert facts(replay(map(Codec().read, history.records))) == expected


@every_stream
def test_reading_and_writing_again_gives_the_same_bytes(path: Path) -> None:
    _, history = read(path)
    assert Codec().write(map(Codec().read, history.records), b"") == history.records


def test_the_streams_hold_every_type_of_event_there_is() -> None:
    assert {record.type for path in streams() for record in read(path)[1].records} == set(TYPES)


def test_the_same_acts_today_make_the_same_bytes(tmp_path: Path) -> None:
    main(tmp_path)
    for name in STREAMS:
        assert (tmp_path / f"{name}.jsonl").read_bytes() == (HERE / "v1" / f"{name}.jsonl").read_bytes()


# --- upcasting: what a later version of the program does with records of an earlier one


def aged(record: Record, schema: int) -> Record:
    """The record as an imagined program before ours would have written it: without `agent`, `channel` by
    another name, and an older schema number in its name."""
    envelope = json.loads(record.body)
    envelope["dataschema"] = f"urn:tongban:event:received:{schema}"
    data = envelope["data"]
    del data["agent"]
    data["way"] = data.pop("channel")
    body = canonical(envelope)
    digest = hashlib.sha256(body).digest()
    return Record(record.case_id, record.seq, record.type, schema, body, digest, record.algorithm)


def received() -> Record:
    return read(HERE / "v1" / "3_declined.jsonl")[1].records[0]


def test_upcasters_lift_an_old_shape_version_by_version() -> None:
    name = "tongban.case.received"
    upcasters = {
        (name, -1): lambda data: {**{k: v for k, v in data.items() if k != "way"}, "channel": data["way"]},
        (name, 0): lambda data: {**data, "agent": ""},
    }
    event: Event = Codec(upcasters=upcasters).read(aged(received(), -1))
    assert event == Codec().read(received())


def test_a_record_is_hashed_as_stored_and_never_as_lifted() -> None:
    old = aged(received(), 0)
    assert verify_chain(History(old.case_id, 1, old.digest, (old,))) == []


def test_a_shape_nobody_can_lift_is_told_with_its_place() -> None:
    with pytest.raises(UnreadableRecord) as error:
        Codec().read(aged(received(), 0))
    assert "第 1 条" in error.value.sentence.zh
