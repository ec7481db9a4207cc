"""Coming in by the room's code."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from http.cookies import Morsel
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from alongside.partnerships.models import Membership, Organisation
from alongside.people import commands
from alongside.people.commands import guesses
from alongside.people.models import Device, RoomCode, WrongCodes
from alongside.people.secrets import code_from, code_of, hashed, new_secret, read_code, room_link, shown_code
from alongside.people.tests.pressing import come_in, home, inside, key_on, room, scan, words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_one_field_and_one_press(cast: Cast) -> None:
    client, address = Client(), scan(room(cast))
    page = words(client.get(address))
    assert page.count('type="text"') == 1
    assert come_in(client, address, "Sam").status_code == 302
    assert inside(client, cast.harbour)
    assert Membership.objects.get(name="Sam").partnership == cast.harbour


def test_where_one_comes_from_is_asked_once(cast: Cast) -> None:
    client = Client()
    asked: Any = come_in(client, scan(room(cast)), "Sam")
    assert asked["Location"] == reverse("people:from_where", args=[cast.harbour.ref])
    page = words(client.get(asked["Location"]))
    assert "Harbour Carers" in page
    assert "Eastport Council" in page
    council = Organisation.objects.get(name="Eastport Council")
    first = reverse("journey:joining", args=[cast.harbour.ref]) + "?first"
    assert client.post(asked["Location"], {"where": str(council.pk)})["Location"] == first
    assert client.get(first)["Location"] == home(cast.harbour)  # there is nothing yet to tell
    assert Membership.objects.get(name="Sam").affiliations.get().organisation == council


def test_an_organisation_is_added_with_its_kind_and_size(cast: Cast) -> None:
    client = Client()
    come_in(client, scan(room(cast)), "Sam")
    address = reverse("people:from_where", args=[cast.harbour.ref])
    client.post(address, {"new": "Eastport School", "kind": "learning", "size": "middle"})
    added = Organisation.objects.get(name="Eastport School")
    assert (added.kind, added.size) == ("learning", "middle")
    assert Membership.objects.get(name="Sam").affiliations.get().organisation == added


def test_one_of_two_is_asked_for_and_not_both(cast: Cast) -> None:
    client = cast.client("nadia")
    address = reverse("people:from_where", args=[cast.harbour.ref])
    council = str(Organisation.objects.get(name="Eastport Council").pk)
    both = client.post(address, {"where": council, "new": "Another"})
    assert both.status_code == 422
    assert 'value="Another"' in words(both)
    assert client.post(address, {}).status_code == 422
    elsewhere = Organisation.objects.create(partnership=cast.hill, name="Hill Trust")
    assert client.post(address, {"where": str(elsewhere.pk)}).status_code == 422


def test_sent_twice_one_comes_in_once(cast: Cast) -> None:
    made, key = room(cast), new_secret()
    browsers = [Client() for _ in range(5)]
    for client in browsers:  # a browser that pressed again before the first answer came has no cookie yet
        come_in(client, scan(made), "Sam", key=key)
    assert Membership.objects.filter(name="Sam").count() == 1
    assert Membership.objects.get(name="Sam").devices.count() == 1
    made.refresh_from_db()
    assert made.taken == 1
    assert all(inside(client, cast.harbour) for client in browsers)


def test_the_key_of_an_old_page_is_no_way_in(cast: Cast) -> None:
    made, key = room(cast), new_secret()
    come_in(Client(), scan(made), "Sam", key=key)
    cast.later(minutes=11)
    later = Client()
    assert come_in(later, scan(made), "Sam", key=key).status_code == 404
    assert not inside(later, cast.harbour)


def test_somebody_who_is_in_is_told_so_and_goes_home(cast: Cast) -> None:
    client, made = cast.client("nadia"), room(cast)
    assert "You are in already, as <bdi>Nadia Brandt</bdi>" in words(client.get(scan(made)))
    answer: Any = come_in(client, scan(made), "Nadia again")
    assert answer["Location"] == home(cast.harbour)
    assert not Membership.objects.filter(name="Nadia again").exists()


def test_somebody_who_left_is_led_to_their_own_page(cast: Cast) -> None:
    client, made = cast.client("nadia"), room(cast)
    client.post(reverse("people:leave", args=[cast.harbour.ref]))
    answer = client.get(scan(made))
    assert answer["Location"] == reverse("people:gone", args=[cast.harbour.ref])


def test_it_ends_with_its_time(cast: Cast) -> None:
    made = room(cast, hours=3)
    cast.later(hours=2, minutes=59)
    assert Client().get(scan(made)).status_code == 200
    cast.later(minutes=1)
    late = Client()
    assert late.get(scan(made)).status_code == 404
    assert come_in(late, scan(made)).status_code == 404
    assert not inside(late, cast.harbour)


def test_it_ends_when_it_is_closed_and_lives_again_when_it_is_opened(cast: Cast) -> None:
    made = room(cast)
    amina = cast.client("amina")
    amina.post(reverse("people:close_room", args=[cast.harbour.ref, made.ref]))
    assert Client().get(scan(made)).status_code == 404
    assert come_in(Client(), scan(made)).status_code == 404
    amina.post(reverse("people:reopen_room", args=[cast.harbour.ref, made.ref]))
    assert Client().get(scan(made)).status_code == 200
    amina.post(reverse("people:close_room", args=[cast.harbour.ref, made.ref]))
    cast.later(hours=4)
    amina.post(reverse("people:reopen_room", args=[cast.harbour.ref, made.ref]))
    assert Client().get(scan(made)).status_code == 404


def test_it_lets_in_as_many_as_there_are_places(cast: Cast) -> None:
    made = room(cast, places=2)
    came = [come_in(Client(), scan(made), f"Person {number}").status_code for number in range(4)]
    assert came == [302, 302, 404, 404]
    assert Client().get(scan(made)).status_code == 404


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_however_many_come_at_once_none_is_one_too_many(cast: Cast) -> None:
    made, together = room(cast, places=3), threading.Barrier(8)

    def one(number: int) -> bool:
        together.wait()
        try:
            return bool(commands.join(room=made, key=new_secret(), name=f"Person {number}", label="x", at=cast.at))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        came = list(crowd.map(one, range(8)))
    made.refresh_from_db()
    assert (came.count(True), made.taken) == (3, 3)
    assert Membership.objects.filter(name__startswith="Person").count() == 3


@pytest.mark.data
def test_the_database_itself_refuses_one_too_many(cast: Cast) -> None:
    from django.db import IntegrityError, transaction

    made = room(cast, places=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoomCode.objects.filter(pk=made.pk).update(taken=3)


def test_forty_people_behind_one_address_all_get_in(cast: Cast) -> None:
    made = room(cast, places=40)
    for number in range(40):
        client = Client(REMOTE_ADDR="192.0.2.1")
        assert client.post("/join/", {"code": shown_code(made.code)}).status_code == 302
        assert come_in(client, scan(made), f"Person {number}").status_code == 302
    assert Membership.objects.filter(name__startswith="Person").count() == 40


@pytest.mark.parametrize("spelt", ["{} {}", "{}{}", "{}-{}", "  {}  {} "])
def test_a_code_is_typed_as_it_is_read_aloud(cast: Cast, spelt: str) -> None:
    made = room(cast)
    typed = spelt.format(made.code[:4], made.code[4:]).upper()
    answer = Client().post("/join/", {"code": typed})
    assert answer["Location"] == scan(made)


@pytest.mark.parametrize("typed", ["abcd efgh", "short", "", "a" * 300, "<b>x</b>", "\x00", "0000 0000"])
def test_a_wrong_code_is_said_and_stays(cast: Cast, typed: str) -> None:
    room(cast)
    answer = Client().post("/join/", {"code": typed})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("abc", "A code has eight or sixteen letters and numbers. This has 3."),
        ("abcd-efgh j", "This has 9."),
        ("abcd efgh", "No room or card has this code now."),
        ("abcd-efgh-jkmn-pqr0", "No room or card has this code now."),
    ],
)
def test_what_is_wrong_with_a_code_is_said(cast: Cast, typed: str, said: str) -> None:
    room(cast)
    page = words(Client().post("/join/", {"code": typed}))
    assert said in page
    assert f'value="{typed}"' in page


def test_looking_at_an_address_tells_nothing_of_a_code(cast: Cast) -> None:
    """Nobody can try codes by their addresses: what is not sealed by this server only fills in the field."""
    made = room(cast)
    right, wrong = (words(Client().get(f"/join/{code}/")) for code in (made.code, "abcdefgh"))
    assert right.replace(made.code, "abcdefgh")[500:] != ""
    assert _without_token(right).replace(made.code, "abcdefgh") == _without_token(wrong)


def _without_token(page: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_a_seal_is_made_by_this_server_only(cast: Cast) -> None:
    made = room(cast)
    assert code_of(room_link(made.code)) == made.code
    for forged in (made.code, made.code + "-", made.code + "-" + "a" * 12, "abcdefgh" + room_link(made.code)[8:], "é"):
        assert code_of(forged) == ""
    assert Client().get(f"/join/{made.code}-aaaaaaaaaaaa/").status_code == 404


@pytest.mark.data
def test_only_so_many_wrong_codes_are_taken_in_an_hour(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "WRONG_CODES", 3)
    made = room(cast)
    for _ in range(3):
        assert commands.try_code(code="abcdefgh", at=cast.at) is None
    with pytest.raises(commands.TooMany):
        commands.try_code(code="abcdefgh", at=cast.at)
    with pytest.raises(commands.TooMany):  # or the next right guess would still be found
        commands.try_code(code=made.code, at=cast.at)
    assert commands.try_code(code=made.code, at=cast.later(hours=1)) == made


def test_who_uses_the_guesses_up_keeps_nobody_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "WRONG_CODES", 1)
    made = room(cast)
    Client().post("/join/", {"code": "abcd efgh"})
    answer = Client().post("/join/", {"code": made.code})
    assert answer.status_code == 422
    assert "Scan the code" in words(answer)
    assert come_in(Client(), scan(made), "Sam").status_code == 302


def test_right_codes_are_not_counted(cast: Cast) -> None:
    made = room(cast)
    for _ in range(5):
        Client().post("/join/", {"code": made.code})
    assert WrongCodes.objects.get().count == 0


def test_the_chance_to_guess_is_one_in_a_million_an_hour() -> None:
    codes, open_rooms = 31**8, 700
    assert 2 * guesses.WRONG_CODES * open_rooms / codes <= 1e-6
    assert len({code_from(new_secret()) for _ in range(200)}) == 200
    assert all(read_code(code_from(new_secret())) for _ in range(200))


def _cookie(client: Client, cast: Cast, *, secure: bool) -> Morsel[str]:
    return client.cookies[("__Host-at-" if secure else "at-") + cast.harbour.ref]


def test_the_cookie_over_https(cast: Cast) -> None:
    client = cast.client(secure=True)
    come_in(client, scan(room(cast)), "Sam")
    cookie = _cookie(client, cast, secure=True)
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert cookie["max-age"] == 400 * 24 * 3600
    assert "at-" + cast.harbour.ref not in client.cookies


def test_the_cookie_in_a_hall(cast: Cast) -> None:
    client = Client()
    come_in(client, scan(room(cast)), "Sam")
    cookie = _cookie(client, cast, secure=False)
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == ("", True, "Lax")
    assert (cookie["path"], cookie["domain"]) == ("/", "")


@pytest.mark.parametrize("secure", [False, True])
def test_a_cookie_that_was_set_before_is_replaced(cast: Cast, secure: bool) -> None:
    client, planted = cast.client(secure=secure), new_secret()
    client.cookies[("__Host-at-" if secure else "at-") + cast.harbour.ref] = planted
    come_in(client, scan(room(cast)), "Sam")
    assert _cookie(client, cast, secure=secure).value != planted
    assert not Device.objects.filter(secret_hash=hashed(planted)).exists()
    assert inside(client, cast.harbour)


@pytest.mark.promise("overheard")
def test_in_a_hall_the_page_says_that_somebody_could_listen(cast: Cast) -> None:
    said = "Somebody with the skill could listen"
    made = room(cast)
    with override_settings(HALL="192.168.1.20", ALLOWED_HOSTS=["192.168.1.20", "localhost"]):
        assert said in words(Client(headers={"host": "192.168.1.20:8000"}).get(scan(made)))
        at_the_server = cast.client("amina")
        for page in ("room_kept", "wall"):  # what is read there shows the hall's address
            address = reverse(f"people:{page}", args=[cast.harbour.ref, made.ref])
            assert said in words(at_the_server.get(address, headers={"host": "localhost"}))
    assert said not in words(Client(headers={"host": "localhost"}).get(scan(made)))
    assert said not in words(cast.client(secure=True).get(scan(made)))


@pytest.mark.promise("organisers-can")
def test_what_organisers_can_do_stands_there_and_is_all(cast: Cast) -> None:
    """Organisers have these pages more than members have, and no others in the whole house."""
    from django.urls import get_resolver

    from alongside.web.checks import patterns

    theirs = {entry.name for _, entry in patterns(get_resolver()) if getattr(entry.callback, "door", "") == "organiser"}
    letting_in = {"invite", "end_link", "link_again", "make_link", "room_new", "room_kept", "wall"}
    letting_in |= {"close_room", "reopen_room", "let_in", "decline", "let_back"}
    asking = {"prepare", "change", "preview", "ask", "discard", "day", "close", "withdraw", "open"}
    agreeing = {"in_the_room", "undo_room", "online", "adopt", "leave_open", "decide", "let_go"}
    assert theirs == letting_in | asking | agreeing | {"remove", "make_organiser", "unmake_organiser", "settings"}
    page = words(Client().get(scan(room(cast))))
    assert "Amina Yusuf" in page
    assert "They can let people in and remove them" in page


def test_the_way_away_from_coming_in_is_not_called_leaving(cast: Cast) -> None:
    client, address = Client(), scan(room(cast))
    assert '<a href="/">front page</a>' in words(client.get(address))
    come_in(client, address, "Sam")
    asked = words(client.get(reverse("people:from_where", args=[cast.harbour.ref])))
    assert f'<a href="{home(cast.harbour)}joining/?first">say it later</a>' in asked
    assert ">leave<" not in asked


def test_a_name_like_anothers_is_said_gently(cast: Cast) -> None:
    client = Client()
    come_in(client, scan(room(cast)), "NADIA")
    assert inside(client, cast.harbour)
    come_in(client, scan(room(cast)), "x")
    said = "a name like yours"
    other = Client()
    come_in(other, scan(room(cast)), "Nadia  Brandt")
    assert said in words(other.get(reverse("people:from_where", args=[cast.harbour.ref])))
    alone = Client()
    come_in(alone, scan(room(cast)), "Zebedee")
    assert said not in words(alone.get(reverse("people:from_where", args=[cast.harbour.ref])))


def test_the_page_costs_the_same_however_many_are_in(
    cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    made = room(cast)
    with django_assert_num_queries(3):  # the room, whether it is open, its organisers
        Client().get(scan(made))
    for number in range(12):
        come_in(Client(), scan(made), f"Person {number}")
    with django_assert_num_queries(3):
        Client().get(scan(made))


def test_each_page_carries_a_key_of_its_own(cast: Cast) -> None:
    made = room(cast)
    assert key_on(Client().get(scan(made))) != key_on(Client().get(scan(made)))


def test_pages_for_coming_in_are_not_stored(cast: Cast) -> None:
    for address in ("/start/", "/join/", scan(room(cast)), "/in/none/"):
        assert "no-store" in Client().get(address)["Cache-Control"]
