"""Letters about a round, to those who want them: that they are asked, that it closes soon, that it was opened.

To whom they go is found out as they go, and is kept nowhere. None says who has sent something, or how many have.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside import mail
from alongside.mail.commands import queue_errand
from alongside.mail.letters import Letter, write
from alongside.mail.models import Tick
from alongside.mail.setup import link
from alongside.partnerships.models import Membership, MembershipQuerySet
from alongside.rounds.models import Round, Sent

ASKED, CLOSES, OPENED = "asked", "closes", "opened"
BEFORE = datetime.timedelta(days=2)
"""How long before the close somebody who has sent nothing is reminded; half of the time where it is open for less."""


def remind_from(round: Round, *, asked_at: datetime.datetime) -> datetime.datetime:
    """Return from when on whoever has sent nothing is reminded, wherever they are."""
    return round.closes_at - min(BEFORE, (round.closes_at - asked_at) / 2)


def _writes(round: Round) -> bool:
    """Whether letters go out about a round: not where nobody is real."""
    return mail.is_set_up() and not round.partnership.is_invented


def tell_asked(round: Round, *, at: datetime.datetime) -> None:
    """Have everybody told who is asked, and whoever has sent nothing once more; part of the command that asks."""
    if _writes(round):
        queue_errand(kind=ASKED, about=round.ref, due=at)
        tell_closes(round, asked_at=at)


def tell_closes(round: Round, *, asked_at: datetime.datetime) -> None:
    """Have whoever has sent nothing told that it closes soon. Asked again before they were, they are told later."""
    if _writes(round):
        queue_errand(kind=CLOSES, about=round.ref, due=remind_from(round, asked_at=asked_at), lasts=BEFORE)


def tell_opened(round: Round, *, at: datetime.datetime) -> None:
    """Have everybody told that it was opened; part of the command that opens."""
    if _writes(round):
        queue_errand(kind=OPENED, about=round.ref, due=at)


def asked(about: str, /, *, at: datetime.datetime) -> Iterator[Letter]:
    """Yield a letter to each who is asked and has sent nothing."""
    round = _open(about, at=at)
    if round:
        subject = _("You are asked: %(round)s") % {"round": round.name}
        yield from _letters("asked", subject, round, _not_sent(round), _answering(round))


def closes(about: str, /, *, at: datetime.datetime) -> Iterator[Letter]:
    """Yield a letter to each who is asked and has sent nothing, once it closes soon."""
    round = _open(about, at=at)
    if round and at >= remind_from(round, asked_at=round.asking.at):
        subject = _("Answers close soon: %(round)s") % {"round": round.name}
        yield from _letters("closes", subject, round, _not_sent(round), _answering(round))


def opened(about: str, /, *, at: datetime.datetime) -> Iterator[Letter]:
    """Yield a letter to everybody here, once it is opened; all of them may look."""
    round = Round.objects.opened().filter(ref=about).select_related("partnership").first()
    if round:
        here = Membership.objects.filter(partnership=round.partnership_id).here()
        subject = _("Opened: %(round)s") % {"round": round.name}
        yield from _letters("opened", subject, round, here, reverse("rounds:opened", args=_args(round)))


def _open(ref: str, *, at: datetime.datetime) -> Round | None:
    return Round.objects.open(at=at).filter(ref=ref).select_related("partnership", "asking").first()


def _not_sent(round: Round) -> MembershipQuerySet:
    return round.people().filter(~Exists(Sent.objects.filter(round=round.pk, membership=OuterRef("pk"))))


def _answering(round: Round) -> str:
    return reverse("rounds:begin", args=_args(round))


def _args(round: Round) -> list[str]:
    return [round.partnership.ref, round.ref]


def _letters(name: str, subject: str, round: Round, people: MembershipQuerySet, path: str) -> Iterator[Letter]:
    words = {"partnership": round.partnership.name, "round": round.name, "day": round.last_day, "link": link(path)}
    for who in people.filter(address__told=True).values_list("pk", flat=True).order_by("pk"):
        yield write(name, subject, words, membership=who, tick=Tick.TOLD.value)
