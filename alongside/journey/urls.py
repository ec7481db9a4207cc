"""Addresses of the room `journey`."""

from django.urls import path

from alongside.journey import views

app_name = "journey"
urlpatterns = [
    path("", views.home, name="home"),
    path("everything/", views.everything, name="everything"),
    path("newly/<slug:after>/put-away/", views.put_away, name="put_away"),
    path("sat-with/", views.sat_with, name="sat_with"),
    path("joining/", views.joining, name="joining"),
    path("leaving-with/", views.leaving_with, name="leaving_with"),
    path("questions/", views.questions, name="questions"),
    path("themes/<slug:theme>/", views.theme, name="theme"),
    path("questions/<question:question>/", views.question, name="question"),
    path("questions/<question:question>/sheet/", views.sheet, name="sheet"),
    path("questions/<question:question>/where-we-are/", views.where_we_are, name="where_we_are"),
    path("tries/<ref:action>/thread/", views.thread, name="thread"),
]
