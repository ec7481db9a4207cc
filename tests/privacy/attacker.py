"""The attacker: tries in many ways to say who wrote each text that is shown without a name.

Told beforehand who sent words without a name on each question, so that a guess by chance is as good as it can be; and
who was seen to write and to send, and when. Each way is a strategy with a name, which guesses the writer of each text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from tests.privacy.evidence import Evidence, Row, telling
from tests.privacy.held import Truth

SHOWN = "rounds_shownunnamed"
PAGE = 4096
"""The bytes of a page of SQLite's, which is filled from its end."""
SHARED_BY = 12
"""A value that more rows than this have in common joins nothing."""
Guess = Mapping[str, int]


@dataclass
class Score:
    """How often each strategy was right, of how many texts; and how often chance would have been."""

    right: Counter[str] = field(default_factory=Counter)
    texts: int = 0
    by_chance: float = 0.0

    def add(self, truth: Truth, evidence: Evidence) -> None:
        """Attack one round."""
        for question in sorted(set(truth.asked_about.values())):
            case = Case(truth, evidence, question)
            if not case.texts:
                continue
            self.texts += len(case.texts)
            self.by_chance += len(case.texts) / len(case.senders)
            for name, guess in case.guesses():
                self.right[name] += sum(truth.writers[text] == guess.get(text) for text in case.texts)

    @property
    def chance(self) -> float:
        """What part of the texts is joined to its writer by chance, in percent."""
        return 100 * self.by_chance / self.texts

    @property
    def best(self) -> tuple[float, str]:
        """What part the best strategy joined, in percent, and which it was."""
        name, right = max(self.right.items(), key=lambda each: each[1])
        return 100 * right / self.texts, name


class Case:
    """One question of one round: the texts shown, those who may have written them, and what can be read."""

    def __init__(self, truth: Truth, evidence: Evidence, question: str) -> None:
        self.truth, self.evidence, self.question = truth, evidence, question
        keys = evidence.tables["people_draftkey"]
        self.keys: Mapping[Any, int] = {key["id"]: int(key["membership_id"]) for key in keys}
        self.senders = truth.senders(question)
        rows = evidence.tables[SHOWN]
        here = [row for row in rows if row["round_id"] == truth.round.pk and row["question"] == question]
        self.shown = {row["words"]: row for row in here}
        self.texts = [text for text in self.shown if text in truth.writers]

    def guesses(self) -> Iterator[tuple[str, Guess]]:
        """Yield each strategy's guess."""
        for (what, texts), (whose, people) in product(self._text_orders(), self._people_orders()):
            yield f"{what} by {whose}", dict(zip(texts, people, strict=False))
            yield f"{what} by {whose}, backwards", dict(zip(texts, reversed(people), strict=False))
        yield "what rows have in common", self._joined()

    def _text_orders(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield the texts in every order that they stand in anywhere."""
        columns = {name for row in self.shown.values() for name, value in row.items() if value is not None}
        for column in sorted(columns - {"question", "round_id", "_at"}):
            yield f"their column {column}", sorted(self.texts, key=lambda text: self.shown[text][column])
        yield "their length", sorted(self.texts, key=len)
        for name, bytes_ in self.evidence.files.items():
            for which, find in (("first", bytes_.find), ("last", bytes_.rfind)):
                at = {text: find(text.encode()) for text in self.texts}
                yield f"where they lie {which} in {name}", sorted(self.texts, key=at.__getitem__)
                pages = {text: (place // PAGE, -place) for text, place in at.items()}
                yield f"where they lie {which} in {name}, page by page", sorted(self.texts, key=pages.__getitem__)
            full = {text: -place for text, place in self._places_in_the_fullest_page(bytes_).items()}
            yield f"where they lie in the fullest page of {name}", sorted(self.texts, key=full.__getitem__)
        for table, rows in self.evidence.tables.items():
            places = {row["words"]: row["_place"] for row in rows if row.get("words") in self.shown}
            if table != SHOWN and places:
                yield f"the same words in {table}", sorted(places, key=places.__getitem__)

    def _places_in_the_fullest_page(self, bytes_: bytes) -> dict[str, int]:
        """Return where each text lies in the first page that holds most of them: as its table was before the close."""
        texts = {text: text.encode() for text in self.texts}
        pages = [bytes_[at : at + PAGE] for at in range(0, len(bytes_), PAGE)] or [b""]
        fullest = max(pages, key=lambda page: sum(text in page for text in texts.values()))
        return {text: fullest.find(encoded) for text, encoded in texts.items()}

    def _people_orders(self) -> Iterator[tuple[str, Sequence[int]]]:
        """Yield those who may have written, in every order that they stand in anywhere."""
        yield "who came first", self.senders
        yield "who began to write", self._in_order(self.truth.began)
        yield "who sent", self._in_order(self.truth.sent)
        if sizes := self._sizes():
            yield "what they sent weighed", sorted(self.senders, key=lambda who: sizes.get(who, 0))
        for table, rows in self.evidence.tables.items():
            places = {who: row["_place"] for row in reversed(rows) if (who := self._whose(row)) and self._here(row)}
            if places:
                yield f"their row in {table}", self._in_order(sorted(places, key=places.__getitem__))

    def _in_order(self, people: Sequence[int]) -> Sequence[int]:
        return [who for who in people if who in self.senders]

    def _here(self, row: Row) -> bool:
        of = row.get("round_id", self.truth.round.pk), row.get("question", self.question)
        return of == (self.truth.round.pk, self.question)

    def _whose(self, row: Row) -> int | None:
        return row.get("membership_id") or self.keys.get(row.get("key_id"))

    def _sizes(self) -> dict[int, int]:
        """Return how large the last thing was that each was seen to keep, if a log says so."""
        found = (re.search(rf"(\d+) \S*{re.escape(self.question)}/keep/ (\d+)$", line) for line in self.evidence.log)
        return {int(each[1]): int(each[2]) for each in found if each}

    def _joined(self) -> Guess:
        """Go from each text to rows that have a value in common with it, and from there once more, to a person."""

        def near(row: Row) -> list[Row]:
            groups = [self.evidence.sharing[value] for value in telling(row)]
            return [other for group in groups if len(group) <= SHARED_BY for other in group]

        guess: dict[str, int] = {}
        for text in self.texts:
            once = near(self.shown[text])
            for reached in (once, [far for row in once for far in near(row)]):
                people = Counter(who for row in reached if (who := self._whose(row)) and self._here(row))
                for who in people.keys() - self.senders:
                    del people[who]
                if people and text not in guess:
                    ((guess[text], _),) = people.most_common(1)
        return guess
