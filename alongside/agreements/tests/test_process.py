"""A proposal from its first words to what it comes to, through the commands."""

from __future__ import annotations

import datetime
from functools import partial

import pytest

from alongside.agreements import commands
from alongside.agreements.given import given_of
from alongside.agreements.hearing import Heard, State, heard
from alongside.agreements.models import Agreement, How, Proposal, Says, Settlement, Standing, Voice
from alongside.agreements.tests.process import OTHER, WORDING, in_the_room, proposed, says, settle
from alongside.partnerships.models import Moment
from alongside.partnerships.texts import Conflict
from alongside.people import commands as people
from alongside.people.models import Device
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def stands(cast: Cast, proposal: Proposal) -> Heard:
    proposal.refresh_from_db()
    return heard(given_of(proposal), today=cast.at.date())


def test_whoever_proposes_agrees_and_nothing_empty_is_kept(cast: Cast) -> None:
    made = proposed(cast)
    assert (made.number, made.version, made.parts) == (1, 1, {"words": "Older people stay at home with company."})
    assert [(each.who, each.says) for each in given_of(made).spoke] == [(cast.member("amina").pk, Says.AGREE)]
    assert stands(cast, made).state == State.PROPOSED
    assert Moment.objects.last().what == "proposed"  # type: ignore[union-attr]


def test_the_same_key_proposes_once(cast: Cast) -> None:
    assert proposed(cast, key="k") == proposed(cast, key="k")
    assert Proposal.objects.count() == Agreement.objects.count() == 1


def test_other_words_for_the_same_are_put_into_what_is_being_heard(cast: Cast) -> None:
    made = proposed(cast)
    with pytest.raises(commands.HeardNow) as there:
        proposed(cast, "tom")
    assert there.value.proposal == made


def test_of_a_decision_there_are_several(cast: Cast) -> None:
    for what in ("The bus", "The hall"):
        wording = commands.Wording(what, {"words": f"We pay for {what}."})
        commands.propose(seat=cast.seat("len"), kind="decision", wording=wording, at=cast.at)
    assert Agreement.objects.count() == 2


def test_new_words_for_what_was_settled_are_its_next_proposal(cast: Cast) -> None:
    first = proposed(cast)
    settle(cast, first, How.WITHDRAWN)
    second = proposed(cast, "tom")
    assert (second.agreement, second.number) == (first.agreement, 2)


def test_amending_keeps_every_version_and_shows_both_to_whoever_was_slower(cast: Cast) -> None:
    made = proposed(cast)
    commands.amend(seat=cast.seat("nadia"), proposal=made, seen=1, wording=OTHER, at=cast.at)
    with pytest.raises(Conflict):
        commands.amend(seat=cast.seat("tom"), proposal=made, seen=1, wording=WORDING, at=cast.at)
    assert list(made.versions.values_list("version", flat=True)) == [1, 2]
    commands.amend(seat=cast.seat("tom"), proposal=made, seen=1, wording=OTHER, at=cast.at)
    assert made.versions.count() == 2


def test_a_word_on_earlier_words_does_not_count_for_these(cast: Cast) -> None:
    made = proposed(cast)
    says(cast, "tom", made, Says.LIVE)
    commands.amend(seat=cast.seat("amina"), proposal=made, seen=1, wording=OTHER, at=cast.at)
    found = stands(cast, made)
    assert {each.name for each in found.earlier} == {"Amina Yusuf", "Tom Reed"}
    with pytest.raises(commands.NotYet):
        settle(cast, made, How.ADOPTED)


def test_a_comma_does_not_get_round_an_objection(cast: Cast) -> None:
    made = proposed(cast)
    says(cast, "nadia", made, Says.CANNOT, "It leaves carers alone at night.")
    commands.amend(seat=cast.seat("amina"), proposal=made, seen=1, wording=OTHER, at=cast.at)
    says(cast, "tom", made, Says.AGREE)
    with pytest.raises(commands.NotYet, match="Nadia Brandt"):
        settle(cast, made, How.ADOPTED)


def test_typing_in_whoever_objected_for_other_words_does_not_get_round_them(cast: Cast) -> None:
    made = proposed(cast)
    says(cast, "nadia", made, Says.CANNOT, "It leaves carers alone at night.")
    commands.amend(seat=cast.seat("amina"), proposal=made, seen=1, wording=OTHER, at=cast.at)
    in_the_room(cast, made, "amina", "tom", "nadia", "len")
    with pytest.raises(commands.NotYet, match="3 April 2026"):
        settle(cast, made, How.ADOPTED)
    assert [each.says for each in stands(cast, made).earlier] == [Says.CANNOT]
    says(cast, "nadia", made, Says.LIVE)
    assert settle(cast, made, How.ADOPTED).how == How.ADOPTED


def test_whoever_could_not_support_earlier_words_has_a_week_for_these(cast: Cast) -> None:
    made, today = proposed(cast), cast.at.date()
    says(cast, "nadia", made, Says.CANNOT, "It leaves carers alone at night.")
    commands.amend(seat=cast.seat("amina"), proposal=made, seen=1, wording=OTHER, at=cast.at)
    ask = partial(commands.hear_online, seat=cast.seat("amina"), proposal=made, seen=2, at=cast.at)
    with pytest.raises(commands.NotYet, match="Nadia Brandt"):
        ask(answer_by=today + datetime.timedelta(days=6))
    assert ask(answer_by=today + datetime.timedelta(days=7))


def test_words_that_change_while_all_are_asked_give_a_week_at_least(cast: Cast) -> None:
    made, soon = proposed(cast), cast.at.date() + datetime.timedelta(days=2)
    commands.hear_online(seat=cast.seat("amina"), proposal=made, seen=1, answer_by=soon, at=cast.at)
    commands.amend(seat=cast.seat("amina"), proposal=made, seen=1, wording=OTHER, at=cast.at)
    assert made.answer_by == cast.at.date() + datetime.timedelta(days=7)


@pytest.mark.parametrize("day", [9, 0, None])
def test_a_day_that_people_were_given_is_never_cut_short(cast: Cast, day: int | None) -> None:
    made, today = proposed(cast), cast.at.date()
    ask = partial(commands.hear_online, seat=cast.seat("amina"), proposal=made, seen=1, at=cast.at)
    ask(answer_by=today + datetime.timedelta(days=10))
    with pytest.raises(commands.NotYet, match="until 30 March 2026"):
        ask(answer_by=None if day is None else today + datetime.timedelta(days=day))
    made.refresh_from_db()
    assert made.answer_by == today + datetime.timedelta(days=10)
    assert ask(answer_by=today + datetime.timedelta(days=11))


def test_nobody_speaks_to_words_they_did_not_see_or_once_it_is_settled(cast: Cast) -> None:
    made = proposed(cast)
    commands.amend(seat=cast.seat("nadia"), proposal=made, seen=1, wording=OTHER, at=cast.at)
    with pytest.raises(commands.OtherWords):
        commands.say(seat=cast.seat("tom"), proposal=made, seen=1, word=commands.Word(Says.AGREE), at=cast.at)
    settle(cast, made, How.WITHDRAWN)
    with pytest.raises(commands.TooLate):
        says(cast, "tom", made, Says.AGREE)
    with pytest.raises(commands.TooLate):
        commands.amend(seat=cast.seat("nadia"), proposal=made, seen=2, wording=WORDING, at=cast.at)


def test_a_word_sent_twice_is_said_once_also_when_another_was_said_between(cast: Cast) -> None:
    made = proposed(cast)
    says(cast, "tom", made, Says.AGREE, key="a")
    says(cast, "tom", made, Says.RESERVATION, "Who pays?", key="b")
    says(cast, "tom", made, Says.AGREE, key="a")
    assert [each.says for each in Voice.objects.filter(membership=cast.member("tom"))] == ["agree", "reservation"]


def test_a_voice_keeps_where_its_person_comes_from_today(cast: Cast) -> None:
    made = proposed(cast)
    says(cast, "nadia", made, Says.AGREE)
    cast.member("nadia").affiliations.all().delete()
    assert [group.is_residents for group in stands(cast, made).groups] == [False, True]


def test_on_a_device_that_an_organiser_let_in_it_is_said_so(cast: Cast) -> None:
    seat = cast.seat("nadia")
    people.make_device(membership=seat.membership, secret="another device", label="Safari", at=cast.at)
    Device.objects.filter(pk=seat.device_id or 0).update(let_in_by=cast.member("tom"))
    made = proposed(cast)
    assert says(cast, "nadia", made, Says.AGREE).typed_by == cast.member("tom")
    assert says(cast, "len", made, Says.AGREE).typed_by is None


def test_what_somebody_said_themselves_counts_before_what_was_typed_in_for_them(cast: Cast) -> None:
    made = proposed(cast)
    says(cast, "nadia", made, Says.CANNOT, "It leaves carers alone at night.")
    in_the_room(cast, made, "nadia", "tom")
    assert stands(cast, made).state == State.IN_THE_WAY


def test_agreed_in_the_room_the_absent_have_a_fortnight_and_then_it_is_adopted(cast: Cast) -> None:
    made = proposed(cast)
    in_the_room(cast, made, "amina", "tom", tom="Who pays?")
    found = stands(cast, made)
    assert (found.state, [each.words for each in found.reservations]) == (State.IN_THE_ROOM, ["Who pays?"])
    with pytest.raises(commands.NotYet, match="3 April 2026"):
        settle(cast, made, How.ADOPTED)
    assert commands.adopt_due(at=cast.later(days=14)) == 0
    assert commands.adopt_due(at=cast.later(days=1)) == 1
    assert commands.adopt_due(at=cast.at) == 0
    kept = Settlement.objects.get()
    assert (kept.how, kept.by, stands(cast, made).state) == (How.ADOPTED, None, State.ADOPTED)


@pytest.mark.parametrize("how", [How.ADOPTED, How.LEFT_OPEN])
def test_what_somebody_undid_no_clock_adopts_once_more_but_for_a_room_noted_since(cast: Cast, how: str) -> None:
    made, seat = proposed(cast), cast.seat("amina")
    in_the_room(cast, made, "amina", "tom")
    cast.later(days=15)
    assert commands.undo_settlement(seat=seat, settled=settle(cast, made, how, words="Money."), at=cast.at)
    assert commands.adopt_due(at=cast.later(minutes=1)) == 0
    made.rooms.update(undone_at=cast.at, undone_by=seat.membership)
    in_the_room(cast, made, "amina", "tom")
    assert commands.adopt_due(at=cast.later(days=15)) == 1


def test_what_an_absent_one_cannot_support_is_not_adopted_by_itself(cast: Cast) -> None:
    made = proposed(cast)
    in_the_room(cast, made, "amina", "tom")
    says(cast, "nadia", made, Says.CANNOT, "It leaves carers alone at night.")
    assert commands.adopt_due(at=cast.later(days=20)) == 0
    with pytest.raises(commands.NotYet):
        settle(cast, made, How.ADOPTED)
    settle(cast, made, How.DECIDED, words="The board, on Monday.")
    assert [each.name for each in stands(cast, made).in_the_way] == ["Nadia Brandt"]


def test_words_changed_after_the_room_are_not_adopted_by_themselves(cast: Cast) -> None:
    made = proposed(cast)
    in_the_room(cast, made, "amina", "tom")
    commands.amend(seat=cast.seat("amina"), proposal=made, seen=1, wording=OTHER, at=cast.at)
    assert commands.adopt_due(at=cast.later(days=20)) == 0


def test_a_room_that_is_undone_takes_what_was_typed_in_with_it(cast: Cast) -> None:
    made = proposed(cast)
    in_the_room(cast, made, "tom")
    room = made.rooms.get()
    assert not commands.undo_room(seat=cast.seat("nadia"), room=room, at=cast.at)
    assert commands.undo_room(seat=cast.seat("amina"), room=room, at=cast.at)
    assert not commands.undo_room(seat=cast.seat("amina"), room=room, at=cast.at)
    assert [each.name for group in stands(cast, made).groups for each in group.spoke] == ["Amina Yusuf"]
    in_the_room(cast, made, "tom")
    assert made.rooms.count() == 2


def test_a_room_is_noted_once(cast: Cast) -> None:
    made = proposed(cast)
    in_the_room(cast, made, "tom")
    in_the_room(cast, made, "tom", "nadia")
    assert made.rooms.count() == 1


def test_nobody_of_another_partnership_was_in_the_room(cast: Cast) -> None:
    made = proposed(cast)
    with pytest.raises(commands.NotYours):
        in_the_room(cast, made, "ruth")


@pytest.mark.parametrize("how", [How.ADOPTED, How.LEFT_OPEN, How.DECIDED])
def test_only_organisers_settle(cast: Cast, how: str) -> None:
    made = proposed(cast)
    says(cast, "tom", made, Says.AGREE)
    with pytest.raises(commands.NotYours):
        settle(cast, made, how, "nadia", words="x")
    assert settle(cast, made, how, "tom", words="x").how == how


def test_whoever_proposed_withdraws_and_no_other_member(cast: Cast) -> None:
    made = proposed(cast, "nadia")
    with pytest.raises(commands.NotYours):
        settle(cast, made, How.WITHDRAWN, "len")
    kept = settle(cast, made, How.WITHDRAWN, "nadia")
    assert settle(cast, made, How.WITHDRAWN, "nadia") == kept
    assert commands.undo_settlement(seat=cast.seat("nadia"), settled=kept, at=cast.at)


def test_nothing_is_adopted_on_its_authors_word_alone(cast: Cast) -> None:
    made = proposed(cast)
    with pytest.raises(commands.NotYet):
        settle(cast, made, How.ADOPTED)


def test_an_organisation_that_is_being_asked_is_waited_for_until_its_day(cast: Cast) -> None:
    made, day = proposed(cast), cast.at.date() + datetime.timedelta(days=3)
    says(cast, "nadia", made, Says.AGREE)
    says(cast, "tom", made, Says.BACK, back_by=day)
    with pytest.raises(commands.NotYet, match="23 March 2026"):
        settle(cast, made, How.ADOPTED)
    cast.later(days=4)
    assert [each.name for each in stands(cast, made).no_word] == ["Tom Reed"]
    assert settle(cast, made, How.ADOPTED).how == How.ADOPTED


def test_settled_in_one_way_it_is_not_settled_in_another(cast: Cast) -> None:
    made = proposed(cast)
    settle(cast, made, How.LEFT_OPEN, words="Money.")
    with pytest.raises(commands.TooLate):
        settle(cast, made, How.DECIDED, words="x")


def test_settling_is_undone_for_a_week_and_what_was_left_open_on_any_day(cast: Cast) -> None:
    made = proposed(cast)
    kept = settle(cast, made, How.DECIDED, words="The board")
    assert not commands.undo_settlement(seat=cast.seat("nadia"), settled=kept, at=cast.at)
    assert not commands.undo_settlement(seat=cast.seat("amina"), settled=kept, at=cast.later(days=8))
    made.settlements.all().delete()
    kept = settle(cast, made, How.LEFT_OPEN, words="Money.")
    assert commands.undo_settlement(seat=cast.seat("amina"), settled=kept, at=cast.later(days=200))
    assert stands(cast, made).state == State.PROPOSED


def test_where_we_are_stands_at_its_question_once_adopted_and_is_gone_when_that_is_undone(cast: Cast) -> None:
    seat, question = cast.seat("amina"), "role.change"
    commands.record_standing(seat=seat, question=question, words="Nowhere yet.", on=cast.at.date(), at=cast.at)
    made = commands.propose(seat=seat, kind="where", question=question, wording=OTHER, at=cast.at)
    says(cast, "nadia", made, Says.AGREE)
    kept = settle(cast, made, How.ADOPTED)
    newest = Standing.objects.of(question).first()
    assert newest
    assert (newest.words, newest.agreement) == (OTHER.parts["words"], made.agreement.ref)
    assert commands.undo_settlement(seat=seat, settled=kept, at=cast.at)
    newest = Standing.objects.of(question).first()
    assert newest
    assert (newest.words, newest.agreement, newest.version) == ("Nowhere yet.", "", 3)


def test_a_question_and_its_answer_are_asked_once_each(cast: Cast) -> None:
    made = proposed(cast)
    asked = commands.ask(seat=cast.seat("nadia"), proposal=made, words="Who is older?", key="q", at=cast.at)
    assert commands.ask(seat=cast.seat("nadia"), proposal=made, words="Who is older?", key="q", at=cast.at) == asked
    said = commands.answer(seat=cast.seat("tom"), to=asked, words="Over 65.", key="q", at=cast.at)
    assert (said.answers, made.clarifyings.count()) == (asked, 2)
