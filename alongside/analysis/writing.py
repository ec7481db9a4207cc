"""What may stand in a text that people write: plain Unicode, and nothing that only machines see."""

from __future__ import annotations

import unicodedata

# Tab and line end are how people write; every other control character, half a character (a lone surrogate) and what
# Unicode has set aside as no character at all are not.
_ALLOWED = {"\n", "\t"}


class OddCharacter(ValueError):
    """A character that no keyboard gives; `.code` names it, such as U+0007."""

    def __init__(self, letter: str) -> None:
        super().__init__(letter)
        self.code = f"U+{ord(letter):04X}"


def plain(text: str) -> str:
    """This will give the text in Unicode's composed form (NFC), with ends of lines as one; or raise `OddCharacter`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for letter in text:
        if _is_odd(letter):
            raise OddCharacter(letter)
    return unicodedata.normalize("NFC", text)


def _is_odd(letter: str) -> bool:
    kind = unicodedata.category(letter)
    nothing = 0xFDD0 <= ord(letter) <= 0xFDEF or ord(letter) & 0xFFFE == 0xFFFE
    return (kind in {"Cc", "Cs"} and letter not in _ALLOWED) or nothing
