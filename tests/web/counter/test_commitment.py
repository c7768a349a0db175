"""告知承诺 at the window — told, the sheet printed and signed, the scan kept; never pressed upon anybody."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import gym
from hall import PDF, Hall
from tongban.handling.credit import CreditNote
from tongban.kernel.case import commands as c
from web.public.test_track import said

pytestmark = pytest.mark.integration


def posted(hall: Hall, case_id: str, **more: object):
    ids = hall.office.ports.ids
    form = {"command_id": ids.new(), "seen": str(hall.case(case_id).version), **more}
    return hall.client("wang").post(f"/counter/{case_id}/commitment/", form)


def signed(name: str = "承诺书.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def page_of(hall: Hall, case_id: str) -> str:
    return said(hall.client("wang").get(f"/counter/{case_id}/"))


def test_the_clerk_tells_prints_takes_the_signed_sheet_and_accepts_with_what_is_there(hall: Hall):
    gym.opened(hall)
    case_id = gym.received(hall)
    assert "不愿意的，按一般程序办，不要劝" in page_of(hall, case_id)
    assert posted(hall, case_id).status_code == 302
    assert "打印告知承诺书" in page_of(hall, case_id)
    sheet = said(hall.client("wang").get(f"/counter/{case_id}/commitment/print/"))
    for word in (
        "告知承诺书",
        "演消承〔2026〕1号",
        "承诺人（签名或者盖章）：",
        *(p.zh for p in gym.terms(hall).promised),
    ):
        assert word in sheet
    assert posted(hall, case_id).status_code == 422  # nothing signed
    assert posted(hall, case_id, signed=signed(content=b"MZ not a paper")).status_code == 409
    assert posted(hall, case_id, signed=signed()).status_code == 302
    assert hall.events(case_id) == ["Received", "CommitmentTold", "Committed"]
    assert hall.case(case_id).missing == ()
    page = page_of(hall, case_id)
    assert "申请人已经承诺" in page
    assert "签署的承诺书" in page


def test_the_button_says_what_it_does_and_the_keys_name_its_key(hall: Hall):
    gym.opened(hall)
    case_id = gym.received(hall)
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert "<button>告知承诺内容</button>" in page
    assert "<dt><kbd>c</kbd></dt><dd>告知承诺</dd>" in page
    english = hall.client("wang", english=True).get(f"/counter/{case_id}/").content.decode()
    assert "<button>Tell what is committed to</button>" in english


def test_where_the_item_offers_none_there_is_nothing_of_it(hall: Hall):
    case_id = hall.received()
    assert "告知承诺" not in page_of(hall, case_id)
    assert posted(hall, case_id).status_code == 302
    assert hall.events(case_id) == ["Received"]


def test_who_may_not_commit_is_refused_with_the_reason(hall: Hall):
    gym.opened(hall)
    now, standing = hall.clock.now(), c.CreditStanding.FORMER_FALSE_PROMISE
    hall.office.ports.credit.note(CreditNote(hall.id("li"), "B-1", standing, now.date(), "op", now))
    case_id = gym.received(hall)
    posted(hall, case_id)
    assert "曾作出虚假承诺：信用修复以前不适用告知承诺" in page_of(hall, case_id)
    refused = posted(hall, case_id, signed=signed())
    assert refused.status_code == 409
    assert "信用修复前不适用告知承诺" in said(refused)


def test_a_decline_for_false_material_says_which_ban_it_brings_and_brings_it(hall: Hall):
    gym.opened(hall)
    case_id = gym.received(hall)
    assert "提供虚假材料的，申请人 1 年内不得再次申请本许可（行政许可法§78）" in page_of(hall, case_id)
    form = {
        "command_id": hall.office.ports.ids.new(),
        "seen": "1",
        "do": "decline",
        "ground": "false_material",
        "decline_reasons": "营业执照系伪造",
    }
    assert hall.client("wang").post(f"/counter/{case_id}/", form).status_code == 302
    assert hall.office.ports.store.banned_until(hall.id("li"), gym.FIRE) is not None
    assert "申请人 1 年内不得再次申请" not in page_of(hall, hall.received())
