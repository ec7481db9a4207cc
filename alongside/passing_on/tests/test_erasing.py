"""Being erased: what goes, what stays, what one chooses, and that nobody comes back into the place."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from alongside.learning import commands as learning
from alongside.learning.models import LineVersion
from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Departure, Membership
from alongside.passing_on import commands
from alongside.people import commands as people
from alongside.people.models import Device, DraftKey, Erasure, PersonalLink
from alongside.people.tests.pressing import inside, words
from alongside.rounds import commands as rounds
from alongside.rounds.models import (
    Answer,
    OpenUnnamed,
    Picture,
    Round,
    Sent,
    ShownUnnamed,
    Stances,
    TypedIn,
    Withholding,
)
from alongside.rounds.sheets import NAMED, UNNAMED
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION = "purpose.vision"


def place(cast: Cast, name: str = "erase") -> str:
    return reverse(f"passing_on:{name}", args=[cast.harbour.ref])


def erased(cast: Cast, who: str = "nadia", *, keep_words: bool = False) -> bool:
    return commands.erase(seat=cast.seat(who), keep_words=keep_words, at=cast.at, rng=steps.chance())


def counted(cast: Cast, *, without: int = 0, named: tuple[str, ...] = ("nadia",)) -> Round:
    """A round that is counted: so many sent without a name, and these with it."""
    names = [name for name in steps.fill(cast, 12) if name not in named]
    asked = steps.asked(cast, questions=(VISION,), without_names=bool(without))
    for who in names[:without]:
        steps.answer(cast, who, asked, VISION, f"Unnamed {who}", stance=1, how=UNNAMED)
    for who in named:
        steps.answer(cast, who, asked, VISION, f"Named {who}", stance=2, how=NAMED)
    rounds.close_early(seat=cast.seat("amina"), round=asked, at=cast.at, rng=steps.chance())
    return asked


def test_the_page_says_what_goes_and_what_stays_and_chooses_nothing(cast: Cast) -> None:
    page = words(cast.client("nadia").get(place(cast)))
    assert "What goes" in page
    assert "What stays" in page
    assert "checked" not in page


def test_a_press_erases_and_lets_the_browser_forget(cast: Cast) -> None:
    client = cast.client("nadia")
    sends = {"answers": "remove", "typed": "Erase me"}
    answer = client.post(place(cast), sends)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "you are erased" in words(client.get("/"))
    assert not inside(client, cast.harbour)
    assert f"at-{cast.harbour.ref}" not in {name for name, held in client.cookies.items() if held.value}


@pytest.mark.parametrize("sends", [{"answers": "remove"}, {"typed": "erase me"}, {"answers": "x", "typed": "erase me"}])
def test_without_the_word_and_a_choice_nothing_is_done(cast: Cast, sends: dict[str, str]) -> None:
    assert cast.client("nadia").post(place(cast), sends).status_code == 422
    assert cast.member("nadia").name == "Nadia Brandt"


@pytest.mark.promise("name-goes")
def test_the_name_goes_from_every_page(cast: Cast) -> None:
    seat = cast.seat("nadia")
    talk = learning.begin_talk(seat=seat, question=VISION, on=cast.at.date(), at=cast.at)
    learning.keep_line(seat=seat, talk=talk, kind="noticed", seen=0, words="We stopped.", at=cast.at)
    learning.finish_talk(seat=seat, talk=talk, at=cast.at)
    done = reverse("passing_on:done", args=[cast.harbour.ref, talk.ref])
    assert "Nadia" in words(cast.client("len").get(done))
    erased(cast)
    page = words(cast.client("len").get(done))
    assert "Nadia" not in page
    assert "We stopped." in page
    assert "Somebody who left" in page
    assert "Nadia" not in words(cast.client("amina").get(reverse("people:people", args=[cast.harbour.ref])))
    assert LineVersion.objects.get(line__talk=talk).by_id == seat.membership.pk


def test_every_way_in_is_gone_and_drafts_with_them(cast: Cast) -> None:
    asked = steps.asked(cast, questions=(VISION,))
    steps.write(cast, "nadia", asked, VISION, "Not sent.")
    people.make_link(seat=cast.seat("amina"), who=cast.member("nadia"), secret="x" * 43, at=cast.at)
    who = cast.member("nadia")
    erased(cast)
    for model in (Device, PersonalLink, DraftKey):
        assert not model.objects.filter(membership=who).exists()
    assert not who.affiliations.exists()


def test_what_one_sent_with_ones_name_goes_where_it_is_not_counted(cast: Cast) -> None:
    asked = steps.asked(cast, questions=(VISION, "working.power"))
    steps.answer(cast, "nadia", asked, VISION, "Named.")
    erased(cast, keep_words=True)
    assert not Answer.objects.exists()
    assert not Sent.objects.exists()
    assert not ShownUnnamed.objects.exists()


def test_what_one_sent_without_a_name_stays_and_is_counted_with_the_others(cast: Cast) -> None:
    names = steps.fill(cast, 9)
    asked = steps.asked(cast, questions=(VISION,), without_names=True)
    for who in names[:5]:
        steps.answer(cast, who, asked, VISION, f"Unnamed {who}", how=UNNAMED)
    assert "nadia" in names[:5]
    erased(cast)
    assert OpenUnnamed.objects.count() == 5
    rounds.close_early(seat=cast.seat("amina"), round=asked, at=cast.at, rng=steps.chance())
    assert (asked.closing.people, ShownUnnamed.objects.count()) == (5, 5)


def test_counted_stays_as_it_was_counted(cast: Cast) -> None:
    counted(cast, without=5)
    before = list(Picture.objects.values()), list(Stances.objects.values())
    erased(cast)
    assert (list(Picture.objects.values()), list(Stances.objects.values())) == before


def test_removed_words_are_gone(cast: Cast) -> None:
    counted(cast, without=5)
    erased(cast)
    assert not Answer.objects.exists()
    assert {row.words.split()[0] for row in ShownUnnamed.objects.all()} == {"Unnamed"}


def test_kept_words_stand_among_those_without_a_name_and_nothing_tells_them_apart(cast: Cast) -> None:
    counted(cast, without=5, named=("nadia", "len"))
    before = set(ShownUnnamed.objects.values_list("pk", flat=True))
    erased(cast, keep_words=True)
    rows = {row.pk: row.words for row in ShownUnnamed.objects.all()}
    assert len(rows) == 6
    assert before < set(rows)
    assert "Named nadia" in rows.values()
    assert [row.words for row in Answer.objects.all()] == ["Named len"]


def test_kept_words_are_written_anew_with_all_others_of_their_question(cast: Cast) -> None:
    """On PostgreSQL the place and the moment of writing would tell which row is new."""
    counted(cast, without=5)
    erased(cast, keep_words=True)
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM rounds_shownunnamed")
        assert cursor.fetchone() == (1,)


def test_words_are_kept_only_among_five_and_more(cast: Cast) -> None:
    counted(cast, without=4)
    erased(cast, keep_words=True)
    assert not Answer.objects.exists()
    assert not ShownUnnamed.objects.exists()


def test_kept_words_that_were_put_aside_do_not_come_back(cast: Cast) -> None:
    asked = counted(cast, without=5)
    said = Answer.objects.get(round=asked)
    Withholding.objects.create(
        round=asked,
        said=said.pk,
        back=False,
        reason="It names somebody.",
        by=said.membership,
        at=cast.at,
        alone=True,
        done_at=cast.at,
    )
    erased(cast, keep_words=True)
    assert "Named nadia" not in ShownUnnamed.objects.values_list("words", flat=True)


def test_what_was_typed_in_for_one_goes(cast: Cast) -> None:
    asked = steps.asked(cast, questions=(VISION,))
    here = rounds.place_for(cast.member("nadia"))
    steps.keep_in(cast, "amina", asked, here, {VISION: "From paper."})
    TypedIn.objects.create(
        round=asked, membership=cast.member("nadia"), by=cast.member("tom"), question=VISION, words="From paper."
    )
    erased(cast)
    assert not TypedIn.objects.exists()
    assert not steps.book(cast, "amina", asked).entries
    assert not rounds.sheet_of(steps.held(cast, "amina"), asked, here)


def test_nobody_is_told_to_speak_through_somebody_erased(cast: Cast) -> None:
    asked = steps.asked(cast, questions=(VISION,), through=cast.member("nadia"), through_reach="0123 canary")
    erased(cast)
    asked.refresh_from_db()
    assert (asked.through, asked.through_reach) == (None, "")


def test_the_last_organiser_asks_another_first(cast: Cast) -> None:
    cast.client("tom").post(reverse("people:step_down", args=[cast.harbour.ref]))
    client = cast.client("amina")
    assert "only organiser" in words(client.get(place(cast)))
    answer = client.post(place(cast), {"answers": "remove", "typed": "erase me"})
    assert answer.status_code == 422
    assert cast.member("amina").name == "Amina Yusuf"


def test_somebody_who_was_removed_erases_themselves(cast: Cast) -> None:
    partnerships.remove(seat=cast.seat("amina"), who=cast.member("nadia"), reason="canary", at=cast.at)
    client = cast.client("nadia")
    assert place(cast, "erase_gone") in words(client.get(reverse("people:gone", args=[cast.harbour.ref])))
    assert "canary" not in words(client.get(place(cast, "erase_gone")))
    client.post(place(cast, "erase_gone"), {"answers": "remove", "typed": "erase me"})
    assert cast.member("nadia").name == "Somebody who left"
    departure = Departure.objects.get(membership=cast.member("nadia"))
    assert (departure.reason, departure.by) == ("", cast.member("amina"))


def test_nobody_is_let_back_into_an_erased_place(cast: Cast) -> None:
    erased(cast)
    back = reverse("people:let_back", args=[cast.harbour.ref, cast.member("nadia").ref])
    assert back not in words(cast.client("amina").get(reverse("people:people", args=[cast.harbour.ref])))
    assert cast.client("amina").post(back).status_code == 404
    assert not Membership.objects.filter(pk=cast.member("nadia").pk).here().exists()


def test_erased_twice_is_erased_once(cast: Cast) -> None:
    seat = cast.seat("nadia")
    done = [commands.erase(seat=seat, keep_words=False, at=cast.at, rng=steps.chance()) for _ in range(2)]
    assert done == [True, False]
    client = cast.client("nadia")
    assert client.post(place(cast), {"answers": "remove", "typed": "erase me"})["Location"] == "/"
    assert Erasure.objects.count() == 1


def test_one_press_that_fails_erases_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError

    counted(cast)
    monkeypatch.setattr(Membership, "save", fails)
    with pytest.raises(OSError):
        erased(cast)
    assert Device.objects.filter(membership=cast.member("nadia")).exists()
    assert Answer.objects.exists()
