"""Every page, text and file of an invented partnership says that it is; none of one's own does."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Partnership
from alongside.people.models import PersonalLink
from alongside.people.secrets import new_secret, room_link
from alongside.people.tests.pressing import room
from alongside.rounds.tests import steps
from alongside.web.styles import INVENTED, products
from tests.access.matrix import every_address, path_to, table
from tests.access.objects import ALWAYS, Things, things
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SAYS = "Nobody here is real."
PAGES = [
    each for each in every_address() if "partnership" in each.takes and table()[each.name].answers.get("GET") == 200
]
FILES = ("passing_on:save_partnership", "passing_on:save_held")


def invent(cast: Cast) -> None:
    """Let Harbour Wards be invented, as if it had been from its first moment."""
    Partnership.objects.filter(pk=cast.harbour.pk).update(is_invented=True)


def path(here: Things, name: str) -> str:
    meant = ALWAYS | here.values | here.instead.get(name, {}) | {"partnership": here.partnership}
    return path_to(next(each for each in every_address() if each.name == name), meant) or ""


def said(client: Client, there: str) -> str:
    """What an address answers, as one text: lines of a calendar are folded."""
    answer = client.get(there)
    assert answer.status_code == 200, there
    return answer.content.decode().replace("\r\n ", "")


@pytest.fixture(autouse=True)
def _where_mail_is_set_up(with_mail: Settings) -> None:
    """Pages about mail are there too."""


@pytest.fixture
def here(cast: Cast) -> Things:
    return things(cast, "amina", cast.harbour)


def saying(client: Client, here: Things, doors: tuple[str, ...]) -> dict[str, bool]:
    """Of every page behind these doors, whether it says so."""
    return {each.name: SAYS in said(client, path(here, each.name)) for each in PAGES if each.door in doors}


def test_every_page_says_so_and_of_ones_own_none_does(cast: Cast, here: Things) -> None:
    client, doors = cast.client("amina"), ("member", "organiser")
    assert {name for name, says in saying(client, here, doors).items() if says} == set()
    invent(cast)
    pages = saying(client, here, doors)
    assert len(pages) > 60
    assert {name for name, says in pages.items() if not says} == set()


def test_the_page_of_somebody_who_has_left_says_so(cast: Cast, here: Things) -> None:
    partnerships.remove(seat=cast.seat("amina"), who=cast.member("len"), reason="", at=cast.at)
    assert not any(saying(cast.client("len"), here, ("departed",)).values())
    invent(cast)
    assert all(saying(cast.client("len"), here, ("departed",)).values())


def test_the_pages_of_a_code_a_link_and_a_knock_say_so(cast: Cast, here: Things) -> None:
    made = room(cast, approved=True)
    link = PersonalLink.objects.filter(membership__partnership=cast.harbour, ended_at=None).first()
    assert link is not None
    stranger = cast.client()
    door = reverse("people:room", args=[room_link(made.code)])
    assert SAYS not in said(stranger, door)
    invent(cast)
    assert SAYS in said(stranger, door)
    sent = {"key": new_secret(), "name": "Mo"}
    waiting = stranger.post(door, sent, follow=True)
    assert SAYS in waiting.content.decode()


def test_what_is_copied_begins_with_it_but_for_an_address(cast: Cast, here: Things) -> None:
    invent(cast)
    page = said(cast.client("amina"), path(here, "passing_on:done"))
    assert '">All of this is invented. Nobody here is real.' in page
    kept = said(cast.client("amina"), path(here, "people:room_kept"))
    assert '">http' in kept or "room-link" not in kept


@pytest.mark.parametrize("name", FILES)
def test_files_say_so_at_their_top(cast: Cast, here: Things, name: str) -> None:
    def top(client: Client) -> str:
        answer = client.post(path(here, name))
        return b"".join(answer.streaming_content).decode()[:200]  # type: ignore[attr-defined]

    assert '"invented":false' in top(cast.client("amina")).replace(" ", "")
    invent(cast)
    assert '"invented":true' in top(cast.client("amina")).replace(" ", "")


def test_ones_answers_as_a_text_say_so(cast: Cast) -> None:
    asked = steps.asked(cast)
    save = reverse("rounds:save", args=[cast.harbour.ref, asked.ref])
    assert SAYS not in cast.client("nadia").post(save).content.decode()
    invent(cast)
    assert (
        cast.client("nadia").post(save).content.decode().startswith("All of this is invented. Nobody here is real.\n\n")
    )


def test_it_is_on_paper_too_and_in_ones_own_colours(cast: Cast, here: Things) -> None:
    sheet = products()[INVENTED]
    assert '@top-center{content:"All of this is invented. Nobody here is real."' in sheet
    assert "display:none" not in sheet.replace(".invented-ways{display:none", "")
    invent(cast)
    assert "invented." in said(cast.client("amina"), path(here, "journey:home"))
