"""The page on which something said is put aside, or back: what stands, what one can do, and what is lacking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.partnerships.models import Affiliation, Membership, Organisation
from alongside.partnerships.seats import Seat
from alongside.rounds.commands import came_from, comes_from
from alongside.rounds.models import Round, Withholding
from alongside.rounds.permissions import may_agree, may_alone
from alongside.rounds.withheld import Withheld, withheld_in, words_of


@dataclass(frozen=True, slots=True)
class Asked:
    """That somebody asked, and waits for another. `lacks` says why the reader cannot be the other; empty: they can."""

    asking: int
    by: str
    reason: str
    is_mine: bool
    lacks: str


@dataclass(frozen=True, slots=True)
class AsidePage:
    """One thing that was said. Without its words where they are put aside: then `mark` stands there, as everywhere."""

    partnership: str
    ref: str
    name: str
    said: int
    question: Question
    words: str
    mark: Withheld | None
    asked: Asked | None
    alone: bool
    lacks: str  # why nobody else who is here could agree, if one asked; empty: somebody could
    says_where: bool  # whether one has said which organisation one comes from

    @property
    def may_ask(self) -> bool:
        """Whether one can ask now: nobody has, or it is one's own to do alone."""
        return self.asked is None or self.alone


@dataclass(frozen=True, slots=True)
class Wanting:
    """That somebody else asks for words to be put aside, or back, and waits for another: where these stand."""

    round: str
    said: int
    back: bool


def wanting(seat: Seat) -> Wanting | None:
    """Return the oldest asking of somebody else here that waits for another; not whose, nor why. One query."""
    rows = Withholding.objects.waiting().filter(round__partnership=seat.partnership_id, alone=False)
    row = rows.exclude(by=seat.membership).select_related("round").order_by("pk").first()
    return Wanting(row.round.ref, row.said, row.back) if row else None


def aside_page(seat: Seat, round: Round, key: int) -> AsidePage | None:
    """Return the page of something said in an opened round; none where there are no such words."""
    there = words_of(round, key)
    if there is None:
        return None
    mark, of = withheld_in([round]).get(key), comes_from(seat.membership)
    asking = Withholding.objects.waiting().filter(round=round, said=key).select_related("by", "round__asking").first()
    alone = may_alone(seat, there, mark)
    return AsidePage(
        partnership=seat.partnership.ref,
        ref=round.ref,
        name=round.name,
        said=key,
        question=the_edition().question(there.question),
        words="" if mark else there.words,
        mark=mark,
        asked=_asked(seat, asking, of) if asking else None,
        alone=alone,
        lacks="" if alone or asking else _lacking(seat, of),
        says_where=bool(of),
    )


def _asked(seat: Seat, asking: Withholding, of: Sequence[Organisation]) -> Asked:
    mine = asking.by_id == seat.membership.pk
    ours, theirs = came_from(seat.membership, asking.round), came_from(asking.by, asking.round)
    may = may_agree(seat, asking, has_named=bool(of), ours=ours, theirs=theirs)
    return Asked(asking.pk, asking.by.name, asking.reason, mine, "" if may else _why_not(mine, of))


def _why_not(mine: bool, of: Sequence[Organisation]) -> str:
    if mine and not of:
        return _(
            "You asked. Somebody who has named an organisation has to agree. Or take it back, name yours, ask again."
        )
    if mine:
        return _("You asked. Somebody who does not come from where you come from has to agree.")
    if not of:
        return _("It takes two, from two organisations. Neither you nor whoever asked has named one.")
    return _("You come from the same organisation as whoever asked, or did lately. Somebody who does not has to agree.")


def _lacking(seat: Seat, of: Sequence[Organisation]) -> str:
    """Return what is lacking where nobody else here could agree with somebody who comes from all of these."""
    others = Membership.objects.within(seat).here().exclude(pk=seat.membership.pk)
    named = Affiliation.objects.within(seat).now().exclude(organisation=None)
    if not of:
        could, sentence = (
            others.filter(pk__in=named.values("membership")),
            _("It takes two, from two organisations. Nobody here has named one yet."),
        )
    else:
        same = named.filter(organisation__in=of)
        could = others.filter(~Q(pk__in=same.values("membership")))
        sentence = _("It takes two, from two organisations. Everybody here comes from the same one as you.")
    return "" if could.exists() else sentence
