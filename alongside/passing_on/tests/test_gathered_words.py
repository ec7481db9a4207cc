"""Words that a group gathered, once their author put them aside or was erased: on no page of what was made of them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.learning import commands as learning
from alongside.learning.models import Gathering, Leaves, Piece
from alongside.learning.tests.makings import gathered, moved, said_by, written
from alongside.passing_on import commands
from alongside.rounds import commands as rounds
from alongside.rounds.models import Answer
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
HERS = "Nadia signs this."


@pytest.fixture
def made(cast: Cast) -> Gathering:
    """What Nadia said lies under a sentence, and she let it be passed on with her name."""
    made = gathered(cast)
    moved(cast, made, said_by(cast, made, HERS), written(cast, made, "We need a lead."))
    assert made.round
    learning.ask_quote(seat=cast.seat("amina"), round=made.round, question=made.question, said=hers().pk, at=cast.at)
    learning.say_leaves(seat=cast.seat("nadia"), answer=hers(), leaves=Leaves.NAMED, at=cast.at)
    return made


def hers() -> Answer:
    return Answer.objects.get(words=HERS)


def pages(cast: Cast, made: Gathering) -> list[str]:
    """What the group sees, what others are given, and the sentence."""
    sentence = reverse("learning:sentence", args=[cast.harbour.ref, made.insights.get().ref])
    names = [reverse(f"learning:{name}", args=[cast.harbour.ref, made.ref]) for name in ("making", "note")]
    client = cast.client("tom")
    return [client.get(address).content.decode() for address in (*names, sentence)]


def test_they_are_there_first(cast: Cast, made: Gathering) -> None:
    assert all(HERS in page for page in pages(cast, made))


def test_put_aside_they_are_on_none(cast: Cast, made: Gathering) -> None:
    assert made.round
    seat, why = cast.seat("nadia"), "Not mine to say."
    rounds.ask_aside(seat=seat, round=made.round, said=hers().pk, back=False, reason=why, at=cast.at)
    assert not any(HERS in page for page in pages(cast, made))


def test_erased_they_are_on_none_nor_is_the_name(cast: Cast, made: Gathering) -> None:
    commands.erase(seat=cast.seat("nadia"), keep_words=False, at=cast.at, rng=steps.chance())
    assert not any(HERS in page or "Nadia Brandt" in page for page in pages(cast, made))


def test_kept_without_the_name_they_stay_with_the_group_and_leave_with_nobody(cast: Cast, made: Gathering) -> None:
    commands.erase(seat=cast.seat("nadia"), keep_words=True, at=cast.at, rng=steps.chance())
    ours, note, sentence = pages(cast, made)
    assert HERS in ours
    assert HERS not in note + sentence
    assert "Nadia Brandt" not in ours + note + sentence
    assert said_by(cast, made, HERS) not in {f"s{row.said}" for row in Piece.objects.filter(gathering=made)}
