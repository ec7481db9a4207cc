"""Home says one thing first, shows what there is and nothing that is not, and costs the same however much there is."""

from __future__ import annotations

import datetime
from random import Random

import pytest
from pytest_django import DjangoAssertNumQueries

from alongside.agreements.commands import bring_back, set_aside
from alongside.journey.pages import home as pages
from alongside.journey.pages.coming import CarryOn, DidItHappen, GiveContact, Knocking, LookAgain
from alongside.journey.pages.home import FirstDay, Home
from alongside.journey.pages.organising import Organising
from alongside.journey.tests.talks import many, talked, tried
from alongside.learning.commands import Told, finish_talk, record_outcome
from alongside.partnerships.models import Organising as Organises
from alongside.partnerships.models import Partnership
from alongside.people.models import Knock, RoomCode
from tests.cast import Cast

WHO, REACH, GIVING = "purpose.beneficiaries", "purpose.impact", "working.reciprocity"


def chance(seed: int) -> Random:
    return Random(seed)


def home(cast: Cast, name: str = "amina") -> FirstDay | Home:
    return pages.home(cast.seat(name), at=cast.at, today=cast.at.date(), rng=chance(1), key="key")


def later_home(cast: Cast, name: str = "amina") -> Home:
    page = home(cast, name)
    assert isinstance(page, Home)
    return page


def days(cast: Cast, number: int) -> datetime.date:
    return cast.at.date() + datetime.timedelta(days=number)


@pytest.fixture
def settled(cast: Cast) -> Cast:
    """The cast, with a contact for harm."""
    Partnership.objects.filter(pk=cast.harbour.pk).update(contact_name="Ruth Adeyemi", contact_reach="01632 960114")
    return cast


def test_the_first_day_begins_with_the_first_question(cast: Cast) -> None:
    page = home(cast)
    assert isinstance(page, FirstDay)
    assert page.question.quoted == "Who are the intended beneficiaries of your work together?"
    assert page.organising == Organising(alone=False, one_organiser=False, no_contact=True)


def test_the_first_day_passes_over_what_is_set_aside(cast: Cast) -> None:
    set_aside(seat=cast.seat("amina"), question=WHO, at=cast.at)
    page = home(cast)
    assert isinstance(page, FirstDay)
    assert page.question.id == REACH


def test_whoever_is_alone_is_told_how_to_bring_in_others(cast: Cast) -> None:
    page = home(cast, "ruth")
    assert isinstance(page, FirstDay)
    assert page.organising == Organising(alone=True, one_organiser=True, no_contact=True)


def test_a_member_is_not_asked_to_organise(cast: Cast) -> None:
    page = home(cast, "nadia")
    assert isinstance(page, FirstDay)
    assert (page.is_organiser, page.organising) == (False, None)


def test_an_empty_talk_leaves_it_the_first_day(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, finish=False)
    assert isinstance(home(cast), FirstDay)


def test_a_talk_begun_is_carried_on_and_nothing_else_is_shown(cast: Cast) -> None:
    talk = talked(cast.seat("amina"), WHO, at=cast.at, finish=False, noticed="We each named others.")
    page = later_home(cast, "nadia")
    assert isinstance(page.next, CarryOn)
    assert page.next.talk == talk.ref
    assert (page.tries, page.talked, page.strings, page.agains, page.suggested) == ((), (), None, (), None)
    assert not page.has_more


def test_after_the_first_talk_home_shows_its_lines_but_no_string(settled: Cast) -> None:
    talked(settled.seat("amina"), WHO, at=settled.at, standing="Carers.", what="Ask them", due=days(settled, 9))
    page = later_home(settled)
    assert [(talk.words, talk.on) for talk in page.talked] == [("Carers.", settled.at.date())]
    assert [one.what for one in page.tries] == ["Ask them"]
    assert (page.strings, page.agains) == (None, ())
    assert page.next is None
    assert page.suggested is not None
    assert page.suggested.is_fresh
    assert page.organising is None


def test_from_three_days_with_talks_on_there_are_strings(settled: Cast) -> None:
    for day in (0, 3, 3):
        talked(settled.seat("amina"), GIVING, at=settled.at - datetime.timedelta(days=day), noticed="This.")
    assert later_home(settled).strings is None
    talked(settled.seat("amina"), WHO, at=settled.at - datetime.timedelta(days=9), noticed="This.")
    strings = later_home(settled).strings
    assert strings is not None
    assert [len(slot.beads) for string in strings.strings for slot in string.slots] == [1, 1]


def test_what_comes_next_is_asked_in_this_order(settled: Cast) -> None:
    """Take away what comes first, and the next one comes."""
    seat = settled.seat("amina")
    begun = talked(seat, GIVING, at=settled.at, finish=False, noticed="This.")
    before = settled.at - datetime.timedelta(days=20)
    talk = talked(seat, WHO, at=before, what="Ask them", due=days(settled, -1), again=days(settled, 0))
    knock = _knock(settled)

    assert isinstance(later_home(settled).next, Knocking)
    knock.delete()
    assert isinstance(later_home(settled).next, CarryOn)
    finish_talk(seat=seat, talk=begun, at=settled.at)
    assert isinstance(later_home(settled).next, DidItHappen)
    record_outcome(seat=seat, action=tried(talk), told=Told("yes"), at=settled.at)
    assert isinstance(later_home(settled).next, LookAgain)
    talked(seat, WHO, at=settled.at, noticed="We looked.")
    assert later_home(settled).next is None


def test_an_organiser_is_asked_for_the_contact_and_for_another_organiser_until_they_are_there(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.")
    Organises.objects.filter(membership=cast.member("tom")).update(until=cast.at)
    page = later_home(cast)
    assert isinstance(page.next, GiveContact)
    assert page.organising == Organising(alone=False, one_organiser=True, no_contact=False)  # asked once, not twice
    begun = talked(cast.seat("amina"), GIVING, at=cast.at, finish=False, noticed="That.")
    page = later_home(cast)
    assert isinstance(page.next, CarryOn)
    assert page.organising == Organising(alone=False, one_organiser=True, no_contact=True)
    begun.delete()
    Partnership.objects.filter(pk=cast.harbour.pk).update(contact_name="Ruth Adeyemi")
    assert later_home(cast).organising == Organising(alone=False, one_organiser=True, no_contact=False)
    Organises.objects.create(membership=cast.member("tom"), since=cast.at)
    assert later_home(cast).organising is None


def test_whoever_is_alone_is_still_told_how_to_bring_in_others_after_the_first_talk(cast: Cast) -> None:
    talked(cast.seat("ruth"), WHO, at=cast.at, noticed="This.")
    asked = later_home(cast, "ruth").organising
    assert asked is not None
    assert asked.alone
    cast.add("Sam Hill", cast.hill)
    asked = later_home(cast, "ruth").organising
    assert asked is not None
    assert (asked.alone, asked.one_organiser) == (False, True)


def test_a_member_is_asked_nothing_that_only_an_organiser_can_do(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.")
    Organises.objects.filter(membership=cast.member("tom")).update(until=cast.at)
    _knock(cast)
    page = later_home(cast, "nadia")
    assert (page.next, page.organising) == (None, None)


def test_while_a_talk_is_begun_no_other_question_is_put_beside_it(settled: Cast) -> None:
    talked(settled.seat("amina"), GIVING, at=settled.at, noticed="This.")
    talk = talked(settled.seat("amina"), WHO, at=settled.at, finish=False, noticed="This.")
    assert later_home(settled).suggested is None
    finish_talk(seat=settled.seat("amina"), talk=talk, at=settled.at)
    assert later_home(settled).suggested is not None


def test_a_question_stands_once_in_what_we_have_talked_about_as_it_was_said_last(settled: Cast) -> None:
    seat = settled.seat("amina")
    talked(seat, WHO, at=settled.at, standing="Carers.")
    talked(seat, GIVING, at=settled.later(days=1), standing="Each gives what they can.")
    for day in range(5):
        talked(seat, WHO, at=settled.later(days=1), standing=f"Carers and children, {day}.")
    found = [(talk.asked.id, talk.words) for talk in later_home(settled).talked]
    assert found == [(WHO, "Carers and children, 4.")]


def test_when_we_look_again_in_words_alone_stands_under_the_days_and_is_never_the_next_thing(settled: Cast) -> None:
    seat, words = settled.seat("amina"), "when the clocks go back"
    talked(seat, WHO, at=settled.at, noticed="This.", again_words=words)
    talked(seat, GIVING, at=settled.at, noticed="This.", again=days(settled, 300))
    talked(seat, REACH, at=settled.at, noticed="This.", again=days(settled, 20), again_words="at the meeting")
    page = later_home(settled)
    assert [(again.asked.id, again.on, again.words) for again in page.agains] == [
        (REACH, days(settled, 20), "at the meeting"),
        (GIVING, days(settled, 300), ""),
        (WHO, None, words),
    ]
    shown = settled.client("nadia").get(f"/p/{settled.harbour.ref}/").content.decode()
    assert words in shown
    assert "at the meeting" in shown
    settled.later(days=1)
    assert later_home(settled).next is None
    talked(seat, WHO, at=settled.at, noticed="We looked.")
    assert [again.asked.id for again in later_home(settled).agains] == [REACH, GIVING, WHO]
    talked(seat, WHO, at=settled.later(hours=1), noticed="We looked.", again=days(settled, 25))
    assert [(again.asked.id, again.on) for again in later_home(settled).agains][1] == (WHO, days(settled, 25))


def _knock(cast: Cast) -> Knock:
    room = RoomCode.objects.create(
        partnership=cast.harbour,
        code="tide4729",
        approved=True,
        places=20,
        made_by=cast.member("amina"),
        opens_at=cast.at,
        closes_at=cast.at + datetime.timedelta(hours=3),
    )
    return Knock.objects.create(room=room, secret_hash=b"x" * 32, device_label="x", name="Priya", at=cast.at)


def test_nobody_knocks_at_a_door_that_is_shut(settled: Cast) -> None:
    talked(settled.seat("amina"), WHO, at=settled.at, noticed="This.")
    _knock(settled)
    settled.later(hours=4)
    assert later_home(settled).next is None


def test_a_knock_elsewhere_is_not_heard_here(settled: Cast) -> None:
    talked(settled.seat("amina"), WHO, at=settled.at, noticed="This.")
    knock = _knock(settled)
    RoomCode.objects.filter(pk=knock.room_id).update(partnership=settled.hill)
    assert later_home(settled).next is None


def test_what_was_asked_about_is_left_alone_for_a_week(settled: Cast) -> None:
    talk = talked(settled.seat("amina"), WHO, at=settled.at, what="Ask them", due=days(settled, 1))
    assert not later_home(settled).tries[0].is_due
    settled.later(days=1)
    assert isinstance(later_home(settled).next, DidItHappen)
    record_outcome(seat=settled.seat("amina"), action=tried(talk), told=Told("no"), at=settled.at)
    page = later_home(settled)
    assert page.next is None
    assert page.tries[0].last_asked == settled.at.date()
    settled.later(days=7)
    assert isinstance(later_home(settled).next, DidItHappen)


def test_a_try_without_a_day_is_asked_about_the_next_time(settled: Cast) -> None:
    talked(settled.seat("amina"), WHO, at=settled.at, what="Ask them")
    assert later_home(settled).next is None
    settled.later(days=1)
    page = later_home(settled)
    assert isinstance(page.next, DidItHappen)
    assert page.tries == ()  # it stands on top already


def test_a_question_set_aside_is_looked_at_again_on_its_day_only(settled: Cast) -> None:
    seat = settled.seat("amina")
    talked(seat, GIVING, at=settled.at, noticed="This.", again=days(settled, 2))
    set_aside(seat=seat, question=GIVING, look_again=days(settled, 5), at=settled.at)
    set_aside(seat=seat, question=REACH, at=settled.at)
    assert [(again.on, again.set_aside) for again in later_home(settled).agains] == [(days(settled, 5), True)]
    settled.later(days=5)
    assert isinstance(later_home(settled).next, LookAgain)
    bring_back(seat=seat, question=GIVING, at=settled.at)
    page = later_home(settled)
    assert isinstance(page.next, LookAgain)
    assert (page.next.again.on, page.next.again.set_aside, page.agains) == (days(settled, -3), False, ())


def test_one_line_at_most_says_what_was_not_looked_at_and_never_what_is_set_aside(settled: Cast) -> None:
    seat = settled.seat("amina")
    talked(seat, WHO, at=settled.at - datetime.timedelta(days=3), what="Ask them")
    asides = {REACH, GIVING}
    for question in asides:
        set_aside(seat=seat, question=question, at=settled.at)
    for seed in range(40):
        page = pages.home(seat, at=settled.at, today=settled.at.date(), rng=chance(seed), key="key")
        assert isinstance(page, Home)
        assert page.suggested is not None
        assert page.suggested.is_fresh
        assert page.suggested.asked.id not in asides | {WHO}


def test_nothing_of_another_partnership_is_on_home(settled: Cast) -> None:
    for _ in range(3):
        talked(settled.seat("ruth"), WHO, at=settled.later(days=1), noticed="Ours alone.", what="Ours alone")
    assert isinstance(home(settled), FirstDay)


def test_home_holds_as_little_after_thousands_of_talks_and_asks_the_same_number_of_queries(
    settled: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many(settled.seat("amina"), 12, at=settled.at)
    many(settled.seat("ruth"), 2000, at=settled.at)
    Partnership.objects.filter(pk=settled.hill.pk).update(contact_name="Ruth Adeyemi")
    Organises.objects.create(membership=settled.add("Sam Hill", settled.hill).membership, since=settled.at)
    few_seat, many_seat = settled.seat("amina"), settled.seat("ruth")
    with django_assert_num_queries(6):
        few = pages.home(few_seat, at=settled.at, today=settled.at.date(), rng=chance(1), key="key")
    with django_assert_num_queries(6):
        lots = pages.home(many_seat, at=settled.at, today=settled.at.date(), rng=chance(1), key="key")
    for page in (few, lots):
        assert isinstance(page, Home)
        assert isinstance(page.next, DidItHappen)
        assert (len(page.talked), len(page.tries), page.more_tries) == (1, 2, True)
        assert page.strings is not None
        assert len([bead for string in page.strings.strings for slot in string.slots for bead in slot.beads]) <= 150
    assert isinstance(lots, Home)
    assert lots.suggested is not None
    assert not lots.suggested.is_fresh
