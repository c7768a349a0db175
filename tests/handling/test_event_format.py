"""The event format, decided for good: canonical bytes, a chain, one CloudEvent a record."""

import json
from dataclasses import replace

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from cast import APPLICANT, CLERK
from office import open_office
from tongban.handling import audit
from tongban.handling.carrying_out import Handler
from tongban.handling.codec import TYPES, Codec, Record, UnreadableRecord, canonical
from tongban.kernel import Event
from tongban.kernel.case import events as e

plain_data = st.recursive(
    st.text() | st.integers(-(2**53) + 1, 2**53 - 1) | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(plain_data)
def test_our_bytes_are_those_of_rfc_8785(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


def test_a_number_too_large_for_a_machine_word_is_written_out():
    assert (
        canonical({"n": 2**70, "a": -(2**70)}) == b'{"a":-1180591620717411303424,"n":1180591620717411303424}'
    )


def records() -> tuple[Handler, tuple[Record, ...]]:
    office = open_office()
    office.receive("case-1", ("form", "licence_copy", "floor_plan"))
    office.accept("case-1")
    history = office.store.load("case-1")
    assert history is not None
    return office.handler, history.records


def test_a_record_is_a_cloud_event_that_names_who_where_when() -> None:
    _, (received, *_) = records()
    envelope = json.loads(received.body)
    data = envelope.pop("data")
    assert envelope == {
        "specversion": "1.0",
        "id": "case-1/1",
        "source": "/tongban",
        "type": "tongban.case.received",
        "subject": "case-1",
        "time": "2025-09-24T02:00:00.000000Z",
        "datacontenttype": "application/json",
        "dataschema": "urn:tongban:event:received:1",
        "seq": 1,
        "command": "ask-1",
        "occurredat": "2025-09-24T02:00:00.000000Z",
        "legaldate": "2025-09-24",
        "actor": APPLICANT.account,
        "post": "",
        "hashalg": "sha-256",
        "prevhash": "",
    }
    assert data["receipt_number"] == "330100-20250924-00001"


def test_context_attributes_are_named_as_cloudevents_demands() -> None:
    _, stored = records()
    for record in stored:
        names = set(json.loads(record.body)) - {"data"}
        assert all(name.isalnum() and name == name.lower() and len(name) <= 20 for name in names)


def test_reading_and_writing_again_gives_the_same_bytes() -> None:
    handler, stored = records()
    events = [handler.codec.read(record) for record in stored]
    assert handler.codec.write(events, b"") == stored


def test_every_happening_has_a_type_and_a_title_in_both_languages() -> None:
    happenings = {c for c in vars(e).values() if isinstance(c, type) and issubclass(c, e.Happening)}
    assert set(TYPES.values()) == happenings - {e.Happening}
    assert all(cls.title().zh and cls.title().en for cls in TYPES.values())


def test_an_old_shape_is_lifted_step_by_step_before_it_is_read() -> None:
    _, (_, accepted, *_) = records()
    envelope = json.loads(accepted.body)
    # As if version 1 had called the number `number` and version 2 had not yet had a basis.
    envelope["data"]["number"] = envelope["data"].pop("acceptance_number")
    del envelope["data"]["basis"]
    old = replace(accepted, body=canonical(envelope))
    upcasters = {
        (accepted.type, 1): lambda data: {**data, "acceptance_number": data["number"]},
        (accepted.type, 2): lambda data: {
            **{name: value for name, value in data.items() if name != "number"},
            "basis": "行政许可法§32(5)",
        },
    }
    lifted = Codec(upcasters=upcasters).read(old)
    assert lifted == Codec().read(accepted)
    with pytest.raises(UnreadableRecord):
        Codec().read(old)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"type":"tongban.case.received"}',
        b'{"type":"x","dataschema":"y:1","data":{}}',
    ],
)
def test_a_record_that_cannot_be_read_says_which_and_what_to_do(body: bytes) -> None:
    record = Record("case-1", 3, "tongban.case.received", 1, body, b"", "sha-256")
    with pytest.raises(UnreadableRecord) as unreadable:
        Codec().read(record)
    assert "case-1" in unreadable.value.sentence.zh
    assert "audit verify" in unreadable.value.remedy.en


# --- the chain


def tampered(change: object) -> list[str]:
    office = open_office()
    office.receive("case-1", ("form", "licence_copy", "floor_plan"))
    office.accept("case-1")
    stored = office.store._cases["case-1"].records
    change(stored)  # type: ignore[operator]
    return sorted({finding.code for finding in audit.verify_case(office.handler, "case-1")})


def test_an_untouched_history_has_no_findings() -> None:
    assert tampered(lambda records: None) == []


def test_one_changed_byte_is_found() -> None:
    def change(records: list[Record]) -> None:
        records[0] = replace(records[0], body=records[0].body.replace(b"online", b"onlime"))

    assert "digest" in tampered(change)


def test_a_rewritten_record_with_a_right_digest_breaks_the_chain() -> None:
    def change(records: list[Record]) -> None:
        event = Codec().read(records[0])
        forged = Event(**{n: getattr(event, n) for n in Event.__slots__} | {"actor": "forger"})
        records[0] = Codec().write([forged], b"")[0]

    assert tampered(change) == ["chain"]


def test_a_removed_record_is_found() -> None:
    assert "sequence" in tampered(lambda records: records.pop(1))


def test_a_row_that_says_other_than_the_replay_is_found() -> None:
    office = open_office()
    office.receive("case-1", ("form", "licence_copy", "floor_plan"))
    stored = office.store._cases["case-1"]
    stored.summary = replace(stored.summary, status="closed")  # type: ignore[type-var]
    findings = audit.verify_case(office.handler, "case-1")
    assert [(f.code, f.detail) for f in findings] == [("summary", "status: closed ≠ received")]


def test_erasing_a_person_keeps_replay_and_audit_green() -> None:
    office = open_office()
    office.receive("case-1", ("form", "licence_copy", "floor_plan"))
    office.accept("case-1")
    before = office.handler.history("case-1")
    received = before[0].body
    assert isinstance(received, e.Received)
    assert received.answers is not None
    assert "李申请" in (office.personal.read("case-1", [received.answers.ref])[received.answers.ref] or "")
    assert office.personal.erase(APPLICANT.account) == 7  # the answers, three files and their keys
    assert office.personal.read("case-1", [received.answers.ref]) == {received.answers.ref: None}
    assert office.handler.history("case-1") == before
    assert list(audit.verify_all(office.handler)) == [("case-1", [])]
    assert CLERK.account in {event.actor for event in before}
