"""What one has put away, put back; and what came back from a round that was withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction

from alongside.partnerships.seats import Seat
from alongside.people import sealing
from alongside.people.commands.keyring import Held, hold, seal_to_all
from alongside.rounds.commands.closing import returned_about
from alongside.rounds.commands.drafts import Book
from alongside.rounds.models import Returned, Round
from alongside.rounds.sheets import AWAY, Entry, packed, unpacked


@transaction.atomic
def put_back(*, seat: Seat, secret: str, round: Round, question: str, seen: int) -> bool:
    """Let what one had put away be a draft to send again. False when it has changed since it was seen, or is gone."""
    book = Book(hold(seat.device_id, secret), round)
    entry = book.entries.get(question)
    if entry is None or entry.how != AWAY or entry.version != seen:
        return False
    book.put(question, replace(entry, how="", version=entry.version + 1))
    book.write()
    return True


def came_back(keys: Sequence[Held], round: Round, rows: Iterable[Returned]) -> dict[str, Entry]:
    """Return what came back to the holder of these keys, question by question."""
    held = {key.id: key for key in keys}
    sheet: dict[str, Entry] = {}
    for row in rows:
        if key := held.get(row.key_id):
            sheet |= unpacked(sealing.open_returned(bytes(row.sealed), key.key, returned_about(round.ref)))
    return sheet


@transaction.atomic
def let_go(*, seat: Seat, secret: str, round: Round, question: str) -> bool:
    """Take away what came back on a question. False when it is gone. The typed word is the form's to ask."""
    keys = hold(seat.device_id, secret)
    rows = Returned.objects.filter(round=round, key__membership=seat.membership)
    sheet = came_back(keys, round, rows)
    if sheet.pop(question, None) is None:
        return False
    rows.delete()
    if sheet:
        sealed = seal_to_all(seat.membership, packed(sheet), returned_about(round.ref))
        Returned.objects.bulk_create(Returned(key_id=key, round=round, sealed=each) for key, each in sealed)
    return True
