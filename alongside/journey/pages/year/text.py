"""The year on one page as plain text, to paste anywhere: all that the page shows, in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.journey.pages.in_words import listed
from alongside.journey.pages.timeline.shapes import Entry
from alongside.journey.pages.year import YearPage
from alongside.journey.pages.year.lists import Coming, OfAll, Some, Told

One = TypeVar("One")


def as_text(page: YearPage) -> str:
    """Return it as plain text."""
    head = f"{page.name}\n{page.called}"
    return "\n\n".join([head, page.says, *_sections(page)]) + "\n"


def _sections(page: YearPage) -> Iterator[str]:
    yield from _section(_("What we are here for"), [page.purpose] if page.purpose else [])
    yield from _section(_("What we talked about"), _lines(page.questions, lambda each: each.short))
    yield from _section(_("What we asked of everybody"), _lines(page.rounds, _round))
    yield from _section(_("What we agreed"), _lines(page.agreed, _entry))
    yield from _section(_("What we tried"), _lines(page.tried, _entry))
    yield from _section(_("Who came and went"), list(_people(page)))
    yield from _section(_("What is not settled"), _lines(page.unsettled, _told))
    yield from _section(_("What we passed on"), _lines(page.passed, lambda each: each.says.text))
    yield from _section(_("What comes"), _lines(page.coming, _coming))


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield "\n".join([title.upper(), *lines])


def _lines(some: Some[One], tell: Callable[[One], str]) -> list[str]:
    more = [_("and %(n)d more") % {"n": some.more}] if some.more else []
    return [*map(tell, some.shown), *more]


def _round(each: OfAll) -> str:
    first = _("First on our list to talk about: %(question)s") % {"question": each.first.short} if each.first else ""
    return " ".join(part for part in (f"{each.says.fills['thing']}.", each.answered, first) if part)


def _entry(each: Entry) -> str:
    return "\n".join([each.says.fills["thing"], *(part.text for part in each.parts)])


def _told(each: Told) -> str:
    return f"{each.asked.short}: {each.words}" if each.asked else each.words


def _coming(each: Coming) -> str:
    about = each.asked.short if each.asked else ""
    return ": ".join(part for part in (date_format(each.on, "j F Y"), about, each.words) if part)


def _people(page: YearPage) -> Iterator[str]:
    for words, names in ((_("Joined: %(who)s"), page.came), (_("Left: %(who)s"), page.went)):
        if names.shown:
            more = [_("%(n)d more") % {"n": names.more}] if names.more else []
            yield words % {"who": listed([*names.shown, *more])}
