"""Addresses of the room `passing_on`."""

from django.urls import URLPattern

app_name = "passing_on"
urlpatterns: list[URLPattern] = []
