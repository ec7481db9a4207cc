"""A round that is open to all: the questions in the order to talk about them, one of them, and all of it to print.

Nothing here depends on who looks: everybody is shown the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.framework.shapes import Question
from alongside.partnerships.seats import Seat
from alongside.pictures.spread import Picture as Drawing
from alongside.rounds.gatherings import MadeOf, made_of
from alongside.rounds.models import ENOUGH, Opens, Picture, Round, SamePeople
from alongside.rounds.pages import counted
from alongside.rounds.pages.organising import Mark, opened_mark
from alongside.rounds.pages.same import Same, kept_of, same
from alongside.rounds.pages.words import AT_ONCE, Said, said_to, said_to_all
from alongside.rounds.talks import TalkOf, talks_of
from alongside.web.seen import sentences


@dataclass(frozen=True, slots=True)
class Opened:
    """What every page of an opened round says of it."""

    partnership: str
    ref: str
    name: str
    opened: Mark
    at_meeting: bool
    answered: int | None  # of how many what is shown comes; none where fewer than five
    without_names: bool
    through: str
    through_reach: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One question in the list; without a picture where fewer than five said where they think we are.

    `talk` is the newest talk about it that was begun from here.
    """

    question: Question
    picture: Drawing | None
    talk: TalkOf | None


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """The questions to talk about, the one to begin with first; and those that fewer than five answered."""

    round: Opened
    questions: tuple[Seen, ...]
    few: tuple[Question, ...]

    @property
    def first(self) -> Question | None:
        """The one to begin with: the first that was not talked about yet, or of all the first."""
        to_come = (each.question for each in self.questions if not (each.talk and each.talk.is_finished))
        return next(to_come, self.questions[0].question if self.questions else None)


@dataclass(frozen=True, slots=True)
class Looked:
    """All that there is of one question: its picture, what was expected, what was said.

    `is_few` where fewer than five answered it; `is_unread` where nothing without a name is shown.
    """

    question: Question
    picture: Drawing | None
    expected: Drawing | None
    same: Same | None
    said: tuple[Said, ...]
    is_few: bool
    is_unread: bool
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question of an opened round, with those before and after it; `newer`, `older`: where more words are.

    `made` is what the group made of it, once it has begun to.
    """

    round: Opened
    looked: Looked
    talk: TalkOf | None
    before: Question | None
    after: Question | None
    newer: str
    older: str
    made: MadeOf | None


@dataclass(frozen=True, slots=True)
class AllPage:
    """All of an opened round, to print."""

    round: Opened
    questions: tuple[Looked, ...]

    @property
    def text(self) -> str:
        """The pictures as plain text, to paste anywhere: how we spread, in words. Nothing that anybody said."""
        of = self.round
        head = _("%(name)s, opened %(day)s") % {"name": of.name, "day": date_format(of.opened.on, "j F Y")}
        answered = [_("%(n)s of us answered.") % {"n": of.answered}] if of.answered else []
        return "\n\n".join([head, *answered, *(_as_text(looked) for looked in self.questions)]) + "\n"


def _as_text(looked: Looked) -> str:
    lines = [f"“{looked.question.quoted}”"]
    if looked.picture is None:
        return "\n".join([*lines, _("Too few of us said where they think we are.")])
    lines += sentences(looked.picture.now)
    for place in looked.picture.places:
        if people := place.tracks[-1].people:
            lines.append(_("%(place)s: %(n)s of us") % {"place": place.label, "n": people})
    return "\n".join(lines)


def _opened(seat: Seat, round: Round) -> Opened:
    people = round.closing.people
    return Opened(
        partnership=seat.partnership.ref,
        ref=round.ref,
        name=round.name,
        opened=opened_mark(round.opening),
        at_meeting=round.opens == Opens.MEETING,
        answered=people if people and people >= ENOUGH else None,
        without_names=round.without_names,
        through=round.through.name if round.through else "",
        through_reach=round.through_reach,
    )


def opened_page(seat: Seat, round: Round) -> OpenedPage:
    """Return the first page of an opened round. Three queries, however many were asked and answered."""
    pictures, talks = counted.pictures_of(round), talks_of(seat, round)
    questions = counted.in_order(pictures, round.way)
    return OpenedPage(
        _opened(seat, round),
        tuple(
            Seen(each, counted.small(round, pictures[each.id]), talks.get(each.id))
            for each in questions
            if counted.is_enough(pictures[each.id])
        ),
        tuple(each for each in questions if not counted.is_enough(pictures[each.id])),
    )


def question_page(seat: Seat, round: Round, question: str, *, page: int = 1) -> QuestionPage | None:
    """Return the page of one question of an opened round; none where it was not asked, or no more was said.

    Twelve queries at most, however many were asked and answered.
    """
    pictures = counted.pictures_of(round)
    order = counted.in_order(pictures, round.way)
    at = next((place for place, each in enumerate(order) if each.id == question), None)
    said = said_to(round, pictures[question], start=(page - 1) * AT_ONCE) if at is not None else ()
    if at is None or (page > 1 and not said):
        return None
    past = counted.before(round, [question]).get(question, ())
    looked = _looked(round, order[at], pictures[question], past, kept_of(round).get(question), said)
    return QuestionPage(
        round=_opened(seat, round),
        looked=looked,
        talk=talks_of(seat, round).get(question),
        before=order[at - 1] if at else None,
        after=order[at + 1] if at + 1 < len(order) else None,
        newer=f"?page={page - 1}#said" if page > 1 else "",
        older=f"?page={page + 1}#said" if looked.has_more else "",
        made=made_of(seat, round, question),
    )


def all_page(seat: Seat, round: Round) -> AllPage:
    """Return all of an opened round. One query a question and nine at most, however many answered."""
    pictures: Mapping[str, Picture] = counted.pictures_of(round)
    past, kept, said = counted.before(round, pictures.keys()), kept_of(round), said_to_all(round, pictures)
    order = counted.in_order(pictures, round.way)
    found = (
        (each, pictures[each.id], past.get(each.id, ()), kept.get(each.id), said.get(each.id, ())) for each in order
    )
    return AllPage(_opened(seat, round), tuple(_looked(round, *each) for each in found))


def _looked(
    round: Round,
    question: Question,
    picture: Picture,
    past: Iterable[Picture],
    kept: SamePeople | None,
    said: tuple[Said, ...],
) -> Looked:
    past = tuple(past)
    return Looked(
        question=question,
        picture=counted.whole(round, picture, past),
        expected=counted.expected(round, past),
        same=same(round, picture, past, kept),
        said=said[:AT_ONCE],
        is_few=not counted.is_enough(picture),
        is_unread=round.without_names and picture.unnamed < ENOUGH,
        has_more=len(said) > AT_ONCE,
    )
