"""Addresses of the room `passing_on`."""

from django.urls import path

from alongside.passing_on.views import done as views
from alongside.passing_on.views import leaving

app_name = "passing_on"
urlpatterns = [
    path("talks/<ref:talk>/done/", views.done, name="done"),
    path("talks/<ref:talk>/done/text/", views.text, name="text"),
    path("talks/<ref:talk>/done/calendar.ics", views.calendar, name="calendar"),
    path("take/", leaving.take, name="take"),
    path("take/partnership.json", leaving.save_partnership, name="save_partnership"),
    path("you/held/", leaving.held, name="held"),
    path("you/held/held-about-me.json", leaving.save_held, name="save_held"),
    path("you/erase/", leaving.erase, name="erase"),
    path("gone/erase/", leaving.erase_gone, name="erase_gone"),
]
