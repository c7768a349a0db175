"""Addresses of the furniture itself: preferences, and the living style page."""

from django.urls import path
from django.views.i18n import set_language

from tongban.web.design import views

preferences = [
    path("language/", set_language, name="set_language"),
    path("text-size/", views.set_text_size, name="set_text_size"),
]
style_page = [
    path("", views.style_page, {"mood": "public"}, name="design"),
    path("staff/", views.style_page, {"mood": "staff"}, name="design_staff"),
    path("question/", views.question_page, name="design_question"),
    path("sheet/", views.sheet_page, name="design_sheet"),
]
