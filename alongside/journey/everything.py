"""Everything Alongside can do, in groups: what each thing is called, what it is for, and where it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that can be done, and its address, which takes the partnership alone.

    `organiser`: organisers do it. `public`: its address is the same for everybody. `example`: it is there only
    where there are examples on this server.
    """

    name: StrOrPromise
    line: StrOrPromise
    view: str
    organiser: bool = False
    public: bool = False
    example: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind."""

    key: str
    name: StrOrPromise
    things: tuple[Thing, ...]


TALKING = Group(
    "talking",
    _("Talk"),
    (
        Thing(
            _("Talk about one question"),
            _("Two quiet minutes, a talk, five lines to keep. On one screen, or on a printed sheet."),
            "journey:questions",
        ),
        Thing(
            _("What we have sat with"),
            _("Which questions, month by month, theme by theme."),
            "journey:sat_with",
        ),
        Thing(
            _("Our first three meetings"),
            _("For a partnership that is just starting: a plan, and what you leave with."),
            "journey:leaving_with",
        ),
    ),
)
ASKING = Group(
    "asking",
    _("Ask everyone"),
    (
        Thing(
            _("Ask everyone first"),
            _("Some questions that each answers alone, on a phone or on paper. You open the answers together."),
            "rounds:prepare",
            organiser=True,
        ),
        Thing(
            _("What was asked of everybody"),
            _("The pictures, what people said, and how it was the time before."),
            "rounds:rounds",
        ),
        Thing(_("What is yours"), _("What you wrote and have not sent."), "rounds:mine"),
    ),
)
LOOKING_BACK = Group(
    "looking-back",
    _("Look back"),
    (
        Thing(
            _("What has happened"),
            _("Your story in words, the newest first. Narrow it to a theme, or to what you tried."),
            "journey:timeline",
        ),
        Thing(
            _("Then and now"),
            _("Two days side by side: of one question, of a theme, or of everything."),
            "journey:then_and_now",
        ),
        Thing(
            _("The year on one page"),
            _("What you did in twelve months, on one sheet to print and pass on."),
            "journey:year",
        ),
    ),
)
AGREEING = Group(
    "agreeing",
    _("Make sense of it, and agree"),
    (
        Thing(
            _("What we make of it"),
            _("Gather what was said into sentences of your own. It begins on the page of a question."),
            "journey:questions",
        ),
        Thing(
            _("Agreements"),
            _("Your purpose, who leads, how you work. Proposed, heard, then agreed, and looked at again."),
            "agreements:agreements",
        ),
    ),
)
TRYING = Group(
    "trying",
    _("Try"),
    (
        Thing(
            _("What we try"),
            _("Who tries what, and by when. Then: did it happen, did it help?"),
            "learning:tries",
        ),
        Thing(_("Say what we will try"), _("By itself, without a talk."), "learning:try_new"),
    ),
)
PEOPLE = Group(
    "people",
    _("People"),
    (
        Thing(_("Who is here"), _("Who belongs, where they come from, and who organises."), "people:people"),
        Thing(
            _("Bring in more people"),
            _("Paste their names: each gets a link or a card."),
            "people:invite",
            organiser=True,
        ),
        Thing(
            _("For whoever is new"), _("Who you are, and what you last talked about, on one page."), "journey:joining"
        ),
        Thing(
            _("A code for the room"),
            _("For the wall: whoever scans it is in, or knocks."),
            "people:room_new",
            organiser=True,
        ),
        Thing(
            _("You"), _("What you are called, where you come from, your devices, your own link, leaving."), "people:you"
        ),
    ),
)
PASSING_ON = Group(
    "passing-on",
    _("Keep it, and pass it on"),
    (
        Thing(
            _("What we passed on"),
            _("What went to whom, and what came back. The note is kept where you print, copy or save."),
            "passing_on:passed_on",
        ),
        Thing(_("May your words be passed on?"), _("When somebody asks to quote you."), "learning:quotes"),
        Thing(_("Take the partnership with you"), _("All of it, in one file."), "passing_on:take"),
        Thing(_("What Alongside holds about you"), _("To read, and to save."), "passing_on:held"),
    ),
)
OURS = Group(
    "ours",
    _("The partnership, and Alongside"),
    (
        Thing(_("Find"), _("By a word, in all that you may see: talks, answers, agreements, people."), "finding:find"),
        Thing(
            _("Its name, and whom to tell of harm"),
            _("What it is called, where it is, whether it is just starting."),
            "partnerships:settings",
            organiser=True,
        ),
        Thing(_("If someone is in danger"), _("Whom to call, and whom to tell."), "partnerships:danger"),
        Thing(
            _("The whole framework"),
            _("Every question and tool, in the framework’s own words."),
            "editions:framework",
            public=True,
        ),
        Thing(
            _("Look round an example"),
            _("Two invented partnerships. You walk in as somebody there, in a copy of your own."),
            "demo:examples",
            public=True,
            example=True,
        ),
        Thing(_("Help"), _("How to do each thing, and whom to ask."), "front:help", public=True),
        Thing(_("Who sees what"), _("Thing by thing, and how long it is kept."), "front:who_sees_what", public=True),
    ),
)
EVERYTHING = (TALKING, ASKING, AGREEING, TRYING, LOOKING_BACK, PEOPLE, PASSING_ON, OURS)
