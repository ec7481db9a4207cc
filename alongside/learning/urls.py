"""Addresses of the room `learning`."""

from django.urls import path

from alongside.learning.views import talks, tries

app_name = "learning"
urlpatterns = [
    path("suggest/", talks.suggest, name="suggest"),
    path("questions/<question:question>/talk/", talks.begin, name="begin"),
    path("talks/<ref:talk>/", talks.talk, name="talk"),
    path("talks/<ref:talk>/lines/<slug:kind>/", talks.line, name="line"),
    path("tries/", tries.tries, name="tries"),
    path("tries/<ref:action>/", tries.outcome, name="outcome"),
    path("tries/<ref:action>/undo/", tries.undo, name="undo"),
]
