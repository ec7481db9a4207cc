"""What the tests of this room do again and again: ask the cast, write, send."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from random import Random
from typing import Any

from alongside.people.commands.keyring import Held, of_device
from alongside.rounds import commands
from alongside.rounds.models import Round, SpokenFor
from alongside.rounds.sheets import NAMED, Entry
from tests.cast import Cast

QUESTIONS = ("purpose.vision", "working.power", "learning.action")
NAMES = ("Priya Shah", "Owen Hughes", "Mary Cole", "Ade Bello", "Kit Lowe", "Sam Field", "Joan Webb", "Ravi Das")


def fill(cast: Cast, many: int = 9) -> list[str]:
    """Let people in until so many are in Harbour Wards; return everybody's first names."""
    names = ["amina", "tom", "nadia", "len"]
    for name in NAMES[: many - len(names)]:
        cast.add(name, cast.harbour)
        names.append(name.split()[0].lower())
    return names


def plan(cast: Cast, *, days: int = 14, questions: Sequence[str] = QUESTIONS, **more: Any) -> commands.Plan:
    """What is said of a round, unless said otherwise: with names, to everybody, for a fortnight."""
    said: dict[str, Any] = {"name": "June questions", "closes_at": cast.at + datetime.timedelta(days=days), **more}
    return commands.Plan(questions=questions, **said)


def chance() -> Random:
    """The same luck each time."""
    return Random(1)


def prepared(cast: Cast, by: str = "amina", **more: Any) -> Round:
    """Prepare a round; nobody is asked."""
    return commands.prepare(seat=cast.seat(by), plan=plan(cast, **more), key="", at=cast.at)


def asked(cast: Cast, by: str = "amina", **more: Any) -> Round:
    """Prepare a round and ask it."""
    made = prepared(cast, by, **more)
    commands.ask(seat=cast.seat(by), round=made, at=cast.at, rng=chance())
    return made


def write(cast: Cast, who: str, round: Round, question: str, words: str = "", *, seen: int = 0, **more: Any) -> int:
    """Keep a draft of one answer; return its version."""
    entry = Entry(words=words, **more)
    typed = commands.Typed(question, seen, entry)
    kept = commands.keep(seat=cast.seat(who), secret=cast.secret(who), round=round, typed=[typed])
    assert not kept.clashing and not kept.sent
    return kept.versions[question]


def book(cast: Cast, who: str, round: Round) -> commands.Book:
    """One's drafts, opened."""
    return commands.Book(held(cast, who), round)


def held(cast: Cast, who: str) -> tuple[Held, ...]:
    """The draft keys of somebody's device."""
    return of_device(cast.seat(who).device_id, cast.secret(who))


def send(cast: Cast, who: str, round: Round) -> commands.Receipt:
    """Send all that somebody has written."""
    seen = book(cast, who, round).version if held(cast, who) else 0
    return commands.send(seat=cast.seat(who), secret=cast.secret(who), round=round, seen=seen, at=cast.at)


def answer(cast: Cast, who: str, round: Round, question: str, words: str = "", **more: Any) -> commands.Receipt:
    """Write one answer and send it."""
    write(cast, who, round, question, words, **more)
    return send(cast, who, round)


def keep_in(
    cast: Cast, who: str, round: Round, place: commands.Place, said: dict[str, str], *, seen: int = 0
) -> commands.Kept:
    """Keep words in another place than among one's own: for a member, on a sheet, through somebody."""
    typed = [commands.Typed(question, seen, Entry(words=words)) for question, words in said.items()]
    kept = commands.keep(seat=cast.seat(who), secret=cast.secret(who), round=round, typed=typed, place=place)
    assert not kept.clashing
    return kept


def hand_in(cast: Cast, by: str, round: Round, who: str, seen: int | None = None) -> bool:
    """Hand in what `by` has typed for `who`."""
    member = cast.member(who)
    version = commands.Book(held(cast, by), round, commands.place_for(member)).version if seen is None else seen
    seat, secret = cast.seat(by), cast.secret(by)
    return commands.hand_in(seat=seat, secret=secret, round=round, member=member, seen=version, at=cast.at)


def opened_with_words(cast: Cast, **more: Any) -> Round:
    """Let twelve be here and a round be opened: five sent words without a name, Nadia with hers, one through Tom."""
    names = fill(cast, 12)
    round = asked(cast, without_names=True, through=cast.member("tom"), questions=QUESTIONS[1:2], **more)
    for who in names[-5:]:
        answer(cast, who, round, QUESTIONS[1], f"{who} says so without a name.")
    answer(cast, "nadia", round, QUESTIONS[1], "Nadia signs this.", how=NAMED)
    SpokenFor.objects.create(round=round, question=QUESTIONS[1], words="Said through Tom.", through=cast.member("tom"))
    commands.close_early(seat=cast.seat("amina"), round=round, at=cast.at, rng=chance())
    commands.open_together(seat=cast.seat("amina"), round=round, at=cast.at, rng=chance())
    return round


def opened(cast: Cast, round: Round) -> Round:
    """Let its last day pass, and open it with everybody; return it as it is then."""
    cast.at = max(cast.at, round.closes_at)
    commands.open_together(seat=cast.seat("amina"), round=round, at=cast.at, rng=chance())
    return Round.objects.opened().get(pk=round.pk)
