"""Applying: one question a page, nothing typed is lost, one case however often it is sent."""

import re

import pytest
from django.test import Client

from hall import FORM, PDF, PNG
from online import (
    APPLY,
    CREDIT_CODE,
    PARTICULARS,
    TO_UPLOAD,
    answer_all,
    begin,
    file,
    submit,
    upload_all,
)
from tongban.kernel import Status
from tongban.store.models import CaseState, Draft, DraftUpload


def errors_of(page):
    return re.findall(r'class="field__error"[^>]*>([^<]+)<', page.content.decode())


def test_an_application_from_the_first_question_to_the_receipt(hall):
    client = hall.client("li")
    draft = begin(client)
    answer_all(client)
    upload_all(client)
    sent, _ = submit(client)
    assert (sent.status_code, sent["Location"]) == (302, f"/receipt/{draft.id}/")
    case = hall.case(str(draft.id))
    assert (case.status, case.applicant, case.item) == (
        Status.RECEIVED,
        hall.id("li"),
        "food-operation-licence",
    )
    assert (case.missing, case.skipped) == ((), ("site-survey",))
    receipt = client.get(sent["Location"]).content.decode()
    assert case.receipt_number in receipt
    assert '<svg class="qr"' in receipt


def test_what_was_typed_is_handed_over_and_leaves_the_draft(hall):
    client = hall.client("li")
    draft = begin(client)
    answer_all(client)
    upload_all(client)
    kept = list(DraftUpload.objects.values_list("ref", "key"))
    assert len(kept) == 5
    submit(client)
    draft.refresh_from_db()
    assert (draft.filed, draft.answers, draft.uploads.count()) == (True, {}, 0)
    for ref, key in kept:
        with pytest.raises(FileNotFoundError):
            hall.office.ports.blobs.get(ref, bytes(key))
    received = hall.office.handler.history(str(draft.id))[0].body
    answers = hall.office.ports.personal.read(str(draft.id), [received.answers.ref])[received.answers.ref]
    assert '"credit_code": "' + CREDIT_CODE in answers
    assert '"floor_area": 80' in answers


def test_sending_twice_makes_one_case_with_one_number(hall):
    client = hall.client("li")
    begin(client)
    answer_all(client)
    upload_all(client)
    first, action = submit(client)
    again = client.post(action)
    assert (again.status_code, again["Location"]) == (302, first["Location"])
    assert CaseState.objects.count() == 1
    assert len(hall.events(first["Location"].split("/")[2])) == 1


def test_a_second_click_whose_first_half_died_after_the_receipt_still_ends_well(hall):
    client = hall.client("li")
    draft = begin(client)
    answer_all(client)
    answers = Draft.objects.get(pk=draft.pk).answers
    _, action = submit(client)
    # The process was killed after the case was stored and before the draft was closed.
    Draft.objects.filter(pk=draft.pk).update(filed=False, answers=answers)
    again = client.post(action)
    assert (again.status_code, CaseState.objects.count()) == (302, 1)
    assert Draft.objects.get(pk=draft.pk).filed


def test_a_session_that_expired_loses_nothing(hall):
    begin(hall.client("li"))
    answer_all(hall.client("li"))
    upload_all(hall.client("li"), ("layout",))
    nobody = Client()
    asked = nobody.post(f"{APPLY}particulars/holder/", {"holder": "另一个名字"})
    assert asked["Location"] == f"/sign-in/?next={APPLY}particulars/holder/"
    later = hall.client("li")
    assert later.get(f"{APPLY}particulars/holder/").context["form"].initial == {"holder": FORM["holder"]}
    assert "layout.pdf" in later.get(f"{APPLY}materials/layout/").content.decode()


def test_missing_materials_are_named_and_stop_nobody_from_sending(hall):
    client = hall.client("li")
    begin(client)
    answer_all(client)
    upload_all(client, TO_UPLOAD[:-1])
    assert "还缺 1 份材料" in client.get(f"{APPLY}check/").content.decode()
    sent, _ = submit(client)
    assert "房屋租赁合同或使用证明" in client.get(sent["Location"]).content.decode()
    assert hall.case(sent["Location"].split("/")[2]).missing == ("lease",)


def test_an_open_question_stops_it_and_says_where_to_go_on(hall):
    client = hall.client("li")
    draft = begin(client)
    answer_all(client, particulars={})
    assert client.get(f"{APPLY}check/")["Location"] == APPLY
    refused = client.post(f"/applications/{draft.id}/submit/")
    assert refused.status_code == 400
    assert "还有 7 个问题没有回答" in refused.content.decode()
    assert CaseState.objects.count() == 0


def test_a_situation_changed_at_the_end_takes_its_materials_with_it(hall):
    client = hall.client("li")
    begin(client)
    answer_all(client)
    upload_all(client)
    changed = client.post(f"{APPLY}situation/premises/?from=check", {"premises": "owned"})
    assert changed["Location"] == f"{APPLY}check/"
    sent, _ = submit(client)
    case = hall.case(sent["Location"].split("/")[2])
    assert (case.missing, "lease" in case.materials) == (("premises-ownership",), False)


# --- what is typed wrongly


@pytest.mark.parametrize(
    ("page", "typed", "said"),
    [
        ("situation/premises/", "castle", "选择一个有效的选项"),
        ("situation/cold_dishes/", "", "请选择。"),
        ("situation/floor_area/", "eighty", "请填写整数"),
        ("situation/floor_area/", "0", "1"),
        ("situation/floor_area/", "9" * 5000, "请填写整数"),
        ("particulars/holder/", "", "请填写。"),
        ("particulars/holder/", "名" * 101, "100"),
        ("particulars/holder/", "李\u202e申请", "U+202E"),
        ("particulars/holder/", "李\x00申请", ""),
        ("particulars/credit_code/", "12345", "您填了 5 位"),
        ("particulars/phone/", "打我电话", "5 到 15 位数字"),
        ("particulars/category/", "casino", "选择一个有效的选项"),
    ],
)
def test_a_wrong_answer_is_refused_beside_its_field_and_not_saved(hall, page, typed, said):
    client = hall.client("li")
    draft = begin(client)
    name = page.split("/")[1]
    refused = client.post(APPLY + page, {name: typed})
    assert refused.status_code == 422
    assert len(errors_of(refused)) == 1
    assert said in errors_of(refused)[0]
    assert 'id="error-summary"' in refused.content.decode()
    draft.refresh_from_db()
    assert set(draft.answers) == {"command_id"}


def test_numbers_are_read_as_people_type_them(hall):
    client = hall.client("li")
    draft = begin(client)
    client.post(f"{APPLY}situation/floor_area/", {"floor_area": " ８０ "})
    client.post(f"{APPLY}particulars/phone/", {"phone": "１３８ 0000-0000"})
    client.post(
        f"{APPLY}particulars/credit_code/", {"credit_code": CREDIT_CODE.lower()[:9] + " " + CREDIT_CODE[9:]}
    )
    client.post(f"{APPLY}particulars/scope/", {"scope": "热食类\r\n\r\n  冷食类 "})
    draft.refresh_from_db()
    assert draft.answers["facts"] == {"floor_area": 80}
    assert draft.answers["form"] == {
        "phone": "13800000000",
        "credit_code": CREDIT_CODE,
        "scope": "热食类\n冷食类",
    }


def test_a_hostile_name_is_shown_as_the_text_it_is(hall):
    client = hall.client("li")
    begin(client)
    answer_all(client, particulars=PARTICULARS | {"holder": "<img src=x onerror=alert(1)>"})
    check = client.get(f"{APPLY}check/").content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt;" in check
    assert "<img" not in check


# --- uploads


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bomb.zip", b"PK\x03\x04" + b"\x00" * 100, "不是可接收的类型"),
        ("page.pdf", b"<html>not a pdf</html>", "不是可接收的类型"),
        ("empty.pdf", b"", "没有内容"),
        ("huge.png", PNG[:16] + b"\x00\x01\x00\x00\x00\x01\x00\x00" + PNG[24:], "像素"),
        ("big.pdf", b"%PDF-" + b"0" * (20 * 1024 * 1024), "超过每个附件 20 MB"),
    ],
)
def test_a_file_that_is_not_taken_says_why_and_the_others_are_kept(hall, name, content, said):
    client = hall.client("li")
    begin(client)
    answer_all(client)
    sent = client.post(f"{APPLY}materials/layout/", {"papers": [file(name, content), file("good.pdf")]})
    assert sent.status_code == 422
    assert len(errors_of(sent)) == 1
    assert said in errors_of(sent)[0]
    assert list(DraftUpload.objects.values_list("name", flat=True)) == ["good.pdf"]


def test_a_photograph_comes_through_its_own_control(hall):
    client = hall.client("li")
    begin(client)
    answer_all(client)
    page = client.get(f"{APPLY}materials/layout/").content.decode()
    assert re.search(
        r'<input[^>]*name="photo"[^>]*accept="image/jpeg,image/png"[^>]*capture="environment"', page
    )
    client.post(f"{APPLY}materials/layout/", {"photo": file("photo.png", PNG)})
    assert list(DraftUpload.objects.values_list("name", "media_type")) == [("photo.png", "image/png")]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Windows\\layout.pdf", "layout.pdf"),
        ("<b>x.pdf", "<b>x.pdf"),
        ("gnp\u202efdp.pdf", "gnpfdp.pdf"),
    ],
)
def test_a_file_name_is_made_harmless(hall, name, kept):
    client = hall.client("li")
    begin(client)
    answer_all(client)
    upload = file("x.pdf")
    upload._name = name  # Django's own handler would already drop the path; what it misses must not matter
    client.post(f"{APPLY}materials/layout/", {"papers": [upload]})
    assert list(DraftUpload.objects.values_list("name", flat=True)) == [kept]
    assert "<b>x" not in client.get(f"{APPLY}materials/layout/").content.decode()


def test_the_same_file_twice_is_one_and_a_removed_one_is_gone(hall):
    client = hall.client("li")
    begin(client)
    answer_all(client)
    upload_all(client, ("layout", "layout"))
    upload = DraftUpload.objects.get()
    page = client.get(f"{APPLY}materials/layout/").content.decode()
    remove = re.search(r'action="([^"]+/remove/)"', page)[1]
    assert client.post(remove).status_code == 302
    assert client.post(remove).status_code == 302
    assert DraftUpload.objects.count() == 0
    with pytest.raises(FileNotFoundError):
        hall.office.ports.blobs.get(upload.ref, bytes(upload.key))


def test_sending_no_file_at_all_says_what_to_do(hall):
    client = hall.client("li")
    begin(client)
    answer_all(client)
    sent = client.post(f"{APPLY}materials/layout/", {})
    assert (sent.status_code, errors_of(sent)[0][:7]) == (422, "还没有选文件。")


def test_a_material_takes_twenty_files_and_no_more(hall):
    client = hall.client("li")
    begin(client)
    answer_all(client)
    files = [file(f"{n}.pdf", PDF + str(n).encode()) for n in range(21)]
    sent = client.post(f"{APPLY}materials/layout/", {"papers": files})
    assert (sent.status_code, DraftUpload.objects.count()) == (422, 20)


def test_files_lie_encrypted_while_the_draft_is_open(hall):
    client = hall.client("li")
    begin(client)
    answer_all(client)
    client.post(f"{APPLY}materials/layout/", {"papers": [file("a.pdf", PDF + b"SECRET-IN-THE-DRAFT")]})
    upload = DraftUpload.objects.get()
    assert b"SECRET-IN-THE-DRAFT" in hall.office.ports.blobs.get(upload.ref, bytes(upload.key))
    on_disk = [p.read_bytes() for p in hall.office.ports.blobs._directory.rglob("*") if p.is_file()]
    assert len(on_disk) == 1
    assert b"SECRET-IN-THE-DRAFT" not in on_disk[0]


# --- whose it is


def test_nobody_else_finds_a_draft_or_sends_it(hall, stranger):
    client = hall.client("li")
    draft = begin(client)
    answer_all(client)
    submit_url = f"/applications/{draft.id}/submit/"
    assert stranger.get(f"{APPLY}check/")["Location"] == APPLY
    assert stranger.post(submit_url).status_code == 404
    assert Client().post(submit_url)["Location"].startswith("/sign-in/")
    assert hall.client("wang").post(submit_url).status_code == 403
    assert CaseState.objects.count() == 0


def test_an_address_that_asks_for_nothing_known_is_not_found(hall):
    client = hall.client("li")
    begin(client)
    answer_all(client)
    for place in ("situation/nothing/", "particulars/nothing/", "materials/chain-authorisation/"):
        assert client.get(APPLY + place).status_code == 404
    assert client.get("/apply/rocket-launch/").status_code == 404


def test_a_code_whose_check_digit_does_not_fit_is_questioned_once_doubted_and_taken(hall):
    client = hall.client("li")
    begin(client)
    answer_all(client, particulars={n: text for n, text in PARTICULARS.items() if n != "credit_code"})
    code = CREDIT_CODE[:-1] + ("0" if CREDIT_CODE[-1] != "0" else "1")
    where = f"{APPLY}particulars/credit_code/"
    questioned = client.post(where, {"credit_code": code})
    assert questioned.status_code == 422
    page = questioned.content.decode()
    assert "校验位不符，可能抄错了" in page
    hidden = re.search(r'<input type="hidden" name="(credit_code-meant)" value="([^"]+)">', page)
    assert client.post(where, {"credit_code": code, hidden[1]: hidden[2]}).status_code == 302
    check = client.get(f"{APPLY}check/").content.decode()
    assert "「统一社会信用代码」校验码不符，请对照证照核对" in check
    sent, _ = submit(client)
    assert sent.status_code == 302


def test_a_rare_hanzi_in_a_name_is_told_before_sending_and_stops_nobody(hall):
    client = hall.client("li")
    begin(client)
    answer_all(client, particulars=PARTICULARS | {"holder": "𠮷野家𡋾馆"})
    upload_all(client)
    check = client.get(f"{APPLY}check/").content.decode()
    told = re.search(r"盖章文书的字库里还没有：.*?</ul>", check, re.DOTALL)[0]
    assert re.findall(r"<li>(.*?)</li>", told) == ['经营者名称：<span lang="zh-Hans">𠮷 𡋾</span>']
    sent, _action = submit(client)
    assert CaseState.objects.get().status == Status.RECEIVED.value, sent


def test_names_that_every_font_has_are_not_remarked_upon(hall):
    client = hall.client("li")
    begin(client)
    answer_all(client)
    upload_all(client)
    assert "盖章文书的字库里还没有" not in client.get(f"{APPLY}check/").content.decode()
