"""The sentences of ours that proposals grow from: registered with the room of what is proposed."""

from __future__ import annotations

from django.urls import reverse

from alongside.agreements.sentences import Sentence
from alongside.learning.models import Insight
from alongside.partnerships.seats import Seat


def sentence_of(seat: Seat, ref: str) -> Sentence | None:
    """Return the sentence of this reference that stands in the seat's partnership; None where none does. One query."""
    row = Insight.objects.within(seat).now().select_related("gathering").filter(ref=ref).first()
    if row is None:
        return None
    address = reverse("learning:sentence", args=[seat.partnership.ref, row.ref])
    return Sentence(row.words, row.gathering.question, address)
