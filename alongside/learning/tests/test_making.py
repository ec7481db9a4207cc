"""Making sense of what was said: what lies on the table, and where it goes."""

from __future__ import annotations

import datetime

import pytest

from alongside.learning import commands, pages
from alongside.learning.commands import Gone, Picked, Place, Sentence, TakenOff
from alongside.learning.models import Gathering, Insight, InsightVersion, Mark, Piece, PieceVersion
from alongside.learning.pages.board import Board, board, round_of
from alongside.learning.table import on_the_table
from alongside.learning.tests.makings import QUESTION, gathered, moved, said_by, written
from alongside.learning.tests.talks import finished
from alongside.partnerships.models import Moment
from alongside.partnerships.texts import Conflict
from alongside.rounds import commands as rounds
from alongside.rounds.models import Answer
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def lying(cast: Cast, gathering: Gathering) -> Board:
    seat = cast.seat("amina")
    return board(seat, gathering, round_of(seat, gathering))


def words_under(cast: Cast, gathering: Gathering) -> dict[str, list[str]]:
    """The words of each thing, by where it lies."""
    now = lying(cast, gathering)
    named = {each.words: each.cards for each in now.sentences}
    return {
        place: sorted(card.thing.words for card in cards)
        for place, cards in {**named, "table": now.table, "out": now.out}.items()
    }


def put_aside(cast: Cast, gathering: Gathering, key: int, *, back: bool) -> None:
    """Nadia puts her own words aside, or back."""
    assert gathering.round
    seat, why = cast.seat("nadia"), "Not mine to say."
    rounds.ask_aside(seat=seat, round=gathering.round, said=key, back=back, reason=why, at=cast.at)


def test_all_that_was_said_lies_on_the_table(cast: Cast) -> None:
    made = gathered(cast)
    kinds = [thing.kind for thing in on_the_table(cast.seat("tom"), made).values()]
    assert sorted(kinds) == ["named", "through", *["unnamed"] * 5]
    assert [*on_the_table(cast.seat("tom"), made)] == [*on_the_table(cast.seat("amina"), made)]


def test_it_is_begun_once_for_a_round(cast: Cast) -> None:
    made = gathered(cast)
    again = commands.begin_gathering(seat=cast.seat("tom"), question=QUESTION, round=made.round, at=cast.at)
    assert again == made
    assert Moment.objects.filter(what="gathering-begun").count() == 1


def test_what_is_put_aside_goes_from_the_table_and_its_piece_stays(cast: Cast) -> None:
    made = gathered(cast)
    one = written(cast, made, "We need a lead.")
    name = said_by(cast, made, "Nadia signs")
    moved(cast, made, name, one)
    assert made.round
    key = Answer.objects.get(round=made.round, words="Nadia signs this.").pk
    put_aside(cast, made, key, back=False)
    assert words_under(cast, made)["We need a lead."] == []
    assert Piece.objects.filter(gathering=made, insights=one).exists()
    put_aside(cast, made, key, back=True)
    assert words_under(cast, made)["We need a lead."] == ["Nadia signs this."]


def test_a_round_that_is_not_open_to_all_lays_nothing_on_it(cast: Cast) -> None:
    made = gathered(cast)
    assert made.round
    made.round.opening.delete()
    assert on_the_table(cast.seat("amina"), made) == {}


def test_lines_of_talks_since_the_round_before_lie_on_it(cast: Cast) -> None:
    seat = cast.seat("amina")
    finished(seat, at=cast.at, question=QUESTION, noticed="Two speak most.", unsettled="Who decides?", standing="Soon.")
    finished(seat, at=cast.at, question="people.assets", noticed="Another question.")
    made = gathered(cast)
    lines = [thing.words for thing in on_the_table(seat, made).values() if thing.kind == "line"]
    assert lines == ["Two speak most.", "Who decides?"]
    later = Gathering.objects.create(
        partnership=cast.harbour, question=QUESTION, round=None, at=cast.at, by=seat.membership
    )
    assert on_the_table(seat, later) == {}


def test_a_talk_after_the_next_round_belongs_to_that(cast: Cast) -> None:
    made = gathered(cast)
    cast.at += datetime.timedelta(days=30)
    again = steps.asked(cast, questions=steps.QUESTIONS[1:2])
    rounds.close_early(seat=cast.seat("amina"), round=again, at=cast.at, rng=steps.chance())
    rounds.open_together(seat=cast.seat("amina"), round=again, at=cast.at, rng=steps.chance())
    cast.at += datetime.timedelta(days=1)
    finished(cast.seat("amina"), at=cast.at, question=QUESTION, noticed="It was later.")
    newer = commands.begin_gathering(seat=cast.seat("amina"), question=QUESTION, round=again, at=cast.at)
    assert [thing.words for thing in on_the_table(cast.seat("amina"), newer).values()] == ["It was later."]
    assert "It was later." not in [thing.words for thing in on_the_table(cast.seat("amina"), made).values()]


def test_a_piece_goes_under_a_sentence_and_out_and_back(cast: Cast) -> None:
    made = gathered(cast)
    one, two = written(cast, made, "One."), written(cast, made, "Two.")
    name = said_by(cast, made, "Nadia signs")
    moved(cast, made, name, one)
    moved(cast, made, name, two, out_of=one)
    assert words_under(cast, made)["Two."] == ["Nadia signs this."]
    moved(cast, made, name, Place.OUT, out_of=two)
    assert words_under(cast, made)["out"] == ["Nadia signs this."]
    moved(cast, made, name, Place.TABLE)
    there = words_under(cast, made)
    assert (there["out"], len(there["table"])) == ([], 7)
    assert [row.version for row in PieceVersion.objects.order_by("version")] == [1, 2, 3, 4]


def test_a_piece_can_lie_under_two(cast: Cast) -> None:
    made = gathered(cast)
    one, two = written(cast, made, "One."), written(cast, made, "Two.")
    name = said_by(cast, made, "Nadia signs")
    moved(cast, made, name, one)
    moved(cast, made, name, two, out_of=one, also=True)
    (first, second) = lying(cast, made).sentences
    assert [card.also for card in (*first.cards, *second.cards)] == [(2,), (1,)]
    moved(cast, made, name, Place.OUT, out_of=one)
    there = words_under(cast, made)
    assert (there["One."], there["Two."], there["out"]) == ([], ["Nadia signs this."], [])


def test_a_second_press_moves_nothing_twice(cast: Cast) -> None:
    made = gathered(cast)
    name, key = said_by(cast, made, "Nadia signs"), "k" * 43
    for _ in range(3):
        moved(cast, made, name, Place.NEW, seen=0, key=key)
    assert Insight.objects.count() == 1
    assert PieceVersion.objects.count() == 1
    assert Moment.objects.filter(what="pieces-moved").count() == 1


def test_what_somebody_else_moved_meanwhile_stays_where_it_lies(cast: Cast) -> None:
    made = gathered(cast)
    one, two = written(cast, made, "One."), written(cast, made, "Two.")
    name = said_by(cast, made, "Nadia signs")
    moved(cast, made, name, one, who="tom")
    assert moved(cast, made, name, two, seen=0).clashing == (name,)
    assert words_under(cast, made)["One."] == ["Nadia signs this."]
    page = pages.making_page(cast.seat("amina"), made, key="", clashing=[name], to=two)
    (clash,) = page.clashes
    assert (clash.by, clash.where, clash.wanted) == ("Tom Reed", "1: One.", "2: Two.")


def test_what_is_not_there_is_not_moved(cast: Cast) -> None:
    made = gathered(cast)
    with pytest.raises(Gone):
        moved(cast, made, "s12", Place.OUT)
    one = written(cast, made, "One.")
    commands.take_off(seat=cast.seat("tom"), insight=one, at=cast.at)
    with pytest.raises(Gone):
        moved(cast, made, said_by(cast, made, "Nadia signs"), one)


def test_a_sentence_taken_off_leaves_its_pieces_to_the_rest_and_comes_back_with_them(cast: Cast) -> None:
    made = gathered(cast)
    one = written(cast, made, "One.")
    moved(cast, made, said_by(cast, made, "Nadia signs"), one)
    commands.take_off(seat=cast.seat("tom"), insight=one, at=cast.at)
    commands.take_off(seat=cast.seat("tom"), insight=one, at=cast.at)
    assert len(words_under(cast, made)["table"]) == 7
    assert [off.words for off in lying(cast, made).off] == ["One."]
    with pytest.raises(TakenOff):
        commands.keep_sentence(seat=cast.seat("tom"), insight=one, seen=1, says=Sentence("Two."), at=cast.at)
    commands.put_back(seat=cast.seat("amina"), insight=one, at=cast.at)
    assert words_under(cast, made)["One."] == ["Nadia signs this."]


def test_two_sentences_become_one_and_two_again(cast: Cast) -> None:
    made, seat = gathered(cast), cast.seat("amina")
    one, two = written(cast, made, "One."), written(cast, made, "Two.")
    moved(cast, made, said_by(cast, made, "Nadia signs"), one)
    moved(cast, made, said_by(cast, made, "Said through"), two)
    for _ in range(2):
        commands.merge(seat=seat, insight=one, seen=1, into=two, into_seen=1, says=Sentence("Both."), at=cast.at)
    assert words_under(cast, made)["Both."] == ["Nadia signs this.", "Said through Tom."]
    commands.put_back(seat=seat, insight=one, at=cast.at)
    there = words_under(cast, made)
    assert (there["One."], there["Two."]) == (["Nadia signs this."], ["Said through Tom."])
    assert [row.words for row in InsightVersion.objects.filter(insight=two)] == ["Two.", "Both.", "Two."]


def test_words_changed_since_two_became_one_stay(cast: Cast) -> None:
    made, seat = gathered(cast), cast.seat("amina")
    one, two = written(cast, made, "One."), written(cast, made, "Two.")
    commands.merge(seat=seat, insight=one, seen=1, into=two, into_seen=1, says=Sentence("Both."), at=cast.at)
    commands.keep_sentence(seat=cast.seat("tom"), insight=two, seen=2, says=Sentence("Better."), at=cast.at)
    commands.put_back(seat=seat, insight=one, at=cast.at)
    two.refresh_from_db()
    assert two.words == "Better."


def test_two_that_changed_meanwhile_are_not_made_one_unseen(cast: Cast) -> None:
    made, seat = gathered(cast), cast.seat("amina")
    one, two = written(cast, made, "One."), written(cast, made, "Two.")
    commands.keep_sentence(seat=cast.seat("tom"), insight=one, seen=1, says=Sentence("Other."), at=cast.at)
    with pytest.raises(Conflict):
        commands.merge(seat=seat, insight=one, seen=1, into=two, into_seen=1, says=Sentence("Both."), at=cast.at)
    assert Insight.objects.now().count() == 2


def test_a_sentence_goes_to_a_place(cast: Cast) -> None:
    made, seat = gathered(cast), cast.seat("amina")
    first, _, last = (written(cast, made, words) for words in ("One.", "Two.", "Three."))
    assert commands.place_sentence(seat=seat, insight=last, to=1, at=cast.at) == 1
    assert commands.place_sentence(seat=seat, insight=last, to=1, at=cast.at) == 1
    assert [row.words for row in Insight.objects.all()] == ["Three.", "One.", "Two."]
    assert commands.place_sentence(seat=seat, insight=first, to=99, at=cast.at) == 3


def test_only_what_is_to_be_lived_with_has_another_good(cast: Cast) -> None:
    made = gathered(cast)
    pair = written(cast, made, "Paying for time", mark=Mark.LIVE_WITH, other="keeping the goodwill")
    plain = written(cast, made, "One.", other="Two.")
    assert (pair.other, plain.other) == ("keeping the goodwill", "")


def test_no_moment_says_what_was_moved(cast: Cast) -> None:
    made = gathered(cast)
    moved(cast, made, said_by(cast, made, "without a name"), Place.OUT)
    moment = Moment.objects.get(what="pieces-moved")
    assert (moment.about, moment.who) == (made.ref, cast.member("amina"))


def test_many_picked_up_at_once_are_one_move(cast: Cast) -> None:
    made = gathered(cast)
    one = written(cast, made, "One.")
    picked = [Picked(name, 0) for name in on_the_table(cast.seat("amina"), made)]
    commands.move(seat=cast.seat("amina"), gathering=made, picked=picked, out_of=None, to=one, at=cast.at)
    assert len(words_under(cast, made)["One."]) == 7
    assert Moment.objects.filter(what="pieces-moved").count() == 1
