"""What is taken away can be put back by a later press, or is taken only when a word has been typed.

Every address that takes a form stands in one of three lists: it takes something away and a button that is shown then
puts the same back; it takes something away and wants a word; or it only gives. One in none of them fails here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.urls import reverse

from alongside.agreements import commands as agreements
from alongside.agreements.models import Agreement, Proposal
from alongside.agreements.tests.agreeing import says
from alongside.learning import commands as learning
from alongside.learning.models import Action, Insight, Leaves
from alongside.learning.table import on_the_table
from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.people import commands as people
from alongside.people.secrets import new_secret, room_link
from alongside.people.tests.pressing import room
from alongside.rounds import commands as rounds
from alongside.rounds.models import Answer, Round, Withholding
from alongside.rounds.sheets import NAMED
from alongside.rounds.tests import steps
from tests.access.buttons import buttons_on, press
from tests.access.holding import what_holds
from tests.access.matrix import every_address, path_to, table
from tests.access.objects import ALWAYS, QUESTION, Things, things
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Values = dict[str, str]
ADDRESSES = {address.name: address for address in every_address()}


def nothing_first(cast: Cast, here: Things) -> Values:
    return {}


@dataclass(frozen=True)
class Undone:
    """An address that takes something away, and the button that puts it back: where it is shown, what stands on it."""

    takes: str
    shown: str
    button: str
    who: str = "amina"
    sends: Values = field(default_factory=dict)
    types: Values = field(default_factory=dict)  # what is written again in the fields of the button's form
    first: Callable[[Cast, Things], Values] = nothing_first
    gives: frozenset[str] = frozenset()  # kinds of facts that the undo may add


@dataclass(frozen=True)
class Worded:
    """An address that takes something away for good, and the word that it wants."""

    takes: str
    word: str
    first: Callable[[Cast, Things], tuple[Client, Values]]


def under_a_sentence(cast: Cast, here: Things) -> Values:
    sentence = Insight.objects.get(ref=here.values["sentence"])
    (name, *_) = on_the_table(cast.seat("amina"), sentence.gathering)
    learning.move(
        seat=cast.seat("amina"),
        gathering=sentence.gathering,
        picked=[learning.Picked(name, 0)],
        out_of=None,
        to=sentence,
        at=cast.at,
    )
    return {"piece": f"{name}.1", "out_of": sentence.ref, "to": "out"}


def may_leave(cast: Cast, here: Things) -> Values:
    asked = Round.objects.get(ref=here.instead["rounds:opened"]["round"])
    question = here.instead["rounds:opened"]["question"]
    mine = Answer.objects.create(round=asked, membership=cast.member("amina"), question=question, words="I know two.")
    learning.ask_quote(seat=cast.seat("tom"), round=asked, question=question, said=mine.pk, at=cast.at)
    learning.say_leaves(seat=cast.seat("amina"), answer=mine, leaves=Leaves.NAMED, at=cast.at)
    return {"words": str(mine.pk)}


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


def set_aside(cast: Cast, here: Things) -> Values:
    agreements.set_aside(
        seat=cast.seat("amina"), question=QUESTION, reason="Too early", look_again=cast.at.date(), at=cast.at
    )
    return {}


def let_go(cast: Cast, here: Things) -> Values:
    agreement = Agreement.objects.get(ref=here.values["agreement"])
    made = agreements.let_go(seat=cast.seat("amina"), agreement=agreement, words="", at=cast.at)
    return {"looked": str(made.pk)}


def said_what_came(cast: Cast, here: Things) -> Values:
    action = Action.objects.get(ref=here.values["action"])
    told = learning.Told("yes", "yes", "Nine came")
    made = learning.record_outcome(seat=cast.seat("amina"), action=action, told=told, at=cast.at)
    return {"undo": str(made.pk)}


def begun_talk(cast: Cast, here: Things) -> Values:
    seat = cast.seat("amina")
    talk = learning.begin_talk(seat=seat, question="people.assets", on=cast.at.date(), at=cast.at)
    learning.keep_line(seat=seat, talk=talk, kind="noticed", seen=0, words="We stopped.", at=cast.at)
    return {"talk": talk.ref, "question": "people.assets"}


def another_organiser(cast: Cast, here: Things) -> Values:
    return {"person": cast.member("tom").ref}


def made_organiser(cast: Cast, here: Things) -> Values:
    ada = Membership.objects.get(name__startswith="Ada of")
    partnerships.make_organiser(seat=cast.seat("amina"), who=ada, at=cast.at)
    return {"person": ada.ref}


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


def comes_from_carers(cast: Cast, here: Things) -> Values:
    return {"where": str(cast.harbour.organisations.get(name="Harbour Carers").pk)}


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


WORDS = {f"{QUESTION}-base": "0", f"{QUESTION}-words": "Nobody speaks."}
TYPED = {f"{QUESTION}-words": "The same two speak."}
KEY = "x" * 43
SEEN = {"key": KEY, "seen": "1"}
BUS = {"title": "The bus on Tuesdays", "words": "We pay for a bus on Tuesdays."}
OTHER_BUS = {"seen": "1", "title": "No bus", "words": "We pay for no bus."}
DETAILS = {"seen": "1", "name": "Harbour", "place": "", "stage": "new", "contact_name": "Kim", "contact_reach": "0123"}
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
    Undone("people:end_link", "people:people", "Let the ended link work again"),
    Undone("people:end_sent_link", "people:you", "Undo"),
    Undone("people:end_device", "people:you", "Undo"),
    Undone("people:close_room", "people:room_kept", "Open it again"),
    Undone("people:decline", "people:people", "Let in after all", gives=frozenset({"called", "device"})),
    Undone("people:remove", "people:people", "Let back in", first=another_organiser),
    Undone("people:leave", "people:gone", "Come back", who="tom"),
    Undone("people:step_down", "people:people", "Be one again"),
    Undone("people:make_organiser", "people:people", "Undo"),
    Undone("people:unmake_organiser", "people:people", "Make Ada", first=made_organiser),
    Undone("people:rename", "people:you", "Change", sends={"name": "Nobody"}, types={"name": "Amina Yusuf"}),
    Undone("people:end_welcome", "people:welcome", "Undo"),
    Undone("people:parting", "people:parting", "Put that back", sends={"seen": "1", "goes": "Nothing"}),
    Undone("people:not_now", "people:people", "Show again", sends={"about": "talk 20260320"}),
    Undone("people:from_no_longer", "people:from_where", "Undo", first=comes_from_carers),
    Undone("partnerships:settings", "partnerships:settings", "Put that back", sends=DETAILS),
    Undone("agreements:set_aside", "journey:question", "Bring it back"),
    Undone("agreements:bring_back", "agreements:set_aside", "Set it aside", first=set_aside),
    Undone(
        "agreements:meeting",
        "agreements:meeting",
        "Put that back",
        sends={"seen": "1", "room": "Nobody.", "words": "We stop."},
    ),
    Undone("passing_on:take_off", "passing_on:passed_on", "Put it back: The board"),
    Undone("passing_on:take_off_came", "passing_on:note", "Put it back: They asked"),
    Undone(
        "passing_on:note",
        "passing_on:note",
        "Keep the note",
        sends={"seen": "1", "to": "Nobody", "on": "20 March 2026", "words": ""},
        types={"to": "The board"},
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
    Undone("learning:outcome", "learning:outcome", "Take that back", sends={"happened": "no"}),
    Undone(
        "learning:try_change", "learning:try_change", "Put that back", sends={"seen": "1", "what": "Nothing", "due": ""}
    ),
    Undone(
        "learning:undo",
        "learning:outcome",
        "Keep",
        first=said_what_came,
        types={"happened": "yes", "helped": "yes", "words": "Nine came"},
    ),
    Undone("learning:talk", "journey:question", "Take it up again", sends={"put-away": "1"}, first=begun_talk),
    Undone(
        "learning:line",
        "learning:talk",
        "Keep",
        sends={"noticed-seen": "1", "noticed-words": ""},
        first=begun_talk,
        types={"noticed-words": "We stopped."},
    ),
    Undone("learning:move", "learning:making", "Move", first=under_a_sentence, types={"to": "table"}),
    Undone(
        "learning:sentence",
        "learning:sentence",
        "Keep",
        sends={"seen": "1", "words": "Not so.", "mark": "make"},
        types={"words": "We know few of each other.", "mark": "make"},
    ),
    Undone(
        "learning:merge",
        "learning:making",
        "Put it back",
        sends={"seen": "1", "into_seen": "1", "words": "Both.", "mark": "make"},
    ),
    Undone("learning:take_off", "learning:making", "Put it back"),
    Undone("learning:quotes", "learning:quotes", "Yes, with my name", sends={"leaves": "no"}, first=may_leave),
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


def organiser(cast: Cast, here: Things) -> tuple[Client, Values]:
    return cast.client("amina"), {}


def seen(cast: Cast, here: Things) -> tuple[Client, Values]:
    return cast.client("amina"), {"seen": "1"}


def put_away(cast: Cast, here: Things) -> tuple[Client, Values]:
    there = here.instead["rounds:throw_away"]
    book = steps.book(cast, "amina", Round.objects.get(ref=there["round"]))
    return cast.client("amina"), {"seen": str(book.entries[there["question"]].version)}


def own_link(cast: Cast, here: Things) -> tuple[Client, Values]:
    client = cast.client("nadia")
    client.post(reverse("people:make_own_link", args=[here.partnership]), {"key": new_secret()})
    return client, {"key": new_secret()}


def no_own_link(cast: Cast, here: Things) -> tuple[Client, Values]:
    return cast.client("nadia"), {}


def on_anothers_device(cast: Cast, here: Things) -> tuple[Client, Values]:
    secret = new_secret()
    people.make_link(seat=cast.seat("amina"), who=cast.member("len"), secret=secret, at=cast.at)
    return cast.client("nadia"), {"secret": secret, "key": new_secret()}


def last_of_all(cast: Cast, here: Things) -> tuple[Client, Values]:
    return cast.client("ruth"), {"partnership": cast.hill.ref}


def somebody_erased(cast: Cast, here: Things) -> tuple[Client, Values]:
    return cast.client("nadia"), {"answers": "remove"}


def somebody_gone_erased(cast: Cast, here: Things) -> tuple[Client, Values]:
    steps.answer(cast, "nadia", Round.objects.get(ref=here.values["round"]), QUESTION, "Said with a name.", how=NAMED)
    people.leave(seat=cast.seat("nadia"), at=cast.at)
    return cast.client("nadia"), {"answers": "keep"}


WORDED = (
    Worded("passing_on:erase", "erase me", somebody_erased),
    Worded("passing_on:erase_gone", "erase me", somebody_gone_erased),
    Worded("people:make_own_link", "replace", own_link),
    Worded("people:sign_out", "sign out", no_own_link),
    Worded("rounds:finished", "finished", wrote_only_here),
    Worded("people:enter", "sign out", on_anothers_device),
    Worded("people:leave", "leave", last_of_all),
    Worded("rounds:refuse", "refuse", seen),
    Worded("rounds:take_out", "take out", seen),
    Worded("rounds:throw_away", "throw away", put_away),
    Worded("rounds:let_go", "throw away", seen),
    Worded("rounds:discard", "throw away", organiser),
    Worded("rounds:close", "close", organiser),
    Worded("rounds:withdraw", "withdraw", organiser),
    Worded("rounds:open", "open", organiser),
)
BY_TWO = {"rounds:agree"}
"""What two did, and two undo: one asks, by a button that is shown, and another agrees, by the same one as before."""
TYPED_AGAIN = {"people:mail_for", "people:mail_remove", "mail:stop"}
"""What somebody alone gave, for themselves, and gives again where they took it away: an address, and what it is for."""
BY_LETTER = {"people:mail_code", "people:mail_link", "people:mail_prove"}
"""What only a letter opens: it gives a device or an address, see people/tests/test_come_in_by_mail.py."""
NEW = {"name": "New Hands", "person": "Zoe", "stage": "new", "resident": "on"}
ONLY_GIVE: dict[str, Values] = {
    "agreements:propose": {"title": "The hall", "words": "We meet in the hall."},
    "agreements:ask": {"words": "Every Tuesday?"},
    "agreements:online": {"seen": "1", "answer_by": "15 April"},
    "agreements:in_the_room": {"seen": "1", "on": "20 March"},
    "journey:put_away": {},
    "passing_on:keep": {"to": "The council"},
    "passing_on:came_back": {"words": "They came.", "on": "20 March 2026"},
    "passing_on:put_back": {},
    "passing_on:put_back_came": {},
    "passing_on:save_partnership": {},
    "passing_on:save_held": {},
    "people:start": NEW,
    "people:come_in": {"email": "zoe@example.org"},
    "people:mail_give": {"email": "zoe@example.org"},
    "people:join": {},
    "people:room": {"name": "Zoe"},
    "people:invite": {"names": "Zoe Hart"},
    "people:welcome": {},
    "people:welcome_again": {},
    "people:offer_again": {},
    "people:from_where": {"where": "resident"},
    "people:room_new": {"approved": "no", "hours": "3", "places": "9"},
    "people:make_link": {},
    "people:let_in": {},
    "people:link_again": {},
    "people:sent_link_again": {},
    "people:device_again": {},
    "people:reopen_room": {},
    "people:let_back": {},
    "people:organise_again": {},
    "people:come_back": {},
    "learning:suggest": {},
    "learning:begin": {},
    "learning:try_new": {"what": "Ask at the door"},
    "learning:gather": {},
    "learning:write": {"words": "We meet too little.", "mark": "make"},
    "learning:ask_quote": {},
    "learning:place": {"to": "2"},
    "learning:put_back": {},
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


@pytest.fixture
def here(cast: Cast) -> Things:
    return things(cast, "amina", cast.harbour)


def where(name: str, here: Things, more: Values) -> str:
    """The path of the address of that name."""
    meant = ALWAYS | {"kind": "noticed"} | here.values | here.instead.get(name, {}) | {"partnership": here.partnership}
    return path_to(ADDRESSES[name], meant | more) or ""


def test_every_address_that_takes_a_form_is_judged() -> None:
    judged = (
        {case.takes for case in UNDONE}
        | {case.takes for case in WORDED}
        | set(ONLY_GIVE)
        | BY_TWO
        | TYPED_AGAIN
        | BY_LETTER
    )
    assert judged == {name for name, row in table().items() if "POST" in row.answers}


@pytest.mark.parametrize("case", UNDONE, ids=lambda case: case.takes)
def test_what_was_taken_away_is_put_back_by_a_button_that_is_shown(cast: Cast, here: Things, case: Undone) -> None:
    more, client = case.first(cast, here), cast.client(case.who)
    before = what_holds(cast)
    assert client.post(where(case.takes, here, more), more | case.sends).status_code < 400
    assert what_holds(cast) != before
    cast.later(minutes=9)
    path = where(case.shown, here, more)
    buttons = [one for one in buttons_on(client.get(path).content.decode(), path) if one.words.startswith(case.button)]
    assert buttons, f"no button “{case.button}” at {path}"
    assert client.post(buttons[0].action, buttons[0].sends | case.types).status_code < 400
    after = what_holds(cast)
    assert before <= after
    assert {fact[0] for fact in after - before} <= case.gives


@pytest.mark.parametrize("case", WORDED, ids=lambda case: case.takes)
def test_what_is_taken_for_good_is_taken_only_for_a_word(cast: Cast, here: Things, case: Worded) -> None:
    client, more = case.first(cast, here)
    path, before = where(case.takes, here, more), what_holds(cast)
    for typed in ("", "yes please"):
        answer = client.post(path, more | {"typed": typed})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert f"Please type “{case.word}”." in page
        assert f'name="typed" value="{typed}"' in page.replace('name="typed" type="text"', 'name="typed"') or not typed
        assert what_holds(cast) == before
    assert client.post(path, more | {"typed": f" {case.word.title()} "}).status_code < 400
    assert not before <= what_holds(cast)


@pytest.mark.parametrize("name", ONLY_GIVE)
def test_what_only_gives_takes_nothing_away(cast: Cast, here: Things, name: str) -> None:
    made = room(cast)
    client = cast.client("tom" if name == "people:organise_again" else "amina")
    more = {"key": new_secret()} | ONLY_GIVE[name]
    if name == "agreements:in_the_room":
        more["there"] = cast.member("amina").ref
    more |= {"people:room": {"code": room_link(made.code)}, "people:join": {"code": made.code}}.get(name, {})
    if name == "people:come_back":
        client.post(reverse("people:leave", args=[here.partnership]))
    before = what_holds(cast)
    assert client.post(where(name, here, more), more).status_code < 400
    assert before <= what_holds(cast)


def test_what_two_put_aside_two_put_back(cast: Cast, here: Things) -> None:
    asked_aside(cast, here)
    path, before = where("rounds:aside", here, {}), what_holds(cast)
    press(cast.client("tom"), path, "I agree", {})
    assert not before <= what_holds(cast)
    press(cast.client("amina"), path, "Ask that they be put back", {"reason": "It was not"})
    press(cast.client("tom"), path, "I agree", {})
    assert {fact for fact in before if fact[0] == "can read"} <= what_holds(cast)
