"""What we will try, said outside a talk, put otherwise, and changed on the day: every version says who was named."""

from __future__ import annotations

import datetime

import pytest

from alongside.learning import commands
from alongside.learning.commands import Instead, Plan, Source, Told
from alongside.learning.models import Action, Outcome
from alongside.learning.tests.talks import begun, to_try
from alongside.partnerships.texts import Conflict
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def said(cast: Cast, what: str = "Ask at the door", *who: str, key: str = "", **more: object) -> Action:
    people = frozenset(cast.member(name).pk for name in who)
    plan = Plan(what, people, **more)  # type: ignore[arg-type]
    return commands.say_try(seat=cast.seat("amina"), plan=plan, source=Source(), on=cast.at.date(), at=cast.at, key=key)


def versions(action: Action) -> list[tuple[str, set[str]]]:
    return [(each.what, {who.name for who in each.people.all()}) for each in action.versions.all()]


def open_tries(cast: Cast) -> list[str]:
    return [action.what for action in Action.objects.within(cast.seat("amina")).open()]


def test_said_by_itself_it_waits_and_names_whoever_tries_it(cast: Cast) -> None:
    action = said(cast, "Ask at the door", "nadia", "tom", who="and anyone", signs="Somebody new comes.")
    assert {who.name for who in action.people.all()} == {"Nadia Brandt", "Tom Reed"}
    assert (action.who, action.signs, action.talk) == ("and anyone", "Somebody new comes.", None)
    assert open_tries(cast) == ["Ask at the door"]


def test_a_second_press_says_nothing_twice(cast: Cast) -> None:
    assert said(cast, key="one") == said(cast, key="one")
    assert Action.objects.count() == 1


def test_who_is_named_is_part_of_what_is_compared(cast: Cast) -> None:
    """Other people alone make a version; the same people once more make none."""
    action = said(cast, "Ask", "nadia")
    other = commands.plan_of(action, people=frozenset({cast.member("tom").pk}))
    for _ in range(2):
        commands.change_try(seat=cast.seat("len"), action=action, seen=1, plan=other, at=cast.later(days=1))
    assert versions(action) == [("Ask", {"Nadia Brandt"}), ("Ask", {"Tom Reed"})]


def test_who_was_named_meanwhile_is_not_overwritten_unseen(cast: Cast) -> None:
    action, mine = said(cast, "Ask", "nadia"), said(cast, "Other")
    mine = Action.objects.get(pk=action.pk)
    theirs = commands.plan_of(action, people=frozenset({cast.member("tom").pk}))
    commands.change_try(seat=cast.seat("len"), action=action, seen=1, plan=theirs, at=cast.at)
    with pytest.raises(Conflict):
        commands.change_try(seat=cast.seat("amina"), action=mine, seen=1, plan=Plan("Ask", frozenset()), at=cast.at)
    assert {who.name for who in mine.people.all()} == {"Tom Reed"}


def test_changed_in_its_talk_it_keeps_who_was_named_and_what_we_would_see(cast: Cast) -> None:
    action = to_try(cast.seat("amina"), at=cast.at, what="Ask")
    plan = commands.plan_of(action, people=frozenset({cast.member("nadia").pk}), signs="They come.")
    commands.change_try(seat=cast.seat("amina"), action=action, seen=1, plan=plan, at=cast.at)
    assert action.talk
    commands.keep_action(seat=cast.seat("tom"), talk=action.talk, seen=2, what="Ask twice", at=cast.at)
    assert versions(action)[-1] == ("Ask twice", {"Nadia Brandt"})
    assert action.versions.get(version=3).signs == "They come."


def changed(cast: Cast, action: Action, *, seen: int = 1, key: str = "") -> Outcome:
    instead = Instead(seen, "Ask by letter", datetime.date(2026, 6, 1))
    told = Told("changed", learned="Nobody opens the door.")
    return commands.record_outcome(
        seat=cast.seat("tom"), action=action, told=told, at=cast.at, key=key, instead=instead
    )


def test_changed_on_the_day_it_comes_back_on_the_new_one(cast: Cast) -> None:
    action = said(cast, "Ask at the door", "nadia", due=datetime.date(2026, 4, 1))
    cast.later(days=20)
    for _ in range(2):
        changed(cast, action, key="one")
    assert versions(action) == [("Ask at the door", {"Nadia Brandt"}), ("Ask by letter", {"Nadia Brandt"})]
    assert open_tries(cast) == ["Ask by letter"]
    assert Outcome.objects.get().learned == "Nobody opens the door."


def test_changed_over_somebody_elses_words_it_is_not_kept(cast: Cast) -> None:
    action = said(cast)
    other = commands.plan_of(action, what="Ask at the shop")
    commands.change_try(seat=cast.seat("len"), action=action, seen=1, plan=other, at=cast.at)
    cast.later(days=1)
    with pytest.raises(Conflict):
        changed(cast, action, seen=1)
    assert open_tries(cast) == ["Ask at the shop"]
    assert not Outcome.objects.exists()


def test_a_change_taken_back_puts_back_what_stood_before(cast: Cast) -> None:
    action = said(cast, "Ask at the door", "nadia", due=datetime.date(2026, 4, 1))
    cast.later(days=20)
    outcome = changed(cast, action)
    commands.undo_outcome(seat=cast.seat("len"), outcome=outcome, at=cast.later(days=1))
    action.refresh_from_db()
    assert (action.what, action.due, action.version) == ("Ask at the door", datetime.date(2026, 4, 1), 3)
    assert versions(action)[-1] == ("Ask at the door", {"Nadia Brandt"})


def test_a_change_taken_back_leaves_what_was_put_otherwise_since(cast: Cast) -> None:
    action = said(cast)
    cast.later(days=1)
    outcome = changed(cast, action)
    since = commands.plan_of(action, what="Ask by phone")
    commands.change_try(seat=cast.seat("len"), action=action, seen=2, plan=since, at=cast.later(days=1))
    commands.undo_outcome(seat=cast.seat("len"), outcome=outcome, at=cast.later(days=1))
    assert open_tries(cast) == ["Ask by phone"]


def test_too_soon_to_say_is_asked_again_weeks_later_and_once_said_no_more(cast: Cast) -> None:
    action = said(cast)
    commands.record_outcome(seat=cast.seat("tom"), action=action, told=Told("yes", "too-soon"), at=cast.at)
    told = cast.at
    asked = Action.objects.within(cast.seat("amina"))
    assert not asked.to_ask(rested=told - datetime.timedelta(days=1)).exists()
    assert [each.pk for each in asked.to_ask(rested=told + datetime.timedelta(days=1))] == [action.pk]
    cast.later(days=30)
    commands.record_outcome(seat=cast.seat("tom"), action=action, told=Told("yes", "no"), at=cast.at)
    assert not asked.to_ask(rested=cast.at + datetime.timedelta(days=90)).exists()


def test_what_happened_and_what_was_let_go_are_apart(cast: Cast) -> None:
    happened, gone, waits = said(cast, "A"), said(cast, "B"), said(cast, "C")
    for action, told in ((happened, "yes"), (gone, "let-go"), (waits, "partly")):
        commands.record_outcome(seat=cast.seat("tom"), action=action, told=Told(told), at=cast.at)
    ours = Action.objects.within(cast.seat("amina"))
    assert [[each.what for each in some] for some in (ours.done(), ours.let_go(), ours.open())] == [["A"], ["B"], ["C"]]


def test_what_a_talk_that_is_not_finished_will_try_waits_nowhere(cast: Cast) -> None:
    talk = begun(cast.seat("amina"), at=cast.at)
    commands.keep_action(seat=cast.seat("amina"), talk=talk, seen=0, what="Ask", at=cast.at)
    assert open_tries(cast) == []
    assert not Action.objects.within(cast.seat("amina")).to_ask(rested=cast.at).exists()
