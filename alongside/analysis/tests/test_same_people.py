"""The same people are shown only where nothing that was ever shown lets anybody make out fewer than five."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from alongside.analysis import same_people as judged
from alongside.analysis.same_people import Round, Same, same_people

ENOUGH = 5
FEW = 2000
MANY = int(os.environ.get("ALONGSIDE_MANY", "100000"))


def of(*people: int, nameless: int = 0, **more: object) -> Round:
    """A round in which these chose a place, each their own number's."""
    return Round({who: who % 5 for who in people}, len(people) + nameless, **more)  # type: ignore[arg-type]


def test_those_in_both_are_counted_where_they_were_then_and_where_they_are_now() -> None:
    then, now = Round(dict.fromkeys(range(6), 1), 6), Round({0: 2, 1: 2, 2: 1, 3: 9, 4: 2, 5: 2}, 6)
    assert same_people(then, now, enough=ENOUGH) == Same(
        frozenset(range(6)), Counter({1: 6}), Counter({2: 4, 1: 1, 9: 1})
    )


@pytest.mark.parametrize("left", range(8))
@pytest.mark.parametrize("joined", range(8))
def test_nobody_or_five_left_and_nobody_or_five_joined(left: int, joined: int) -> None:
    then, now = of(*range(7), *range(100, 100 + left)), of(*range(7), *range(200, 200 + joined))
    shown = same_people(then, now, enough=ENOUGH) is not None
    assert shown == (left in (0, 5, 6, 7) and joined in (0, 5, 6, 7))


def test_four_are_too_few_whatever_else() -> None:
    assert same_people(of(*range(4)), of(*range(4)), enough=ENOUGH) is None


@pytest.mark.parametrize("nameless", range(1, 8))
def test_those_without_a_name_are_among_those_who_came_or_went(nameless: int) -> None:
    for then, now in (
        (of(*range(6), nameless=nameless), of(*range(6))),
        (of(*range(6)), of(*range(6), nameless=nameless)),
    ):
        assert (same_people(then, now, enough=ENOUGH) is not None) == (nameless >= ENOUGH)


def test_what_was_shown_of_the_round_before_is_counted_with_it() -> None:
    """Of twelve then, the first six were shown as the same people before; now the last eleven are the same."""
    then = of(*range(12), shown=(frozenset(range(6)),))
    assert same_people(then, of(*range(1, 12)), enough=ENOUGH) is None
    assert same_people(then, of(*range(12)), enough=ENOUGH)
    assert same_people(then, of(*range(6)), enough=ENOUGH)
    assert same_people(then, of(*range(6, 12)), enough=ENOUGH)


def test_a_hand_that_typed_some_in_knows_them() -> None:
    everybody = of(*range(7))
    for typed in (everybody, of(*range(7), typed=(frozenset({0, 1, 2}),))):
        assert (same_people(typed, everybody, enough=ENOUGH) is not None) == (typed is everybody)
    assert same_people(of(*range(7), typed=(frozenset({0, 1}),)), everybody, enough=ENOUGH)
    assert same_people(everybody, of(*range(7), typed=(frozenset(range(7)),)), enough=ENOUGH)


def test_where_sheets_were_typed_in_those_with_a_name_beside_them_are_enough_by_themselves() -> None:
    now = of(*range(6))
    assert same_people(of(*range(6), nameless=9), now, enough=ENOUGH)
    assert same_people(of(*range(6), nameless=9, from_sheets=True), now, enough=ENOUGH) is None
    assert same_people(of(*range(10), nameless=9, from_sheets=True), now, enough=ENOUGH) is None
    assert same_people(of(*range(11), nameless=9, from_sheets=True), now, enough=ENOUGH)


def test_what_cannot_be_so_is_not_shown() -> None:
    then = Round(dict.fromkeys(range(6), 1), 5)
    assert same_people(then, of(*range(6)), enough=ENOUGH) is None


# all that was ever shown of one question, as somebody who kept every page would have it


def rounds(chance: Random) -> list[Round]:
    """Some rounds of one question, one after another: up to thirty people, some without a name, some away."""
    people, here = range(chance.randint(5, 30)), chance.choice((0.5, 0.8, 0.95, 1.0))
    made = []
    for _ in range(chance.randint(2, 6)):
        sent = [who for who in people if chance.random() < here]
        nameless = chance.choice((0, 0, chance.randint(0, 12)))
        made.append(of(*sent, nameless=min(nameless, 30 - len(sent))))
    return made


def shown_in_all(asked: Sequence[Round]) -> Iterator[tuple[Round, list[frozenset[Hashable]]]]:
    """Go through them as the closes do; yield each with all sets of its people that were shown by themselves."""
    sets: list[list[frozenset[Hashable]]] = [[] for _ in asked]
    for at in range(1, len(asked)):
        before, now = asked[at - 1], asked[at]
        then = Round(before.places, before.everybody, shown=tuple(sets[at - 1]))
        if same := same_people(then, now, enough=ENOUGH):
            sets[at - 1].append(same.people)
            sets[at].append(same.people)
    yield from zip(asked, sets, strict=True)


def as_rows(round: Round, sets: Sequence[frozenset[Hashable]]) -> list[list[Fraction]]:
    """What is shown of one round, a row a view: who counts in it, everybody first where five or more chose a place."""
    everybody = [*round.places, *(f"nameless {number}" for number in range(round.everybody - len(round.places)))]
    views = [set(everybody)] if len(everybody) >= ENOUGH else []
    return [[Fraction(who in view) for who in everybody] for view in [*views, *sets]]


def reduced(rows: list[list[Fraction]]) -> tuple[list[list[Fraction]], list[int]]:
    """The rows in reduced echelon form, by exact elimination, and the column of each one's leading 1."""
    rows, leading = [list(row) for row in rows], list[int]()
    for column in range(len(rows[0]) if rows else 0):
        at = len(leading)
        found = next((row for row in range(at, len(rows)) if rows[row][column]), None)
        if found is None:
            continue
        rows[at], rows[found] = rows[found], rows[at]
        rows[at] = [each / rows[at][column] for each in rows[at]]
        for other in range(len(rows)):
            if other != at and (factor := rows[other][column]):
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[at], strict=True)]
        leading.append(column)
    return rows[: len(leading)], leading


def made_out(rows: list[list[Fraction]]) -> set[int]:
    """How many people each set has that can be had from these views by adding and taking away, nobody aside.

    A set is a row of noughts and ones. In reduced form what stands at the leading places says how much of each row it
    takes, so nought and one are all there is to try.
    """
    basis, _ = reduced(rows)
    sizes = set()
    for taken in product((0, 1), repeat=len(basis)):
        row = [
            sum(many * each for many, each in zip(taken, column, strict=True)) for column in zip(*basis, strict=True)
        ]
        if set(row) <= {0, 1}:
            sizes.add(int(sum(row)))
    return sizes - {0}


def smallest(chance: Random) -> tuple[int, int]:
    """The smallest set that can be made out of one history of a question, and how many times the same were shown."""
    least, times = 99, 0
    for round, sets in shown_in_all(rounds(chance)):
        times += len(sets)
        least = min([least, *made_out(as_rows(round, sets))])
    return least, times


def test_the_test_itself_makes_out_what_can_be() -> None:
    everybody, some, others = of(*range(12)), frozenset(range(9)), frozenset(range(5))
    assert made_out(as_rows(everybody, [])) == {12}
    assert made_out(as_rows(everybody, [some])) == {12, 9, 3}
    assert made_out(as_rows(everybody, [some, others])) == {12, 9, 3, 5, 7, 4, 8}


@pytest.mark.parametrize("chance", [Random(at) for at in range(10)], ids=range(10))
def test_no_few_can_be_made_out_of_all_that_was_ever_shown(chance: Random) -> None:
    found = [smallest(chance) for _ in range(FEW // 10)]
    assert min(least for least, _ in found) >= ENOUGH
    assert sum(times for _, times in found) > 50


@pytest.mark.prove
def test_no_few_can_be_made_out_many_times() -> None:
    chance = Random()
    assert min(smallest(chance)[0] for _ in range(MANY)) >= ENOUGH


@pytest.mark.parametrize(
    "guard",
    [
        lambda round, people, enough: True,
        lambda round, people, enough: judged._is_hidden(round, (people,), frozenset(), enough),
    ],
    ids=["nothing", "what was shown before"],
)
def test_with_a_guard_taken_away_some_few_are_made_out(guard: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judged, "_hides", guard)
    chance = Random(1)
    assert min(smallest(chance)[0] for _ in range(FEW)) < ENOUGH
