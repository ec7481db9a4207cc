"""Rounds as they happen: people write, save, look again, take back, send; answers close, are counted, and are opened.

What really happened is kept beside it, and what somebody who watched the network from outside would know: who wrote
and who sent when. That the attacker is told too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

import pytest
from django.urls import reverse

from alongside.framework.loading import the_edition
from alongside.partnerships.seats import Seat
from alongside.people import commands as people
from alongside.people.commands.keyring import of_device
from alongside.people.secrets import new_secret
from alongside.rounds import commands
from alongside.rounds.models import Kind, Round
from alongside.rounds.sheets import NAMED, UNNAMED, Entry
from alongside.rounds.tests import steps
from tests.cast import AT, Cast
from tests.kit.browsers import wait_until

PEOPLE = 30
SAYING = "we were all asked and few said much about how the money was found or who would come to the next meeting"

Said = Mapping[str, tuple[str, str]]
"""The words on each question, and how they are to go."""


@dataclass
class Truth:
    """One round that is over: who wrote which words without a name, and what could be seen from outside."""

    round: Round
    writers: dict[str, int] = field(default_factory=dict)
    """Whose the words without a name are, by the number of their place in the partnership."""
    asked_about: dict[str, str] = field(default_factory=dict)
    """Which question the words without a name are on."""
    began: list[int] = field(default_factory=list)
    """Who was seen to write, in the order of their first time."""
    sent: list[int] = field(default_factory=list)
    """Who was seen to send, in this order."""

    def senders(self, question: str) -> list[int]:
        """Return whoever sent words without a name on a question: among them is the writer of each."""
        return sorted(self.writers[words] for words, on in self.asked_about.items() if on == question)


@dataclass
class Person:
    """One of those who answer: what they do, one thing after the other."""

    seat: Seat
    secret: str
    versions: dict[str, int] = field(default_factory=dict)

    def write(self, round: Round, said: Said) -> None:
        """Keep a draft, as a page does by itself."""
        typed = [
            commands.Typed(question, self.versions.get(question, 0), Entry(words=words, stance=1, how=how))
            for question, (words, how) in said.items()
        ]
        kept = commands.keep(seat=self.seat, secret=self.secret, round=round, typed=typed)
        assert kept.versions.keys() == said.keys()
        self.versions |= kept.versions

    def send(self, cast: Cast, round: Round) -> None:
        """Send all that is written."""
        seen = commands.Book(of_device(self.seat.device_id, self.secret), round).version
        commands.send(seat=self.seat, secret=self.secret, round=round, seen=seen, at=cast.at)
        self.versions = {}

    def take_back(self, cast: Cast, round: Round, question: str) -> None:
        """Take back what was sent with one's name."""
        commands.take_back(seat=self.seat, secret=self.secret, round=round, question=question, seen=1, at=cast.at)
        entry = commands.Book(of_device(self.seat.device_id, self.secret), round).entries[question]
        self.versions[question] = entry.version


class Partnership:
    """Some thirty people who are asked again and again."""

    def __init__(self, cast: Cast, chance: Random, questions: int) -> None:
        self.cast, self.chance, self.questions, self.count = cast, chance, questions, 0
        names = ["amina", "tom", "nadia", "len"]
        for number in range(PEOPLE - len(names)):
            cast.add(f"Person{number} Shah", cast.harbour)
            names.append(f"person{number}")
        self.names = names
        self.people = {name: Person(cast.seat(name), cast.secret(name)) for name in names}

    def hold(self, fewest: int = 5, most: int = PEOPLE) -> Truth:
        """Ask everybody some questions, let some of them answer, and close and open it; return what happened."""
        self.cast.at = AT  # each in the same month: after 400 days no device would be known
        questions = self._questions()
        round = steps.asked(self.cast, questions=questions, without_names=True)
        for who in self.people.values():
            who.versions = {}
        truth = Truth(round)
        number = fewest + int((most - fewest + 1) * self.chance.random() ** 2)
        answering = self.chance.sample(self.names, number)
        waiting = [self._steps(truth, self.people[name], questions) for name in answering]
        waiting += [self._leaves_unsent(round, name, questions) for name in self.names if name not in answering][:3]
        if self.count % 5 == 0:
            self._sheets(round, questions)
        while waiting:
            steps_of_one = self.chance.choice(waiting)
            steps_of_one.pop(0)()
            waiting = [each for each in waiting if each]
            self.cast.later(minutes=self.chance.randint(1, 60))
        self._over(truth, self.people[answering[0]])
        return truth

    def _questions(self) -> Sequence[str]:
        every = [question.id for question in the_edition().questions]
        self.count += 1
        return [every[(self.questions * self.count + number) % len(every)] for number in range(self.questions)]

    def _words(self) -> str:
        said = " ".join(self.chance.choices(SAYING.split(), k=self.chance.randint(4, 60)))
        return f"{self.chance.getrandbits(60):015x} {said}"

    def _steps(self, truth: Truth, who: Person, questions: Sequence[str]) -> list[Callable[[], None]]:
        """Return what one person does in a round, in its order."""
        round, number, chance = truth.round, who.seat.membership.pk, self.chance
        first = chance.choice(questions)
        words = self._words()
        truth.writers[words], truth.asked_about[words] = number, first

        def write(text: str, how: str = UNNAMED) -> Callable[[], None]:
            return lambda: who.write(round, {first: (text, how)})

        def send() -> None:
            who.send(self.cast, round)

        done = [write(words[: chance.randint(20, len(words))])]
        if chance.random() < 0.1:
            done += [lambda: self._signs_in_again(who)]
        if chance.random() < 0.05:
            done += [lambda: self._looks(who, round)]
        if chance.random() < 0.1:  # signed first, then taken back and sent without the name
            done += [write(words, how=NAMED), send, lambda: who.take_back(self.cast, round, first)]
        done += [write(words)]
        if said := self._more(truth, number, [question for question in questions if question != first]):
            done += [lambda: who.write(round, said)]
        return [_seen(truth.began, number, done[0]), *done[1:], _seen(truth.sent, number, send)]

    def _more(self, truth: Truth, number: int, questions: Sequence[str]) -> Said:
        """Return what somebody says on other questions: with a name or without."""
        said = {}
        for question in questions:
            if self.chance.random() < 0.6:
                words, how = self._words(), self.chance.choice([NAMED, UNNAMED, UNNAMED])
                said[question] = (words, how)
                if how == UNNAMED:
                    truth.writers[words], truth.asked_about[words] = number, question
        return said

    def _leaves_unsent(self, round: Round, name: str, questions: Sequence[str]) -> list[Callable[[], None]]:
        words = self._words()
        return [lambda: self.people[name].write(round, {questions[0]: (words, UNNAMED)})]

    def _signs_in_again(self, who: Person) -> None:
        secret = new_secret()
        people.make_device(membership=who.seat.membership, secret=secret, label="Safari on iPad", at=self.cast.at)

    def _looks(self, who: Person, round: Round) -> None:
        client = self.cast.client()
        client.cookies[f"at-{who.seat.partnership.ref}"] = who.secret
        page = client.get(reverse("rounds:review", args=[round.partnership.ref, round.ref]))
        assert page.status_code == 200

    def _sheets(self, round: Round, questions: Sequence[str]) -> None:
        """Five sheets of paper that an organiser types in."""
        tom = self.people["tom"]
        for sheet in range(1, 6):
            typed = [commands.Typed(questions[0], 0, Entry(words=self._words()))]
            place = commands.Place(Kind.SHEET, sheet=sheet)
            commands.keep(seat=tom.seat, secret=tom.secret, round=round, typed=typed, place=place)
        books = commands.sheets_of(of_device(tom.seat.device_id, tom.secret), round).values()
        seen = sum(book.version for book in books)
        assert commands.hand_in_sheets(
            seat=tom.seat, secret=tom.secret, round=round, seen=seen, at=self.cast.at, rng=self.chance
        )

    def _over(self, truth: Truth, late: Person) -> None:
        """Let the day go by, somebody come too late, the answers be counted and swept, and the round be opened."""
        round, tom = truth.round, self.people["tom"].seat
        self.cast.at = round.closes_at
        with pytest.raises(commands.Closed):
            late.send(self.cast, round)
        commands.count_due(at=self.cast.at, rng=Random(self.chance.random()))
        wait_until(commands.sweep, seconds=60)  # as the tick does, while the database itself looks at its tables
        self.cast.later(days=2)
        assert commands.open_together(seat=tom, round=round, at=self.cast.at, rng=Random(self.chance.random()))


def _seen(those: list[int], number: int, do: Callable[[], None]) -> Callable[[], None]:
    """Return what does a thing while somebody outside sees who does it."""

    def done() -> None:
        those.append(number)
        do()

    return done
