"""延续 — the holder is told by when to apply, by when it is decided, and what silence does; then applies."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agency import a_mandate
from gym import press
from hall import PASSWORD, PDF, Hall
from renewed import EXPIRES, RENEWAL, RENEWED_UNTIL, accepted, applied, deemed, granted, permitted, renewable
from tolerated import NEEDED, PARTICULARS, received, swept
from tongban.handling import intake, mandates
from tongban.handling.errand import Actor
from tongban.handling.mandate_ports import Power
from tongban.handling.renewal import RenewalUnderWay
from tongban.kernel.case.commands import DocumentKind
from tongban.kernel.case.events import Received
from tongban.store.models import Account, Draft
from tongban.web.public import files
from tongban.web.public.acting import acting_in
from tongues import unmarked_chinese

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("renewable")]
__all__ = ["renewable"]


def page(hall: Hall, address: str, who: str = "li", *, english: bool = False) -> str:
    return hall.client(who, english=english).get(address).content.decode()


def test_the_page_of_a_granted_licence_offers_its_renewal_with_the_last_day_to_apply(hall: Hall):
    permit = permitted(hall)
    hall.on("2026-05-20")
    told = page(hall, f"/track/{permit}/")
    assert f"/track/{permit}/renew/" in told
    assert "2026年5月31日" in told
    assert f"/track/{permit}/renew/" in page(hall, "/my/licences/")


def test_nobody_else_is_offered_it_and_nobody_once_it_has_expired(hall: Hall):
    permit = permitted(hall)
    hall.on("2026-05-20")
    assert "/renew/" not in Client().get(f"/track/{permit}/").content.decode()
    hall.on("2026-07-01")
    assert "/renew/" not in page(hall, f"/track/{permit}/")
    answer = hall.client("li").get(f"/track/{permit}/renew/", follow=True)
    assert answer.redirect_chain == [(f"/track/{permit}/", 302)]
    told = answer.content.decode()
    assert f"许可 {hall.case(permit).outcome_number} 已于 2026-06-30 到期，不能延续。请重新申请许可" in told


def test_before_applying_all_three_days_are_told_in_both_languages(hall: Hall):
    permit = permitted(hall)
    hall.on("2026-05-20")
    told = page(hall, f"/track/{permit}/renew/")
    for word in ("2026年6月30日", "2026年5月31日", "视为准予延续，有效期至 2030", "行政许可法§50(2)"):
        assert word in told
    assert unmarked_chinese(page(hall, f"/track/{permit}/renew/", english=True)) == []


def test_who_is_late_is_told_that_silence_will_not_renew(hall: Hall):
    permit = permitted(hall)
    hall.on("2026-06-05")
    told = page(hall, f"/track/{permit}/renew/")
    assert "现在申请算晚了" in told
    assert "不视为准予延续" in told


def test_the_application_begins_with_what_is_known_and_files_under_the_licence(hall: Hall):
    permit = permitted(hall)
    hall.on("2026-05-20")
    li = hall.client("li")
    begun = li.post(f"/track/{permit}/renew/")
    assert begun.status_code == 302
    assert begun["Location"].startswith(f"/apply/{RENEWAL}/materials/")

    draft = Draft.objects.get(item=RENEWAL)
    sent = li.post(f"/applications/{draft.pk}/submit/")
    assert sent.status_code == 302
    received = hall.office.handler.history(str(draft.pk))[0].body
    assert isinstance(received, Received)
    assert received.renews is not None
    assert received.renews.number == hall.case(permit).outcome_number


def test_another_licence_begins_anew_without_what_was_handed_in_for_the_first(hall: Hall):
    first, second = permitted(hall), permitted(hall)
    hall.on("2026-05-20")
    li, renewal = hall.client("li"), f"/apply/{RENEWAL}/"
    li.post(f"/track/{first}/renew/")
    li.post(f"{renewal}particulars/holder/", {"holder": "李娜第一店"})
    li.post(f"{renewal}materials/identity/", {"papers": SimpleUploadedFile("页.pdf", PDF)})
    draft = Draft.objects.get(item=RENEWAL)
    assert draft.uploads.count() == 1
    li.post(f"/track/{first}/renew/")
    assert draft.uploads.count() == 1  # the same licence: gone on with
    li.post(f"/track/{second}/renew/")
    draft.refresh_from_db()
    assert draft.uploads.count() == 0
    assert draft.answers["renews"] == second
    assert draft.answers["form"]["holder"] == PARTICULARS["holder"]


def test_nobody_is_offered_to_renew_for_somebody_else_what_they_hold_themselves(hall: Hall):
    permit = permitted(hall)
    hall.on("2026-05-20")
    li = hall.client("li")
    li.post(f"/track/{permit}/renew/")
    told = li.get(f"/apply/{RENEWAL}/").content.decode()
    assert "接着填" in told
    assert "我替别人申请" not in told


def test_an_item_of_renewal_is_begun_from_ones_licences_and_the_page_says_so(hall: Hall):
    answer = hall.client("li").get(f"/apply/{RENEWAL}/", follow=True)
    assert answer.redirect_chain == [("/my/licences/", 302)]
    assert "延续从已有的许可开始" in answer.content.decode()


def test_while_it_runs_the_holder_reads_the_last_day_and_what_silence_does(hall: Hall):
    case_id = accepted(hall, permitted(hall))
    told = page(hall, f"/track/{case_id}/")
    assert "原许可到期、最迟作出决定的日子" in told
    assert "视为准予延续，有效期至 2030" in told
    assert unmarked_chinese(page(hall, f"/track/{case_id}/", english=True)) == []


def test_who_was_late_and_heard_nothing_reads_that_the_licence_has_run_out(hall: Hall):
    permit = permitted(hall)
    case_id = accepted(hall, permit, "2026-06-05")
    swept(hall, "2026-07-01")
    assert "不视为准予延续" in page(hall, f"/track/{case_id}/")
    assert "已过有效期" in page(hall, f"/verify/{hall.case(permit).outcome_number}/")


def test_anybody_reads_the_renewed_validity_and_that_silence_renewed_it(hall: Hall):
    permit = permitted(hall)
    deemed(hall, permit)
    told = re.sub(r"<[^>]+>", "", page(hall, f"/verify/{hall.case(permit).outcome_number}/")).replace(
        "\xa0", " "
    )
    assert "✓ 有效" in told
    assert "2030年6月30日" in told
    assert "视为准予延续" in told


def test_anybody_reads_that_a_renewal_was_granted_and_the_holder_renews_the_newest(hall: Hall):
    permit = permitted(hall)
    case_id = accepted(hall, permit)
    granted(hall, case_id, RENEWED_UNTIL)
    assert "已准予延续" in page(hall, f"/verify/{hall.case(permit).outcome_number}/")
    assert "/renew/" not in page(hall, f"/track/{permit}/")
    assert hall.client("li").get(f"/track/{permit}/renew/")["Location"] == f"/track/{case_id}/renew/"


def test_the_paper_from_before_the_renewal_is_said_to_be_that_and_not_another_licences(hall: Hall):
    permit = permitted(hall)
    press(hall, permit)
    recorded = hall.case(permit).documents[DocumentKind.LICENCE]
    before = files.file_of(hall.office, permit, recorded.ref).content
    press(hall, deemed(hall, permit))
    address = f"/verify/{recorded.number}/"
    answer = hall.client("li").post(address, {"file": SimpleUploadedFile("old.pdf", before)})
    assert "这个编号的证照延续过，这不是延续以后的文件" in answer.content.decode()


def test_the_page_of_a_renewal_costs_no_query_more(hall: Hall, count_queries):
    permit = permitted(hall)
    case_id = accepted(hall, permit)
    nobody = Client(headers={"accept-language": "zh-hans"})
    assert count_queries(lambda: nobody.get(f"/track/{case_id}/")) == count_queries(
        lambda: nobody.get(f"/track/{permit}/")
    )


# --- once at a time


def test_a_licence_that_is_being_renewed_is_not_offered_or_renewed_again(hall: Hall):
    permit = permitted(hall)
    first = applied(hall, permit)
    assert "/renew/" not in page(hall, f"/track/{permit}/")
    answer = hall.client("li").get(f"/track/{permit}/renew/", follow=True)
    number, receipt = hall.case(permit).outcome_number, hall.receipt(first)
    assert f"许可 {number} 的延续已经在办（{receipt}），不能同时再申请一次。" in answer.content.decode()
    with pytest.raises(RenewalUnderWay):
        applied(hall, permit)


def test_once_that_one_is_withdrawn_it_may_be_renewed_by_another(hall: Hall):
    permit = permitted(hall)
    first = applied(hall, permit)
    intake.withdraw(hall.office.handler, hall.ask(first, "li", ""), "重新填")
    assert f"/track/{permit}/renew/" in page(hall, f"/track/{permit}/")
    assert hall.case(applied(hall, permit)).renews is not None


# --- by an agent


def permitted_to_an_agent(hall: Hall, *powers: Power) -> str:
    """The permit of 李申请, applied for at the counter by the neighbour 孙邻居."""
    hall.people["sun_yu"] = Account.objects.create_user(
        "sun_yu", "sun_yu" + PASSWORD, display_name="孙邻居", kind=Account.Kind.APPLICANT
    )
    given = a_mandate(powers=frozenset(powers))
    case_id = received(hall, NEEDED, agent=hall.id("sun_yu"), mandate=given)
    granted(hall, case_id, EXPIRES)
    return case_id


def test_an_agent_whose_mandate_lets_them_apply_begins_a_renewal_for_the_holder(hall: Hall):
    permit = permitted_to_an_agent(hall, Power.APPLY, Power.MESSAGES)
    hall.on("2026-05-20")
    assert f"/track/{permit}/renew/" in page(hall, f"/track/{permit}/", "sun_yu")
    neighbour = hall.client("sun_yu")
    begun = neighbour.post(f"/track/{permit}/renew/")
    assert begun["Location"] == f"/apply/{RENEWAL}/mandate/"
    mandate = neighbour.get(begun["Location"]).content.decode()
    assert 'value="李申请"' in mandate
    assert 'value="2026-12-31"' in mandate
    saved = neighbour.post(
        begun["Location"],
        {
            "applicant_name": "李申请",
            "applicant_username": "",
            "number": "330199196001010018",
            "powers": ["apply", "messages"],
            "begin": "2025-01-01",
            "until": "2026-12-31",
            "paper": SimpleUploadedFile("委托书.pdf", PDF),
        },
    )
    assert saved.status_code == 302, saved.content.decode()
    draft = Draft.objects.get(applicant=hall.people["sun_yu"])
    acting = acting_in(draft)
    assert acting is not None
    assert acting.applicant() == hall.id("li")
    assert draft.answers["renews"] == permit


def test_an_agent_whose_mandate_does_not_is_told_so_in_words(hall: Hall):
    permit = permitted_to_an_agent(hall, Power.APPLY)
    mandates.end(hall.office.handler, permit, Actor(hall.id("li")))
    hall.on("2026-05-20")
    assert "/renew/" not in page(hall, f"/track/{permit}/", "sun_yu")
    assert hall.client("sun_yu").get(f"/track/{permit}/renew/").status_code == 409
