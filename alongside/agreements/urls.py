"""Addresses of the room `agreements`."""

from django.urls import path

from alongside.agreements import views

app_name = "agreements"
urlpatterns = [
    path("questions/<question:question>/set-aside/", views.set_aside, name="set_aside"),
    path("questions/<question:question>/bring-back/", views.bring_back, name="bring_back"),
    path("first-meetings/<slug:meeting>/", views.meeting, name="meeting"),
]
