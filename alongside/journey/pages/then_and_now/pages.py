"""The page of two days: for one question, for a theme, for the whole."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q

from alongside.agreements.models import Kind
from alongside.agreements.pages.agreed import standing
from alongside.analysis.two_days import Days
from alongside.framework.loading import the_edition
from alongside.journey.pages.shapes import topic
from alongside.journey.pages.then_and_now.about import QUESTION, THEME, About, about_of
from alongside.journey.pages.then_and_now.days import Between, Chosen, Given, Offered, choose
from alongside.journey.pages.then_and_now.parts import agreed, people, said, seen, tried, unsettled, where
from alongside.journey.pages.then_and_now.parts.changed import changed_questions
from alongside.journey.pages.then_and_now.shapes import OfAll, OfQuestion, OfTheme, ThemeOfAll
from alongside.journey.pages.then_and_now.text import text_of
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Page:
    """Two days of something: which days, what was put right about them, other days to choose, and what there is.

    `first` is the day on which something was first there to be seen; None where nothing ever was.
    """

    partnership: str
    name: str
    about: About
    days: Days
    is_today: bool
    mended: tuple[str, ...]
    offered: tuple[Offered, ...]
    first: datetime.date | None
    of: OfQuestion | OfTheme | OfAll
    text: str

    @property
    def query(self) -> str:
        """The two days as they stand in an address."""
        return f"from={self.days.then.isoformat()}&to={self.days.now.isoformat()}"

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever said of it."""
        return self.first is None and not self.of.changed

    @property
    def is_before(self) -> bool:
        """Whether both days lie before anything was said of it."""
        return self.first is not None and self.first > self.days.now and not self.of.changed

    @property
    def is_one_day(self) -> bool:
        """Whether both days are the same."""
        return self.days.then == self.days.now


def then_and_now(seat: Seat, named: str, given: Given, *, today: datetime.date) -> Page:
    """Return two days of what is named; `UnknownTheme` if it is nothing we have. A fixed number of queries."""
    about = about_of(named)
    chosen = choose(seat, about, given, today=today)
    found = _of(seat, about, chosen)
    return Page(
        partnership=seat.partnership.ref,
        name=seat.partnership.name,
        about=about,
        days=chosen.between.days,
        is_today=chosen.between.days.now == today,
        mended=chosen.mended,
        offered=chosen.offered,
        first=chosen.first,
        of=found,
        text=text_of(seat.partnership.name, about, chosen.between.days, found),
    )


def _of(seat: Seat, about: About, chosen: Chosen) -> OfQuestion | OfTheme | OfAll:
    if about.kind == QUESTION:
        return _of_question(seat, about, chosen.between)
    return _of_theme(seat, about, chosen.between) if about.kind == THEME else _of_all(seat, about, chosen.between)


def _of_question(seat: Seat, about: About, between: Between) -> OfQuestion:
    return OfQuestion(
        where=where.where_of(seat, about.id, between),
        seen=seen.seen_between(seat, about.id, between),
        said=said.said_about(seat, about.id, between),
        agreed=agreed.agreed_about(seat, about.id, between),
        unsettled=unsettled.unsettled_about(seat, about.id, between),
        tries=tried.tried_between(seat, about, between),
        some_came_or_left=people.some_changed(seat, between),
    )


def _of_theme(seat: Seat, about: About, between: Between) -> OfTheme:
    found = changed_questions(seat, between, agreed.changed(seat, between))
    ours = [each for each in found if each.asked.id in about.questions]
    return OfTheme(
        questions=tuple(each for each in ours if each.changed),
        same=tuple(each.asked for each in ours if not each.changed),
        tries=tried.tried_between(seat, about, between),
    )


def _of_all(seat: Seat, about: About, between: Between) -> OfAll:
    moved = agreed.changed(seat, between)
    found = [each for each in changed_questions(seat, between, moved) if each.changed]
    themes = [
        ThemeOfAll(topic(theme), tuple(each for each in found if each.asked.theme == theme.id))
        for theme in the_edition().themes
    ]
    refs = [each.either.ref for each in moved]
    others = standing(seat, before=between.now).exclude(Q(proposal__agreement__ref__in=refs))
    return OfAll(
        purpose=agreed.purpose(seat, between),
        people=people.people_between(seat, between),
        agreed=tuple(each for each in moved if each.either.kind != Kind.PURPOSE),
        others_stand=others.exclude(proposal__agreement__kind=Kind.PURPOSE).exists(),
        themes=tuple(each for each in themes if each.questions),
        same=tuple(each.theme for each in themes if not each.questions),
        tries=tried.tried_between(seat, about, between),
    )
