"""Codes by e-mail: asking for one, trying one, and the link that does the same in another browser.

A request never looks up whether somebody has the address that was typed: it keeps the same rows and queues the same
letter for every address, and the letter is thrown away where it would go. So nothing about the answer can tell.

What stops guessing. A code has eight digits, works in the browser that asked for it, nine minutes, five tries. One
address takes 50 wrong codes in a day (two days touch in any 24 hours: 100 of 1e8, a chance of 1e-6), from all browsers
together. After that no code is taken for it until the next day; but the link in each letter still works, in any
browser, and letters still go. So whoever uses the tries up keeps nobody out. Letters to one address go out four in ten
minutes. If strangers have used these up, their letters lie in its owner's mailbox, and the links in them work.
Nothing is counted by network: forty people in one hall are not in one another's way.

None of this leaves a Moment, as devices leave none.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from alongside.mail.commands.queue import queue
from alongside.mail.commands.tallies import DAY, TooMany, count, one_more
from alongside.mail.letters import write
from alongside.mail.models import Address, Code, Purpose, Tally
from alongside.mail.sealing import Broken, mark, seal, unseal
from alongside.mail.setup import link as whole
from alongside.partnerships.models import Membership

LIVES = datetime.timedelta(minutes=9)
SKEW = datetime.timedelta(seconds=5)
"""By how much two clocks, or one that is put right, may differ."""
TRIES = 5
WRONG_A_DAY = 50
LETTERS = 4
PROOFS = 6
TEN_MINUTES, HOUR = 600, 3600


@dataclass(frozen=True, slots=True)
class Asked:
    """What a code was asked with: the secret of the browser's cookie, the code, and where the letter's link leads."""

    secret: str
    code: str
    link: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a code or a link: right, for these addresses; or else what is left of it."""

    email: str = ""
    addresses: tuple[Address, ...] = ()
    membership: Membership | None = None
    left: int = 0
    is_over: bool = False
    is_worn: bool = False  # so many were wrong that codes are not taken for this address today
    again: bool = False

    @property
    def is_right(self) -> bool:
        """Whether it does what it is for."""
        return bool(self.email)


def hashed(secret: str) -> bytes:
    """Return what is kept of a secret that nobody can guess."""
    return mark("secret", secret)


def _mark_of(code: str, secret: str) -> bytes:
    return mark("code", f"{secret}:{code}")


@transaction.atomic
def ask_in(*, email: str, asked: Asked, instead_of: str, at: datetime.datetime) -> None:
    """Send a code to come in with to `email`, if anybody here has it. Sent twice, it is asked once.

    `instead_of` is the secret that this browser asked with before: that code ends.
    """
    Code.objects.filter(purpose=Purpose.IN, browser=hashed(instead_of), used_by=None).exclude(
        browser=hashed(asked.secret)
    ).delete()
    letters = count("letters", email, TEN_MINUTES, at=at)
    if Code.objects.filter(browser=hashed(asked.secret)).exists():
        return
    sealed_for_link = seal(email, "link", asked.link)
    _keep(Purpose.IN, email, asked, at=at, link=hashed(asked.link), sealed_for_link=sealed_for_link)
    if letters.count < LETTERS:
        words = {"code": _grouped(asked.code), "link": whole(asked.path), "minutes": LIVES.seconds // 60}
        letter = write("code_in", _("Your code to come in"), words, to=email)
        queue(kind="code_in", letter=letter, lasts=LIVES, at=at)
    one_more(letters)


@transaction.atomic
def ask_proof(*, who: Membership, email: str, asked: Asked, at: datetime.datetime) -> None:
    """Send a code to `email` with which `who` shows that they read its letters. Raises TooMany."""
    Code.objects.filter(purpose=Purpose.PROVE, membership=who, used_by=None).exclude(
        browser=hashed(asked.secret)
    ).delete()
    proofs = count("proofs", who.ref, HOUR, at=at)
    letters = count("proved", email, HOUR, at=at)
    if Code.objects.filter(browser=hashed(asked.secret)).exists():
        return
    if max(proofs.count, letters.count) >= PROOFS:
        raise TooMany
    _keep(Purpose.PROVE, email, asked, at=at, membership=who)
    words = {"code": _grouped(asked.code), "partnership": who.partnership.name, "minutes": LIVES.seconds // 60}
    letter = write("code_prove", _("Your code to show that this address is yours"), words, membership=who.pk, to=email)
    queue(kind="code_prove", letter=letter, lasts=LIVES, at=at)
    one_more(proofs)
    one_more(letters)


def _grouped(code: str) -> str:
    return f"{code[:4]} {code[4:]}"


def _keep(purpose: Purpose, email: str, asked: Asked, *, at: datetime.datetime, **more: object) -> None:
    Code.objects.create(
        purpose=purpose,
        browser=hashed(asked.secret),
        code=_mark_of(asked.code, asked.secret),
        sealed=seal(email, f"code {purpose}", asked.secret),
        at=at,
        seen=at,
        **more,
    )


def _is_live(code: Code, *, at: datetime.datetime) -> bool:
    """Whether a code's time is not over; also not, where the clock has been put back since it was last looked at."""
    return code.seen - SKEW <= at <= code.at + LIVES


@transaction.atomic
def try_code(
    *, purpose: Purpose, secret: str, typed: str, key: str, at: datetime.datetime, who: Membership | None = None
) -> Tried:
    """Try a code in the browser that holds `secret`. A right one is used up; with the same `key`, it is answered again.

    `who` is whose seat it is, for a purpose that has one. For an address that nobody here has, every code is wrong.
    """
    codes = Code.objects.select_for_update(of=("self",), no_key=True).select_related("membership__partnership")
    code = codes.filter(purpose=purpose, browser=hashed(secret), membership=who).first()
    if code is None or not _is_live(code, at=at):
        return Tried(is_over=True)
    email = unseal(bytes(code.sealed), f"code {purpose}", secret)
    right = constant_time_compare(_mark_of(typed, secret), bytes(code.code))
    if code.used_by is not None:
        return _answer(code, email, again=True) if right and _is_same(code, key) else Tried(is_over=True)
    wrong = count("wrong", f"{purpose} {email}", DAY, at=at)
    answer = _answer(code, email)
    if wrong.count >= WRONG_A_DAY:
        return Tried(is_worn=True)
    if code.tries >= TRIES:
        return Tried(is_over=True)
    if right and answer.is_right:
        _use(code, key, at=at)
        return answer
    one_more(wrong)
    Code.objects.filter(pk=code.pk).update(tries=F("tries") + 1, seen=max(code.seen, at))
    left = TRIES - code.tries - 1
    return Tried(left=left, is_over=left == 0)


def _is_same(code: Code, key: str) -> bool:
    return code.used_by is not None and constant_time_compare(bytes(code.used_by), hashed(key))


def _use(code: Code, key: str, *, at: datetime.datetime) -> None:
    Code.objects.filter(pk=code.pk).update(used_by=hashed(key), seen=max(code.seen, at))


def _answer(code: Code, email: str, *, again: bool = False) -> Tried:
    """Return what a right code opens; nothing where nobody here has that address."""
    if code.purpose == Purpose.PROVE:
        return Tried(email=email, membership=code.membership, again=again)
    found = tuple(
        Address.objects.ticked("comes_in").filter(email=email).select_related("membership__partnership").order_by("pk")
    )
    return Tried(email=email if found else "", addresses=found, again=again)


def _by_link(codes: QuerySet[Code], link: str, *, at: datetime.datetime) -> tuple[Code, Tried] | None:
    code = codes.filter(purpose=Purpose.IN, link=hashed(link)).first() if link else None
    if code is None or not _is_live(code, at=at) or code.sealed_for_link is None:
        return None
    try:
        return code, _answer(code, unseal(bytes(code.sealed_for_link), "link", link))
    except Broken:
        return None


def look_at_link(*, link: str, at: datetime.datetime) -> Tried:
    """Return whom the link in a letter would let in. Looking changes nothing."""
    found = _by_link(Code.objects.all(), link, at=at)
    return found[1] if found and found[0].used_by is None and found[1].is_right else Tried(is_over=True)


@transaction.atomic
def try_link(*, link: str, key: str, at: datetime.datetime) -> Tried:
    """Use the link in a letter: it and the code beside it are used up. With the same `key`, it is answered again."""
    found = _by_link(Code.objects.select_for_update(no_key=True), link, at=at)
    if found is None or not found[1].is_right:
        return Tried(is_over=True)
    code, answer = found
    if code.used_by is not None:
        return answer if _is_same(code, key) else Tried(is_over=True)
    _use(code, key, at=at)
    return answer


@transaction.atomic
def tidy_codes(*, at: datetime.datetime) -> None:
    """Take away codes whose time is over, or since which the clock was put back, and tallies of days ago."""
    Code.objects.filter(seen__gt=at + SKEW).delete()
    Code.objects.filter(at__lt=at - LIVES).delete()
    Code.objects.filter(seen__lt=at).update(seen=at)
    Tally.objects.filter(at__lt=at - datetime.timedelta(days=2)).delete()
