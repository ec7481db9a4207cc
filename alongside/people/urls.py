"""Addresses of the room `people`."""

from django.urls import include, path

from alongside.people.views import address, beginning, by_mail, coming_and_going, coming_in, people, rooms, you

app_name = "people"

inside = [
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/links/<ref:link>/end/", people.end_link, name="end_link"),
    path("people/links/<ref:link>/again/", people.link_again, name="link_again"),
    path("people/rooms/", rooms.room_new, name="room_new"),
    path("people/rooms/<ref:room>/", rooms.room_kept, name="room_kept"),
    path("people/rooms/<ref:room>/wall/", rooms.wall, name="wall"),
    path("people/rooms/<ref:room>/close/", rooms.close_room, name="close_room"),
    path("people/rooms/<ref:room>/reopen/", rooms.reopen_room, name="reopen_room"),
    path("people/knocks/<ref:knock>/let-in/", rooms.let_in, name="let_in"),
    path("people/knocks/<ref:knock>/decline/", rooms.decline, name="decline"),
    path("people/not-now/", coming_and_going.not_now, name="not_now"),
    path("people/not-now/again/", coming_and_going.offer_again, name="offer_again"),
    path("people/<ref:person>/welcome/", coming_and_going.welcome, name="welcome"),
    path("people/<ref:person>/welcome/end/", coming_and_going.end_welcome, name="end_welcome"),
    path("people/<ref:person>/welcome/again/", coming_and_going.welcome_again, name="welcome_again"),
    path("people/<ref:person>/leaving/", coming_and_going.parting, name="parting"),
    path("people/<ref:person>/link/", people.make_link, name="make_link"),
    path("people/<ref:person>/organiser/", people.make_organiser, name="make_organiser"),
    path("people/<ref:person>/organiser/undo/", people.unmake_organiser, name="unmake_organiser"),
    path("people/<ref:person>/remove/", people.remove, name="remove"),
    path("people/<ref:person>/let-back/", people.let_back, name="let_back"),
    path("you/", you.you, name="you"),
    path("you/name/", you.rename, name="rename"),
    path("you/from/", you.from_where, name="from_where"),
    path("you/from/end/", you.from_no_longer, name="from_no_longer"),
    path("you/link/", you.make_own_link, name="make_own_link"),
    path("you/link/<ref:link>/end/", you.end_sent_link, name="end_sent_link"),
    path("you/link/<ref:link>/again/", you.sent_link_again, name="sent_link_again"),
    path("you/devices/<ref:device>/end/", you.end_device, name="end_device"),
    path("you/devices/<ref:device>/again/", you.device_again, name="device_again"),
    path("you/mail/", address.mail, name="mail"),
    path("you/mail/give/", address.mail_give, name="mail_give"),
    path("you/mail/code/", address.mail_prove, name="mail_prove"),
    path("you/mail/for/", address.mail_for, name="mail_for"),
    path("you/mail/remove/", address.mail_remove, name="mail_remove"),
    path("you/sign-out/", you.sign_out, name="sign_out"),
    path("you/step-down/", you.step_down, name="step_down"),
    path("you/organise-again/", you.organise_again, name="organise_again"),
    path("you/leave/", you.leave, name="leave"),
    path("gone/", you.gone, name="gone"),
    path("gone/come-back/", you.come_back, name="come_back"),
]
urlpatterns = [
    path("start/", beginning.start, name="start"),
    path("join/", coming_in.join, name="join"),
    path("join/<ref:partnership>/waiting/", coming_in.waiting, name="waiting"),
    path("join/<str:code>/", coming_in.room, name="room"),
    path("come-in/", by_mail.come_in, name="come_in"),
    path("come-in/code/", by_mail.mail_code, name="mail_code"),
    path("come-in/<str:link>/", by_mail.mail_link, name="mail_link"),
    path("in/<str:secret>/", coming_in.enter, name="enter"),
    path("p/<ref:partnership>/", include(inside)),
]
