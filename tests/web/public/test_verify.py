"""Verifying: a licence is real by its number and by every byte of its file."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.connectors.seal import demo_certificate
from tongban.handling.issuing import issue_document
from tongban.kernel.case.commands import DocumentKind
from tongban.web.public import files
from tongban.web.public.verifying import masked


@pytest.fixture
def licence(hall):
    """A granted case whose licence was really set and sealed: its number, and the bytes."""
    demo_certificate.create(Path(settings.DATA) / "seal", at=hall.clock.instant)
    case_id = hall.decided()
    decided = next(e for e in hall.office.handler.history(case_id) if type(e.body).__name__ == "Decided")
    issue_document(hall.office.press, case_id, "licence", decided.seq)
    recorded = hall.case(case_id).documents[DocumentKind.LICENCE]
    return recorded.number, files.file_of(hall.office, case_id, recorded.ref).content


def verify(number="", content=None, name="licence.pdf"):
    anybody = Client(headers={"accept-language": "zh-hans"})
    address = f"/verify/{number}/" if number else "/verify/"
    if content is None:
        return anybody.get(address)
    return anybody.post(address, {"file": SimpleUploadedFile(name, content)})


def said(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\xa0", " "))


def test_by_number_anybody_learns_whether_it_is_valid_and_not_who_holds_it(hall, licence):
    number, _ = licence
    page = said(verify(number))
    for word in (
        "✓ 有效",
        "食品经营许可证",
        number,
        "演示市市场监督管理局",
        "演示****味餐馆",
        "2030年9月23日",
    ):
        assert word in page
    assert "演示市好味餐馆" not in page


def test_the_file_as_issued_is_genuine(hall, licence):
    number, pdf = licence
    assert "✓ 是真的：文件与签发时一字不差。" in said(verify(number, pdf))


def test_one_byte_changed_is_said_plainly(hall, licence):
    number, pdf = licence
    for at in (len(pdf) // 3, len(pdf) // 2, 200):
        changed = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
        page = said(verify(number, changed))
        assert "是真的" not in page
        assert "✕" in page
        assert "请不要据此办事" in page


def test_a_file_with_something_added_is_not_genuine(hall, licence):
    number, pdf = licence
    assert "是真的" not in said(verify(number, pdf + b"\n"))


def test_without_the_number_only_the_seal_is_vouched_for(hall, licence):
    _, pdf = licence
    assert "印章有效，文件未被改动。要确认证照现在是否有效，请再填写编号。" in said(verify("", pdf))


def test_an_expired_licence_is_genuine_and_not_valid(hall, licence):
    number, _ = licence
    hall.on("2030-09-24")
    assert "✕ 已过有效期" in said(verify(number))


def test_rubbish_is_answered_and_breaks_nothing(hall, licence):
    number, pdf = licence
    for content in (
        b"",
        b"%PDF-1.7",
        b"<html>",
        b"\x00" * 5000,
        pdf[:2000],
        b"%PDF-1.7\n" + b"1 0 obj<<" * 9000,
    ):
        page = verify(number, content)
        assert page.status_code == 200
        assert "是真的" not in said(page)
    assert verify("", b"0" * (20 * 1024 * 1024 + 1)).status_code == 422
    assert Client().post("/verify/", {}).status_code == 422


def test_a_number_nobody_issued_is_said_to_be_unknown(hall):
    for wrong in ("JY0", "' OR 1=1 --", "<script>alert(1)</script", "证" * 500):
        page = Client(headers={"accept-language": "zh-hans"}).get("/verify/", {"number": wrong}, follow=True)
        assert page.status_code == 404
        assert "<script>alert" not in page.content.decode()


def test_a_refusals_number_is_no_licence(hall):
    case_id = hall.received()
    assert verify(hall.receipt(case_id)).status_code == 404


@pytest.mark.parametrize(
    ("name", "shown"),
    [("李申请", "李**"), ("李", "李"), ("", ""), ("演示市老街坊餐饮有限公司", "演示****限公司")],
)
def test_a_holders_name_is_masked(name, shown):
    assert masked(name) == shown
