"""Addresses 网址 shared by counter and desk."""

from django.urls import path

from tongban.web.staff import originals, ratings, views

app_name = "staff"
urlpatterns = [
    path("post/", views.switch_post, name="switch_post"),
    path("cases/<uuid:case_id>/originals/", originals.act, name="original"),
    path("cases/<uuid:case_id>/papers/<slug:ref>/", views.paper, name="paper"),
    path("ratings/", ratings.ratings, name="ratings"),
    path("ratings/<uuid:whole>/<slug:key>/", ratings.rating, name="rating"),
]
