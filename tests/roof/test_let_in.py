"""`alongside let-in`: whoever runs the server lets somebody in, and everybody sees it."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result
from django.test import Client, override_settings
from django.urls import reverse

from alongside.cli import start
from alongside.cli.let_in import command
from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Moment, Partnership
from alongside.people.secrets import new_secret
from alongside.people.tests.pressing import inside, words
from alongside.refusal import Refusal
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    """Run it in this process, on the test's own database."""
    with patch.object(start, "folder"), patch.object(start, "load"):
        return CliRunner().invoke(command, arguments)


def path_in(told: Result) -> str:
    found = re.search(r"(/in/[\w-]+/)", told.output)
    assert found, told.output
    return found[1]


def test_it_lets_one_browser_in(cast: Cast) -> None:
    path = path_in(run("Harbour Wards Partnership", "Amina Yusuf"))
    first = Client()
    first.post(path, {"key": new_secret()})
    assert inside(first, cast.harbour)
    other = Client()
    assert other.get(path).status_code == 404
    assert other.post(path, {"key": new_secret()}).status_code == 404
    assert not inside(other, cast.harbour)
    assert cast.member("amina").devices.count() == 2


def test_the_same_press_sent_twice_is_answered_alike(cast: Cast) -> None:
    path, key = path_in(run("Harbour Wards Partnership", "Amina Yusuf")), new_secret()
    first, again = Client(), Client()
    answers = [client.post(path, {"key": key}) for client in (first, again, first)]
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} == {
        (302, answers[0].headers["Location"])
    }
    assert inside(again, cast.harbour)
    assert cast.member("amina").devices.count() == 2


@pytest.mark.parametrize("meanwhile", ["time", "ended", "removed"])
def test_not_for_long_nor_once_that_device_has_ended(cast: Cast, meanwhile: str) -> None:
    path, key = path_in(run("Harbour Wards Partnership", "Amina Yusuf")), new_secret()
    Client().post(path, {"key": key})
    if meanwhile == "time":
        cast.later(minutes=11)
    elif meanwhile == "ended":
        cast.member("amina").devices.update(ended_at=cast.at)
    else:
        partnerships.remove(seat=cast.seat("tom"), who=cast.member("amina"), reason="", at=cast.at)
    again = Client()
    assert again.post(path, {"key": key}).status_code == 404
    assert not inside(again, cast.harbour)


def test_it_works_for_a_day(cast: Cast) -> None:
    path = path_in(run(cast.harbour.ref, cast.member("amina").ref))
    cast.later(hours=24)
    assert Client().get(path).status_code == 404


def test_everybody_sees_it(cast: Cast) -> None:
    run("Harbour Wards Partnership", "Amina Yusuf")
    page = words(cast.client("nadia").get(reverse("people:people", args=[cast.harbour.ref])))
    assert "Amina Yusuf" in page.split("Let in by whoever runs this server")[1]
    assert "Whoever runs this server made a link for you" in words(
        cast.client("amina").get(reverse("people:you", args=[cast.harbour.ref]))
    )
    assert Moment.objects.get(what="let_in_by_host").partnership == cast.harbour
    assert "Let in by" not in words(cast.client("ruth").get(reverse("people:people", args=[cast.hill.ref])))


def test_an_example_that_somebody_calls_like_ours_is_neither_listed_nor_in_the_way(cast: Cast) -> None:
    Partnership.objects.filter(pk=cast.hill.pk).update(is_invented=True, name="Harbour Wards Partnership")
    assert cast.hill.ref not in run("--list").output
    client = Client()
    client.post(path_in(run("Harbour Wards Partnership", "Amina Yusuf")), {"key": new_secret()})
    assert inside(client, cast.harbour)
    told = run(cast.hill.ref, "Amina Yusuf").exception
    assert isinstance(told, Refusal)


def test_the_list_names_partnerships_and_organisers(cast: Cast) -> None:
    told = run("--list").output
    for shown in ("Harbour Wards Partnership", "Hill Farms Network", cast.harbour.ref, "Tom Reed", "Ruth Ade"):
        assert shown in told
    assert "Nadia Brandt" not in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Say whom"),
        (("Harbour Wards Partnership",), "Say whom"),
        (("Nowhere", "Amina Yusuf"), 'no partnership called "Nowhere"'),
        (("Harbour Wards Partnership", "Ruth Ade"), 'Nobody called "Ruth Ade"'),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(cast: Cast, arguments: tuple[str, ...], said: str) -> None:
    told = run(*arguments)
    assert isinstance(told.exception, Refusal)
    assert said in str(told.exception)
    assert not Moment.objects.filter(what="let_in_by_host").exists()


def test_two_of_a_name_are_told_apart_by_reference(cast: Cast) -> None:
    cast.add("Tom Reed", cast.harbour)
    told = run("Harbour Wards Partnership", "Tom Reed")
    assert "use their reference" in str(told.exception)


def test_the_address_is_how_people_reach_it(cast: Cast) -> None:
    assert "http://127.0.0.1:8000/in/" in run(cast.harbour.ref, "Amina Yusuf").output
    assert "https://a.example/in/" in run(cast.harbour.ref, "Amina Yusuf", "--address", "https://a.example/").output
    with override_settings(PUBLIC_HOSTS=["b.example"]):
        assert "https://b.example/in/" in run(cast.harbour.ref, "Amina Yusuf").output
