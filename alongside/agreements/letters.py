"""Letters about a proposal that everybody is asked about: to whoever has said nothing to its words, and wants them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _

from alongside import mail
from alongside.agreements.models import InTheRoom, Proposal, Settlement, Voice
from alongside.mail.commands import queue_errand
from alongside.mail.letters import Letter, write
from alongside.mail.models import Tick
from alongside.mail.setup import link
from alongside.partnerships.models import Membership

SAY, SAY_SOON = "say", "say-soon"
UNDO = datetime.timedelta(minutes=10)
"""How long a press is left to be taken back before anybody hears of it."""
BEFORE = datetime.timedelta(days=2)


def tell(proposal: Proposal, *, until: datetime.date, at: datetime.datetime) -> None:
    """Have whoever has said nothing told, and two days before the end once more; part of the command that asks."""
    if not mail.is_set_up() or proposal.agreement.partnership.is_invented:
        return
    ref, soon = proposal.agreement.ref, until - BEFORE
    queue_errand(kind=SAY, about=ref, due=at + UNDO)
    if soon > localdate(at):
        morning = datetime.datetime.combine(soon, datetime.time(8), get_current_timezone())
        queue_errand(kind=SAY_SOON, about=ref, due=morning, lasts=BEFORE)


def letters(about: str, /, *, at: datetime.datetime) -> Iterator[Letter]:
    """Yield a letter to each of whom nothing was heard to the words as they are; none once it is settled or over."""
    proposal, today = _open(about), localdate(at)
    until = _until(proposal) if proposal else None
    if proposal is None or until is None or until < today:
        return
    partnership = proposal.agreement.partnership
    path = reverse("agreements:proposal", args=[partnership.ref, about, proposal.number])
    words = {"partnership": partnership.name, "title": proposal.title, "day": until, "link": link(path)}
    subject = _("What do you say to it? %(title)s") % {"title": proposal.title}
    said = Voice.objects.filter(proposal=proposal, version=proposal.version, membership=OuterRef("pk"))
    people = Membership.objects.filter(partnership=partnership, address__told=True).here().filter(~Exists(said))
    for who in people.order_by("pk").values_list("pk", flat=True):
        yield write("say", subject, words, membership=who, tick=Tick.TOLD.value)


def _open(ref: str) -> Proposal | None:
    settled = Settlement.objects.filter(proposal=OuterRef("pk"), undone_at=None)
    rows = Proposal.objects.filter(agreement__ref=ref).filter(~Exists(settled)).select_related("agreement__partnership")
    return rows.order_by("-number").first()


def _until(proposal: Proposal) -> datetime.date | None:
    room = InTheRoom.objects.filter(proposal=proposal, version=proposal.version, undone_at=None).first()
    return room.absent_until if room else proposal.answer_by
