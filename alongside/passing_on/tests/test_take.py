"""A partnership as a file: what it shows its members, and nothing else, in rounds of every state."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from alongside.agreements import commands as agreements
from alongside.learning import commands as learning
from alongside.passing_on.exporting import written
from alongside.passing_on.exporting.written import pieces, rows
from alongside.rounds import commands as rounds
from alongside.rounds.commands.opening import open_together
from alongside.rounds.commands.putting_aside import ask_aside
from alongside.rounds.models import Answer, Picture, Round
from alongside.rounds.sheets import NAMED, UNNAMED
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def saved(cast: Cast, who: str = "nadia") -> Any:
    """The file, as somebody saves it."""
    answer = cast.client(who).post(reverse("passing_on:save_partnership", args=[cast.harbour.ref]))
    assert answer.status_code == 200
    return json.loads(b"".join(answer.streaming_content))  # type: ignore[attr-defined]


def said_in(cast: Cast, question: str, words: str, *, without: int = 0, **more: Any) -> Round:
    """Ask everybody one question; five say so many words without their name, two with it, each marked."""
    names = steps.fill(cast, 12)
    asked = steps.asked(cast, questions=(question,), without_names=bool(without), **more)
    for count, who in enumerate(names[:without]):
        steps.answer(cast, who, asked, question, f"{words}-unnamed-{count}", stance=1, how=UNNAMED, wishes=True)
    for who in names[without : without + 2]:
        steps.answer(cast, who, asked, question, f"{words}-named-{who}", stance=2, how=NAMED, wishes=True)
    return asked


def test_the_page_offers_it_to_any_member(cast: Cast) -> None:
    page = cast.client("nadia").get(reverse("passing_on:take", args=[cast.harbour.ref]))
    assert page.status_code == 200
    assert "partnership.json" in page.content.decode()


def test_it_is_a_file_to_save_that_no_other_site_and_no_browser_keeps(cast: Cast) -> None:
    place = reverse("passing_on:save_partnership", args=[cast.harbour.ref])
    answer = cast.client("len").post(place)
    assert answer["Content-Disposition"] == 'attachment; filename="partnership.json"'
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert cast.client("len").get(place).status_code == 405
    assert cast.client("len", csrf=True).post(place).status_code == 403
    assert cast.client("ruth").post(place).status_code == 404
    assert cast.client().post(place).status_code == 404


def test_talks_come_with_lines_versions_tries_and_what_came_of_them(cast: Cast) -> None:
    seat, at = cast.seat("amina"), cast.at
    talk = learning.begin_talk(seat=seat, question="purpose.vision", on=at.date(), at=at)
    learning.keep_line(seat=seat, talk=talk, kind="noticed", seen=0, words="Two of us spoke.", at=at)
    learning.keep_line(seat=cast.seat("tom"), talk=talk, kind="noticed", seen=1, words="All of us spoke.", at=at)
    tried = learning.keep_action(seat=seat, talk=talk, seen=0, what="Ask at the breakfast", who="Tom", at=at)
    learning.finish_talk(seat=seat, talk=talk, at=at)
    learning.record_outcome(seat=seat, action=tried, told=learning.Told("yes", "yes", "Nine came"), at=at)
    file = saved(cast)
    (told,), (ours,) = file["talks"], file["tries"]
    (line,) = told["lines"]
    assert line["words"] == "All of us spoke."
    assert [(each["words"], each["by"]) for each in line["versions"]] == [
        ("Two of us spoke.", cast.member("amina").ref),
        ("All of us spoke.", cast.member("tom").ref),
    ]
    assert told["finished"]["by"] == cast.member("amina").ref
    assert (ours["talk"], ours["what"]) == (told["id"], "Ask at the breakfast")
    assert [each["words"] for each in ours["outcomes"]] == ["Nine came"]


def test_people_stand_as_the_people_page_shows_them(cast: Cast) -> None:
    cast.client("amina").post(
        reverse("people:remove", args=[cast.harbour.ref, cast.member("len").ref]), {"reason": "canary-reason"}
    )
    told = saved(cast)
    found = {each["name"]: each for each in told["people"]}
    assert found["Amina Yusuf"]["organiser"]
    assert found["Tom Reed"]["organisation"] == "Eastport Council"
    assert found["Nadia Brandt"]["resident"]
    assert found["Len Okafor"]["gone"]["by"] == cast.member("amina").ref
    assert "canary-reason" not in json.dumps(told)


def test_what_is_set_aside_and_where_we_are_come_with_every_version(cast: Cast) -> None:
    seat, at = cast.seat("amina"), cast.at
    agreements.set_aside(seat=seat, question="role.change", reason="Too early", look_again=None, at=at)
    agreements.bring_back(seat=seat, question="role.change", at=cast.later(hours=1))
    (aside,) = saved(cast)["set_aside"]
    assert (aside["reason"], aside["brought_back"]["by"]) == ("Too early", cast.member("amina").ref)


@pytest.mark.promise("file-holds-no-more")
def test_what_was_sent_is_there_only_once_it_is_opened(cast: Cast) -> None:
    asked = said_in(cast, "purpose.vision", "canary", without=5)
    steps.write(cast, "len", steps.asked(cast, questions=("role.change",)), "role.change", "canary-draft")
    gone = said_in(cast, "working.power", "canary-withdrawn")
    rounds.withdraw(seat=cast.seat("amina"), round=gone, at=cast.at)
    steps.prepared(cast, questions=("people.assets",), name="canary-prepared")
    before = saved(cast)
    assert "canary" not in json.dumps(before)
    cast.later(days=15)
    rounds.count_due(at=cast.at, rng=steps.chance())
    waiting = saved(cast)
    assert "canary" not in json.dumps(waiting)
    assert {each["said"] for each in waiting["rounds"]} == {None}
    open_together(seat=cast.seat("amina"), round=asked, at=cast.at, rng=steps.chance())
    found = {each["id"]: each for each in saved(cast)["rounds"]}
    said = found[asked.ref]["said"]
    (picture,) = said["pictures"]
    assert (said["people"], picture["people"]) == (7, 7)
    assert {(each["place"], each["people"]) for each in picture["places"]} == {(1, 5), (2, 2)}
    assert sorted(each["words"] for each in said["without_names"]) == [f"canary-unnamed-{n}" for n in range(5)]
    assert {frozenset(each) for each in said["without_names"]} == {frozenset({"question", "words"})}
    assert {frozenset(each) for each in said["with_names"]} == {frozenset({"question", "words", "by"})}
    assert found[gone.ref]["said"] is None
    assert "wishes" not in json.dumps(found)


def test_fewer_than_five_give_no_number(cast: Cast) -> None:
    asked = said_in(cast, "purpose.vision", "canary")
    cast.later(days=15)
    rounds.count_due(at=cast.at, rng=steps.chance())
    open_together(seat=cast.seat("amina"), round=asked, at=cast.at, rng=steps.chance())
    (told,) = saved(cast)["rounds"]
    assert told["said"]["people"] is None
    assert told["said"]["pictures"] == []
    assert len(told["said"]["with_names"]) == 2


def test_a_place_without_words_is_told_of_nobody(cast: Cast) -> None:
    steps.fill(cast)
    asked = steps.asked(cast, questions=("purpose.vision",))
    steps.answer(cast, "nadia", asked, "purpose.vision", stance=3)
    cast.later(days=15)
    rounds.count_due(at=cast.at, rng=steps.chance())
    open_together(seat=cast.seat("amina"), round=asked, at=cast.at, rng=steps.chance())
    assert saved(cast)["rounds"][0]["said"]["with_names"] == []


def test_many_rows_are_read_some_at_a_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written, "AT_ONCE", 3)
    asked = steps.asked(cast)
    Picture.objects.bulk_create(Picture(round=asked, question=f"q{n}", people=n, wishes=0, unnamed=0) for n in range(9))
    assert [row.people for row in rows(Picture.objects.all())] == list(range(9))
    assert [row.people for row in rows(Picture.objects.filter(people__lt=7))] == list(range(7))


def test_what_is_written_piece_by_piece_is_the_same_json() -> None:
    def each(*of: object) -> Iterator[object]:
        yield from of

    data = {"a": each({"b": 1, "c": each()}, {"b": each("“ü”", None)}), "d": {"e": [1, 2]}, "f": True}
    told = {"a": [{"b": 1, "c": []}, {"b": ["“ü”", None]}], "d": {"e": [1, 2]}, "f": True}
    assert json.loads("".join(pieces(data))) == told


def test_in_the_place_of_what_was_put_aside_stands_the_mark(cast: Cast) -> None:
    asked = said_in(cast, "purpose.vision", "canary")
    cast.later(days=15)
    rounds.count_due(at=cast.at, rng=steps.chance())
    open_together(seat=cast.seat("amina"), round=asked, at=cast.at, rng=steps.chance())
    said = Answer.objects.filter(words="canary-named-amina").get()
    ask_aside(seat=cast.seat("amina"), round=asked, said=said.pk, back=False, reason="It names somebody.", at=cast.at)
    told = saved(cast)["rounds"][0]["said"]["with_names"]
    assert {frozenset(each) for each in told} == {
        frozenset({"question", "words", "by"}),
        frozenset({"question", "put_aside"}),
    }
    (mark,) = [each["put_aside"] for each in told if "put_aside" in each]
    assert (mark["reason"], mark["by"]) == ("It names somebody.", ["Amina Yusuf"])
    assert "canary-named-amina" not in json.dumps(told)
