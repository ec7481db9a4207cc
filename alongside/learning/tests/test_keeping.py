"""Lines are kept each by itself: a version more each time, nobody's words over another's, twice sent is once done."""

from __future__ import annotations

import datetime

import pytest

from alongside.learning import commands
from alongside.learning.commands import TRY, Typed
from alongside.learning.models import Action, ActionVersion, Line, LineVersion, Talk
from alongside.learning.tests.talks import begun
from alongside.partnerships.models import Moment
from alongside.partnerships.texts import Conflict
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
DAY = datetime.date(2026, 5, 15)


@pytest.fixture
def talk(cast: Cast) -> Talk:
    return begun(cast.seat("amina"), at=cast.at)


def keep(cast: Cast, talk: Talk, who: str, seen: int, words: str, kind: str = "noticed") -> Line:
    return commands.keep_line(seat=cast.seat(who), talk=talk, kind=kind, seen=seen, words=words, at=cast.at)


def versions(talk: Talk) -> list[tuple[int, str, str]]:
    rows = LineVersion.objects.filter(line__talk=talk).order_by("version")
    return [(row.version, row.words, row.by.name) for row in rows]


def test_each_keeping_is_one_version_more_and_remembers_whose(cast: Cast, talk: Talk) -> None:
    assert keep(cast, talk, "amina", 0, "Four of us.").version == 1
    assert keep(cast, talk, "tom", 1, "Five of us.").version == 2
    assert versions(talk) == [(1, "Four of us.", "Amina Yusuf"), (2, "Five of us.", "Tom Reed")]


def test_the_second_of_two_is_told_and_changes_nothing(cast: Cast, talk: Talk) -> None:
    keep(cast, talk, "amina", 0, "Four of us.")
    keep(cast, talk, "tom", 1, "Five of us.")
    with pytest.raises(Conflict) as told:
        keep(cast, talk, "nadia", 1, "Nobody.")
    assert isinstance(told.value.row, Line)
    assert (told.value.row.words, told.value.row.version) == ("Five of us.", 2)
    assert Line.objects.get(talk=talk).words == "Five of us."
    assert len(versions(talk)) == 2


def test_the_first_words_of_two_at_once_meet_too(cast: Cast, talk: Talk) -> None:
    keep(cast, talk, "amina", 0, "Four of us.")
    with pytest.raises(Conflict):
        keep(cast, talk, "tom", 0, "Five of us.")


def test_sent_again_word_for_word_it_is_kept_once(cast: Cast, talk: Talk) -> None:
    moments = Moment.objects.count()
    for _ in range(5):
        assert keep(cast, talk, "amina", 0, "Four of us.").version == 1
    assert len(versions(talk)) == 1
    assert Moment.objects.count() == moments + 1


def test_an_old_sending_that_comes_late_is_refused(cast: Cast, talk: Talk) -> None:
    keep(cast, talk, "amina", 0, "Four")
    keep(cast, talk, "amina", 1, "Four of us.")
    with pytest.raises(Conflict):
        keep(cast, talk, "amina", 0, "Four")
    assert Line.objects.get(talk=talk).words == "Four of us."


def test_nothing_on_an_empty_line_leaves_no_row(cast: Cast, talk: Talk) -> None:
    assert keep(cast, talk, "amina", 0, "").version == 0
    commands.keep_action(seat=cast.seat("amina"), talk=talk, seen=0, what="", at=cast.at)
    assert not Line.objects.exists()
    assert not Action.objects.exists()


def test_a_line_can_be_emptied_and_its_words_are_still_remembered(cast: Cast, talk: Talk) -> None:
    keep(cast, talk, "amina", 0, "Four of us.")
    assert keep(cast, talk, "amina", 1, "").version == 2
    assert versions(talk)[0][1] == "Four of us."


def test_a_version_that_never_was_is_a_conflict_and_leaves_no_row(cast: Cast, talk: Talk) -> None:
    with pytest.raises(Conflict):
        keep(cast, talk, "amina", 7, "Four of us.")
    assert not Line.objects.exists()


def test_what_we_will_try_is_kept_the_same_way(cast: Cast, talk: Talk) -> None:
    amina, tom = cast.seat("amina"), cast.seat("tom")
    made = commands.keep_action(seat=amina, talk=talk, seen=0, what="Ask", who="Nadia", due=DAY, at=cast.at)
    assert (made.version, made.question) == (1, talk.question)
    with pytest.raises(Conflict):
        commands.keep_action(seat=tom, talk=talk, seen=0, what="Ring", at=cast.at)
    commands.keep_action(seat=tom, talk=talk, seen=1, what="Ring", who="Nadia", due=DAY, at=cast.at)
    rows = ActionVersion.objects.order_by("version")
    assert [(row.what, row.due, row.by.name) for row in rows] == [
        ("Ask", DAY, "Amina Yusuf"),
        ("Ring", DAY, "Tom Reed"),
    ]


def test_of_several_lines_those_that_can_be_are_kept(cast: Cast, talk: Talk) -> None:
    keep(cast, talk, "tom", 0, "Tom's.")
    sent = [Typed("noticed", 0, {"words": "Amina's."}), Typed("unsettled", 0, {"words": "Whether."})]
    clashing = commands.keep(seat=cast.seat("amina"), talk=talk, lines=sent, at=cast.at)
    assert [typed.kind for typed in clashing] == ["noticed"]
    assert {line.kind: line.words for line in Line.objects.all()} == {"noticed": "Tom's.", "unsettled": "Whether."}


def test_a_line_that_its_person_never_touched_is_no_conflict(cast: Cast, talk: Talk) -> None:
    keep(cast, talk, "amina", 0, "Four of us.")
    keep(cast, talk, "tom", 1, "Five of us.")
    commands.keep_action(seat=cast.seat("tom"), talk=talk, seen=0, what="Ring", at=cast.at)
    untouched = [
        Typed("noticed", 1, {"words": "Four of us."}),
        Typed(TRY, 0, {"what": "", "who": "", "due": None}),
    ]
    assert commands.keep(seat=cast.seat("nadia"), talk=talk, lines=untouched, at=cast.at) == ()
    assert Line.objects.get().words == "Five of us."
    assert Action.objects.get().what == "Ring"


def test_going_back_to_the_words_of_long_ago_is_a_change_like_any_other(cast: Cast, talk: Talk) -> None:
    """Only what was seen counts as untouched: the words of a version before that were typed."""
    for seen, words in enumerate(("Four", "Five", "Six")):
        keep(cast, talk, "amina", seen, words)
    sent = [Typed("noticed", 2, {"words": "Four"})]
    assert len(commands.keep(seat=cast.seat("tom"), talk=talk, lines=sent, at=cast.at)) == 1
