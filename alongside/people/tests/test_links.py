"""Personal links: made by an organiser, used by a button, ended, and made anew."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Membership
from alongside.people import commands
from alongside.people.models import Device, PersonalLink, RoomCode
from alongside.people.secrets import card_secret, grouped, hashed, new_secret, read_secret
from alongside.people.tests.pressing import come_in, inside, link_on, sent_link, words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def paste(cast: Cast, names: str, who: str = "amina", **more: str) -> Any:
    """Paste names, as an organiser does."""
    address = reverse("people:invite", args=[cast.harbour.ref])
    return cast.client(who).post(address, {"key": new_secret(), "names": names, **more})


def press(cast: Cast, name: str, *ids: str, who: str = "amina", **more: str) -> Any:
    return cast.client(who).post(reverse(f"people:{name}", args=[cast.harbour.ref, *ids]), more)


def enter(address: str, client: Client | None = None, **more: str) -> Client:
    """Open a link and press its button."""
    client = client or Client()
    client.post(address, {"key": new_secret(), "name": "Priya", **more})
    return client


@pytest.mark.promise("links-shown-once")
def test_each_gets_a_link_which_is_shown_once_and_not_kept(cast: Cast) -> None:
    page = words(paste(cast, "Priya Shah <p@x.example>; Sam Field"))
    assert [who.name for who in Membership.objects.expected().within(cast.seat("amina"))] == ["Priya Shah", "Sam Field"]
    address = link_on(page_of(page))
    secret = read_secret(address.split("/")[2])
    assert PersonalLink.objects.filter(secret_hash=hashed(secret)).count() == 1
    assert secret not in str(list(PersonalLink.objects.values()))
    again = words(cast.client("amina").get(reverse("people:people", args=[cast.harbour.ref])))
    assert address.split("/")[2] not in again


def page_of(text: str) -> Any:
    class Page:
        content = text.encode()

    return Page()


def test_there_are_words_for_mail_whatsapp_and_letter_and_a_card(cast: Cast) -> None:
    page = words(paste(cast, "Priya Shah <p@x.example>"))
    address = link_on(page_of(page))
    assert 'href="mailto:p@x.example?subject=' in page
    assert 'href="https://wa.me/?text=' in page
    assert address in unquote(page.split("https://wa.me/?text=")[1].split('"')[0])
    cards, letter = page.split('class="cards"')[1].split('class="letters"')
    assert page.count("Hello Priya Shah,") == 2  # to copy, and to print
    assert "Hello Priya Shah," in letter
    assert address in letter
    assert "<svg" in letter
    card = cards
    assert "<svg" in card
    assert f"testserver{address}".rstrip("/") in card
    assert len(address.split("/")[2]) == 19  # short enough to be typed from paper


@pytest.mark.promise("emails-not-kept")
def test_addresses_are_not_kept(cast: Cast) -> None:
    from django.apps import apps

    paste(cast, "Priya Shah <canary.address@x.example>; canary.second@x.example")
    for model in apps.get_models():
        assert "canary" not in str(list(model.objects.values())).lower().replace("canary second", "")  # type: ignore[attr-defined]


def test_a_mail_scanner_consumes_nothing(cast: Cast) -> None:
    address = sent_link(cast)
    for _ in range(3):
        assert Client().get(address).status_code == 200
        assert Client().head(address).status_code == 200
    assert not Membership.objects.get(name="Priya Shah").arrived_at
    assert not Device.objects.filter(membership__name="Priya Shah").exists()
    assert inside(enter(address), cast.harbour)


def test_it_shows_whose_it_is_and_asks_what_to_call_them(cast: Cast) -> None:
    address = sent_link(cast, "Priya Shah")
    page = words(Client().get(address))
    assert "This link is for <bdi>Priya Shah</bdi>" in page
    assert 'value="Priya Shah"' in page
    enter(address, name="Pri")
    assert Membership.objects.filter(name="Pri").exists()
    assert 'name="name"' not in words(Client().get(address))


def test_it_lets_in_again_and_on_another_device(cast: Cast) -> None:
    address = sent_link(cast)
    first, second = enter(address), enter(address)
    assert inside(first, cast.harbour)
    assert inside(second, cast.harbour)
    assert Membership.objects.filter(name__startswith="Priya").count() == 1


def test_sent_twice_it_makes_one_device(cast: Cast) -> None:
    address, key = sent_link(cast), new_secret()
    browsers = [enter(address, key=key) for _ in range(3)]
    assert Device.objects.filter(membership__name="Priya").count() == 1
    assert all(inside(client, cast.harbour) for client in browsers)


def test_it_lasts_for_fourteen_days_and_for_good_once_used(cast: Cast) -> None:
    unused, used = sent_link(cast, "Priya Shah"), sent_link(cast, "Sam Field")
    enter(used, name="Sam")
    cast.later(days=13, hours=23)
    assert Client().get(unused).status_code == 200
    cast.later(hours=1)
    assert Client().get(unused).status_code == 404
    assert not inside(enter(unused), cast.harbour)
    assert inside(enter(used), cast.harbour)


def test_whoever_is_sent_one_to_organise_organises(cast: Cast) -> None:
    page = paste(cast, "Priya Shah", organisers="on")
    client = enter(link_on(page))
    assert client.get(reverse("people:invite", args=[cast.harbour.ref])).status_code == 200
    other = enter(link_on(paste(cast, "Sam")), name="Sam")
    assert other.get(reverse("people:invite", args=[cast.harbour.ref])).status_code == 404


def test_ended_expired_malformed_and_never_made_are_one_page(cast: Cast) -> None:
    ended = sent_link(cast, "Priya")
    press(cast, "end_link", PersonalLink.objects.latest("pk").ref)
    pages = [Client().get(address) for address in (ended, "/in/short/", f"/in/{new_secret()}/", "/in/a-b-c-d/")]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert "Ask whoever sent it for a new one" in words(pages[0])
    assert Client().post(ended, {"key": new_secret(), "name": "x"}).content == pages[0].content


def test_ending_it_works_at_once_and_can_be_taken_back(cast: Cast) -> None:
    address = sent_link(cast)
    link = PersonalLink.objects.latest("pk").ref
    press(cast, "end_link", link)
    assert not inside(enter(address), cast.harbour)
    assert "Let the ended link work again" in words(
        cast.client("tom").get(reverse("people:people", args=[cast.harbour.ref]))
    )
    press(cast, "link_again", link, who="tom")
    assert inside(enter(address), cast.harbour)


def test_a_new_one_is_made_once_the_one_before_has_ended(cast: Cast) -> None:
    old = sent_link(cast)
    who = Membership.objects.get(name="Priya Shah")
    people, make = (
        reverse("people:people", args=[cast.harbour.ref]),
        reverse("people:make_link", args=[cast.harbour.ref, who.ref]),
    )
    assert make not in words(cast.client("amina").get(people))
    assert press(cast, "make_link", who.ref, key=new_secret())["Location"] == people
    assert Client().get(old).status_code == 200
    press(cast, "end_link", who.links.get().ref)
    assert make in words(cast.client("amina").get(people))
    new = link_on(press(cast, "make_link", who.ref, key=new_secret()))
    press(cast, "link_again", who.links.order_by("pk")[0].ref)  # two must not work at once
    assert Client().get(old).status_code == 404
    assert inside(enter(new), cast.harbour)


def test_made_twice_by_one_press_it_is_one(cast: Cast) -> None:
    key, who = new_secret(), cast.member("len")
    made = {link_on(press(cast, "make_link", who.ref, key=key)) for _ in range(3)}
    assert len(made) == 1
    assert who.links.count() == 1


def test_pasted_twice_by_one_press_they_are_expected_once(cast: Cast) -> None:
    key = new_secret()
    made = {link_on(paste(cast, "Priya Shah", key=key)) for _ in range(3)}
    assert len(made) == 1
    assert Membership.objects.filter(name="Priya Shah").count() == 1


@pytest.mark.promise("links-again")
def test_whoever_went_on_too_early_goes_back_and_sees_the_same_links_for_ten_minutes(cast: Cast) -> None:
    key = new_secret()
    first = paste(cast, "Priya Shah; Sam Field", key=key)
    assert "let your browser send the form again" in words(first)
    cast.later(minutes=10)
    assert link_on(paste(cast, "Priya Shah; Sam Field", key=key)) == link_on(first)
    cast.later(minutes=1)
    assert "are not shown again" in words(paste(cast, "Priya Shah; Sam Field", key=key))


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("", "Please write at least one name."),
        (" ;, ", "We found no name there."),
        ("x" * 81, "is too long for a name"),
        ("\n".join(f"Person {number}" for number in range(61)), "That is 61 people."),
        ("Amina\x07", "cannot be shown"),
        ("x" * 10_001, "longer than 10000 letters"),
    ],
)
def test_what_cannot_be_read_is_said_and_stays(cast: Cast, names: str, said: str) -> None:
    answer = paste(cast, names)
    assert answer.status_code == 422
    assert said in words(answer)
    assert not Membership.objects.expected().exists()


def test_nobody_makes_a_link_for_themselves_that_way(cast: Cast) -> None:
    assert press(cast, "make_link", cast.member("amina").ref, key=new_secret()).status_code == 404


def test_whoever_was_removed_is_not_let_in_by_any_link(cast: Cast) -> None:
    card = sent_link(cast)
    client = enter(card)
    address = reverse("people:make_own_link", args=[cast.harbour.ref])
    own = link_on(client.post(address, {"key": new_secret(), "typed": "replace"}))
    press(cast, "remove", Membership.objects.get(name="Priya").ref)
    for link in (card, own):
        assert Client().get(link).status_code == 404
        assert not inside(enter(link), cast.harbour)
    assert press(cast, "make_link", Membership.objects.get(name="Priya").ref, key=new_secret()).status_code == 404
    press(cast, "let_back", Membership.objects.get(name="Priya").ref)
    assert inside(enter(own), cast.harbour)


def test_another_persons_device_is_theirs_no_more_when_somebody_else_comes_in_on_it(cast: Cast) -> None:
    link, client = sent_link(cast), cast.client("nadia")
    page = words(client.get(link))
    assert "On this device <strong><bdi>Nadia Brandt</bdi></strong> is in now" in page
    assert "<bdi>Nadia Brandt</bdi> has no link of their own" in page
    enter(link, client)
    assert inside(cast.client("nadia"), cast.harbour)
    enter(link, client, typed="sign out")
    assert words(client.get(reverse("people:you", args=[cast.harbour.ref]))).count("<h1><bdi>Priya</bdi></h1>") == 1
    assert not inside(cast.client("nadia"), cast.harbour)


def test_ones_own_device_stays_one(cast: Cast) -> None:
    link = sent_link(cast)
    client = enter(link)
    assert "You are in already" in words(client.get(link))
    enter(link, client)
    assert Device.objects.filter(membership__name="Priya").count() == 1


def test_a_card_is_typed_at_the_same_place_as_a_code(cast: Cast) -> None:
    secret = card_secret(new_secret())
    link = sent_link(cast, secret=secret)
    answer = Client().post("/join/", {"code": grouped(secret).upper().replace("-", " ")})
    assert answer["Location"] == f"/in/{grouped(secret)}/"
    assert Client().get(answer["Location"]).status_code == 200
    assert Client().get(link).status_code == 200


def test_in_a_hall_links_hold_the_halls_address(cast: Cast) -> None:
    with override_settings(HALL="192.168.1.20", ALLOWED_HOSTS=["localhost", "192.168.1.20"]):
        client = cast.client("amina")
        address = reverse("people:invite", args=[cast.harbour.ref])
        sent = {"key": new_secret(), "names": "Priya"}
        assert "http://192.168.1.20:" in words(client.post(address, sent, headers={"host": "localhost:8000"}))


def test_on_this_computer_alone_the_page_says_so(cast: Cast) -> None:
    sent = {"key": new_secret(), "names": "Priya"}
    client, address = cast.client("amina"), reverse("people:invite", args=[cast.harbour.ref])
    assert "works on this computer only" in words(client.post(address, sent, headers={"host": "localhost:8000"}))
    with override_settings(ALLOWED_HOSTS=["alongside.example"]):
        assert "works on this computer only" not in words(
            client.post(address, sent, headers={"host": "alongside.example"})
        )


def test_nobody_is_led_elsewhere(cast: Cast) -> None:
    """There is no `next`: where one is led is ours to say, whatever an address or a form adds."""
    corpus = ["//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example", "%0d%0aLocation: //e"]
    names = ("next", "to", "url", "return", "redirect", "continue")
    for number, (name, evil) in enumerate((name, evil) for name in names for evil in corpus):
        link = sent_link(cast, f"Person {number}")
        answer: Any = Client().post(link + f"?{name}={evil}", {"key": new_secret(), "name": f"P{number}", name: evil})
        assert answer.status_code == 302
        assert answer["Location"] == reverse("people:from_where", args=[cast.harbour.ref])


def test_what_is_added_to_a_form_is_not_listened_to(cast: Cast) -> None:
    """Mass assignment: names of columns, sent along."""
    link = sent_link(cast)
    come_in(
        Client(),
        link,
        "Priya",
        organiser="1",
        is_organiser="true",
        partnership=str(cast.hill.pk),
        membership=str(cast.member("amina").pk),
        own="1",
        arrived_at="2020-01-01",
    )
    who = Membership.objects.get(name="Priya")
    assert who.partnership == cast.harbour
    assert not who.organisings.exists()
    assert who.arrived_at == cast.at


def test_the_page_of_links_costs_the_same_for_each(cast: Cast, django_assert_num_queries: Any) -> None:
    link = sent_link(cast)
    with django_assert_num_queries(2):  # the link, the organisers
        Client().get(link)
    for number in range(10):
        enter(sent_link(cast, f"Person {number}"), name=f"Person {number}")
    with django_assert_num_queries(2):
        Client().get(link)


def test_commands_end_nothing_twice(cast: Cast) -> None:
    sent_link(cast)
    link, seat = PersonalLink.objects.latest("pk"), cast.seat("amina")
    assert [commands.end_link(seat=seat, link=link, at=cast.at) for _ in range(2)] == [True, False]
    assert [commands.link_again(seat=seat, link=link, at=cast.at) for _ in range(2)] == [True, False]


def test_long_after_the_same_page_shows_no_link_again(cast: Cast) -> None:
    key, own = new_secret(), reverse("people:make_own_link", args=[cast.harbour.ref])
    paste(cast, "Priya Shah", key=key)
    press(cast, "make_link", cast.member("len").ref, key=key)
    nadia = cast.client("nadia")
    nadia.post(own, {"key": key})
    cast.later(minutes=11)
    before = PersonalLink.objects.count()
    for answer, status in (
        (paste(cast, "Priya Shah", key=key), 422),
        (press(cast, "make_link", cast.member("len").ref, key=key), 302),
        (nadia.post(own, {"key": key, "typed": "replace"}), 422),
    ):
        assert answer.status_code == status
        assert "/in/" not in words(answer)
    assert PersonalLink.objects.count() == before


def test_what_a_removed_organiser_made_lets_nobody_in_until_they_are_back(cast: Cast) -> None:
    for name in ("Priya Shah", "Sock Puppet"):
        commands.expect(seat=cast.seat("tom"), wanted=[commands.Wanted(name, new_secret())], at=cast.at)
    secret = new_secret()
    commands.make_link(seat=cast.seat("tom"), who=cast.member("amina"), secret=secret, at=cast.at)
    room = commands.open_room(seat=cast.seat("tom"), code="abcdefgh", approved=False, hours=24, places=9, at=cast.at)
    assert room
    partnerships.remove(seat=cast.seat("amina"), who=cast.member("tom"), reason="", at=cast.at)
    assert not PersonalLink.objects.live(at=cast.at).filter(made_by=cast.member("tom")).exists()
    assert not RoomCode.objects.open(at=cast.at).exists()
    assert commands.enter(link=secret, key=new_secret(), name="", label="x", at=cast.at) is None
    assert commands.join(room=room, key=new_secret(), name="Mal", label="x", at=cast.at) is None
    partnerships.let_back(seat=cast.seat("amina"), who=cast.member("tom"), at=cast.at)
    assert commands.enter(link=secret, key=new_secret(), name="", label="x", at=cast.at)


def test_what_somebody_who_left_by_themselves_handed_out_still_works(cast: Cast) -> None:
    secret = new_secret()
    commands.expect(seat=cast.seat("tom"), wanted=[commands.Wanted("Priya Shah", secret)], at=cast.at)
    partnerships.leave(seat=cast.seat("tom"), at=cast.at)
    assert commands.enter(link=secret, key=new_secret(), name="Priya", label="x", at=cast.at)


def test_only_a_fresh_end_by_an_organiser_is_taken_back(cast: Cast) -> None:
    seat, len_ = cast.seat("amina"), cast.member("len")

    def made() -> PersonalLink:
        commands.make_link(seat=seat, who=len_, secret=new_secret(), at=cast.at)
        return PersonalLink.objects.latest("pk")

    by_its_person = made()
    commands.end_link(seat=cast.seat("len"), link=by_its_person, at=cast.at)
    assert not commands.link_again(seat=seat, link=by_its_person, at=cast.at)
    replaced = made()
    commands.make_own_link(seat=cast.seat("len"), secret=new_secret(), device=cast.secret("len"), at=cast.at)
    assert not commands.link_again(seat=seat, link=replaced, at=cast.at)
    long_ago = made()
    commands.end_link(seat=seat, link=long_ago, at=cast.at)
    assert not commands.link_again(seat=seat, link=long_ago, at=cast.later(minutes=11))
