"""Addresses of the room `front`."""

from django.urls import path

from alongside.front import views

app_name = "front"
urlpatterns = [
    path("", views.front, name="front"),
    path("help/", views.help, name="help"),
    path("who-sees-what/", views.who_sees_what, name="who_sees_what"),
    path("privacy/", views.privacy, name="privacy"),
    path("danger/", views.danger, name="danger"),
    path("guide/<slug:guide>/", views.guide, name="guide"),
    path("for/<slug:reader>/", views.others, name="others"),
]
