"""Addresses of the room `front`."""

from django.urls import URLPattern

app_name = "front"
urlpatterns: list[URLPattern] = []
