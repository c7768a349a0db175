"""归档 — one package that speaks for itself: the same for the same case, and not one byte may change."""

import contextlib
import io
import json
import zipfile
import zlib
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from cast import APPLICANT, ASSISTANT, CLERK, LEAD, OVERSEER, overseen_item
from charged import DECIDER
from office import Office, open_office
from payments import CASE as PAYING
from payments import paying
from tongban.handling import examination, intake, licence, outcome, oversight
from tongban.handling.archiving import Fault, NotReadyForTheArchive, pack, packed_before, verify
from tongban.handling.archiving.bag import NotABag, bagged
from tongban.handling.errand import Errand
from tongban.handling.kept_files import described, text_in
from tongban.handling.payment import counter
from tongban.handling.payment.paying import send_refund, start, take_in
from tongban.handling.uploads import checked
from tongban.kernel.case import commands as c
from tongban.kernel.case.fee_rule import PaymentChannel, RefundGround, RefundWay
from tongban.kernel.refusals import CaseNotFound

CASE = "0199d0a0-0000-7000-8000-0000000a4c01"
OTHER = "0199d0a0-0000-7000-8000-0000000a4c02"
WHY = "平面图与现场不符"


def refused(office: Office, case_id: str = CASE) -> None:
    """Received with its papers, examined, refused for a reason, and delivered."""
    office.receive(case_id, ("form", "licence_copy", "floor_plan"))
    office.accept(case_id)
    for step in ("fire", "health"):
        ask = office.ask(case_id, ASSISTANT.at(f"{step}_desk"))
        examination.give_opinion(office.handler, ask, step, c.OpinionResult.AGREE)
    examination.complete_step(
        office.handler, office.ask(case_id, LEAD), "examine", c.Finding.DOES_NOT_CONFORM, WHY
    )
    remedies = c.Remedies("市人民政府", 60, "市中级人民法院", 6, "行政复议法§20")
    outcome.refuse(office.handler, office.ask(case_id, LEAD), basis="办法§12", reasons=WHY, remedies=remedies)


def closed(office: Office, case_id: str = CASE) -> None:
    refused(office, case_id)
    number = office.handler.standing(case_id).case.outcome_number
    issued(office, case_id, number)
    outcome.deliver(office.handler, office.ask(case_id, CLERK), c.DeliveryMethod.COUNTER, "")


SEALED = b"%PDF-1.7\n%a sealed decision"


def issued(office: Office, case_id: str, number: str) -> None:
    errand = Errand(office.handler, office.ask(case_id, LEAD), "issue")

    def body(errand: Errand) -> c.RecordDocument:
        kept = errand.keep_file("agency", checked("decision.pdf", SEALED))
        return c.RecordDocument(c.DocumentKind.REFUSAL, number, sha256(SEALED).hexdigest(), kept.ref)

    errand.run(body)


@pytest.fixture
def office() -> Office:
    office = open_office("2026-03-02", item=overseen_item())
    closed(office)
    return office


def packed(office: Office) -> bytes:
    found = pack(office.handler, CASE)
    assert found is not None
    return found.content


def names(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def read(content: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read(name)


def test_it_holds_the_records_as_stored_the_documents_the_materials_and_an_index(office: Office):
    content = packed(office)
    told, faults = verify(content, "p.zip")
    assert faults == []
    history = office.store.load(CASE)
    assert history is not None
    for record in history.records:
        assert read(content, f"data/events/{record.seq:06}.json") == record.body
    assert (told["head"], told["records"]) == (history.head.hex(), len(history.records))
    folders = {name.split("/")[1] for name in names(content) if name.startswith("data/")}
    assert {"events", "documents", "materials", "values"} <= folders
    (document,) = [name for name in names(content) if name.startswith("data/documents/")]
    assert read(content, document) == SEALED
    for language, words in (
        ("zh", ("办件卷宗", "不予许可", "10年", "收件编号")),
        ("en", ("File of a case", "ten years")),
    ):
        index = read(content, f"data/index.{language}.md").decode()
        assert all(word in index for word in words)
    assert told["retention"]["class"] == "ten_years"


def test_the_same_case_gives_the_same_bytes(office: Office):
    assert packed(office) == packed(office)


def test_whichever_byte_changes_it_is_seen(office: Office):
    content = packed(office)
    step = max(1, len(content) // 400)
    for at in (*range(0, len(content), step), len(content) - 1):
        changed = bytearray(content)
        changed[at] ^= 0x01
        try:
            _, faults = verify(bytes(changed), "p.zip")
        except NotABag:
            continue
        assert faults, f"byte {at}"
    for shorter in (content[:-1], content[:-200], content + b"x"):
        try:
            assert verify(shorter, "p.zip")[1]
        except NotABag:
            continue


@pytest.mark.parametrize("method", [8, 12, 14, 97])
def test_a_package_that_says_it_is_packed_otherwise_is_no_package(office: Office, method: int):
    content = bytearray(packed(office))
    for signature, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = content.find(signature)
        while at >= 0:
            content[at + place] = method
            at = content.find(signature, at + 4)
    with pytest.raises(NotABag):
        verify(bytes(content), "p.zip")


def repacked(content: bytes, change) -> bytes:
    """Somebody who knows the format: changes a file, and writes every manifest anew."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {
            n.removeprefix("data/"): archive.read(n) for n in archive.namelist() if n.startswith("data/")
        }
        info = dict(line.split(": ", 1) for line in archive.read("bag-info.txt").decode().splitlines())
    change(files)
    info.pop("Payload-Oxum")
    return bagged(files, info)


def codes(content: bytes) -> set[str]:
    return {fault.code for fault in verify(content, "p.zip")[1]}


def test_a_forger_who_writes_the_manifests_anew_is_still_seen(office: Office):
    content = packed(office)
    assert codes(repacked(content, lambda files: None)) == set()

    def another_reason(files):
        name = next(n for n in files if n.startswith("values/") and "reasons" in n)
        files[name] = files[name].replace(WHY.encode("unicode_escape"), b"x").replace(WHY.encode(), b"x")

    def another_decision(files):
        name = next(n for n in files if n.startswith("documents/"))
        files[name] += b"!"

    def another_day(files):
        name = "events/000001.json"
        files[name] = files[name].replace(b"2026-03-02", b"2026-03-03")

    def one_record_less(files):
        last = max(n for n in files if n.startswith("events/0"))
        del files[last]
        files["events/chain.json"] = json.dumps(json.loads(files["events/chain.json"])[:-1]).encode()

    def another_outcome(files):
        told = json.loads(files["case.json"])
        files["case.json"] = json.dumps({**told, "outcome": "granted", "receipt": "330199-1"}).encode()

    def a_paper_more(files):
        files["documents/0099-licence.pdf"] = SEALED

    def another_shape(files):
        chain = json.loads(files["events/chain.json"])
        files["events/chain.json"] = json.dumps([{**row, "type": "x"} for row in chain]).encode()

    assert codes(repacked(content, another_outcome)) == {"particulars"}
    assert codes(repacked(content, a_paper_more)) == {"unlisted"}
    assert "chain" in codes(repacked(content, another_shape))
    assert codes(repacked(content, another_reason)) == {"value"}
    assert codes(repacked(content, another_decision)) == {"document"}
    assert "chain" in codes(repacked(content, another_day))
    assert {"chain", "head"} <= codes(repacked(content, one_record_less))


def test_a_forger_finds_no_file_that_the_records_do_not_hold(office: Office):
    content = packed(office)

    def another_material(files):
        name = next(n for n in files if n.startswith("materials/"))
        files[name] += b"!"

    def another_material_and_what_it_is(files):
        another_material(files)
        for name in [n for n in files if n.startswith("values/")]:
            told = json.loads(files[name])
            if (of_file := described(told["text"])) is not None:
                told["text"] = json.dumps({**of_file, "sha256": sha256(b"x").hexdigest()})
                files[name] = json.dumps(told).encode()

    def no_more_of(part: str):
        def without(files):
            told = json.loads(files["case.json"])
            gone = [f for f in told["files"] if part in f["path"]]
            told["files"] = [f for f in told["files"] if f not in gone]
            for listed in gone:
                del files[listed["path"]]
            files["case.json"] = json.dumps(told).encode()

        return without

    assert codes(repacked(content, another_material)) == {"file"}
    assert codes(repacked(content, another_material_and_what_it_is)) == {"value", "file"}
    assert codes(repacked(content, no_more_of("reasons"))) == {"absent"}
    assert codes(repacked(content, no_more_of("documents/"))) == {"absent"}


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_package_says_so(content: bytes):
    with pytest.raises(NotABag) as refused:
        verify(content, "letter.pdf")
    assert "letter.pdf" in refused.value.sentence.zh


@pytest.mark.parametrize("name", ["case.json", "events/chain.json", "events/000001.json"])
@pytest.mark.parametrize("made_up", ["null", "[]", "{}", "7", "[[]]", '[{"seq": {}}]', "[" * 100_000, "x"])
def test_what_was_made_up_by_hand_is_a_finding_or_no_package(office: Office, name: str, made_up: str):
    content = packed(office)
    with contextlib.suppress(NotABag):
        assert codes(repacked(content, lambda files: files.update({name: made_up.encode()})))


@pytest.mark.parametrize("lost", ["format", "case", "receipt", "records", "head", "files", "outcome"])
def test_a_package_that_leaves_out_what_it_is_of_is_not_whole(office: Office, lost: str):
    def without(files):
        told = json.loads(files["case.json"])
        del told[lost]
        files["case.json"] = json.dumps(told).encode()

    with contextlib.suppress(NotABag):
        assert codes(repacked(packed(office), without))


def test_a_value_no_command_could_have_set_is_a_finding(office: Office):
    def no_days(files):
        record = json.loads(files["events/000001.json"])
        record["data"]["notice_limit"]["amount"] = -1
        files["events/000001.json"] = json.dumps(record).encode()

    assert {"chain", "particulars"} <= codes(repacked(packed(office), no_days))


def test_a_zip_whose_compression_is_damaged_is_no_package(office: Office):
    squeezed = io.BytesIO()
    with zipfile.ZipFile(squeezed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data/case.json", b"{}" * 500)
    content = bytearray(squeezed.getvalue())
    content[30 + len("data/case.json")] = 0x07  # a kind of block that there is not
    with pytest.raises(NotABag) as damaged:
        verify(bytes(content), "p.zip")
    assert isinstance(damaged.value.__cause__, zlib.error)


def test_what_was_erased_is_not_in_it_and_is_named(office: Office):
    applicant = office.handler.standing(CASE).case.applicant
    assert WHY.encode("unicode_escape") in packed(office) or WHY.encode() in packed(office)
    office.personal.erase(applicant)
    content = packed(office)
    told, faults = verify(content, "p.zip")
    assert faults == []
    assert told["erased"]
    assert not any(name.startswith("data/materials/") for name in names(content))
    assert "已依法删除" in read(content, "data/index.zh.md").decode()


def test_no_key_of_a_file_is_in_it(office: Office):
    content = packed(office)
    stored = office.personal.contents(
        CASE, [listed["ref"] for listed in verify(content, "p.zip")[0]["files"] if listed["ref"]]
    )
    files = [of_file for v in stored.values() if (of_file := described(text_in(v or b"")))]
    keys = [office.personal.read(CASE, [told["key_in"]])[told["key_in"]] or "" for told in files]
    assert len(keys) == 4
    assert all(len(key) == 64 for key in keys)
    assert not any(key.encode() in content for key in keys)


def blob_of(office: Office, name: str) -> str:
    values = (json.loads(value.ciphertext)["text"] for value in office.store.values[CASE].values())
    return next(told["blob"] for text in values if (told := described(text)) and told["name"] == name)


@pytest.mark.parametrize(("name", "path"), [("floor_plan.pdf", "materials/"), ("decision.pdf", "documents/")])
def test_a_file_that_is_lost_is_named_and_its_key_is_not_packed_in_its_place(
    office: Office, name: str, path: str
):
    office.handler.ports.blobs.remove(blob_of(office, name))
    found = pack(office.handler, CASE)
    assert found is not None
    (lost,) = found.lost
    assert lost.startswith(path)
    assert lost.endswith(name)
    faults = verify(found.content, "p.zip")[1]
    assert faults == [Fault("lost", lost)]
    assert lost in read(found.content, "data/index.zh.md").decode()
    assert b'key\\"' not in found.content


def test_a_file_kept_before_descriptions_held_its_digest_is_packed_without_them(office: Office):
    values = office.store.values[CASE]
    for ref, value in values.items():
        told = json.loads(value.ciphertext)
        if (of_file := described(told["text"])) is None:
            continue
        key = json.loads(values[of_file["key_in"]].ciphertext)["text"]
        as_it_was = {n: v for n, v in of_file.items() if n not in ("key_in", "sha256")} | {"key": key}
        told["text"] = json.dumps(as_it_was)
        values[ref] = replace(value, ciphertext=json.dumps(told).encode())
    content = packed(office)
    told, faults = verify(content, "p.zip")
    assert faults == []
    assert told["unheld"] == 3
    assert len([n for n in names(content) if n.startswith("data/materials/")]) == 3
    assert b'key\\"' not in content


def test_a_case_that_has_not_ended_is_refused_and_so_is_one_nobody_oversees_yet():
    office = open_office("2026-03-02", item=overseen_item())
    office.receive(CASE, ("form", "licence_copy", "floor_plan"))
    with pytest.raises(NotReadyForTheArchive):
        pack(office.handler, CASE)
    with pytest.raises(CaseNotFound):
        pack(office.handler, OTHER)


def test_a_case_whose_refund_has_not_gone_back_waits_for_it():
    at = paying()
    handler = at.office.handler
    take_in(at.cashier, at.platform.pay(start(at.cashier, PAYING).number))
    intake.withdraw(handler, at.office.ask(PAYING, APPLICANT))
    counter.propose_refund(handler, at.office.ask(PAYING, CLERK), RefundGround.WITHDRAWN, 12_000)
    counter.answer_proposal(handler, at.office.ask(PAYING, DECIDER), approved=True)
    with pytest.raises(NotReadyForTheArchive) as refused:
        pack(handler, PAYING)
    assert "refund" in refused.value.sentence.en
    send_refund(at.cashier, PAYING, at.fee.refunds[0].number)
    assert pack(handler, PAYING) is not None


def test_a_case_paid_at_the_counter_is_archived_once_the_counter_gave_it_back():
    at = paying()
    handler = at.office.handler
    counter.take(handler, at.register, at.office.ask(PAYING, CLERK), PaymentChannel.POS, "P-7")
    intake.withdraw(handler, at.office.ask(PAYING, APPLICANT))
    counter.propose_refund(handler, at.office.ask(PAYING, LEAD), RefundGround.WITHDRAWN, 12_000)
    counter.answer_proposal(handler, at.office.ask(PAYING, DECIDER), approved=True)
    with pytest.raises(NotReadyForTheArchive):
        pack(handler, PAYING)
    part = at.fee.refunds[0].number, "P-7"
    counter.pay_refund(handler, at.register, at.office.ask(PAYING, CLERK), part, RefundWay.CARD, "B-7")
    assert pack(handler, PAYING) is not None


def test_every_case_that_ended_before_a_day_and_why_others_are_left(office: Office):
    office.on("2026-03-20")
    closed(office, OTHER)
    assert [p.case_id for p in packed_before(office.handler, date(2026, 3, 20))] == [CASE]  # type: ignore[union-attr]
    assert [p.case_id for p in packed_before(office.handler, date(2026, 3, 21))] == [CASE, OTHER]  # type: ignore[union-attr]
    assert list(packed_before(office.handler, date(2026, 3, 2))) == []


def test_a_fault_is_told_in_both_languages():
    for code in (
        "file",
        "lost",
        "absent",
        "changed",
        "chain",
        "head",
        "document",
        "value",
        "missing",
        "particulars",
        "unlisted",
    ):
        said = Fault(code, "x").sentence
        assert said.zh
        assert said.en


def test_a_grant_waits_for_its_overseer():
    office = open_office("2026-03-02", item=overseen_item())
    office.receive(CASE, ("form", "licence_copy", "floor_plan"))
    office.accept(CASE)
    for step in ("fire", "health"):
        ask = office.ask(CASE, ASSISTANT.at(f"{step}_desk"))
        examination.give_opinion(office.handler, ask, step, c.OpinionResult.AGREE)
    examination.complete_step(office.handler, office.ask(CASE, LEAD), "examine", c.Finding.CONFORMS, "")
    outcome.grant(office.handler, office.ask(CASE, LEAD), prefix="JY", basis="食品安全法§35")
    licence.cancel(office.handler, office.ask(CASE, LEAD), c.CancellationGround.ENTITY_ENDED)
    with pytest.raises(NotReadyForTheArchive) as waits:
        pack(office.handler, CASE)
    assert "监管移交" in waits.value.sentence.zh
    for n in ("1", "2"):
        oversight.acknowledge(office.handler, office.ask(CASE, OVERSEER), n, None)
    found = pack(office.handler, CASE)
    assert found is not None
    assert verify(found.content, found.name)[0]["retention"]["class"] == "thirty_years"
