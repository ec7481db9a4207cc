"""Addresses of the room `finding`."""

from django.urls import path

from alongside.finding import views

app_name = "finding"
urlpatterns = [path("find/", views.find, name="find")]
