"""Addresses of the room `editions`."""

from django.urls import URLPattern

app_name = "editions"
urlpatterns: list[URLPattern] = []
