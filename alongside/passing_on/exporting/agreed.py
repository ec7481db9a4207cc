"""What is proposed and agreed as data, with who was heard and how it was settled; and what somebody said of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from alongside.agreements.models import (
    Agreement,
    Clarifying,
    InTheRoom,
    LookedAgain,
    Proposal,
    ProposalVersion,
    Settlement,
    Voice,
    VoiceOf,
)
from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat

Data = Mapping[str, object]
Who = Mapping[int | None, str | None]
_WORDS = ("title", "look_again", "answer_by")


def agreements_of(seat: Seat) -> QuerySet[Agreement]:
    """Return all that the partnership agreed on, or means to, with what belongs to it."""
    voices = Voice.objects.prefetch_related(Prefetch("of", VoiceOf.objects.select_related("organisation")))
    proposals = Proposal.objects.prefetch_related(
        "versions", "clarifyings", "rooms", "settlements", Prefetch("voices", voices)
    )
    return Agreement.objects.within(seat).prefetch_related("looked_again", Prefetch("proposals", proposals))


def agreement_data(row: Agreement, who: Who) -> Data:
    """Return one agreement, as `agreements_of` gives it."""
    return {
        "id": row.ref,
        "kind": row.kind,
        "question": row.question or None,
        "sentence": row.sentence or None,
        "begun_at": row.begun_at,
        "begun_by": who[row.begun_by_id],
        "proposals": [_proposal(each, who) for each in row.proposals.all()],
        "looked_again": [
            {
                **_by(each, who),
                "ends": each.ends,
                "words": each.words,
                "look_again": each.look_again,
                **_undone(each, who),
            }
            for each in row.looked_again.all()
        ],
    }


def _by(row: Proposal | ProposalVersion | Clarifying | InTheRoom | Settlement | LookedAgain, who: Who) -> Data:
    return {"at": row.at, "by": who[row.by_id]}


def _undone(row: InTheRoom | Settlement | LookedAgain, who: Who) -> Data:
    return {"undone": {"at": row.undone_at, "by": who[row.undone_by_id]} if row.undone_at else None}


def _said(row: Proposal | ProposalVersion) -> Data:
    parts = [{"part": part, "words": words} for part, words in row.parts.items()]
    return {"version": row.version, **{name: getattr(row, name) for name in _WORDS}, "parts": parts}


def _proposal(row: Proposal, who: Who) -> Data:
    asked = list(row.clarifyings.all())
    return {
        "number": row.number,
        **_said(row),
        **_by(row, who),
        "versions": [{**_said(each), **_by(each, who)} for each in row.versions.all()],
        "asked": [
            {
                "words": each.words,
                **_by(each, who),
                "answers": [{"words": said.words, **_by(said, who)} for said in asked if said.answers_id == each.pk],
            }
            for each in asked
            if not each.answers_id
        ],
        "rooms": [_room(each, who) for each in row.rooms.all()],
        "voices": [_voice(each, who) for each in row.voices.all()],
        "settled": [
            {
                "version": each.version,
                "how": each.how,
                "on": each.on,
                "words": each.words,
                **_by(each, who),
                **_undone(each, who),
            }
            for each in row.settlements.all()
        ],
    }


def _room(row: InTheRoom, who: Who) -> Data:
    return {
        "version": row.version,
        "on": row.on,
        "who_was_there": row.who_was_there,
        "absent_until": row.absent_until,
        **_by(row, who),
        **_undone(row, who),
    }


def _voice(row: Voice, who: Who) -> Data:
    return {
        "who": who[row.membership_id],
        "version": row.version,
        "says": row.says,
        "words": row.words,
        "back_by": row.back_by,
        "at": row.at,
        "typed_by": who[row.typed_by_id],
        "in_the_room": row.room_id is not None,
        "came_from": [each.organisation.name if each.organisation else None for each in row.of.all()],
    }


Text = tuple[str, datetime.datetime, str, tuple[str, ...]]


def texts_on_agreements(who: Membership) -> Iterator[Text]:
    """Yield what somebody typed of what is proposed and agreed, kind by kind."""
    for each in ProposalVersion.objects.filter(by=who).order_by("at"):
        yield _("What is proposed"), each.at, "", (each.title, *each.parts.values(), _day(each.look_again))
    for asked in Clarifying.objects.filter(by=who).order_by("at"):
        yield _("What a proposal means"), asked.at, "", (asked.words,)
    for room in InTheRoom.objects.filter(by=who).order_by("at"):
        yield _("Who was in the room"), room.at, "", (room.who_was_there, room.on.isoformat())
    for settled in Settlement.objects.filter(by=who).order_by("at"):
        yield _("How a proposal was settled"), settled.at, "", (str(settled.get_how_display()), settled.words)
    for looked in LookedAgain.objects.filter(by=who).order_by("at"):
        yield _("Looking again at what is agreed"), looked.at, "", (looked.words, _day(looked.look_again))


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def voices_of(who: Membership) -> Iterator[tuple[Voice, str]]:
    """Yield what somebody said to proposals, and where they came from then, in words."""
    came_from = Prefetch("of", VoiceOf.objects.select_related("organisation"))
    rows = Voice.objects.filter(membership=who).select_related("proposal", "typed_by").prefetch_related(came_from)
    for row in rows.order_by("pk"):
        of = (each.organisation.name if each.organisation else _("a resident") for each in row.of.all())
        yield row, ", ".join(of)
