"""Addresses 网址 of the desk."""

from django.urls import path

from tongban.web.desk import messages, objection, results, transfers, views

app_name = "desk"
urlpatterns = [
    path("", views.my_list, name="list"),
    path("messages/", messages.post_messages, name="messages"),
    path("messages/read/", messages.read_all, name="messages_read"),
    path("messages/<uuid:case_id>/<int:seq>/", messages.open_message, name="message"),
    path("results/", results.results, name="results"),
    path("results/<slug:authority>/<slug:digest>/", results.result, name="result"),
    path("transfers/", transfers.transfers, name="transfers"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/joint/", views.joint_room, name="joint"),
    path("<uuid:case_id>/preview/", views.preview, name="preview"),
    path("<uuid:case_id>/objection/", objection.objection, name="objection"),
    path("<uuid:case_id>/act/<slug:act>/", views.act, name="act"),
]
