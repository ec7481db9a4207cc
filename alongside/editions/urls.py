"""Addresses of the room `editions`."""

from django.urls import path

from alongside.editions import views

app_name = "editions"
urlpatterns = [path("", views.framework, name="framework")]
