"""Every read for answering: what one has written, what one has sent, and what stands around them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.partnerships.seats import Seat
from alongside.people.commands.keyring import Held, of_device
from alongside.rounds.commands import Book, goes
from alongside.rounds.commands.forgetting import KEPT
from alongside.rounds.models import ENOUGH, Answer, Draft, Opens, Round, Sent, scale_of
from alongside.rounds.pages.organising import OPENED, WITHDRAWN, state_of
from alongside.rounds.pages.said import minutes, often_too_few
from alongside.rounds.permissions import may_speak_for_others
from alongside.rounds.sheets import AWAY, ME, NAMED, Entry


@dataclass(frozen=True, slots=True)
class Asking:
    """What the pages of one round say of it. `many` is how many are asked, oneself among them."""

    partnership: str
    ref: str
    name: str
    words: str
    without_names: bool
    closes: datetime.date
    opens_at_close: bool
    meeting_on: datetime.date | None
    places: tuple[tuple[int, str], ...]
    many: int
    through: str
    through_reach: str
    enough: int = ENOUGH

    @property
    def opened(self) -> str:
        """When what was sent is opened, as a sentence."""
        if self.opens_at_close:
            return _("What was sent is opened as soon as they have closed.")
        if self.meeting_on:
            day = date_format(self.meeting_on, "l j F")
            return _("What was sent is opened together, at the meeting on %(day)s.") % {"day": day}
        return _("What was sent is opened together, at a meeting.")


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a round, with what its reader has written and has sent.

    `draft` is what they wrote, `elsewhere` what they wrote on a device that had not met this one, `sent` what they sent
    with their name (its version is `sent.base`); `is_over` says that they sent without. `way` says how the draft would
    go: "named", "unnamed", or empty.
    """

    question: Question
    number: int
    draft: Entry | None = None
    elsewhere: Entry | None = None
    sent: Entry | None = None
    is_over: bool = False
    way: str = ""

    @property
    def now(self) -> Entry:
        """What the page shows to go on from: what was written last, with the answer that it is to change."""
        return self.draft or self.sent or Entry()

    @property
    def base(self) -> int:
        """The version of what was sent with one's name; 0 where nothing was."""
        return self.sent.base if self.sent else 0

    @property
    def other(self) -> Entry | None:
        """The other of two texts that wait to be chosen between."""
        if self.is_over or not self.draft:
            return None
        return self.elsewhere or (self.sent if self.sent and self.draft.base != self.base else None)

    @property
    def is_away(self) -> bool:
        """Whether it was put away by "Not now", with something in it."""
        return bool(self.draft and self.draft.how == AWAY and not self.draft.is_empty)

    @property
    def is_mine(self) -> bool:
        """Whether it is for nobody else."""
        return bool(self.draft and self.draft.how == ME and not self.draft.is_empty)

    @property
    def changes(self) -> bool:
        """Whether there is something to send here that is not sent yet."""
        if self.is_over or not self.draft or not self.way:
            return False
        now, sent = self.draft, self.sent
        return not sent or (now.stance, now.words, now.wishes) != (sent.stance, sent.words, sent.wishes)


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A page on which one answers: one question, or all. `whose` tells one person's copies from another's."""

    asking: Asking
    whose: str
    items: tuple[Item, ...]
    total: int
    before: str
    waits_elsewhere: bool

    @property
    def item(self) -> Item:
        """The one question, where there is one."""
        return self.items[0]

    @property
    def is_kept(self) -> bool:
        """Whether something of it is kept as a draft."""
        return any(item.draft for item in self.items)


@dataclass(frozen=True, slots=True)
class BeginPage:
    """What is said before the first question. `first` is the question to begin with; none where all were sent.

    `speaks` is whether others may speak through whoever reads it.
    """

    asking: Asking
    many: int
    minutes: str
    first: str
    has_written: bool
    has_sent: bool
    waits_elsewhere: bool
    often: str
    speaks: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody had written on one question and not sent: a place on the scale, and one text or two."""

    question: Question
    place: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClosedPage:
    """That a round takes no answers any more, and what its reader had written and not sent."""

    asking: Asking
    is_withdrawn: bool
    is_opened: bool
    until: datetime.date
    written: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """All that one has in a round: what one's device opens, and what one has sent."""

    items: tuple[Item, ...]
    version: int
    waits_elsewhere: bool


def asking_of(seat: Seat, round: Round) -> Asking:
    """What the pages of this round say of it. Two queries at most."""
    return Asking(
        partnership=seat.partnership.ref,
        ref=round.ref,
        name=round.name,
        words=round.words,
        without_names=round.without_names,
        closes=localdate(round.closes_at - datetime.timedelta(seconds=1)),
        opens_at_close=round.opens == Opens.CLOSE,
        meeting_on=round.meeting_on,
        places=scale_of(round.way).places,
        many=round.people().count(),
        through=round.through.name if round.through else "",
        through_reach=round.through_reach,
    )


def mine(seat: Seat, round: Round, secret: str) -> Mine:
    """All that one has in a round, question by question. Six queries, however many questions."""
    keys = of_device(seat.device_id, secret)
    book = Book(keys, round) if keys else None
    drafts: Mapping[str, Entry] = book.entries if book else {}
    elsewhere: Mapping[str, Entry] = book.elsewhere if book else {}
    over = set(Sent.objects.filter(round=round, membership=seat.membership).values_list("question", flat=True))
    answers = {row.question: _sent(row) for row in Answer.objects.of(seat).filter(round=round)}
    edition = the_edition()
    items = tuple(
        Item(
            question=edition.question(row.question),
            number=number,
            draft=drafts.get(row.question),
            elsewhere=elsewhere.get(row.question),
            sent=answers.get(row.question),
            is_over=row.question in over and row.question not in answers,
            way=goes(drafts[row.question], round) if row.question in drafts else "",
        )
        for number, row in enumerate(round.questions.all(), 1)
    )
    return Mine(items, book.version if book else 0, _waits_elsewhere(seat, round, keys))


def _sent(row: Answer) -> Entry:
    return Entry(0, row.stance, row.words, row.wishes, NAMED, row.version)


def _waits_elsewhere(seat: Seat, round: Round, keys: tuple[Held, ...]) -> bool:
    """Whether a device of theirs that this one has not met has written something here."""
    theirs = Draft.objects.own().filter(round=round, key__membership=seat.membership)
    return theirs.exclude(key__in=[key.id for key in keys]).exists()


def begin_page(seat: Seat, round: Round, secret: str) -> BeginPage:
    """What is said before the first question."""
    there = mine(seat, round, secret)
    still = [item for item in there.items if not item.is_over and not item.sent]
    first = next((item for item in still if not item.draft), next(iter(still), None))
    asking = asking_of(seat, round)
    return BeginPage(
        asking=asking,
        many=len(there.items),
        minutes=minutes(len(there.items)),
        first=first.question.id if first else "",
        has_written=any(item.changes for item in there.items),
        has_sent=any(item.is_over or item.sent for item in there.items),
        waits_elsewhere=there.waits_elsewhere,
        often=often_too_few(asking.many),
        speaks=may_speak_for_others(seat, round),
    )


def all_page(seat: Seat, round: Round, secret: str) -> AnswerPage:
    """The page with every question."""
    there = mine(seat, round, secret)
    return AnswerPage(
        asking_of(seat, round), seat.membership.ref, there.items, len(there.items), "", there.waits_elsewhere
    )


def one_page(seat: Seat, round: Round, secret: str, question: str) -> AnswerPage:
    """The page with one question of the round."""
    there = mine(seat, round, secret)
    at = next(place for place, item in enumerate(there.items) if item.question.id == question)
    return AnswerPage(
        asking=asking_of(seat, round),
        whose=seat.membership.ref,
        items=(there.items[at],),
        total=len(there.items),
        before=there.items[at - 1].question.id if at else "",
        waits_elsewhere=there.waits_elsewhere,
    )


def closed_page(seat: Seat, round: Round, secret: str, *, at: datetime.datetime) -> ClosedPage:
    """What is said once a round takes no answers any more."""
    there, asking, state = mine(seat, round, secret), asking_of(seat, round), state_of(round, at=at)
    return ClosedPage(
        asking=asking,
        is_withdrawn=state == WITHDRAWN,
        is_opened=state == OPENED,
        until=kept_until(round, at=at),
        written=tuple(_written(asking, item) for item in there.items if item.draft and not item.draft.is_empty),
    )


def kept_until(round: Round, *, at: datetime.datetime) -> datetime.date:
    """Return the day after which what was not sent goes, once a round takes no answers any more."""
    over = round.withdrawal.at if state_of(round, at=at) == WITHDRAWN else round.closes_at
    return localdate(over + KEPT)


def _written(asking: Asking, item: Item) -> Written:
    entries = [entry for entry in (item.draft, item.elsewhere) if entry]
    place = next((entry.stance for entry in entries if entry.stance is not None), None)
    texts = tuple(entry.words for entry in entries if entry.words)
    return Written(item.question, "" if place is None else dict(asking.places)[place], texts)
