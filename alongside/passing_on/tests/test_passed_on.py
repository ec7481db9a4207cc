"""What was passed on: a note of what went to whom, changed by several, taken off and put back; and what came back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from alongside.agreements.tests.agreeing import agreed
from alongside.framework.loading import the_edition
from alongside.journey.tests.talks import talked
from alongside.learning.models import Gathering
from alongside.learning.tests.talks import opened, to_try
from alongside.partnerships.models import Moment
from alongside.partnerships.texts import Conflict
from alongside.passing_on import commands
from alongside.passing_on.kinds import KINDS
from alongside.passing_on.models import CameBack, PassedOn, What
from alongside.passing_on.pages.passed_on import AT_ONCE, list_page, note_page
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
WHO = "purpose.beneficiaries"
BOARD = "The hospital trust’s board"


def path(cast: Cast, name: str = "passed_on", *more: Any) -> str:
    return reverse(f"passing_on:{name}", args=[cast.harbour.ref, *more])


@pytest.fixture
def talk(cast: Cast) -> str:
    return talked(cast.seat("amina"), WHO, at=cast.at, standing="Carers.").ref


def kept(cast: Cast, talk: str, to: str = BOARD, who: str = "amina") -> PassedOn:
    return commands.keep_note(seat=cast.seat(who), what=What.TALK, about=talk, to=to, on=cast.at.date(), at=cast.at)


def change(cast: Cast, passed: PassedOn, seen: int = 1, who: str = "amina", **more: Any) -> bool:
    said = {"to": BOARD, "on": cast.at.date(), "words": "", **more}
    return commands.change_note(seat=cast.seat(who), passed=passed, seen=seen, at=cast.at, **said)


def test_a_line_under_the_five_lines_keeps_a_note_and_leads_back(cast: Cast, talk: str) -> None:
    client = cast.client("nadia")
    there = path(cast, "done", talk)
    keep = path(cast, "keep", "talk", talk)
    assert f'action="{keep}"' in client.get(there).content.decode()
    answer = client.post(keep, {"to": BOARD}, follow=True)
    assert answer.redirect_chain == [(there, 302)]
    assert f"A note is kept: this went to {BOARD}." in answer.content.decode()
    (note,) = list_page(cast.seat("len")).notes
    assert (note.to, note.by, note.on, note.url) == (BOARD, "Nadia Brandt", cast.at.date(), there)
    assert note.called == the_edition().question(WHO).plain
    assert Moment.objects.get(what="passed-on").who == cast.member("nadia")


def test_every_kind_has_its_line_where_it_stands_and_comes_back_there(cast: Cast, talk: str) -> None:
    asked = opened(cast)
    seat = cast.seat("amina")
    made = Gathering.objects.create(partnership=cast.harbour, question=WHO, at=cast.at, by=seat.membership)
    tried = to_try(seat, at=cast.at)
    abouts = {What.TALK: talk, What.PICTURES: asked.ref, What.WHERE: WHO}
    purpose = agreed(seat, at=cast.at).agreement
    abouts |= {What.SENTENCES: made.ref, What.THREAD: tried.ref, What.DECISION: purpose.ref}
    abouts |= {What.YEAR: f"{cast.at:%Y-%m}"}
    client = cast.client("nadia")
    for what, kind in KINDS.items():
        about = abouts.get(What(what), cast.harbour.ref)
        there = reverse(kind.view, args=[cast.harbour.ref] if kind.alone else [cast.harbour.ref, about])
        keep = path(cast, "keep", what, about)
        if what != What.LEAVING:
            assert f'action="{keep}"' in client.get(there).content.decode(), what
        assert client.post(keep, {"to": BOARD}).headers["Location"] == there
    notes = list_page(cast.seat("nadia")).notes
    assert len(notes) == len(KINDS)
    assert all(note.url for note in notes)


def test_nothing_of_another_partnership_and_nothing_that_is_not_there_can_be_noted(cast: Cast, talk: str) -> None:
    wrong = [("talk", "zzzzzzzzzzzz"), ("nothing", talk), ("where", "purpose.nothing"), ("file", cast.hill.ref)]
    for what, about in wrong:
        assert cast.client("nadia").post(path(cast, "keep", what, about), {"to": BOARD}).status_code == 404
    elsewhere = reverse("passing_on:keep", args=[cast.hill.ref, "talk", talk])
    assert cast.client("ruth").post(elsewhere, {"to": BOARD}).status_code == 404
    assert not PassedOn.objects.exists()


def test_an_empty_line_is_asked_again_and_the_page_of_its_own_does_the_same(cast: Cast, talk: str) -> None:
    keep = path(cast, "keep", "talk", talk)
    answer = cast.client("nadia").post(keep, {"to": "  "})
    assert answer.status_code == 422
    assert "Please write to whom it went." in answer.content.decode()
    assert cast.client("nadia").get(keep).status_code == 200


def test_pressed_twice_it_is_one_note_and_taken_off_it_may_be_kept_again(cast: Cast, talk: str) -> None:
    first, second = kept(cast, talk), kept(cast, talk, who="nadia")
    assert first == second
    assert Moment.objects.filter(what="passed-on").count() == 1
    commands.take_off(seat=cast.seat("amina"), passed=first, at=cast.at)
    assert kept(cast, talk) != first


def test_a_note_is_changed_and_every_version_is_kept(cast: Cast, talk: str) -> None:
    passed = kept(cast, talk)
    assert change(cast, passed, words="With the minutes.", who="nadia")
    assert not change(cast, passed, seen=1, words="With the minutes.")
    said = list(passed.versions.values_list("version", "to", "words", "by__name"))
    assert said == [(1, BOARD, "", "Amina Yusuf"), (2, BOARD, "With the minutes.", "Nadia Brandt")]


def test_whoever_is_second_is_shown_both_and_chooses(cast: Cast, talk: str) -> None:
    passed = kept(cast, talk)
    change(cast, passed, words="By post.")
    with pytest.raises(Conflict):
        change(cast, passed, seen=1, words="By hand.", who="nadia")
    there, day = path(cast, "note", passed.ref), "20 March 2026"
    client = cast.client("nadia")
    answer = client.post(there, {"seen": "1", "to": BOARD, "on": day, "words": "By hand."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "By post." in page
    assert "By hand." in page
    assert 'name="seen" value="2"' in page
    chosen = {"seen": "2", "to": BOARD, "on": day, "words": "By hand.", "choice_words": "theirs"}
    assert client.post(there, chosen).status_code == 302
    passed.refresh_from_db()
    assert passed.words == "By post."


def test_a_page_too_old_and_a_day_that_is_none_are_told(cast: Cast, talk: str) -> None:
    there = path(cast, "note", kept(cast, talk).ref)
    answer = cast.client("nadia").post(there, {"seen": "x", "to": "", "on": "soon", "words": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    for sentence in ("This page is too old.", "Please write to whom it went.", "We could not read that as a day."):
        assert sentence in page


def test_what_came_back_is_added_taken_off_and_put_back(cast: Cast, talk: str) -> None:
    passed = kept(cast, talk)
    client, day = cast.client("nadia"), "20 March 2026"
    for _ in range(2):  # pressed twice
        client.post(path(cast, "came_back", passed.ref), {"words": "They asked for more.", "on": day})
    came = CameBack.objects.get()
    page = client.get(path(cast)).content.decode()
    assert "They asked for more." in page
    client.post(path(cast, "take_off_came", passed.ref, came.pk))
    assert list_page(cast.seat("amina")).notes[0].came_back == ()
    assert [back.pk for back in note_page(cast.seat("amina"), passed).off] == [came.pk]
    client.post(path(cast, "put_back_came", passed.ref, came.pk))
    assert [back.pk for back in list_page(cast.seat("amina")).notes[0].came_back] == [came.pk]
    assert Moment.objects.filter(what__startswith="came-back").count() == 3


def test_what_came_back_cannot_be_nothing(cast: Cast, talk: str) -> None:
    there = path(cast, "came_back", kept(cast, talk).ref)
    answer = cast.client("nadia").post(there, {"words": "", "on": "20 March 2026"})
    assert answer.status_code == 422
    assert "Please write what came back." in answer.content.decode()


def test_what_came_back_of_one_note_is_not_found_under_another(cast: Cast, talk: str) -> None:
    passed, other = kept(cast, talk), kept(cast, talk, "Somebody else")
    came = commands.keep_came_back(
        seat=cast.seat("amina"), passed=passed, words="Thanks.", on=cast.at.date(), at=cast.at
    )
    assert cast.client("nadia").post(path(cast, "take_off_came", other.ref, came.pk)).status_code == 404


def test_a_note_is_taken_off_and_put_back(cast: Cast, talk: str) -> None:
    passed, client = kept(cast, talk), cast.client("nadia")
    page = client.post(path(cast, "take_off", passed.ref), follow=True).content.decode()
    assert "Put it back" in page
    assert list_page(cast.seat("amina")).notes == ()
    assert client.get(path(cast, "note", passed.ref)).status_code == 404
    client.post(path(cast, "take_off", passed.ref))
    client.post(path(cast, "put_back", passed.ref))
    client.post(path(cast, "put_back", passed.ref))
    assert len(list_page(cast.seat("amina")).notes) == 1
    assert Moment.objects.filter(what__startswith="passed-on-").count() == 2


ADDRESSES: list[tuple[str, Callable[[PassedOn], list[Any]], bool]] = [
    ("passed_on", lambda passed: [], True),
    ("keep", lambda passed: ["talk", passed.about], True),
    ("note", lambda passed: [passed.ref], True),
    ("came_back", lambda passed: [passed.ref], False),
    ("take_off", lambda passed: [passed.ref], False),
    ("put_back", lambda passed: [passed.ref], False),
]


@pytest.mark.parametrize(("name", "args", "is_read"), ADDRESSES, ids=lambda each: each if isinstance(each, str) else "")
def test_members_are_answered_and_nobody_else(
    cast: Cast, talk: str, name: str, args: Callable[[PassedOn], list[Any]], is_read: bool
) -> None:
    there = path(cast, name, *args(kept(cast, talk)))
    for who in ("ruth", ""):
        assert cast.client(who).get(there).status_code in (404, 405)
        assert cast.client(who).post(there).status_code in (404, 405)
    assert cast.client("nadia").get(there).status_code == (200 if is_read else 405)
    assert cast.client("nadia").put(there).status_code == 405
    if name not in ("passed_on", "keep"):
        nobodys = path(cast, name, "zzzzzzzzzzzz")
        assert cast.client("nadia").post(nobodys).status_code == 404


def test_a_list_of_thousands_is_shown_in_parts_at_the_same_cost(
    cast: Cast, talk: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kept(cast, talk)
    seat = cast.seat("amina")
    with django_assert_num_queries(4):
        few = list_page(seat)
    row = {"what": "talk", "about": talk, "on": cast.at.date(), "at": cast.at, "by": seat.membership}
    many = PassedOn.objects.bulk_create(
        PassedOn(partnership=seat.partnership, to=f"Somebody {at}", version=1, **row) for at in range(2000)
    )
    CameBack.objects.bulk_create(
        CameBack(of=each, words="Thanks.", on=cast.at.date(), at=cast.at, by=seat.membership) for each in many
    )
    with django_assert_num_queries(4):
        lots = list_page(seat)
    assert (len(few.notes), len(lots.notes), lots.older) == (1, AT_ONCE, 2)
    assert list_page(seat, page=2).newer == 1
    for wrong in ("0", "x", "99999999"):
        assert cast.client("nadia").get(path(cast), {"page": wrong}).status_code == 404


def test_of_what_is_there_no_more_the_note_stays(cast: Cast, talk: str) -> None:
    passed = kept(cast, talk)
    PassedOn.objects.filter(pk=passed.pk).update(about="zzzzzzzzzzzz")
    (note,) = list_page(cast.seat("nadia")).notes
    assert (note.url, note.called, note.to) == ("", "", BOARD)
    assert cast.client("nadia").get(path(cast)).status_code == 200
