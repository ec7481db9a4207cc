"""Names out of what an organiser pastes: one a line, or the To: line of an e-mail, however it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr

_HEADER = re.compile(r"^\s*(?:to|cc|bcc|an|kopie)\s*:", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,3}[.)])\s+")
_ASIDE = re.compile(r"(?<=[^\s,;])\s+\([^()@]*\)")  # Ama Mensah (Harbour Carers); an address in brackets stays
_ADDRESS = re.compile(r"[^\s@<>\"'(),:;\\\[\]]+@[^\s@<>\"'(),:;\\\[\]]+")


@dataclass(frozen=True, slots=True)
class Pasted:
    """Somebody who was named: what to call them, and their address where one stood there (it is not kept)."""

    name: str
    email: str = ""


def people_in(text: str) -> list[Pasted]:
    """Return everybody named in `text`, in its order, each once."""
    found = (person for part in _parts(text, ";\n") for person in _people(part))
    return list(dict.fromkeys(person for person in found if person.name))


def _parts(text: str, separators: str) -> Iterator[str]:
    """Yield what stands between `separators`, those within quotation marks and pointed brackets apart."""
    part, quoted, pointed = "", False, False
    for letter in text:
        if letter == '"' or letter == "\n":
            quoted = letter == '"' and not quoted and '"' in text
        pointed = letter == "<" or (pointed and letter not in ">\n")
        if letter in separators and not (quoted or pointed):
            yield part
            part = ""
        else:
            part += letter
    yield part


def _people(part: str) -> Iterator[Pasted]:
    part = _ASIDE.sub("", _BULLET.sub("", _HEADER.sub("", part))).strip()
    pieces = [piece.strip() for piece in _parts(part, ",") if piece.strip()]
    if len(pieces) == 2 and "@" not in pieces[0] and "<" in pieces[1] and " " not in pieces[0]:
        # Reed, Tom <tom@example.org>
        pieces = [f'"{pieces[0]}, {pieces[1].partition("<")[0].strip()}" <{pieces[1].partition("<")[2]}']
    for piece in pieces:
        yield _person(piece)


def _person(piece: str) -> Pasted:
    found = _ADDRESS.search(piece)
    if not found:
        return Pasted(_turned(piece.strip("\"'<> ")))
    email = found[0]
    name = parseaddr(piece)[0] if "<" in piece else piece.replace(email, "")
    name = name.strip("\"'<>() ")
    return Pasted(_turned(name) if name and "@" not in name else _from_address(email), email)


def _turned(name: str) -> str:
    """Return "Tom Reed" for "Reed, Tom"."""
    family, comma, given = (part.strip() for part in name.partition(","))
    return " ".join(f"{given} {family}".split()) if comma and given and "," not in given else " ".join(name.split())


def _from_address(email: str) -> str:
    """Return "Tom Reed" for tom.reed@example.org: better than nothing, and its person can change it."""
    words = re.split(r"[._+\-\d]+", email.partition("@")[0])
    return " ".join(word.capitalize() for word in words if word) or email.partition("@")[0]
