"""Addresses of the room `passing_on`."""

from django.urls import path

from alongside.passing_on.views import decision, leaving, passed_on, tries
from alongside.passing_on.views import done as views

app_name = "passing_on"
urlpatterns = [
    path("talks/<ref:talk>/done/", views.done, name="done"),
    path("talks/<ref:talk>/done/text/", views.text, name="text"),
    path("talks/<ref:talk>/done/calendar.ics", views.calendar, name="calendar"),
    path("tries/<ref:action>/calendar.ics", tries.calendar, name="try_calendar"),
    path("agreements/<ref:agreement>/note/", decision.decision, name="decision"),
    path("agreements/<ref:agreement>/note/text/", decision.text, name="decision_text"),
    path("agreements/<ref:agreement>/note/calendar.ics", decision.calendar, name="decision_calendar"),
    path("passed-on/", passed_on.passed_on, name="passed_on"),
    path("passed-on/keep/<slug:what>/<str:of>/", passed_on.keep, name="keep"),
    path("passed-on/<ref:note>/", passed_on.note, name="note"),
    path("passed-on/<ref:note>/take-off/", passed_on.take_off, name="take_off"),
    path("passed-on/<ref:note>/put-back/", passed_on.put_back, name="put_back"),
    path("passed-on/<ref:note>/came-back/", passed_on.came_back, name="came_back"),
    path("passed-on/<ref:note>/came-back/<int:back>/take-off/", passed_on.take_off_came, name="take_off_came"),
    path("passed-on/<ref:note>/came-back/<int:back>/put-back/", passed_on.put_back_came, name="put_back_came"),
    path("take/", leaving.take, name="take"),
    path("take/partnership.json", leaving.save_partnership, name="save_partnership"),
    path("you/held/", leaving.held, name="held"),
    path("you/held/held-about-me.json", leaving.save_held, name="save_held"),
    path("you/erase/", leaving.erase, name="erase"),
    path("gone/erase/", leaving.erase_gone, name="erase_gone"),
]
