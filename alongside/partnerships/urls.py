"""Addresses of the partnership's own details."""

from django.urls import URLPattern

app_name = "partnerships"
urlpatterns: list[URLPattern] = []
