"""What a change among us sets off, offered and never imposed: somebody came, left or leaves, or comes from elsewhere.

Nothing happens by itself. Each offer is a sentence and a page, and can be put away for oneself.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from alongside.agreements.models import Kind
from alongside.agreements.pages.agreed import standing
from alongside.learning.models import Action, Talk
from alongside.partnerships.models import Affiliation, Departure, Membership, Parting, Welcoming
from alongside.partnerships.seats import Seat
from alongside.people.offers import Offer

MOST = 3
"""How many are offered at a time."""
LATELY = datetime.timedelta(days=60)
LOOKED_THROUGH = 200
"""How many of what we try are looked through for a name."""
SETTLING = datetime.timedelta(days=7)
"""What is said within so long of coming in, or of a day to leave, belongs to it."""
TALK_ABOUT = "people.changes"
ORGANISER = "organiser"
KINDS = LEFT, LEAVES, CAME, MOVED = ("left", "leaves", "came", "moved")
"""What changes among us: somebody left, says that they leave, came in, or comes from elsewhere now."""


@dataclass(frozen=True, slots=True)
class Going:
    """Somebody who left lately, or says that they leave soon."""

    who: Membership
    on: datetime.date
    has_left: bool
    has_lines: bool
    organised: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """Who goes, who came, and the last day on which somebody said that they come from elsewhere."""

    going: tuple[Going, ...]
    came: tuple[Membership, ...]
    moved: datetime.date | None


def changes(seat: Seat, today: datetime.date, kinds: Collection[str] = KINDS) -> tuple[Offer, ...]:
    """Return what is offered to the one in this seat, three at most. A fixed number of queries.

    Only changes of these kinds are looked for, where it is known that there are no others.
    """
    if not kinds:
        return ()
    found = _changed(seat, today, kinds)
    return _first(seat, [*_of_those_who_go(seat, found), *_of_newcomers(seat, found), *_to_talk(seat, found)])


def changes_for_people(seat: Seat, today: datetime.date) -> tuple[Offer, ...]:
    """Return the same without what the people page says of newcomers and organisers anyway."""
    found = _changed(seat, today)
    there = _of_those_who_go(seat, found)
    offers = [*(each for each in there if not each.about.startswith(ORGANISER)), *_to_talk(seat, found)]
    return _first(seat, offers)


def _first(seat: Seat, offers: Iterable[Offer]) -> tuple[Offer, ...]:
    there = tuple(offers)
    put_away = set(seat.membership.not_now.values_list("about", flat=True)) if there else set()
    return tuple(offer for offer in there if offer.about not in put_away)[:MOST]


def _changed(seat: Seat, today: datetime.date, kinds: Collection[str] = KINDS) -> Changed:
    at = make_aware(datetime.datetime.combine(today, datetime.time.max))
    came = Membership.objects.new(seat, at=at).order_by("-arrived_at", "-pk") if CAME in kinds else ()
    recent = Affiliation.objects.within(seat).now().filter(since__gte=today - LATELY, since__lte=today)
    moved = recent.select_related("membership").order_by("-since")
    return Changed(
        going=(*(_gone(seat, at) if LEFT in kinds else ()), *(_leaving(seat, today) if LEAVES in kinds else ())),
        came=tuple(came),
        moved=next((row.since for row in moved if _is_later(row)), None) if MOVED in kinds else None,
    )


def _is_later(row: Affiliation) -> bool:
    """Whether somebody said where they come from some days after they came in: with the coming in, it is no change."""
    arrived = row.membership.arrived_at
    return arrived is not None and row.since > localdate(arrived) + SETTLING


def _gone(seat: Seat, at: datetime.datetime) -> Iterator[Going]:
    """Yield who left lately, the last one first."""
    left = Departure.objects.within(seat).open().filter(at__gt=at - LATELY, membership__erasure=None)
    for each in left.exclude(membership__arrived_at=None).select_related("membership__parting"):
        parting: Parting | None = getattr(each.membership, "parting", None)
        lines = parting is not None and parting.says_something
        yield Going(each.membership, localdate(each.at), True, lines, each.organised)


def _leaving(seat: Seat, today: datetime.date) -> Iterator[Going]:
    """Yield who says that they leave soon, the first one first."""
    here = Membership.objects.within(seat).here()
    ahead = Parting.objects.within(seat).filter(
        leaves_on__range=(today - SETTLING, today + LATELY), membership__in=here
    )
    for row in ahead.exclude(membership=seat.membership).select_related("membership").order_by("leaves_on", "pk"):
        assert row.leaves_on  # noqa: S101 - in the range
        yield Going(row.membership, row.leaves_on, False, row.says_something, False)


def _of_those_who_go(seat: Seat, found: Changed) -> Iterator[Offer]:
    for each in found.going:
        if each.has_lines:
            yield _offer(
                f"lines {each.who.ref}",
                _("{name} wrote down what goes with them.") if each.has_left else _("{name} leaves on {day}."),
                each,
                _("Read it"),
                reverse("people:parting", args=[seat.partnership.ref, each.who.ref]),
            )
    yield from _of_tries(seat, found.going)
    yield from _of_leads(seat, found.going)
    left = [each for each in found.going if each.has_left and each.organised]
    if left and seat.is_organiser and Membership.objects.within(seat).here().organisers().count() < 2:
        sentence, people = (
            _("{name} organised too, and has left."),
            reverse("people:people", args=[seat.partnership.ref]),
        )
        yield _offer(f"{ORGANISER} {left[0].who.ref}", sentence, left[0], _("Name a second organiser"), people)


def _of_tries(seat: Seat, going: Iterable[Going]) -> Iterator[Offer]:
    """Yield what those who go were to try, and nobody has closed."""
    leaving = tuple(going)
    if not leaving:
        return
    for action in Action.objects.within(seat).open().prefetch_related("people")[:LOOKED_THROUGH]:
        there = {who.pk for who in action.people.all()}
        for each in leaving:
            if each.who.pk in there or _is_named(each.who.name, action.who):
                yield Offer(
                    about=f"try {action.ref} {each.who.ref}",
                    sentence=format_html(
                        _("<bdi>{}</bdi> was to try this: “{}”"), each.who.name, Truncator(action.what).chars(80)
                    ),
                    act=_("Who takes it on?"),
                    url=reverse("learning:outcome", args=[seat.partnership.ref, action.ref]),
                )


def _of_leads(seat: Seat, going: Iterable[Going]) -> Iterator[Offer]:
    """Yield what was agreed on who leads, where it names somebody who goes."""
    leaving = tuple(going)
    rows = standing(seat).filter(proposal__agreement__kind=Kind.LEAD) if leaving else ()
    for row in rows:
        agreement, words = row.proposal.agreement, " ".join(map(str, row.proposal.parts.values()))
        for each in leaving:
            if _is_named(each.who.name, words):
                yield _offer(
                    f"lead {agreement.ref} {each.who.ref}",
                    _("{name} is named in what you agreed on who leads."),
                    each,
                    _("Look at it again"),
                    reverse("agreements:agreement", args=[seat.partnership.ref, agreement.ref]),
                )


def _is_named(name: str, words: str) -> bool:
    """Whether words name somebody: by their whole name, or by the first part of it."""
    parts = {name, name.split()[0]} if name.split() else set()
    return any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", words, re.IGNORECASE) for each in parts)


def _of_newcomers(seat: Seat, found: Changed) -> Iterator[Offer]:
    named = set(Welcoming.objects.within(seat).now().values_list("membership", flat=True)) if found.came else set()
    for who in found.came:
        if who.pk not in named and who.pk != seat.membership.pk:
            yield Offer(
                about=f"welcome {who.ref}",
                sentence=format_html(_("Nobody is named to welcome <bdi>{}</bdi>."), who.name),
                act=_("I will, or somebody else"),
                url=reverse("people:welcome", args=[seat.partnership.ref, who.ref]),
            )


def _to_talk(seat: Seat, found: Changed) -> Iterator[Offer]:
    """Yield that who we are has changed, unless that was talked about since."""
    days = [each.on for each in found.going if each.has_left]
    days += [localdate(who.arrived_at) for who in found.came if who.arrived_at]
    last = max([*days, *([found.moved] if found.moved else [])], default=None)
    if last is None or Talk.objects.within(seat).about(TALK_ABOUT).filter(on__gte=last).exists():
        return
    yield Offer(
        about=f"talk {last:%Y%m%d}",
        sentence=format_html("{}", _("Who we are has changed. What do we gain, and what do we lose?")),
        act=_("Talk about it"),
        url=reverse("journey:question", args=[seat.partnership.ref, TALK_ABOUT]),
    )


def _offer(about: str, sentence: str, going: Going, act: str, url: str) -> Offer:
    name, day = format_html("<bdi>{}</bdi>", going.who.name), date_format(going.on, "j F Y")
    return Offer(about, format_html(sentence, name=name, day=day), act, url)
