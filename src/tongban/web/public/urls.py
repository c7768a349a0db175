"""Addresses 网址: the applicant's pages."""

from django.urls import path

from tongban.web.public.views import (
    account,
    acting,
    applying,
    committing,
    finding,
    health,
    hearing,
    mine,
    tracking,
    verifying,
)

urlpatterns = [
    path("", finding.home, name="home"),
    path("items/", finding.results, name="items"),
    path("items/<slug:item_id>/", finding.item_guide, name="guide"),
    path("sign-in/", account.sign_in, name="sign_in"),
    path("sign-out/", account.sign_out, name="sign_out"),
    path("sign-up/", account.sign_up, name="sign_up"),
    path("apply/<slug:item_id>/", applying.start, name="apply"),
    path("apply/<slug:item_id>/situation/<slug:question_id>/", applying.situation, name="apply_situation"),
    path(
        "apply/<slug:item_id>/particulars/<slug:field_id>/",
        applying.particulars,
        name="apply_particulars",
    ),
    path("apply/<slug:item_id>/materials/<slug:material_id>/", applying.material, name="apply_materials"),
    path(
        "apply/<slug:item_id>/materials/<slug:material_id>/<int:upload_id>/remove/",
        applying.remove_upload,
        name="apply_remove",
    ),
    path("apply/<slug:item_id>/mandate/", acting.mandate, name="apply_mandate"),
    path("apply/<slug:item_id>/mandate/drop/", acting.drop, name="apply_mandate_drop"),
    path("apply/<slug:item_id>/commitment/<slug:part>/", committing.commitment, name="apply_commitment"),
    path("apply/<slug:item_id>/check/", applying.check, name="apply_check"),
    path("applications/<uuid:draft_id>/submit/", applying.submit, name="apply_submit"),
    path("receipt/<uuid:case_id>/", tracking.receipt, name="receipt"),
    path("track/", tracking.find, name="track_find"),
    path("track/<uuid:case_id>/", tracking.track, name="track"),
    path("track/<uuid:case_id>/supplement/", tracking.supplement, name="supplement"),
    path(
        "track/<uuid:case_id>/supplement/<int:upload_id>/remove/",
        tracking.remove_supplement,
        name="supplement_remove",
    ),
    path("track/<uuid:case_id>/withdraw/", tracking.withdraw, name="withdraw"),
    path("track/<uuid:case_id>/mandate/end/", tracking.end_mandate, name="mandate_end"),
    path("track/<uuid:case_id>/hearing/request/", hearing.request_hearing, name="hearing_request"),
    path("track/<uuid:case_id>/hearing/waive/", hearing.waive_hearing, name="hearing_waive"),
    path("track/<uuid:case_id>/statement/", hearing.statement, name="statement"),
    path("track/<uuid:case_id>/documents/<slug:kind>/", tracking.document, name="document"),
    path("my/", mine.my_cases, name="my"),
    path("my/acting/", mine.my_acting, name="my_acting"),
    path("my/licences/", mine.my_licences, name="my_licences"),
    path("verify/", verifying.verify, name="verify"),
    path("verify/<str:number>/", verifying.verify, name="verify_number"),
    path("healthz", health.healthz, name="healthz"),
]
