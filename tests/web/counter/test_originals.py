"""原件 — taken at the window, acknowledged at the desk, given back at the shelf."""

import pytest

from hall import Hall
from tongban.kernel.case.papers import OriginalState

pytestmark = pytest.mark.integration


def asked(hall: Hall, do: str, **changes: object) -> dict[str, object]:
    return {"command_id": hall.office.ports.ids.new(), "do": do, "next": "/counter/shelf/", **changes}


def taken(hall: Hall) -> tuple[str, str]:
    """A granted case with an original at the window."""
    case_id = hall.decided()
    said = asked(hall, "take", what="营业执照正本 1 份", brought_by="李申请本人")
    hall.client("wang").post(f"/staff/cases/{case_id}/originals/", said)
    (number,) = hall.case(case_id).originals
    return case_id, number


def test_an_original_is_taken_under_a_number_and_shown_with_where_it_is(hall: Hall):
    case_id, number = taken(hall)
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert number in page
    assert "营业执照正本 1 份" in page
    assert number in hall.client("wang").get("/counter/shelf/").content.decode()


def test_an_original_that_is_given_back_leaves_the_shelf(hall: Hall):
    case_id, number = taken(hall)
    client = hall.client("wang")
    said = asked(hall, "return", original=number, method="counter", proof="李申请，身份证尾号 1234")
    page = client.post(f"/staff/cases/{case_id}/originals/", said, follow=True).content.decode()
    assert "原件已登记。" in page
    assert hall.case(case_id).originals[number].state is OriginalState.RETURNED
    assert number not in client.get("/counter/shelf/").content.decode()


def test_a_loss_that_nobody_entitled_approves_is_not_recorded_and_says_why(hall: Hall):
    case_id, number = taken(hall)
    said = asked(hall, "lose", original=number, reasons="清点时不在", approver="nobody")
    page = hall.client("wang").post(f"/staff/cases/{case_id}/originals/", said, follow=True).content.decode()
    assert "须由登记人以外的人批准" in page
    assert hall.case(case_id).originals[number].is_out


def test_who_has_no_part_in_the_case_touches_no_original(hall: Hall):
    case_id, number = taken(hall)
    said = asked(hall, "return", original=number, method="counter", proof="冒领")
    answer = hall.client("zhou").post(f"/staff/cases/{case_id}/originals/", said)
    assert answer.status_code in (302, 403, 404)
    assert hall.case(case_id).originals[number].is_out
    assert hall.client("wang").get(f"/staff/cases/{case_id}/originals/").status_code == 405


@pytest.mark.parametrize(
    ("do", "typed", "status"),
    [
        ("lose", {"reasons": "清点时不在，找过档案柜", "approver": "nobody"}, 409),
        ("lose", {"reasons": "清点时不在，找过档案柜", "approver": ""}, 422),
        ("return", {"method": "post", "proof": ""}, 422),
        ("take", {"what": "", "brought_by": "李申请的母亲"}, 422),
    ],
)
def test_what_was_typed_is_kept_beside_the_refusal(
    hall: Hall, do: str, typed: dict[str, str], status: int
) -> None:
    case_id, number = taken(hall)
    said = asked(hall, do, original="" if do == "take" else number, **typed)
    answer = hall.client("wang").post(f"/staff/cases/{case_id}/originals/", said)
    assert answer.status_code == status
    form = answer.context["act"]["form"]
    assert {name: form[name].value() for name in typed} == typed
    page = answer.content.decode()
    assert all(text in page for text in typed.values())
    assert page.count('role="alert"') == 1
    assert list(hall.case(case_id).originals) == [number]


def test_what_is_sent_again_after_a_refusal_is_done_once(hall: Hall) -> None:
    case_id, number = taken(hall)
    client, address = hall.client("wang"), f"/staff/cases/{case_id}/originals/"
    said = asked(hall, "return", original=number, method="counter", proof="")
    form = client.post(address, said).context["act"]["form"]
    again = {name: form[name].value() or "" for name in form.fields} | {"proof": "李申请，身份证尾号 1234"}
    for _ in range(2):
        answer = client.post(address, again | {"do": "return", "next": f"/counter/{case_id}/"})
        assert answer["Location"] == f"/counter/{case_id}/"
    assert hall.case(case_id).originals[number].state is OriginalState.RETURNED


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "/my/"])
def test_nobody_is_sent_on_to_a_page_that_is_not_the_staffs(hall: Hall, elsewhere: str) -> None:
    case_id, number = taken(hall)
    said = asked(hall, "return", original=number, method="counter", proof="李申请", next=elsewhere)
    answer = hall.client("wang").post(f"/staff/cases/{case_id}/originals/", said)
    assert answer["Location"] == "/counter/shelf/"
