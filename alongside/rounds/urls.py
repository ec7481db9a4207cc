"""The addresses of this room."""

from django.urls import path

from alongside.rounds.views import answering, mine, organising, preparing, sending, speaking, typed_in, typing_in

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
    path("rounds/<ref:round>/type-in/", typing_in.type_in, name="type_in"),
    path("rounds/<ref:round>/type-in/for/<ref:person>/", typing_in.type_in_for, name="type_in_for"),
    path("rounds/<ref:round>/type-in/for/<ref:person>/hand-in/", typing_in.hand_in, name="hand_in"),
    path("rounds/<ref:round>/type-in/sheets/", typing_in.sheets, name="sheets"),
    path("rounds/<ref:round>/type-in/sheets/<int:sheet>/", typing_in.sheet, name="type_in_sheet"),
    path("rounds/<ref:round>/typed-in/", typed_in.typed_in, name="typed_in"),
    path("rounds/<ref:round>/typed-in/<int:answer>/accept/", typed_in.accept, name="accept"),
    path("rounds/<ref:round>/typed-in/<int:answer>/change/", typed_in.take_over, name="take_over"),
    path("rounds/<ref:round>/typed-in/<int:answer>/refuse/", typed_in.refuse, name="refuse"),
    path("rounds/<ref:round>/through/", speaking.through, name="through"),
    path("rounds/<ref:round>/through/put-in/", speaking.put_in, name="put_in"),
    path("rounds/<ref:round>/through/<int:said>/", speaking.said, name="said"),
    path("rounds/<ref:round>/through/<int:said>/take-out/", speaking.take_out, name="take_out"),
    path("mine/", mine.mine, name="mine"),
    path("mine/<ref:round>/<question:question>/put-back/", mine.put_back, name="put_back"),
    path("mine/<ref:round>/<question:question>/throw-away/", mine.throw_away, name="throw_away"),
    path("mine/<ref:round>/<question:question>/let-go/", mine.let_go, name="let_go"),
]
