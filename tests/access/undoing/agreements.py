"""What is taken away of what was agreed, and how it comes back."""

from __future__ import annotations

from alongside.agreements import commands as agreements
from alongside.agreements.models import Agreement, Proposal
from alongside.agreements.tests.agreeing import says
from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from tests.access.objects import QUESTION, Things
from tests.access.undoing.shapes import Undone, Values
from tests.cast import Cast


def set_aside(cast: Cast, here: Things) -> Values:
    agreements.set_aside(
        seat=cast.seat("amina"), question=QUESTION, reason="Too early", look_again=cast.at.date(), at=cast.at
    )
    return {}


def let_go(cast: Cast, here: Things) -> Values:
    agreement = Agreement.objects.get(ref=here.values["agreement"])
    made = agreements.let_go(seat=cast.seat("amina"), agreement=agreement, words="", at=cast.at)
    return {"looked": str(made.pk)}


def the_bus(here: Things) -> Proposal:
    return Proposal.objects.get(agreement__ref=here.instead["agreements:proposal"]["agreement"])


def agreed_to_the_bus(cast: Cast, here: Things) -> Values:
    word = agreements.Word("agree")
    agreements.say(seat=cast.seat("amina"), proposal=the_bus(here), seen=1, word=word, at=cast.at)
    return {}


def all_heard(cast: Cast, here: Things) -> Values:
    for who in Membership.objects.filter(partnership=cast.harbour).here():
        seat, word = Seat(who, cast.harbour, is_organiser=False), agreements.Word("live")
        agreements.say(seat=seat, proposal=the_bus(here), seen=1, word=word, at=cast.at)
    return {}


def heard_before(cast: Cast, here: Things) -> Values:
    agreement = here.values["agreement"]
    says(cast.seat("tom"), Proposal.objects.get(agreement__ref=agreement), "agree", at=cast.at)
    return {"agreement": agreement}


KEY = "x" * 43
SEEN = {"key": KEY, "seen": "1"}
BUS = {"title": "The bus on Tuesdays", "words": "We pay for a bus on Tuesdays."}
OTHER_BUS = {"seen": "1", "title": "No bus", "words": "We pay for no bus."}
UNDONE = (
    Undone("agreements:set_aside", "journey:question", "Bring it back"),
    Undone("agreements:bring_back", "agreements:set_aside", "Set it aside", first=set_aside),
    Undone(
        "agreements:meeting",
        "agreements:meeting",
        "Put that back",
        sends={"seen": "1", "room": "Nobody.", "words": "We stop."},
    ),
    Undone("agreements:let_go", "agreements:agreement", "Bring it back"),
    Undone("agreements:amend", "agreements:amend", "Keep", sends=OTHER_BUS, types=BUS),
    Undone(
        "agreements:say",
        "agreements:proposal",
        "Say it",
        sends={"key": KEY, "seen": "1", "says": "cannot", "words": "x"},
        types={"key": "y" * 43, "says": "agree", "words": ""},
        first=agreed_to_the_bus,
    ),
    Undone("agreements:undo_room", "agreements:in_the_room", "Note it"),
    Undone("agreements:adopt", "agreements:proposal", "Undo this", sends=SEEN, first=all_heard),
    Undone("agreements:leave_open", "agreements:proposal", "Take it up again", sends=SEEN | {"words": "Money."}),
    Undone("agreements:decide", "agreements:proposal", "Undo this", sends=SEEN | {"words": "Us.", "on": "20 March"}),
    Undone("agreements:withdraw", "agreements:proposal", "Undo this", sends=SEEN),
    Undone("agreements:undo_settlement", "agreements:proposal", "It is agreed", first=heard_before),
    Undone("agreements:look_again", "agreements:agreement", "Take that back"),
    Undone("agreements:take_back", "agreements:look_again", "Let it go", first=let_go),
)
ONLY_GIVE: dict[str, Values] = {
    "agreements:propose": {"title": "The hall", "words": "We meet in the hall."},
    "agreements:ask": {"words": "Every Tuesday?"},
    "agreements:online": {"seen": "1", "answer_by": "15 April"},
    "agreements:in_the_room": {"seen": "1", "on": "20 March"},
}
