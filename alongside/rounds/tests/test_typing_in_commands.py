"""Typing in from paper: handed in once, told to nobody, and the member's own to decide."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from alongside.rounds import commands
from alongside.rounds.models import Answer, Draft, Kind, OpenUnnamed, Picture, Round, Sent, TypedIn
from alongside.rounds.sheets import AWAY, ME, NAMED
from alongside.rounds.tests import steps
from alongside.rounds.tests.test_drafts_meet import meet, other_device
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION, POWER, ACTION = steps.QUESTIONS


def typed(cast: Cast, round: Round, words: str, question: str = POWER, *, who: str = "len", by: str = "tom") -> TypedIn:
    """Let `by` type in an answer for `who`, and hand it in."""
    steps.keep_in(cast, by, round, commands.place_for(cast.member(who)), {question: words})
    assert steps.hand_in(cast, by, round, who)
    return TypedIn.objects.get(membership=cast.member(who), question=question, by=cast.member(by))


def own(cast: Cast, who: str, round: Round, row: TypedIn) -> dict[str, Any]:
    return {"seat": cast.seat(who), "secret": cast.secret(who), "round": round, "number": row.pk, "at": cast.at}


def test_what_was_typed_in_waits_for_the_member_and_leaves_no_draft(cast: Cast) -> None:
    round = steps.asked(cast)
    row = typed(cast, round, "From paper.")
    assert (row.membership, row.by, row.words) == (cast.member("len"), cast.member("tom"), "From paper.")
    assert not Draft.objects.exists() and not Answer.objects.exists() and not Sent.objects.exists()


def test_what_is_being_typed_in_is_sealed(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.keep_in(cast, "tom", round, commands.place_for(cast.member("len")), {POWER: "From paper."})
    (draft,) = Draft.objects.all()
    assert (draft.kind, draft.for_whom) == (Kind.FOR, cast.member("len").ref)
    assert b"From paper." not in bytes(draft.sealed)


def test_a_second_press_hands_in_nothing_twice(cast: Cast) -> None:
    round = steps.asked(cast)
    row = typed(cast, round, "From paper.")
    assert not steps.hand_in(cast, "tom", round, "len")
    assert TypedIn.objects.get() == row


def test_what_changed_after_the_page_was_made_is_not_handed_in_with_it(cast: Cast) -> None:
    round, place = steps.asked(cast), commands.place_for(cast.member("len"))
    steps.keep_in(cast, "tom", round, place, {POWER: "Reviewed."})
    with pytest.raises(commands.Changed):
        steps.hand_in(cast, "tom", round, "len", seen=2)
    assert not TypedIn.objects.exists()


def test_two_texts_from_two_devices_are_chosen_between_before_any_is_handed_in(cast: Cast) -> None:
    round, place = steps.asked(cast), commands.place_for(cast.member("len"))
    steps.keep_in(cast, "tom", round, place, {POWER: "On the phone."})
    meet(cast, "tom", other_device(cast, "tom", round, POWER, "On the laptop.", place))
    with pytest.raises(commands.Changed):
        steps.hand_in(cast, "tom", round, "len")
    assert not TypedIn.objects.exists()


def test_it_is_taken_whether_or_not_the_member_has_sent(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.answer(cast, "len", round, POWER, "My own.")
    row = typed(cast, round, "From paper.")
    assert not commands.accept(**own(cast, "len", round, row))
    assert not commands.take_over(**own(cast, "len", round, row))
    assert Answer.objects.get().words == "My own."


def test_handed_in_again_by_the_same_hand_it_is_replaced_and_what_was_seen_before_is_not_accepted(cast: Cast) -> None:
    round = steps.asked(cast)
    before = typed(cast, round, "From paper.")
    after = typed(cast, round, "Read again.")
    assert TypedIn.objects.get() == after
    assert not commands.accept(**own(cast, "len", round, before))


def test_accepted_it_is_the_members_answer_and_says_who_typed_it(cast: Cast) -> None:
    round = steps.asked(cast)
    row = typed(cast, round, "From paper.")
    assert commands.accept(**own(cast, "len", round, row))
    assert not commands.accept(**own(cast, "len", round, row))
    answer = Answer.objects.get()
    assert (answer.membership, answer.words, answer.typed_by) == (cast.member("len"), "From paper.", cast.member("tom"))
    assert Sent.objects.get().membership == cast.member("len")
    assert not TypedIn.objects.exists()


def test_accepting_is_not_for_a_question_one_is_writing_on_oneself(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.write(cast, "len", round, POWER, "My own.")
    row = typed(cast, round, "From paper.")
    assert not commands.accept(**own(cast, "len", round, row))
    assert not commands.take_over(**own(cast, "len", round, row))
    assert TypedIn.objects.get() == row


@pytest.mark.parametrize("how", [ME, AWAY])
def test_accepting_leaves_what_goes_nowhere_where_it_is(cast: Cast, how: str) -> None:
    round = steps.asked(cast)
    steps.write(cast, "len", round, POWER, "A note.", how=how)
    row = typed(cast, round, "From paper.")
    assert commands.accept(**own(cast, "len", round, row))
    assert steps.book(cast, "len", round).entries[POWER].words == "A note."


def test_taken_over_it_is_a_draft_of_the_members_own_and_only_theirs(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.asked(cast, without_names=True)
    row = typed(cast, round, "From paper.")
    assert commands.take_over(**own(cast, "len", round, row)) == POWER
    assert not TypedIn.objects.exists()
    entry = steps.book(cast, "len", round).entries[POWER]
    assert (entry.words, entry.how) == ("From paper.", NAMED)
    assert steps.send(cast, "len", round) == commands.Receipt((POWER,), 0)
    assert Answer.objects.get().typed_by is None


def test_refused_it_is_gone(cast: Cast) -> None:
    round = steps.asked(cast)
    row = typed(cast, round, "From paper.")
    refuse: dict[str, Any] = {"seat": cast.seat("len"), "round": round, "number": row.pk, "at": cast.at}
    assert commands.refuse(**refuse)
    assert not commands.refuse(**refuse)
    assert TypedIn.objects.values_list("words", "is_refused").get() == ("", True)
    assert not Answer.objects.exists()


def test_nobody_decides_about_what_was_typed_in_for_another(cast: Cast) -> None:
    round = steps.asked(cast)
    row = typed(cast, round, "From paper.")
    assert not commands.accept(**own(cast, "nadia", round, row))
    assert not commands.take_over(**own(cast, "nadia", round, row))
    assert not commands.refuse(seat=cast.seat("nadia"), round=round, number=row.pk, at=cast.at)
    other = steps.asked(cast, questions=["role.change"])
    assert not commands.refuse(seat=cast.seat("len"), round=other, number=row.pk, at=cast.at)
    assert TypedIn.objects.get() == row


def test_at_the_close_it_counts_only_where_the_member_sent_nothing(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.answer(cast, "len", round, POWER, "My own.")
    typed(cast, round, "From paper.")
    typed(cast, round, "On vision.", VISION)
    cast.later(days=30)
    assert commands.count(round=round, at=cast.at, rng=Random(1))
    assert {(row.question, row.words) for row in Answer.objects.all()} == {(POWER, "My own."), (VISION, "On vision.")}
    assert Picture.objects.get(question=VISION).people == 1
    assert not TypedIn.objects.exists()


def test_in_a_round_that_is_closed_or_withdrawn_nothing_is_handed_in_or_accepted(cast: Cast) -> None:
    round = steps.asked(cast, days=1)
    row = typed(cast, round, "From paper.")
    steps.keep_in(cast, "tom", round, commands.place_for(cast.member("nadia")), {POWER: "Late."})
    cast.later(days=1)
    for press in (commands.accept, commands.take_over):
        with pytest.raises(commands.Closed):
            press(**own(cast, "len", round, row))
    with pytest.raises(commands.Closed):
        commands.refuse(seat=cast.seat("len"), round=round, number=row.pk, at=cast.at)
    with pytest.raises(commands.Closed):
        steps.hand_in(cast, "tom", round, "nadia")


def sheets(cast: Cast, round: Round, many: int) -> None:
    for number in range(1, many + 1):
        steps.keep_in(cast, "tom", round, commands.Place(Kind.SHEET, sheet=number), {POWER: f"Sheet {number}."})


def hand_in_sheets(cast: Cast, round: Round, seen: int | None = None) -> bool:
    books = commands.sheets_of(steps.held(cast, "tom"), round).values()
    version = sum(book.version for book in books) if seen is None else seen
    tom, secret = cast.seat("tom"), cast.secret("tom")
    return commands.hand_in_sheets(seat=tom, secret=secret, round=round, seen=version, at=cast.at, rng=Random(1))


def test_five_sheets_become_answers_without_a_name_and_say_of_nobody_that_they_sent(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.asked(cast, without_names=True)
    sheets(cast, round, 5)
    assert hand_in_sheets(cast, round)
    assert not hand_in_sheets(cast, round)
    assert {row.words for row in OpenUnnamed.objects.all()} == {f"Sheet {number}." for number in range(1, 6)}
    assert not Draft.objects.exists() and not Sent.objects.exists()
    cast.later(days=30)
    assert commands.count(round=round, at=cast.at, rng=Random(1))
    assert Picture.objects.get(question=POWER).unnamed == 5


def test_four_sheets_are_not_handed_in(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.asked(cast, without_names=True)
    sheets(cast, round, 4)
    fifth = commands.Place(Kind.SHEET, sheet=5)
    seen = steps.keep_in(cast, "tom", round, fifth, {POWER: "Taken out."}).versions[POWER]
    steps.keep_in(cast, "tom", round, fifth, {POWER: ""}, seen=seen)
    with pytest.raises(commands.TooFew):
        hand_in_sheets(cast, round)
    assert Draft.objects.count() == 5 and not OpenUnnamed.objects.exists()


def test_sheets_are_not_handed_in_where_answers_have_names(cast: Cast) -> None:
    round = steps.asked(cast)
    sheets(cast, round, 5)
    with pytest.raises(commands.TooFew):
        hand_in_sheets(cast, round)


def test_after_the_day_no_sheet_is_handed_in(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.asked(cast, days=1, without_names=True)
    sheets(cast, round, 5)
    cast.later(days=1)
    with pytest.raises(commands.Closed):
        hand_in_sheets(cast, round)
    assert Draft.objects.count() == 5 and not OpenUnnamed.objects.exists()


def test_a_sheet_that_changed_since_the_page_was_made_holds_all_back(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.asked(cast, without_names=True)
    sheets(cast, round, 5)
    with pytest.raises(commands.Changed):
        hand_in_sheets(cast, round, seen=4)
    assert not OpenUnnamed.objects.exists()


def test_what_is_typed_in_for_others_is_not_among_ones_own(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.keep_in(cast, "tom", round, commands.place_for(cast.member("len")), {POWER: "Theirs."})
    assert steps.book(cast, "tom", round).entries == {}
    theirs = commands.sheet_of(steps.held(cast, "tom"), round, commands.place_for(cast.member("len")))
    assert {question: entry.words for question, entry in theirs.items()} == {POWER: "Theirs."}
