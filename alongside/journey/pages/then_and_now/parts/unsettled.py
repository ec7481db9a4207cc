"""What was not settled then, and what became of it: the line of our talks, and the sentences marked as not settled."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from alongside.agreements.models import Agreement, Settlement
from alongside.agreements.pages.agreed import STANDS
from alongside.journey.pages.then_and_now.days import Between
from alongside.learning.models import Insight, InsightEnd, InsightVersion, LineKind, LineVersion, Mark, Talk
from alongside.partnerships.seats import Seat

RECENT = 60
"""How many of the newest talks by a day are looked through for the line."""
SENTENCES = 20


@dataclass(frozen=True, slots=True)
class Left:
    """What a talk left open: its words by a day, when it was, and which talk."""

    words: str
    on: datetime.date
    talk: str


@dataclass(frozen=True, slots=True)
class Open:
    """A sentence marked as not settled then: what became of it; `other` are its words now, where these are others.

    `agreement`: the address of what was agreed that grew from it.
    """

    words: str
    became: str
    other: tuple[str, ...]
    agreement: str


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Both, each as far as there is any."""

    then: Left | None
    now: Left | None
    sentences: tuple[Open, ...]

    @property
    def is_still_so(self) -> bool:
        """Whether the line reads as it did."""
        return self.then is not None and self.now is not None and self.then.words == self.now.words

    @property
    def changed(self) -> bool:
        """Whether what was not settled then is otherwise now."""
        return bool((self.then or self.now) and not self.is_still_so) or any(
            each.became != _still() for each in self.sentences
        )


def unsettled_about(seat: Seat, question: str, between: Between) -> Unsettled:
    """Return what was not settled then, and what became of it by the later day. Six queries at most."""
    then, now = between.then, between.now
    return Unsettled(
        _left(seat, question, between.days.then, then),
        _left(seat, question, between.days.now, now),
        tuple(_sentences(seat, question, between)),
    )


def _left(seat: Seat, question: str, day: datetime.date, before: datetime.datetime) -> Left | None:
    """Return the last line of a finished talk that said so, in the words that stood before a moment."""
    talks = Talk.objects.within(seat).about(question).filter(finish__at__lt=before, on__lte=day)
    newest = talks.order_by("-on", "-pk").values("pk")[:RECENT]
    rows = LineVersion.objects.filter(line__talk__in=newest, line__kind=LineKind.UNSETTLED, at__lt=before)
    later = rows.filter(line=OuterRef("line"), version__gt=OuterRef("version"))
    last = rows.filter(~Exists(later)).exclude(words="").select_related("line__talk")
    row = last.order_by("-line__talk__on", "-line__talk").first()
    return Left(row.words, row.line.talk.on, row.line.talk.ref) if row else None


def _sentences(seat: Seat, question: str, between: Between) -> Iterator[Open]:
    versions = InsightVersion.objects.filter(at__lt=between.now).order_by("version")
    endings = InsightEnd.objects.filter(at__lt=between.now, undone_at=None)
    rows: QuerySet[Insight] = Insight.objects.within(seat).filter(gathering__question=question, at__lt=between.then)
    rows = rows.filter(versions__mark=Mark.UNSETTLED, versions__at__lt=between.then).distinct().order_by("-pk")
    with_all = rows.prefetch_related(
        Prefetch("versions", versions, to_attr="read"), Prefetch("endings", endings, to_attr="ended")
    )
    found = list(with_all[:SENTENCES])
    agreed = _agreed([row.ref for row in found], between) if found else {}
    for row in found:
        if each := _one(row, agreed.get(row.ref, ""), between):
            yield each


def _one(row: Insight, agreement: str, between: Between) -> Open | None:
    """Return what became of one; None where by then it was marked otherwise, said nothing, or was taken off."""
    read: list[InsightVersion] = row.read  # type: ignore[attr-defined]
    ended: list[InsightEnd] = row.ended  # type: ignore[attr-defined]
    then = [each for each in read if each.at < between.then][-1]
    was_off = any(each.at < between.then for each in ended)
    if then.mark != Mark.UNSETTLED or not then.words or was_off:
        return None
    now = read[-1]
    other = tuple(part for part in (now.words, now.other) if part) if _said(now) != _said(then) and not ended else ()
    return Open(then.words, _became(now, ended, agreement), other, agreement)


def _said(row: InsightVersion) -> tuple[str, str]:
    return row.words, row.other


def _became(now: InsightVersion, ended: list[InsightEnd], agreement: str) -> str:
    if agreement:
        return _("We agreed on something since.")
    if ended:
        return _("It went into another sentence.") if ended[-1].into_id else _("We took it off.")
    if now.mark == Mark.MAKE:
        return _("We made something of it.")
    return _("It is something to live with.") if now.mark == Mark.LIVE_WITH else _still()


def _still() -> str:
    return _("It is still not settled.")


def _agreed(refs: Collection[str], between: Between) -> dict[str, str]:
    """Return the agreements that grew from these sentences and were settled between, by the sentence."""
    settled = Settlement.objects.filter(
        between.between("at"), undone_at=None, how__in=STANDS, proposal__agreement=OuterRef("pk")
    )
    rows = Agreement.objects.filter(Exists(settled), sentence__in=refs).order_by("pk")
    return dict(rows.values_list("sentence", "ref"))
