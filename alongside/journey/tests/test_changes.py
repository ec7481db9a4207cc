"""What a change among us sets off: offered, three at a time, put away for oneself, and nothing by itself."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from alongside.agreements.models import Kind
from alongside.agreements.tests.agreeing import agreed
from alongside.journey.pages.changes import changes, changes_for_people
from alongside.journey.tests import talks
from alongside.learning.models import Action
from alongside.partnerships import commands
from alongside.partnerships.commands import Origin, PartingWords
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WORDS = PartingWords(goes="The key to the hall")


def offered(cast: Cast, who: str = "nadia") -> list[str]:
    return [offer.about.split()[0] for offer in changes(cast.seat(who), cast.at.date())]


def sentences(cast: Cast, who: str = "nadia") -> str:
    return " ".join(str(offer.sentence) for offer in changes(cast.seat(who), cast.at.date()))


def leaves(cast: Cast, who: str, words: PartingWords = WORDS) -> None:
    seat = cast.seat(who)
    commands.say_parting(seat=seat, who=seat.membership, seen=0, said=words, at=cast.at)
    commands.leave(seat=seat, at=cast.at)


def test_where_nothing_has_changed_nothing_is_offered(cast: Cast) -> None:
    cast.later(days=30)
    assert offered(cast) == []


def test_of_who_has_left_the_lines_what_they_were_to_try_and_a_talk_are_offered(cast: Cast) -> None:
    talks.talked(cast.seat("amina"), "purpose.vision", at=cast.at, what="Ask at the breakfast", who="Len and Nadia")
    talks.talked(cast.seat("amina"), "purpose.impact", at=cast.at, what="Count", who="Lenora")
    leaves(cast, "len")
    assert offered(cast) == ["lines", "try", "talk"]
    assert "<bdi>Len Okafor</bdi> was to try this: “Ask at the breakfast”" in sentences(cast)
    lines, tried, talk = changes(cast.seat("nadia"), cast.at.date())
    assert lines.url.endswith(f"/people/{cast.member('len').ref}/leaving/")
    assert Action.objects.get(what="Ask at the breakfast").ref in tried.url
    assert talk.url.endswith("/questions/people.changes/")


def test_who_tries_it_is_known_by_their_place_too(cast: Cast) -> None:
    talks.talked(cast.seat("amina"), "purpose.vision", at=cast.at, what="Ask at the breakfast")
    Action.objects.get().people.add(cast.member("len"))
    leaves(cast, "len", PartingWords())
    assert offered(cast) == ["try", "talk"]


def test_before_they_go_the_day_and_the_lines_are_offered_to_others(cast: Cast) -> None:
    day = cast.at.date() + datetime.timedelta(days=20)
    seat = cast.seat("len")
    commands.say_parting(seat=seat, who=seat.membership, seen=0, said=PartingWords(day, "The key"), at=cast.at)
    assert "<bdi>Len Okafor</bdi> leaves on 9 April 2026." in sentences(cast)
    assert offered(cast, "len") == []


def test_of_who_was_removed_no_reason_is_told(cast: Cast) -> None:
    commands.remove(seat=cast.seat("amina"), who=cast.member("len"), reason="Canary", at=cast.at)
    assert offered(cast) == ["talk"]
    assert "Canary" not in sentences(cast, "amina")


def test_what_was_agreed_on_who_leads_is_looked_at_again_where_it_names_who_goes(cast: Cast) -> None:
    lead = agreed(cast.seat("amina"), Kind.LEAD, at=cast.at, parts={"who": "Len, until the spring"}).agreement
    agreed(cast.seat("amina"), at=cast.at, parts={"words": "Len can stay at home."})
    leaves(cast, "len", PartingWords())
    assert offered(cast) == ["lead", "talk"]
    assert changes(cast.seat("nadia"), cast.at.date())[0].url.endswith(f"/agreements/{lead.ref}/")


def test_where_an_organiser_left_the_other_is_offered_to_name_a_second(cast: Cast) -> None:
    leaves(cast, "tom", PartingWords())
    assert offered(cast, "amina") == ["organiser", "talk"]
    assert offered(cast) == ["talk"]
    commands.make_organiser(seat=cast.seat("amina"), who=cast.member("len"), at=cast.at)
    assert offered(cast, "amina") == ["talk"]


def test_of_somebody_new_without_a_welcomer_it_is_offered_to_all_but_them(cast: Cast) -> None:
    cast.later(days=30)
    cast.add("Sam Hill", cast.harbour)
    assert offered(cast) == ["welcome", "talk"]
    assert offered(cast, "sam") == ["talk"]
    assert [offer.about.split()[0] for offer in changes_for_people(cast.seat("nadia"), cast.at.date())] == ["talk"]
    commands.name_welcomer(seat=cast.seat("len"), new=cast.member("sam"), welcomer=cast.member("len"), at=cast.at)
    assert offered(cast) == ["talk"]


def test_who_comes_from_elsewhere_now_is_a_change_to_talk_about_until_it_was(cast: Cast) -> None:
    cast.later(days=5)
    commands.come_from(seat=cast.seat("len"), origin=Origin(new="Dock"), at=cast.at)
    assert offered(cast) == []  # they have only just come in
    cast.later(days=5)
    commands.come_from(seat=cast.seat("nadia"), origin=Origin(new="Dock"), at=cast.at)
    assert offered(cast) == ["talk"]
    talks.talked(cast.seat("amina"), "people.changes", at=cast.at, noticed="We lost the key.")
    assert offered(cast) == []


def test_three_at_a_time_and_what_is_put_away_makes_room_for_oneself_alone(cast: Cast) -> None:
    for number in range(4):
        talks.talked(cast.seat("amina"), "purpose.vision", at=cast.at, what=f"Ask {number}", who="Len")
    leaves(cast, "len")
    assert offered(cast) == ["lines", "try", "try"]
    client = cast.client("nadia")
    about = changes(cast.seat("nadia"), cast.at.date())[0].about
    path = reverse("people:not_now", args=[cast.harbour.ref])
    for sent, to in (({"about": about}, "people:people"), ({"about": about, "from": "home"}, "journey:home")):
        assert client.post(path, sent)["Location"] == reverse(to, args=[cast.harbour.ref])
    assert offered(cast) == ["try", "try", "try"]
    assert offered(cast, "amina") == ["lines", "try", "try"]
    people = client.get(reverse("people:people", args=[cast.harbour.ref])).content.decode()
    assert "What has changed" in people and "Show again what I put away" in people
    client.post(reverse("people:offer_again", args=[cast.harbour.ref]))
    assert offered(cast) == ["lines", "try", "try"]


@pytest.mark.parametrize("about", ["", "Lines abc", "a" * 81, "lines <b>", "lines\nabc"])
def test_what_is_no_offer_is_not_put_away(cast: Cast, about: str) -> None:
    cast.client("nadia").post(reverse("people:not_now", args=[cast.harbour.ref]), {"about": about})
    assert not cast.member("nadia").not_now.exists()


def test_after_sixty_days_it_is_no_change_any_more(cast: Cast) -> None:
    leaves(cast, "len")
    cast.later(days=61)
    assert offered(cast) == []
