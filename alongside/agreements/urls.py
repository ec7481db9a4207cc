"""Addresses of the room `agreements`."""

from django.urls import path

from alongside.agreements.views import agreements, first_meetings, proposal, proposing, settling, standing

ONE = "agreements/<ref:agreement>/proposals/<int:number>"

app_name = "agreements"
urlpatterns = [
    path("questions/<question:question>/set-aside/", standing.set_aside, name="set_aside"),
    path("questions/<question:question>/bring-back/", standing.bring_back, name="bring_back"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/propose/<slug:matter>/", proposing.propose, name="propose"),
    path(f"{ONE}/", proposal.proposal, name="proposal"),
    path(f"{ONE}/amend/", proposing.amend, name="amend"),
    path(f"{ONE}/say/", proposal.say, name="say"),
    path(f"{ONE}/ask/", proposal.ask, name="ask"),
    path(f"{ONE}/room/", settling.in_the_room, name="in_the_room"),
    path(f"{ONE}/room/undo/", settling.undo_room, name="undo_room"),
    path(f"{ONE}/online/", settling.online, name="online"),
    path(f"{ONE}/adopt/", settling.adopt, name="adopt"),
    path(f"{ONE}/leave-open/", settling.leave_open, name="leave_open"),
    path(f"{ONE}/decide/", settling.decide, name="decide"),
    path(f"{ONE}/withdraw/", settling.withdraw, name="withdraw"),
    path(f"{ONE}/undo/", settling.undo_settlement, name="undo_settlement"),
    path("agreements/<ref:agreement>/", agreements.agreement, name="agreement"),
    path("agreements/<ref:agreement>/versions/", agreements.versions, name="versions"),
    path("agreements/<ref:agreement>/look-again/", agreements.look_again, name="look_again"),
    path("agreements/<ref:agreement>/let-go/", agreements.let_go, name="let_go"),
    path("agreements/<ref:agreement>/take-back/", agreements.take_back, name="take_back"),
    path("first-meetings/<slug:meeting>/", first_meetings.meeting, name="meeting"),
]
