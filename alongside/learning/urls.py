"""Addresses of the room `learning`."""

from django.urls import path

from alongside.learning.views import making, quotes, saying, sentences, talks, tries

app_name = "learning"
urlpatterns = [
    path("suggest/", talks.suggest, name="suggest"),
    path("questions/<question:question>/talk/", talks.begin, name="begin"),
    path("talks/<ref:talk>/", talks.talk, name="talk"),
    path("talks/<ref:talk>/lines/<slug:kind>/", talks.line, name="line"),
    path("tries/", tries.tries, name="tries"),
    path("tries/new/", saying.say, name="try_new"),
    path("tries/<ref:action>/", tries.outcome, name="outcome"),
    path("tries/<ref:action>/change/", saying.change, name="try_change"),
    path("tries/<ref:action>/undo/", tries.undo, name="undo"),
    path("questions/<question:question>/making/", making.gather, name="gather"),
    path("making/<ref:making>/", making.making, name="making"),
    path("making/<ref:making>/move/", making.move, name="move"),
    path("making/<ref:making>/write/", making.write, name="write"),
    path("making/<ref:making>/note/", making.note, name="note"),
    path("making/<ref:making>/ask/<int:words>/", quotes.ask_quote, name="ask_quote"),
    path("sentences/<ref:sentence>/", sentences.sentence, name="sentence"),
    path("sentences/<ref:sentence>/place/", sentences.place, name="place"),
    path("sentences/<ref:sentence>/merge/", sentences.merge, name="merge"),
    path("sentences/<ref:sentence>/take-off/", sentences.take_off, name="take_off"),
    path("sentences/<ref:sentence>/put-back/", sentences.put_back, name="put_back"),
    path("quotes/", quotes.quotes, name="quotes"),
]
