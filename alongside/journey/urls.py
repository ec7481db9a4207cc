"""Addresses of the room `journey`."""

from django.urls import path

from alongside.journey.views import coming_and_going, home, questions, then_and_now, thread, timeline

app_name = "journey"
urlpatterns = [
    path("", home.home, name="home"),
    path("everything/", home.everything, name="everything"),
    path("newly/<slug:after>/put-away/", home.put_away, name="put_away"),
    path("sat-with/", home.sat_with, name="sat_with"),
    path("joining/", coming_and_going.joining, name="joining"),
    path("leaving-with/", coming_and_going.leaving_with, name="leaving_with"),
    path("then-and-now/", then_and_now.then_and_now, name="then_and_now"),
    path("questions/", questions.questions, name="questions"),
    path("themes/<slug:theme>/", questions.theme, name="theme"),
    path("questions/<question:question>/", questions.question, name="question"),
    path("questions/<question:question>/sheet/", questions.sheet, name="sheet"),
    path("questions/<question:question>/where-we-are/", questions.where_we_are, name="where_we_are"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("year/", timeline.year, name="year"),
    path("year/<str:month>/", timeline.year, name="year_to"),
    path("tries/<ref:action>/thread/", thread.thread, name="thread"),
]
