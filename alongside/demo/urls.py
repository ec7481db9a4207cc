"""Addresses of the room `demo`."""

from django.urls import path

from alongside.demo import views

app_name = "demo"
urlpatterns = [
    path("example/", views.examples, name="examples"),
    path("example/<ref:example>/", views.waiting, name="waiting"),
    path("example/<slug:content>/as/<slug:role>/", views.walk_in, name="walk_in"),
    path("example/<slug:content>/anew/", views.anew, name="anew"),
    path("example/<slug:content>/throw-away/", views.throw_away, name="throw_away"),
]
