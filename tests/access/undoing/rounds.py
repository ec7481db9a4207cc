"""What is taken away of asking, answering and what was opened, and how it comes back."""

from __future__ import annotations

from django.test import Client

from alongside.partnerships.models import Membership
from alongside.rounds import commands as rounds
from alongside.rounds.models import Answer, Round, Withholding
from alongside.rounds.tests import steps
from tests.access.objects import QUESTION, Things
from tests.access.undoing.shapes import Undone, Values, Worded, organiser
from tests.cast import Cast


def typed_for(cast: Cast, here: Things, place: rounds.Place) -> Values:
    asked = Round.objects.get(ref=here.values["round"])
    steps.keep_in(cast, "amina", asked, place, {QUESTION: "The same two speak."})
    return {f"{QUESTION}-seen": str(rounds.sheet_of(steps.held(cast, "amina"), asked, place)[QUESTION].version)}


def typed_for_ada(cast: Cast, here: Things) -> Values:
    return typed_for(cast, here, rounds.place_for(Membership.objects.get(name="Ada of Harbour Wards Partnership")))


def typed_as_told(cast: Cast, here: Things) -> Values:
    return typed_for(cast, here, rounds.THROUGH)


def wrote(cast: Cast, here: Things) -> Values:
    asked = Round.objects.get(ref=here.values["round"])
    return {f"{QUESTION}-seen": str(steps.write(cast, "amina", asked, QUESTION, "The same two speak."))}


def sent(cast: Cast, here: Things) -> Values:
    steps.answer(cast, "amina", Round.objects.get(ref=here.values["round"]), QUESTION, "The same two speak.")
    return {}


def wrote_only_here(cast: Cast, here: Things) -> tuple[Client, Values]:
    return cast.client("amina"), wrote(cast, here)


def opened(here: Things) -> Round:
    return Round.objects.get(ref=here.instead["rounds:aside"]["round"])


def signed_and_opened(cast: Cast, here: Things) -> Values:
    row = Answer.objects.create(
        round=opened(here), membership=cast.member("amina"), question="people.connections", words="I said so."
    )
    return {"words": str(row.pk)}


def asked_aside(cast: Cast, here: Things) -> Values:
    said, why = int(here.instead["rounds:aside"]["words"]), "It is about one person"
    rounds.ask_aside(seat=cast.seat("amina"), round=opened(here), said=said, back=False, reason=why, at=cast.at)
    return {"asking": str(Withholding.objects.waiting().get().pk)}


def seen(cast: Cast, here: Things) -> tuple[Client, Values]:
    return cast.client("amina"), {"seen": "1"}


def put_away(cast: Cast, here: Things) -> tuple[Client, Values]:
    there = here.instead["rounds:throw_away"]
    book = steps.book(cast, "amina", Round.objects.get(ref=there["round"]))
    return cast.client("amina"), {"seen": str(book.entries[there["question"]].version)}


WORDS = {f"{QUESTION}-base": "0", f"{QUESTION}-words": "Nobody speaks."}
TYPED = {f"{QUESTION}-words": "The same two speak."}
ROUND = {
    "seen": "1",
    "name": "Other questions",
    "way": "reflect",
    "which": "role",
    "closes": "3 April",
    "opens": "meeting",
    "whom": "everybody",
}
UNDONE = (
    *(
        Undone(f"rounds:{each}", "rounds:one", "Keep, and go on", sends=WORDS, types=TYPED, first=wrote)
        for each in ("one", "all", "keep")
    ),
    Undone("rounds:type_in_for", "rounds:type_in_for", "Keep", sends=WORDS, types=TYPED, first=typed_for_ada),
    Undone("rounds:through", "rounds:through", "Keep", sends=WORDS, types=TYPED, first=typed_as_told),
    Undone(
        "rounds:said", "rounds:said", "Change it", sends={"seen": "1", "words": "x"}, types={"words": "Asked last."}
    ),
    Undone("rounds:take_back", "rounds:review", "Send my answers", sends={"seen": "1"}, first=sent),
    Undone(
        "rounds:aside",
        "rounds:aside",
        "Put them back",
        sends={"reason": "It was about one person"},
        types={"reason": "It was not"},
        first=signed_and_opened,
    ),
    Undone(
        "rounds:ask_no_more",
        "rounds:aside",
        "Ask that it be put aside",
        types={"reason": "It is about one person"},
        first=asked_aside,
    ),
    Undone("rounds:change", "rounds:change", "Keep", sends=ROUND, types={"name": "The prepared questions"}),
)
WORDED = (
    Worded("rounds:finished", "finished", wrote_only_here),
    Worded("rounds:refuse", "refuse", seen),
    Worded("rounds:take_out", "take out", seen),
    Worded("rounds:throw_away", "throw away", put_away),
    Worded("rounds:let_go", "throw away", seen),
    Worded("rounds:discard", "throw away", organiser),
    Worded("rounds:close", "close", organiser),
    Worded("rounds:withdraw", "withdraw", organiser),
    Worded("rounds:open", "open", organiser),
)
ONLY_GIVE: dict[str, Values] = {
    "rounds:prepare": ROUND,
    "rounds:ask": {},
    "rounds:review": {},
    "rounds:save": {},
    "rounds:hand_in": {},
    "rounds:sheets": {},
    "rounds:type_in_sheet": {},
    "rounds:accept": {},
    "rounds:take_over": {},
    "rounds:put_in": {},
    "rounds:put_back": {"seen": "1"},
    "rounds:day": {"closes": "15 April"},
}
