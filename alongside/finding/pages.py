"""What was found, page by page: the newest first, each as its own room lets this person see it, or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.finding import framework
from alongside.finding.asked import Asked, read
from alongside.finding.engine import NEWEST, Candidate, Narrowed, candidates
from alongside.finding.kinds import FRAMEWORK, KINDS
from alongside.finding.shown import Piece, piece
from alongside.finding.sources import BY_ID, SOURCES
from alongside.finding.sources.shapes import Place
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question, UnknownQuestion
from alongside.partnerships.seats import Seat

AT_ONCE = 20
PAGES = 10
"""So many pages are turned: then another word leads on faster."""
OURS = 5
"""So many of the framework's own are shown beside what the partnership wrote."""
BATCH = 60
BATCHES = 40
"""So many entries are looked at in one go, and so many times, before it is left at that."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found, and where it stands."""

    what: str
    on: datetime.date | None
    by: str
    url: str
    question: Question | None
    piece: Piece


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow what is found, or (`key` empty) not to."""

    key: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class FindPage:
    """What was found. `any_word`: not all the words stand together anywhere, so these hold some of them.

    `newer`, `older`: addresses, each may be empty. `is_last`: there is more, and another word is needed.
    """

    partnership: str
    words: str
    is_asked: bool
    any_word: bool
    hits: tuple[Hit, ...]
    framework: tuple[Hit, ...]
    newer: str
    older: str
    is_last: bool
    themes: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    is_narrowed: bool
    anywhere: str


def find_page(seat: Seat, words: str = "", *, theme: str = "", kind: str = "", page: int = 1) -> FindPage:
    """Return one page of what was found. How many queries depends on which kinds of things are found, not how many."""
    asked = read(words)
    narrowed = Narrowed([each.id for each in SOURCES if each.group == kind] if kind else (), theme)
    found, any_word = _some(seat, asked, narrowed, page) if kind != FRAMEWORK else ((), False)
    ours = _framework(seat, asked, theme) if page == 1 and kind in ("", FRAMEWORK) else []
    has_more = len(found) > AT_ONCE
    here = {"words": words, "theme": theme, "kind": kind}
    return FindPage(
        partnership=seat.partnership.ref,
        words=words,
        is_asked=bool(asked.pieces),
        any_word=any_word,
        hits=tuple(_hit(candidate, place) for candidate, place in found[:AT_ONCE]),
        framework=tuple(ours if kind else ours[:OURS]),
        newer=_url(here, page=str(page - 1)) if page > 1 else "",
        older=_url(here, page=str(page + 1)) if has_more and page < PAGES else "",
        is_last=has_more and page >= PAGES,
        themes=_choices(here, "theme", {each.id: each.name for each in the_edition().themes}),
        kinds=_choices(here, "kind", {key: str(name) for key, name in KINDS.items()}),
        is_narrowed=bool(theme or kind),
        anywhere=_url({"words": words}),
    )


def _some(seat: Seat, asked: Asked, narrowed: Narrowed, page: int) -> tuple[Sequence[tuple[Candidate, Place]], bool]:
    """Return what holds all the words; where this person can see nothing that does, what holds some of them."""
    all_of_them = _found(seat, asked, narrowed, page, any_word=False)
    if all_of_them or not asked.is_several or (page > 1 and _found(seat, asked, narrowed, 1, any_word=False)):
        return all_of_them, False
    some = _found(seat, asked, narrowed, page, any_word=True)
    return some, bool(some)


def _found(
    seat: Seat, asked: Asked, narrowed: Narrowed, page: int, *, any_word: bool
) -> Sequence[tuple[Candidate, Place]]:
    """Return what stands on one page, and one more if there is."""
    start = (page - 1) * AT_ONCE
    found: list[tuple[Candidate, Place]] = []
    for batch in _batches(seat, asked, narrowed, any_word):
        found += _seen(seat, batch)
        if len(found) > start + AT_ONCE:
            break
    return found[start : start + AT_ONCE + 1]


def _batches(seat: Seat, asked: Asked, narrowed: Narrowed, any_word: bool) -> Iterator[Sequence[Candidate]]:
    before = NEWEST
    for _turn in range(BATCHES):
        batch = candidates(seat, asked, narrowed, any_word=any_word, before=before, many=BATCH)
        yield batch
        if len(batch) < BATCH:
            return
        before = batch[-1].id


def _seen(seat: Seat, batch: Iterable[Candidate]) -> list[tuple[Candidate, Place]]:
    """Keep what this person may see, as the rooms say to whom it belongs."""
    keys: dict[str, list[int]] = {}
    for each in batch:
        keys.setdefault(each.source, []).append(each.key)
    places = {source: BY_ID[source].seen(seat, asked) for source, asked in keys.items()}
    return [(each, places[each.source][each.key]) for each in batch if each.key in places[each.source]]


def _hit(candidate: Candidate, place: Place) -> Hit:
    return Hit(place.what, place.on, place.by, place.url, _question(candidate.question), piece(candidate.marked))


def _framework(seat: Seat, asked: Asked, theme: str) -> list[Hit]:
    """Return the framework's own questions and tools that hold all the words; none without words."""
    if not asked.pieces:
        return []
    ref, ours = seat.partnership.ref, reverse("editions:framework")
    asks = [
        Hit(str(_("A question")), None, "", reverse("journey:question", args=[ref, each.id]), each, piece(marked))
        for each, marked in framework.questions(asked, theme)
    ]
    tools = [
        Hit(str(_("A tool")), None, "", f"{ours}#tool-{each.id}", None, piece(marked))
        for each, marked in framework.tools(asked, theme)
    ]
    return asks + tools


def _question(question: str) -> Question | None:
    try:
        return the_edition().question(question) if question else None
    except UnknownQuestion:
        return None


def _choices(here: Mapping[str, str], name: str, all_: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(key, called, _url({**here, name: "" if here[name] == key else key}), here[name] == key)
        for key, called in all_.items()
    )


def _url(here: Mapping[str, str], **more: str) -> str:
    return "?" + urlencode({name: value for name, value in {**here, **more}.items() if value})
