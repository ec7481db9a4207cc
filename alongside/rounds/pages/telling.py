"""The message with which an organiser tells everybody that they are asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.partnerships.seats import Seat
from alongside.rounds.models import Opens, Round, Whom
from alongside.rounds.pages.said import minutes


@dataclass(frozen=True, slots=True)
class Tell:
    """What an organiser copies and sends; `only_here` where its address works on this computer alone."""

    text: str
    only_here: bool


def tell(seat: Seat, round: Round, url: str, *, only_here: bool) -> Tell:
    """Return the message; `url` is the whole address at which one answers. One query."""
    many = round.questions.count()
    lines = (_first(round, many), f"{_until(round)}\n{url}", _how(round), seat.membership.name)
    return Tell("\n\n".join(lines), only_here)


def _first(round: Round, many: int) -> str:
    questions = ngettext("one question", "%(n)d questions", many) % {"n": many}
    said = {"questions": questions, "minutes": minutes(many), "name": round.name}
    if round.whom == Whom.FEW:
        return _("“%(name)s”: %(questions)s for some of us, you too, %(minutes)s.") % said
    return _("“%(name)s”: %(questions)s for each of us, %(minutes)s.") % said


def _until(round: Round) -> str:
    said = {"day": date_format(round.last_day, "l j F Y")}
    return _("Please answer by the end of %(day)s, on a device on which you come in to Alongside:") % said


def _how(round: Round) -> str:
    alone = _("Each answers alone. Leave out what you like.")
    paper = _("On paper? Ask me for a sheet.")
    return f"{alone} {_opened(round)} {paper}"


def _opened(round: Round) -> str:
    if round.opens == Opens.CLOSE:
        return _("What was sent is opened as soon as answers have closed.")
    if round.meeting_on:
        return _("What was sent is opened together, at the meeting on %(day)s.") % {
            "day": date_format(round.meeting_on, "l j F Y")
        }
    return _("What was sent is opened together, at a meeting.")
