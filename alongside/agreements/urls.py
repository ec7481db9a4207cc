"""Addresses of the room `agreements`."""

from django.urls import path

from alongside.agreements.views import first_meetings, standing

app_name = "agreements"
urlpatterns = [
    path("questions/<question:question>/set-aside/", standing.set_aside, name="set_aside"),
    path("questions/<question:question>/bring-back/", standing.bring_back, name="bring_back"),
    path("first-meetings/<slug:meeting>/", first_meetings.meeting, name="meeting"),
]
