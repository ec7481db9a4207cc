"""Addresses of the partnership's own details."""

from django.urls import path

from alongside.partnerships import views

app_name = "partnerships"
urlpatterns = [
    path("settings/", views.settings, name="settings"),
    path("danger/", views.danger, name="danger"),
]
