"""Where we were with a question, and where we are: word by word what changed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from alongside.agreements.models import Standing
from alongside.analysis.words import Run, compare
from alongside.journey.pages.then_and_now.days import Between
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Stood:
    """Where we were by a day: the words, empty where they were taken back; when they were said, and in which talk."""

    words: str
    on: datetime.date
    talk: str


@dataclass(frozen=True, slots=True)
class Where:
    """Both, as far as there is any; `runs` tell what became of the words, where both have some and they differ."""

    then: Stood | None
    now: Stood | None
    runs: tuple[Run, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the words are others."""
        return self.said_then != self.said_now

    @property
    def said_then(self) -> str:
        """The words of then; empty where there were none."""
        return self.then.words if self.then else ""

    @property
    def said_now(self) -> str:
        """The words of now; empty where there are none."""
        return self.now.words if self.now else ""


def where_of(seat: Seat, question: str, between: Between) -> Where:
    """Return where we were with one question, and are. Two queries."""
    rows = Standing.objects.within(seat).of(question)
    return compared(rows.filter(at__lt=between.then).first(), rows.filter(at__lt=between.now).first())


def compared(then: Standing | None, now: Standing | None) -> Where:
    """Return two versions beside one another."""
    runs = compare(then.words, now.words) if then and now and then.words and now.words else ()
    return Where(_stood(then), _stood(now), runs if then and now and then.words != now.words else ())


def _stood(row: Standing | None) -> Stood | None:
    return Stood(row.words, row.on, row.talk) if row else None
