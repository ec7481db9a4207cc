"""What the pages that anybody may read show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from alongside import mail
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question, Source, Theme
from alongside.front import guides
from alongside.front.others import ForOthers, as_text, for_others
from alongside.mail.commands import LIVES
from alongside.people.commands.links import LASTS
from alongside.people.cookies import DAYS
from alongside.web.mast import Examples, Home

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

_MEMBERS = _("Everybody in your partnership")
_HERE = _("On this server")
_STAYS = _("As long as your partnership is on this server. Nothing deletes it by itself")
_WITH_BROWSER = _("In your browser")
_WITH_YOU = _("With you; the server can only recognise it")


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The way in: to the partnerships that this device knows, or to a first one.

    `may_start` is whether anybody can start one here at all, `with_code` whether it takes a code. `examples` is None
    where there are none on this server.
    """

    homes: tuple[Home, ...]
    question: Question
    themes: tuple[Theme, ...]
    source: Source
    host: str
    may_start: bool
    with_code: bool
    examples: Examples | None


@dataclass(frozen=True, slots=True)
class PlainPage:
    """What the privacy notice and danger say that is not the same everywhere.

    `host` and `contact` are empty where whoever runs the server has not said.
    """

    host: str
    contact: str
    device_days: int


@dataclass(frozen=True, slots=True)
class HelpPage:
    """What help says that is not the same everywhere, and the guides that it leads to."""

    contact: str
    guides: tuple[guides.Guide, ...]
    funder: ForOthers


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of thing that is kept: who can see it, where it lies, and how long."""

    what: StrOrPromise
    who: StrOrPromise
    where: StrOrPromise
    how_long: StrOrPromise


@dataclass(frozen=True, slots=True)
class WhoSeesWhat:
    """Who sees what, thing by thing; `host` is empty where whoever runs the server has not said."""

    host: str
    rows: tuple[Row, ...]

    @property
    def all_see(self) -> tuple[Row, ...]:
        """What everybody in the partnership sees, for as long as the partnership is here: most of it."""
        return tuple(row for row in self.rows if (row.who, row.where, row.how_long) == (_MEMBERS, _HERE, _STAYS))

    @property
    def others(self) -> tuple[Row, ...]:
        """What fewer see, or not for so long."""
        return tuple(row for row in self.rows if row not in self.all_see)


@dataclass(frozen=True, slots=True)
class OthersPage:
    """A page for others, with who runs this server; both are empty where they have not said."""

    others: ForOthers
    host: str
    contact: str

    @property
    def text(self) -> str:
        """The same as plain text, to paste anywhere."""
        return as_text(self.others, host=self.host, contact=self.contact)


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A guide, and the one that is read after it."""

    guide: guides.Guide
    after: guides.Guide | None

    @property
    def is_pictured(self) -> bool:
        """Whether there is a picture in it."""
        return any(section.picture for section in self.guide.sections)

    @property
    def text(self) -> str:
        """The same as plain text, to paste anywhere."""
        return guides.as_text(self.guide)


def front_page(
    *,
    homes: Sequence[Home],
    host: str,
    may_start: bool = True,
    with_code: bool = False,
    examples: Examples | None = None,
) -> FrontPage:
    """This will show the way in to somebody whose device knows these partnerships."""
    edition = the_edition()
    return FrontPage(
        homes=tuple(homes),
        question=edition.questions[0],
        themes=edition.themes,
        source=edition.source,
        host=host,
        may_start=may_start,
        with_code=with_code,
        examples=examples,
    )


def plain_page(*, host: str, contact: str) -> PlainPage:
    """This will fill in who runs the server, and how long a device is known."""
    return PlainPage(host.strip(), contact.strip(), device_days=DAYS)


def help_page(*, contact: str) -> HelpPage:
    """This will fill in how whoever runs the server is reached, and lead to every guide."""
    return HelpPage(contact.strip(), tuple(map(guides.guide, guides.NAMES)), for_others("a-funder"))


def others_page(reader: str, *, host: str, contact: str) -> OthersPage:
    """The page for these readers; raises UnknownReader."""
    return OthersPage(for_others(reader), host.strip(), contact.strip())


def guide_page(name: str) -> GuidePage:
    """The guide of that name; raises UnknownGuide."""
    found = guides.guide(name)
    later = guides.MEETINGS[guides.MEETINGS.index(name) + 1 :] if name in guides.MEETINGS else ()
    return GuidePage(found, guides.guide(later[0]) if later else None)


def who_sees_what(*, host: str, examples: bool = False) -> WhoSeesWhat:
    """This will say who sees what, as it is today; a new kind of thing that is kept needs a row here."""
    rows = (
        *_words(),
        *_rounds(),
        *_for_others(),
        *_people(),
        *_ways_in(),
        *(_mail() if mail.is_set_up() else ()),
        *(_examples() if examples else ()),
        Row(_("Which pages you looked at"), _("Nobody"), _("Nowhere"), _("It is not kept")),
        Row(_("Which words you looked for"), _("Nobody"), _("In your browser’s own history"), _("Until you clear it")),
    )
    return WhoSeesWhat(host.strip(), rows)


def _words() -> tuple[Row, ...]:
    return (
        Row(_("What we make of what was said: our sentences, and what lies under each"), _MEMBERS, _HERE, _STAYS),
        Row(_("Whether your words may be passed on"), _MEMBERS, _HERE, _STAYS),
        Row(_("The lines of a talk, what you will try, and what came of it"), _MEMBERS, _HERE, _STAYS),
        Row(_("That a talk was put away or taken up again, and by whom"), _MEMBERS, _HERE, _STAYS),
        Row(_("Where you are with a question: every version, and who was there"), _MEMBERS, _HERE, _STAYS),
        Row(_("What is proposed and agreed: every wording, and how it was settled"), _MEMBERS, _HERE, _STAYS),
        Row(_("What you say to a proposal, with your name and where you come from"), _MEMBERS, _HERE, _STAYS),
        Row(_("Who was in the room when something was agreed, and who noted it"), _MEMBERS, _HERE, _STAYS),
        Row(_("That a question was set aside, by whom, and why"), _MEMBERS, _HERE, _STAYS),
        Row(_("How you plan your first meetings, and every version of it"), _MEMBERS, _HERE, _STAYS),
        Row(_("What you passed on, to whom, and what came back: every version"), _MEMBERS, _HERE, _STAYS),
        Row(_("Your partnership’s name, place, and whom to tell of harm"), _MEMBERS, _HERE, _STAYS),
    )


def _rounds() -> tuple[Row, ...]:
    closed = _("Until answers close, then deleted")
    drafts = _("Until you send it or throw it away, else 30 days after answers close. “Only me”: until you do")
    named = _("Only you, until it is opened. Then everybody in your partnership")
    unnamed = _("Nobody, until it is opened. Then everybody, without your name. Fewer than five: nobody, ever")
    return (
        Row(
            _("What everybody is asked, who is asked, until when, and through whom one can speak"),
            _MEMBERS,
            _HERE,
            _STAYS,
        ),
        Row(_("Questions that are prepared, and that nobody has been asked yet"), _("Organisers"), _HERE, _STAYS),
        Row(_("That everybody was asked, that it was closed early or withdrawn, and by whom"), _MEMBERS, _HERE, _STAYS),
        Row(_("When you are asked: what you write and have not sent"), _("Only you: it is sealed"), _HERE, drafts),
        Row(_("What you sent with your name"), named, _HERE, _STAYS),
        Row(_("What you sent without your name"), unnamed, _HERE, _STAYS),
        Row(_("That you have sent something without your name"), _("Only you"), _HERE, closed),
        Row(
            _("That you were reminded"), _("Nobody: your browser remembers it"), _WITH_BROWSER, _("Until answers close")
        ),
        Row(
            _("How all answers spread, and how those did who said so by name twice, as counted once at the close"),
            _("Nobody, until it is opened. Then everybody"),
            _HERE,
            _STAYS,
        ),
        Row(_("Words that are put aside"), _("Nobody, until they are put back. Then everybody"), _HERE, _STAYS),
        Row(_("That words were put aside or back, by whom, and why"), _MEMBERS, _HERE, _STAYS),
        Row(
            _("That you asked for words to be put aside"),
            _("Only you, until somebody agrees. The reason: everybody"),
            _HERE,
            _STAYS,
        ),
    )


def _for_others() -> tuple[Row, ...]:
    until = _("Until you hand it in, or 30 days after answers close")
    waits = _("Only you, and whoever typed it in. After answers close, nobody until they are opened")
    decided = _("Until you accept, change or refuse it. Then, or when answers close, as an answer of yours")
    through = _("Whoever typed it in, and nobody else until answers are opened")
    return (
        Row(
            _("What you type in for others from paper, and have not handed in"),
            _("Only you: it is sealed"),
            _HERE,
            until,
        ),
        Row(_("What somebody handed in for you from paper"), waits, _HERE, decided),
        Row(_("What was said through somebody; not who said it"), through, _HERE, _STAYS),
    )


def _people() -> tuple[Row, ...]:
    return (
        Row(_("What you are called, where you come from, whether you organise"), _MEMBERS, _HERE, _STAYS),
        Row(_("Who shows somebody new round"), _MEMBERS, _HERE, _STAYS),
        Row(
            _("How whoever shows you round is reached"),
            _("Only the two of you"),
            _HERE,
            _STAYS,
        ),
        Row(_("What goes with somebody who leaves, the day, and every version"), _MEMBERS, _HERE, _STAYS),
        Row(_("What you were offered and put away"), _("Only you"), _HERE, _("Until you have it shown again")),
        Row(_("That somebody left or was removed: when, and by whom"), _MEMBERS, _HERE, _STAYS),
        Row(_("Why somebody was removed"), _("That person, and the organisers"), _HERE, _STAYS),
        Row(
            _("Who did what kind of thing when, without the words"),
            _("Only those who did it, or about whom it is"),
            _HERE,
            _STAYS,
        ),
        Row(_("That somebody was erased: a mark without a name"), _("Nobody, on any page"), _HERE, _STAYS),
    )


def _mail() -> tuple[Row, ...]:
    """Said only where letters are sent from here."""
    minutes = _("%(minutes)d minutes") % {"minutes": LIVES.seconds // 60}
    return (
        Row(_("The e-mail address you gave"), _("Only you"), _HERE, _("Until you take it away, or leave")),
        Row(_("A code you asked for by e-mail"), _("Only you, in the letter"), _HERE, minutes),
        Row(
            _("A letter that waits to be sent"),
            _("Nobody: it is sealed. An organiser sees that a letter of theirs waits"),
            _HERE,
            _("Until it is sent, at most three days"),
        ),
        Row(
            _("That a letter went to you"),
            _("Whoever runs the mail server"),
            _("On the mail server"),
            _("As they have set it"),
        ),
    )


def _examples() -> tuple[Row, ...]:
    """Said only where one can look round an example."""
    typed = _("That you look round an example, and what you type there")
    return (Row(typed, _("Only you"), _HERE, _("A day, or until you throw it away")),)


def _ways_in() -> tuple[Row, ...]:
    days = _("%(days)d days, or until you end it") % {"days": DAYS}
    unused = _("%(days)d days if nobody uses it, else until you make your own") % {"days": LASTS.days}
    theirs = _("They, once; then you. That there is one: everybody")
    room = _("Organisers, and whoever is in the room")
    return (
        Row(_("Which devices let you in"), _("Only you"), _HERE, days),
        Row(_("Your own link"), _("Only you, once"), _WITH_YOU, _("Until you make another, or leave")),
        Row(_("The link or card that an organiser made for you"), theirs, _WITH_YOU, unused),
        Row(_("That you knock at the door of a room"), _("Organisers"), _HERE, _STAYS),
        Row(_("The code for a room"), room, _HERE, _("It lets people in for some hours")),
    )
