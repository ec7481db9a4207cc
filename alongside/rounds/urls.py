"""The addresses of this room."""

from django.urls import path

from alongside.rounds.views import answering, organising, preparing, sending

app_name = "rounds"
urlpatterns = [
    path("ask/", preparing.prepare, name="prepare"),
    path("rounds/", organising.rounds, name="rounds"),
    path("rounds/<ref:round>/", organising.round, name="round"),
    path("rounds/<ref:round>/sheet/", organising.sheet, name="sheet"),
    path("rounds/<ref:round>/change/", preparing.change, name="change"),
    path("rounds/<ref:round>/preview/", preparing.preview, name="preview"),
    path("rounds/<ref:round>/ask/", organising.ask, name="ask"),
    path("rounds/<ref:round>/discard/", organising.discard, name="discard"),
    path("rounds/<ref:round>/day/", organising.day, name="day"),
    path("rounds/<ref:round>/close/", organising.close, name="close"),
    path("rounds/<ref:round>/withdraw/", organising.withdraw, name="withdraw"),
    path("rounds/<ref:round>/answer/", answering.begin, name="begin"),
    path("rounds/<ref:round>/answer/all/", answering.all_, name="all"),
    path("rounds/<ref:round>/answer/<question:question>/", answering.one, name="one"),
    path("rounds/<ref:round>/answer/<question:question>/keep/", answering.keep, name="keep"),
    path("rounds/<ref:round>/answer/<question:question>/take-back/", sending.take_back, name="take_back"),
    path("rounds/<ref:round>/review/", sending.review, name="review"),
    path("rounds/<ref:round>/review/save/", sending.save, name="save"),
    path("rounds/<ref:round>/sent/", sending.sent, name="sent"),
    path("finished/", sending.finished, name="finished"),
]
