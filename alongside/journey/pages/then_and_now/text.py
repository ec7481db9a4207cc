"""Two days as plain text, to paste anywhere: what the group said of itself. No names, no word of one person alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.agreements.pages.agreed import Words
from alongside.analysis.two_days import Days
from alongside.journey.pages.then_and_now.about import About
from alongside.journey.pages.then_and_now.parts import agreed, people, seen, tried, unsettled
from alongside.journey.pages.then_and_now.parts.changed import Changed
from alongside.journey.pages.then_and_now.shapes import OfAll, OfQuestion, OfTheme
from alongside.web.seen import sentences

Part = tuple[str, list[str]]


def text_of(name: str, about: About, days: Days, of: OfQuestion | OfTheme | OfAll) -> str:
    """Return all of it as text."""
    quoted = about.question or about.theme
    then, now = (date_format(day, "j F Y") for day in days)
    head = [
        name,
        *([f"“{quoted.quoted}”"] if quoted else []),
        _("%(then)s beside %(now)s.") % {"then": then, "now": now},
    ]
    if not of.changed:
        head.append(_("Nothing of this has changed. That can be a good thing."))
    if isinstance(of, OfQuestion):
        parts = _of_question(of)
    else:
        parts = _of_theme(of) if isinstance(of, OfTheme) else _of_all(of)
    told = ["\n".join([title.upper(), *lines]).rstrip() for title, lines in parts if lines]
    return "\n\n".join(["\n".join(head), *told]) + "\n"


def _of_question(of: OfQuestion) -> Iterator[Part]:
    where = _beside(of.where.said_then, of.where.said_now)
    yield _("Where we were, and where we are"), where
    if of.seen:
        yield _("Where are we with this?"), list(_seen(of.seen))
    yield _("What we agreed"), [line for each in of.agreed for line in _agreed(each)]
    yield _("What was not settled"), list(_unsettled(of.unsettled))
    yield _("What we tried between"), list(_tries(of.tries.tried))


def _of_theme(of: OfTheme) -> Iterator[Part]:
    yield _("Where something changed"), ["\n".join(_changed(each)) + "\n" for each in of.questions]
    yield _("Where nothing changed"), [", ".join(each.short for each in of.same)] if of.same else []
    yield _("What we tried between"), list(_tries(of.tries.tried))


def _of_all(of: OfAll) -> Iterator[Part]:
    if of.purpose:
        then, now = of.purpose.then, of.purpose.now
        yield _("Our purpose"), _beside(then.first if then else "", now.first if now else "")
    yield _("Who is here"), list(_people(of.people))
    yield _("What we agreed"), [line for each in of.agreed for line in _agreed(each)]
    for one in of.themes:
        yield one.theme.name, ["\n".join(_changed(each)) + "\n" for each in one.questions]
    yield _("Where nothing changed"), [", ".join(each.name for each in of.same)] if of.same else []
    yield _("What we tried between"), list(_tries(of.tries.tried))


def _beside(then: str, now: str) -> list[str]:
    """Return both, each said to be which; once, where they are the same, and neither where there is none."""
    if then == now:
        return [then] if then else []
    return [f"{_('Then')}: {then or _('no words for it')}", f"{_('Now')}: {now or _('no words for it')}"]


def _seen(of: seen.Seen) -> Iterator[str]:
    """Yield how we spread: what is said of now, and how many of us chose each place, then and now."""
    if of.picture is None:
        yield _("Too few of us said where they think we are.")
        return
    yield from sentences(of.picture.now)
    for place in of.picture.places:
        told = "; ".join(f"{track.label} {track.people}" for track in place.tracks)
        yield f"{place.label}: {told}"


def _agreed(each: agreed.Beside) -> Iterator[str]:
    yield f"{each.either.title}. {_became(each.became)}"
    if each.became == agreed.OTHER and each.then and each.now:
        yield from _beside(_words(each.then.words), _words(each.now.words))
    else:
        yield _words(each.either.words)


def _words(parts: Iterable[Words]) -> str:
    return "\n".join(part.words for part in parts)


def _became(how: str) -> str:
    return {
        agreed.NEW: _("New since then."),
        agreed.OTHER: _("In other words now."),
        agreed.GONE: _("Let go since then."),
        agreed.SAME: _("As it was."),
    }[how]


def _unsettled(of: unsettled.Unsettled) -> Iterator[str]:
    yield from _beside(of.then.words if of.then else "", of.now.words if of.now else "")
    for each in of.sentences:
        yield f"{each.words} {each.became}"
        yield from each.other


def _tries(tries: Iterable[tried.Tried]) -> Iterator[str]:
    for each in tries:
        yield "\n".join(part for part in (f"- {each.what}", each.came, each.words, each.learned) if part)


def _changed(each: Changed) -> Iterator[str]:
    yield each.asked.short
    if each.where.changed:
        yield from _beside(each.where.said_then, each.where.said_now)
    if each.talked:
        yield _("We talked on %(day)s.") % {"day": date_format(each.talked, "j F Y")}
    if each.opened:
        yield _("We asked everyone, and opened it on %(day)s.") % {"day": date_format(each.opened, "j F Y")}
    for one in each.agreed:
        yield f"{one.either.title}. {_became(one.became)}"


def _people(of: people.People) -> Iterator[str]:
    if not of.changed:
        yield _("The same people as then.")
    if many := of.left.many:
        yield ngettext(
            "%(many)d of the %(then)d who were here then is not here now.",
            "%(many)d of the %(then)d who were here then are not here now.",
            many,
        ) % {"many": many, "then": of.then}
    if many := of.came.many:
        yield ngettext(
            "%(many)d of the %(now)d who are here now came since.",
            "%(many)d of the %(now)d who are here now came since.",
            many,
        ) % {"many": many, "now": of.now}
    if of.new_organisations:
        yield _("New among us: %(names)s.") % {"names": ", ".join(of.new_organisations)}
    if of.gone_organisations:
        yield _("Nobody comes from here any more: %(names)s.") % {"names": ", ".join(of.gone_organisations)}
