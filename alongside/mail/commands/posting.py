"""Posting what waits: letters that were queued, and errands whose letters are made as they go.

Each piece of work is taken in a transaction of its own and done outside of any, so that no wait for a mail server holds
the database. Whoever takes it moves its next moment on: another process, or this one after a kill, finds it then. A
letter may so go twice, if a kill falls between the mail server's yes and its row's end. An errand's letter goes to each
once at most: one that was begun is finished by the run of the program that began it, or by nobody.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q

from alongside.mail import errands
from alongside.mail.commands.queue import read
from alongside.mail.letters import Letter, message, stop_path
from alongside.mail.models import Address, Errand, WaitingLetter, due
from alongside.mail.sealing import Broken
from alongside.mail.sending import Came, Line, NoLine
from alongside.partnerships.models import Membership
from alongside.partnerships.refs import new_ref

PAUSES = tuple(datetime.timedelta(minutes=many) for many in (0.5, 2, 10, 30, 120, 360))
TAKEN = datetime.timedelta(minutes=5)
"""How long whoever takes something may be busy with it before another does."""
LEFT = datetime.timedelta(hours=1)
"""How long an errand is left to the run that began it, once it is due again."""
AT_ONCE = 100
"""How many letters are posted at one go."""
KEPT = datetime.timedelta(days=14)
"""How long it is shown that a letter could not be sent."""
THIS_RUN = new_ref()
"""This run of the program."""

logger = logging.getLogger("alongside.mail")
_delivered: dict[int, set[int]] = {}
_said: list[str] = []


def post(*, at: datetime.datetime) -> int:
    """Post what is due; return how many letters went. Called outside any transaction, and never by a request."""
    went = 0
    with Line() as line:
        try:
            for waiting in _taken_letters(at=at):
                went += _post_letter(line, waiting, at=at)
            for errand in _taken_errands(at=at):
                went += _post_errand(line, errand, at=at)
        except NoLine as failed:
            _say(str(failed))
            return went
    if went:
        _say("")
    return went


def _say(kind: str) -> None:
    """Write one line when the mail server begins to fail, and one when it is well again; none of its words."""
    if [kind] == _said or (not kind and not _said):
        return
    _said[:] = [kind] if kind else []
    logger.warning("MAIL %s", f"is not sent just now: {kind}" if kind else "is sent again")


def _taken_letters(*, at: datetime.datetime) -> Iterator[WaitingLetter]:
    for _ in range(AT_ONCE):
        taken = _take_letter(at=at)
        if taken is None:
            return
        yield taken


@transaction.atomic
def _take_letter(*, at: datetime.datetime) -> WaitingLetter | None:
    waiting = WaitingLetter.objects.filter(due(at), given_up_at=None).select_related("membership")
    taken = waiting.select_for_update(of=("self",), skip_locked=True, no_key=True).order_by("next_at", "pk").first()
    if taken:
        WaitingLetter.objects.filter(pk=taken.pk).update(next_at=at + TAKEN)
    return taken


def _post_letter(line: Line, waiting: WaitingLetter, *, at: datetime.datetime) -> int:
    try:
        letter = read(waiting)
    except Broken:  # sealed with another key: nobody can read it any more
        _end(waiting)
        return 0
    to = _goes_to(waiting, letter)
    if not to:
        _end(waiting)
        return 0
    try:
        came = _send(line, letter, to, at=at)
    except NoLine:
        _put_off(waiting, at=at)
        raise
    if came is Came.SENT:
        _end(waiting)
    elif came is Came.REFUSED:
        _give_up(waiting, at=at)
    else:
        _put_off(waiting, at=at)
    return int(came is Came.SENT)


def _goes_to(waiting: WaitingLetter, letter: Letter) -> Address | str | None:
    """Return where a letter goes now: nowhere, when its person has gone or wants no such letters."""
    if waiting.kind == "code_in":  # asked for by anybody: whether the address is one of ours is looked up only here
        return letter.to if Address.objects.ticked("comes_in").filter(email=letter.to).exists() else None
    if waiting.membership_id and not Membership.objects.not_gone().filter(pk=waiting.membership_id).exists():
        return None
    return letter.to or _address_of(letter)


def _address_of(letter: Letter) -> Address | None:
    if letter.membership is None:
        return None
    there = Address.objects.ticked(letter.tick) if letter.tick else Address.objects.in_use()
    return there.filter(membership=letter.membership).first()


def _send(line: Line, letter: Letter, to: Address | str, *, at: datetime.datetime) -> Came:
    if isinstance(to, str):
        return line.send(message(letter, to, at=at), to)
    stop = stop_path(to, letter.tick, at=at) if letter.tick else ""
    return line.send(message(letter, to.email, at=at, stop=stop), to.email)


@transaction.atomic
def _end(waiting: WaitingLetter) -> None:
    WaitingLetter.objects.filter(pk=waiting.pk).delete()


def _pause(tries: int) -> datetime.timedelta:
    return PAUSES[min(tries, len(PAUSES) - 1)]


@transaction.atomic
def _put_off(waiting: WaitingLetter, *, at: datetime.datetime) -> None:
    if at + _pause(waiting.tries) > waiting.until:
        _give_up(waiting, at=at)
        return
    later = {"tries": waiting.tries + 1, "next_at": at + _pause(waiting.tries)}
    WaitingLetter.objects.filter(pk=waiting.pk).update(**later)


@transaction.atomic
def _give_up(waiting: WaitingLetter, *, at: datetime.datetime) -> None:
    """End a letter that cannot be sent: what stood in it goes; that it could not be sent is shown to who queued it."""
    if waiting.by_id is None:
        _end(waiting)
        return
    WaitingLetter.objects.filter(pk=waiting.pk).update(given_up_at=at, sealed=b"")


def _taken_errands(*, at: datetime.datetime) -> Iterator[Errand]:
    for _ in range(AT_ONCE):
        taken = _take_errand(at=at)
        if taken is None:
            return
        yield taken


@transaction.atomic
def _take_errand(*, at: datetime.datetime) -> Errand | None:
    Errand.objects.filter(next_at__lt=at - LEFT).exclude(begun_by__in=["", THIS_RUN]).delete()
    now = Q(next_at__lte=at) | (due(at) & Q(tries__gt=0))  # one that was never tried waits for its day, years ahead
    Errand.objects.filter(now, until__lt=at).delete()
    ours = Errand.objects.filter(now, begun_by__in=["", THIS_RUN])
    taken = ours.select_for_update(skip_locked=True, no_key=True).order_by("pk").first()
    if taken:
        Errand.objects.filter(pk=taken.pk).update(next_at=at + TAKEN)
    return taken


def _post_errand(line: Line, errand: Errand, *, at: datetime.datetime) -> int:
    """Post the letters of an errand, to each once at most; what the mail server does not take now is tried again."""
    went, again = 0, False
    done = _delivered.setdefault(errand.pk, set())
    try:
        line.open()
        _begin(errand)
        for letter in errands.letters_of(errand.kind, errand.about, at=at):
            to = _address_of(letter) if letter.tick and letter.membership not in done else None
            if to is None:
                continue
            came = _send(line, letter, to, at=at)
            again = again or came is Came.LATER
            if came is not Came.LATER:
                done.add(to.membership_id)
            went += came is Came.SENT
    except NoLine:
        _put_off_errand(errand, at=at)
        raise
    if again:
        _put_off_errand(errand, at=at)
    else:
        _over(errand)
    return went


@transaction.atomic
def _begin(errand: Errand) -> None:
    Errand.objects.filter(pk=errand.pk).update(begun_by=THIS_RUN)


@transaction.atomic
def _put_off_errand(errand: Errand, *, at: datetime.datetime) -> None:
    if at + _pause(errand.tries) > errand.until:
        _over(errand)
        return
    Errand.objects.filter(pk=errand.pk).update(tries=errand.tries + 1, next_at=at + _pause(errand.tries))


@transaction.atomic
def _over(errand: Errand) -> None:
    _delivered.pop(errand.pk, None)
    Errand.objects.filter(pk=errand.pk).delete()


@transaction.atomic
def tidy_letters(*, at: datetime.datetime) -> None:
    """Take away letters that could not be sent, and what is left where mail is not set up any more."""
    WaitingLetter.objects.filter(given_up_at__lt=at - KEPT).delete()
    WaitingLetter.objects.filter(until__lt=at - KEPT).delete()
