"""Addresses 网址 of the counter."""

from django.urls import path

from tongban.web.counter import door, intake, numbers, papers, project, shelf, views, whole, whole_page

app_name = "counter"
urlpatterns = [
    path("", views.window, name="window"),
    path("applicants/", views.applicants, name="applicants"),
    path("intake/<slug:item_id>/", intake.intake, name="intake"),
    path("intake/<slug:item_id>/materials/", intake.materials, name="materials"),
    path("intake/<slug:item_id>/undertaking/", intake.undertaking, name="intake_undertaking"),
    path("life-events/<slug:life_event_id>/", whole.intake, name="whole_intake"),
    path("life-events/<slug:life_event_id>/promise/", whole.promise, name="whole_promise"),
    path("whole/<uuid:life_event_id>/", whole_page.whole, name="whole"),
    path("whole/<uuid:life_event_id>/receipt/", whole_page.receipt, name="whole_receipt"),
    path("projects/new/<slug:procedure_id>/", project.register, name="project_register"),
    path("projects/<uuid:project_id>/", project.project, name="project"),
    path("projects/<uuid:project_id>/stages/<slug:stage_id>/", project.stage, name="project_stage"),
    path("projects/<uuid:project_id>/defer/<str:outcome>/", project.defer, name="project_defer"),
    path("numbers/", numbers.register, name="numbers"),
    path("numbers/<int:first>/", numbers.block, name="number_block"),
    path("numbers/<int:first>/print/", numbers.sheet, name="number_sheet"),
    path("shelf/", shelf.shelf, name="shelf"),
    path("shelf/whole/<uuid:life_event_id>/", shelf.deliver_whole, name="deliver_whole"),
    path("<uuid:case_id>/", door.case, name="case"),
    path("<uuid:case_id>/letter/", door.letter, name="letter"),
    path("<uuid:case_id>/ending/<slug:name>/", door.ending, name="ending"),
    path("<uuid:case_id>/payment/", door.payment, name="payment"),
    path("<uuid:case_id>/commitment/", door.commitment, name="commitment"),
    path("<uuid:case_id>/commitment/print/", papers.commitment, name="commitment_sheet"),
    path("<uuid:case_id>/deliver/", shelf.deliver, name="deliver"),
    path("<uuid:case_id>/receipt/", papers.receipt, name="receipt"),
    path("<uuid:case_id>/notice/", papers.notice, name="notice"),
    path("<uuid:case_id>/undertaking/", papers.undertaking, name="undertaking"),
    path("<uuid:case_id>/service-sheet/", papers.service_sheet, name="service_sheet"),
]
