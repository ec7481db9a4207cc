"""Addresses of the room `learning`."""

from django.urls import path

from alongside.learning import views

app_name = "learning"
urlpatterns = [
    path("suggest/", views.suggest, name="suggest"),
    path("questions/<question:question>/talk/", views.begin, name="begin"),
    path("talks/<ref:talk>/", views.talk, name="talk"),
    path("talks/<ref:talk>/lines/<slug:kind>/", views.line, name="line"),
    path("tries/", views.tries, name="tries"),
    path("tries/<ref:action>/", views.outcome, name="outcome"),
    path("tries/<ref:action>/undo/", views.undo, name="undo"),
]
