"""What is taken away can be put back by a later press, or is taken only when a word has been typed.

Every address that takes a form stands in one of three lists: it takes something away and a button that is shown then
puts the same back; it takes something away and wants a word; or it only gives. One in none of them fails here. What
the addresses of each room say of themselves is in `tests/access/undoing/`.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.people.secrets import new_secret, room_link
from alongside.people.tests.pressing import room
from tests.access.buttons import buttons_on, press
from tests.access.holding import what_holds
from tests.access.matrix import every_address, path_to, table
from tests.access.objects import ALWAYS, Things, things
from tests.access.undoing import agreements, demo, learning, passing_on, people, rounds
from tests.access.undoing.shapes import Undone, Values, Worded
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ROOMS = (agreements, demo, learning, passing_on, people, rounds)
UNDONE: list[Undone] = [case for each in ROOMS for case in each.UNDONE]
WORDED: list[Worded] = [case for each in (passing_on, people, rounds) for case in each.WORDED]
ONLY_GIVE: dict[str, Values] = {name: sends for each in ROOMS for name, sends in each.ONLY_GIVE.items()}
ADDRESSES = {address.name: address for address in every_address()}
BY_TWO = {"rounds:agree"}
"""What two did, and two undo: one asks, by a button that is shown, and another agrees, by the same one as before."""
TYPED_AGAIN = {"people:mail_for", "people:mail_remove", "mail:stop"}
"""What somebody alone gave, for themselves, and gives again where they took it away: an address, and what it is for."""
OF_AN_EXAMPLE = {"demo:throw_away", "demo:anew"}
"""What is one's own for a day and in which nobody is real: it is begun anew by one press, see demo/tests/."""
BY_LETTER = {"people:mail_code", "people:mail_link", "people:mail_prove"}
"""What only a letter opens: it gives a device or an address, see people/tests/test_come_in_by_mail.py."""


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
        | OF_AN_EXAMPLE
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
    rounds.asked_aside(cast, here)
    path, before = where("rounds:aside", here, {}), what_holds(cast)
    press(cast.client("tom"), path, "I agree", {})
    assert not before <= what_holds(cast)
    press(cast.client("amina"), path, "Ask that they be put back", {"reason": "It was not"})
    press(cast.client("tom"), path, "I agree", {})
    assert {fact for fact in before if fact[0] == "can read"} <= what_holds(cast)
