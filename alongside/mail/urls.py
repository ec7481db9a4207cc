"""Addresses of the room `mail`."""

from django.urls import path

from alongside.mail import views

app_name = "mail"

urlpatterns = [
    path("letters/stop/<slug:tick>/<str:token>/", views.stop, name="stop"),
]
