"""Every read for sending: all that is written as it would go, what has gone, and what a device would lose."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.partnerships.seats import Seat
from alongside.people.commands.keyring import Held, of_device
from alongside.people.models import PersonalLink, Wrap
from alongside.rounds.commands.drafts import opened
from alongside.rounds.last_time import LastTime, last_times
from alongside.rounds.models import Draft, Round
from alongside.rounds.pages.answering import Asking, Item, asking_of, mine
from alongside.rounds.sheets import NAMED, UNNAMED, Entry

CHOOSE, OVER, CHANGE, SENT, MINE, AWAY, EMPTY = "choose", "over", "change", "sent", "mine", "away", "empty"
"""What becomes of one answer, beside going with a name or without."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question on the page that sends: what becomes of its answer, and the answer itself."""

    item: Item
    becomes: str
    entry: Entry
    place: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """All that one has written, as it would go. `seen` is the version of one's drafts that it shows."""

    asking: Asking
    whose: str
    lines: tuple[Line, ...]
    seen: int
    waits_elsewhere: bool

    def _many(self, *becomes: str) -> int:
        return sum(line.becomes in becomes for line in self.lines)

    @property
    def named(self) -> int:
        """How many go with one's name, changes of what has gone among them."""
        return self._many(NAMED, CHANGE)

    @property
    def unnamed(self) -> int:
        """How many go without."""
        return self._many(UNNAMED)

    @property
    def going(self) -> int:
        """How many go."""
        return self.named + self.unnamed

    @property
    def waiting(self) -> int:
        """How many wait to be chosen between two texts: until then nothing is sent."""
        return self._many(CHOOSE)

    @property
    def has_sent(self) -> bool:
        """Whether something was sent before."""
        return self._many(OVER, CHANGE, SENT) > 0


@dataclass(frozen=True, slots=True)
class Gone:
    """One question that was sent, and where the group was with it last time, if that was ever said."""

    item: Item
    last: LastTime | None


@dataclass(frozen=True, slots=True)
class SentPage:
    """That it is in: what went with a name, and how many without.

    `written` waits to be sent, `empty` was left so; what is "only me" or "not now" is neither.
    """

    asking: Asking
    gone: tuple[Gone, ...]
    written: int
    empty: int

    @property
    def named(self) -> tuple[Gone, ...]:
        """What went with one's name."""
        return tuple(each for each in self.gone if each.item.sent)

    @property
    def unnamed(self) -> int:
        """How many went without."""
        return len(self.gone) - len(self.named)

    @property
    def before(self) -> tuple[Gone, ...]:
        """Where the group was last time, on what was sent."""
        return tuple(each for each in self.gone if each.last)


@dataclass(frozen=True, slots=True)
class FinishPage:
    """What ending one's part on a device means: `lost` are rounds in which only this device opens what was not sent."""

    partnership: str
    person: str
    whose: str
    lost: tuple[str, ...]
    has_own_link: bool


def review_page(seat: Seat, round: Round, secret: str) -> ReviewPage:
    """All that one has written in a round, as it would go."""
    there = mine(seat, round, secret)
    asking = asking_of(seat, round)
    lines = tuple(_line(asking, item) for item in there.items)
    return ReviewPage(asking, seat.membership.ref, lines, there.version, there.waits_elsewhere)


def _line(asking: Asking, item: Item) -> Line:
    becomes = _becomes(item)
    entry = (item.sent if becomes == SENT else item.draft) or Entry()
    place = "" if entry.stance is None else dict(asking.places)[entry.stance]
    return Line(item, becomes, entry, place)


def _becomes(item: Item) -> str:
    if item.is_over:
        return OVER
    if item.other:
        return CHOOSE
    if item.changes:
        return CHANGE if item.sent else item.way
    if item.sent:
        return SENT
    if item.is_mine:
        return MINE
    return AWAY if item.is_away else EMPTY


def copy_of(page: ReviewPage) -> str:
    """What one has written, as plain text to keep: the program keeps no copy of what goes without a name."""
    told = {
        NAMED: _("With my name"),
        CHANGE: _("With my name"),
        UNNAMED: _("Without my name"),
        SENT: _("Sent with my name"),
        MINE: _("Only for me"),
        AWAY: _("Not now"),
        CHOOSE: _("Written twice: this is one of the two"),
    }
    parts = [page.asking.name]
    for line in (line for line in page.lines if not line.entry.is_empty):
        wishes = _("I would like us to talk about this") if line.entry.wishes else ""
        said = [line.item.question.quoted, line.place, line.entry.words, wishes, f"({told[line.becomes]})"]
        parts.append("\n".join(each for each in said if each))
    return "\n\n".join(parts) + "\n"


def sent_page(seat: Seat, round: Round, secret: str) -> SentPage:
    """What somebody has sent in a round until now."""
    there = mine(seat, round, secret)
    gone = [item for item in there.items if item.is_over or item.sent]
    last = last_times(seat, [item.question.id for item in gone])
    return SentPage(
        asking=asking_of(seat, round),
        gone=tuple(Gone(item, last.get(item.question.id)) for item in gone),
        written=sum(_becomes(item) in (CHOOSE, CHANGE, NAMED, UNNAMED) for item in there.items),
        empty=sum(_becomes(item) == EMPTY for item in there.items),
    )


def finish_page(seat: Seat, secret: str, *, at: datetime.datetime) -> FinishPage:
    """What ending one's part on this device means. Five queries."""
    keys = {key.id: key for key in of_device(seat.device_id, secret)}
    links = PersonalLink.objects.filter(membership=seat.membership).live(at=at)
    elsewhere = Wrap.objects.filter(key__in=keys).exclude(device=seat.device_id or 0)
    safe = elsewhere.filter(device__ended_at=None, device__known_until__gte=localdate(at)) | elsewhere.filter(
        link__in=links
    )
    only_here = {key: keys[key] for key in keys.keys() - set(safe.values_list("key_id", flat=True))}
    return FinishPage(
        partnership=seat.partnership.ref,
        person=seat.membership.name,
        whose=seat.membership.ref,
        lost=_written(only_here),
        has_own_link=links.filter(own=True).exists(),
    )


def _written(keys: dict[int, Held]) -> tuple[str, ...]:
    """Return the names of the rounds in which something was written under these keys and is not sent."""
    drafts = Draft.objects.filter(key__in=keys).select_related("round").order_by("round__made_at", "round")
    names = {
        row.round_id: row.round.name
        for row in drafts
        if any(not entry.is_empty for entry in opened(row, keys[row.key_id], row.round).values())
    }
    return tuple(names.values())
