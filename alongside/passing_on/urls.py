"""Addresses of the room `passing_on`."""

from django.urls import path

from alongside.passing_on import views

app_name = "passing_on"
urlpatterns = [
    path("talks/<ref:talk>/done/", views.done, name="done"),
    path("talks/<ref:talk>/done/text/", views.text, name="text"),
    path("talks/<ref:talk>/done/calendar.ics", views.calendar, name="calendar"),
]
