"""延续 — what is renewed stands on record, keeps its number, and is issued also where silence renews it."""

from datetime import date

import pytest

from gym import press
from hall import Hall
from renewed import (
    EXPIRES,
    RENEWAL,
    RENEWED_UNTIL,
    accepted,
    applied,
    deemed,
    examined,
    granted,
    permitted,
    renewable,
)
from tolerated import swept
from tongban.handling import licence
from tongban.handling.renewal import LicenceNotOnRecord, LicenceWithoutEnd, foresee, licence_of_case
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.refusals import LicenceExpired, LicenceToRenewMissing, NoLicenceInForce
from tongues import unmarked_chinese
from web.desk.test_case import act

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("renewable")]
__all__ = ["renewable"]


def test_number_and_last_day_come_from_the_record(hall: Hall):
    permit = permitted(hall)
    renews = hall.case(applied(hall, permit)).renews
    assert renews is not None
    assert (renews.number, renews.expires_on, renews.in_time, renews.valid_until) == (
        hall.case(permit).outcome_number,
        EXPIRES,
        True,
        RENEWED_UNTIL,
    )


def test_a_renewal_that_names_no_licence_is_refused(hall: Hall):
    with pytest.raises(LicenceToRenewMissing):
        applied(hall, "")


def test_nobody_renews_what_another_holds(hall: Hall):
    permit = permitted(hall)
    item = hall.office.ports.catalogue.in_force(RENEWAL, date(2026, 5, 29))
    with pytest.raises(LicenceNotOnRecord):
        licence_of_case(hall.office.handler, permit, item, "somebody else")
    with pytest.raises(LicenceNotOnRecord):
        licence_of_case(hall.office.handler, hall.office.ports.ids.new(), item, hall.id("li"))


def test_what_does_not_expire_and_what_was_cancelled_is_not_renewed(hall: Hall):
    endless = permitted(hall, None)
    with pytest.raises(LicenceWithoutEnd):
        applied(hall, endless)
    gone = permitted(hall)
    song = hall.ask(gone, "song", "health-decider")
    licence.cancel(hall.office.handler, song, c.CancellationGround.ENTITY_ENDED)
    with pytest.raises(NoLicenceInForce):
        applied(hall, gone)


def test_before_applying_the_holder_learns_by_when_and_what_silence_does(hall: Hall):
    permit = permitted(hall)
    item = hall.office.ports.catalogue.in_force(RENEWAL, date(2026, 5, 29))
    calendar = hall.office.calendars.of("330199")
    licence_held = licence_of_case(hall.office.handler, permit, item, hall.id("li"))

    def on(day: str):
        return foresee(item, licence_held, hall.on(day).clock.instant, calendar)

    assert (on("2026-05-29").apply_by, on("2026-05-29").renewal.in_time) == (date(2026, 5, 31), True)
    assert on("2026-06-05").renewal.in_time is False
    with pytest.raises(LicenceExpired):
        on("2026-07-01")


def test_a_renewed_licence_keeps_its_number(hall: Hall):
    permit = permitted(hall)
    case_id = accepted(hall, permit)
    granted(hall, case_id, RENEWED_UNTIL)
    case = hall.case(case_id)
    assert case.outcome_number == hall.case(permit).outcome_number
    assert case.valid_until == RENEWED_UNTIL


def test_what_silence_renewed_is_set_sealed_and_can_be_handed_over(hall: Hall):
    case_id = deemed(hall, permitted(hall))
    assert hall.case(case_id).deemed_renewed
    press(hall, case_id)
    recorded = hall.case(case_id).documents[c.DocumentKind.LICENCE]
    assert recorded.number == hall.case(case_id).outcome_number
    assert hall.case(case_id).status is Status.DECIDED


def test_the_laws_last_day_on_the_row_is_the_day_of_expiry_where_that_is_first(hall: Hall):
    permit, other = permitted(hall), permitted(hall)
    early, late = applied(hall, permit, "2026-05-29"), accepted(hall, other, "2026-06-15")
    rows = hall.office.ports.store.summary
    assert rows(early).statutory_due == EXPIRES
    assert rows(late).statutory_due == EXPIRES


# --- at the desk


def test_the_list_shows_the_day_of_expiry_as_the_laws_last_day_from_receipt_on(hall: Hall):
    received_only = applied(hall, permitted(hall), "2026-05-29")
    hall.on("2026-06-12")
    page = hall.client("wang").get("/desk/").content.decode()
    row = page[page.index(hall.receipt(received_only)) :].split("</tr>")[0]
    assert "2026-06-30" in row


def test_the_case_page_says_what_silence_does(hall: Hall):
    permit, other = permitted(hall), permitted(hall)
    early, late = accepted(hall, permit, "2026-05-29"), accepted(hall, other, "2026-06-05")
    page = hall.client("hao").get(f"/desk/{early}/").content.decode()
    assert "按期申请：到期未决定，视为准予延续" in page
    assert "延续决定的最后一日" in page
    assert "不视为准予延续" in hall.client("hao").get(f"/desk/{late}/").content.decode()
    english = hall.client("hao", english=True).get(f"/desk/{early}/").content.decode()
    assert unmarked_chinese(english) == []


def test_the_decider_grants_it_until_the_day_the_law_counts_and_its_number_stays(hall: Hall):
    permit = permitted(hall)
    case_id = accepted(hall, permit)
    examined(hall, case_id)
    page = hall.client("song").get(f"/desk/{case_id}/").content.decode()
    assert 'value="2030-06-30"' in page
    assert "编号不变" in page
    body = {"basis": "公共场所卫生管理条例§4", "valid_until": "2030-06-30"}
    assert act(hall, "song", case_id, "grant", **body).status_code == 302
    assert hall.case(case_id).outcome_number == hall.case(permit).outcome_number


def test_the_decider_refuses_it_with_reasons_and_the_old_licence_runs_out(hall: Hall):
    permit = permitted(hall)
    case_id = accepted(hall, permit)
    examined(hall, case_id)
    body = {"basis": "公共场所卫生管理条例§4", "reasons": "消毒间已拆除。"}
    assert act(hall, "song", case_id, "refuse", **body).status_code == 302
    swept(hall, "2026-07-01")
    assert hall.case(case_id).outcome is c.Outcome.REFUSED
    assert hall.case(permit).valid_until == EXPIRES
