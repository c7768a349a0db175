"""延续 — a holder without an account renews at the window, by the number on the licence."""

import pytest

from hall import Hall
from renewed import RENEWAL, permitted, renewable
from tolerated import NEEDED, PARTICULARS
from tongban.store.models import Account

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("renewable")]
__all__ = ["renewable"]


def posted(hall: Hall, number: str, *, who: str = "li"):
    ids = hall.office.ports.ids
    body = {
        "case_id": ids.new(),
        "command_id": ids.new(),
        "seen": "0",
        "applicant": hall.id(who),
        "new_account": ids.new(),
        **{f"form-{name}": value for name, value in PARTICULARS.items()},
        "renews-number": number,
        "have": list(NEEDED),
        "do": "accept",
    }
    return body["case_id"], hall.client("wang").post(f"/counter/intake/{RENEWAL}/", body)


def test_the_clerk_enters_the_number_and_the_record_gives_the_day(hall: Hall):
    permit = permitted(hall)
    hall.on("2026-05-20")
    case_id, answer = posted(hall, hall.case(permit).outcome_number)
    assert answer.status_code == 302
    renews = hall.case(str(case_id)).renews
    assert renews is not None
    assert (renews.in_time, str(renews.expires_on)) == (True, "2026-06-30")
    assert hall.case(str(case_id)).accepted_on is not None


def test_a_number_that_is_on_no_licence_is_named_and_what_was_typed_is_kept(hall: Hall):
    hall.on("2026-05-20")
    _case_id, answer = posted(hall, "WG-nowhere")
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "没有编号为“WG-nowhere”的许可" in said
    assert 'value="WG-nowhere"' in said


def test_a_licence_of_somebody_else_is_refused_in_a_sentence(hall: Hall):
    permit = permitted(hall)
    hall.on("2026-05-20")
    account = Account.objects.create(
        username="fang", display_name="方旁人", kind=Account.Kind.APPLICANT, password="!"
    )
    hall.people["other"] = account
    _case_id, answer = posted(hall, hall.case(permit).outcome_number, who="other")
    assert answer.status_code == 409
    assert "名下没有本事项可以延续的许可" in answer.content.decode()


def test_an_expired_licence_is_refused_with_what_to_do_instead(hall: Hall):
    permit = permitted(hall)
    hall.on("2026-07-01")
    _case_id, answer = posted(hall, hall.case(permit).outcome_number)
    assert answer.status_code == 409
    assert "请重新申请许可" in answer.content.decode()
