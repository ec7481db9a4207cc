"""Putting letters and errands into the queue. No request waits for mail: this is one row.

None of it leaves a Moment: what was sent to whom is nobody's to read.
"""

from __future__ import annotations

import datetime
import json

from django.db import transaction

from alongside.mail import waking
from alongside.mail.letters import Letter
from alongside.mail.models import Errand, WaitingLetter
from alongside.mail.sealing import seal, unseal
from alongside.partnerships.models import Membership
from alongside.partnerships.refs import new_ref

LASTS = datetime.timedelta(days=3)
"""How long a letter is tried to be sent."""


@transaction.atomic
def queue(
    *,
    kind: str,
    letter: Letter,
    by: Membership | None = None,
    about: str = "",
    lasts: datetime.timedelta = LASTS,
    at: datetime.datetime,
) -> WaitingLetter:
    """Have a letter sent, beside requests. `by` is who is shown while it is not sent yet: nobody, if left out.

    What is in it is sealed in the database and left out of every backup.
    """
    bound_to = new_ref()
    words = {"subject": letter.subject, "text": letter.text, "html": letter.html, "tick": letter.tick, "to": letter.to}
    waiting = WaitingLetter.objects.create(
        kind=kind,
        membership_id=letter.membership,
        by=by,
        about=about,
        seal=bound_to,
        sealed=seal(json.dumps(words), f"letter {bound_to}"),
        at=at,
        next_at=at,
        until=at + lasts,
    )
    transaction.on_commit(waking.wake)
    return waiting


def read(waiting: WaitingLetter) -> Letter:
    """Return what stands in a letter that waits; raises Broken where the key is another."""
    words = json.loads(unseal(bytes(waiting.sealed), f"letter {waiting.seal}"))
    return Letter(**words, membership=waiting.membership_id)


@transaction.atomic
def queue_errand(*, kind: str, about: str, due: datetime.datetime, lasts: datetime.timedelta = LASTS) -> None:
    """Have letters of a kind sent about something, once `due`. Asked again before they go, only the moment changes."""
    Errand.objects.update_or_create(
        kind=kind, about=about, begun_by="", defaults={"next_at": due, "until": due + lasts}
    )
    transaction.on_commit(waking.wake)


@transaction.atomic
def drop_errand(*, kind: str, about: str) -> None:
    """Have no such letters sent; what went has gone."""
    Errand.objects.filter(kind=kind, about=about).delete()
