"""One agreement: its words, how they were settled, who was heard, what is kept beside them, and looking again."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate

from alongside.agreements.given import given_of
from alongside.agreements.hearing import Heard
from alongside.agreements.models import Agreement, How, LookedAgain, Proposal, Settlement
from alongside.agreements.pages.agreed import (
    Agreed,
    Words,
    as_agreed,
    called,
    question_of,
    settlements,
    words_of,
)
from alongside.agreements.pages.heard import OfKind, by_kind, heard_by
from alongside.agreements.permissions import may_let_go, may_take_back
from alongside.framework.shapes import Question
from alongside.partnerships.seats import Seat

HALF_A_YEAR = 183


@dataclass(frozen=True, slots=True)
class Looked:
    """That we looked again: it held still, or (`ends`) was let go, and why; `id` where it can be taken back."""

    id: int
    ends: bool
    words: str
    on: datetime.date
    by: str
    again: datetime.date | None


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest proposal, where it is not the one that stands: being heard (`how` is empty), or left open.

    `parts` are what is proposed, `words` what is in the way.
    """

    number: int
    how: str
    words: str
    on: datetime.date
    parts: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement; `stands` is None while nothing of it was ever settled, or (`let_go`) what stood was let go."""

    partnership: str
    ref: str
    matter: str
    kind_name: str
    title: str
    question: Question | None
    stands: Agreed | None
    why: str
    heard: Heard | None
    by_kind: tuple[OfKind, ...]
    let_go: Looked | None
    looked: Looked | None
    latest: Latest | None
    has_versions: bool

    @property
    def is_heard(self) -> bool:
        """Whether words for it are being heard now: then these are amended, and no others proposed."""
        return self.latest is not None and not self.latest.how


def agreement_page(seat: Seat, agreement: Agreement, *, at: datetime.datetime, today: datetime.date) -> AgreementPage:
    """Return one agreement. A fixed number of queries."""
    row = settlements(seat).filter(proposal__agreement=agreement).first()
    newest = Proposal.objects.filter(agreement=agreement).select_related("agreement").order_by("-number").first()
    looked = _looked(seat, row, at=at) if row else None
    given = given_of(row.proposal) if row else None
    gone = looked if looked and looked.ends else None
    return AgreementPage(
        partnership=seat.partnership.ref,
        ref=agreement.ref,
        matter=agreement.kind,
        kind_name=agreement.get_kind_display(),
        title=called(agreement, row.proposal if row else newest),
        question=question_of(agreement),
        stands=as_agreed(row, today=today) if row else None,
        why=row.words if row else "",
        heard=heard_by(seat, given, row.on) if row and given else None,
        by_kind=by_kind(given) if given else (),
        let_go=gone,
        looked=None if gone else looked,
        latest=_latest(newest) if newest and not (row and row.proposal_id == newest.pk) else None,
        has_versions=bool(newest and (newest.number > 1 or newest.version > 1)),
    )


def _looked(seat: Seat, row: Settlement, *, at: datetime.datetime) -> Looked | None:
    """Return what was said when we last looked again since it was settled."""
    rows = LookedAgain.objects.filter(agreement=row.proposal.agreement, undone_at=None, at__gte=row.at)
    last = rows.select_related("by").order_by("-pk").first()
    if last is None:
        return None
    number = last.pk if may_take_back(seat, last, at=at) else 0
    return Looked(number, last.ends, last.words, localdate(last.at), last.by.name, last.look_again)


def _latest(newest: Proposal) -> Latest | None:
    """Return where the newest proposal is; one that was withdrawn says nothing here."""
    last = Settlement.objects.filter(proposal=newest, undone_at=None).first()
    parts = words_of(newest.agreement.kind, newest.parts)
    if last is None:
        return Latest(newest.number, "", "", localdate(newest.at), parts)
    return Latest(newest.number, last.how, last.words, last.on, parts) if last.how == How.LEFT_OPEN else None


@dataclass(frozen=True, slots=True)
class LookAgainPage:
    """The page that asks whether an agreement still holds. `key` makes a second press no second answer."""

    partnership: str
    ref: str
    stands: Agreed
    key: str
    may_let_go: bool


def suggested(today: datetime.date) -> dict[str, datetime.date]:
    """Return the day to look again that the page suggests."""
    return {"look_again": today + datetime.timedelta(days=HALF_A_YEAR)}


def look_again_page(seat: Seat, agreement: Agreement, *, key: str, today: datetime.date) -> LookAgainPage | None:
    """Return the page that asks whether it still holds; None where nothing stands to look at."""
    row = settlements(seat).filter(proposal__agreement=agreement).first()
    if row is None or row.ends:
        return None
    return LookAgainPage(
        partnership=seat.partnership.ref,
        ref=agreement.ref,
        stands=as_agreed(row, today=today),
        key=key,
        may_let_go=may_let_go(seat),
    )
