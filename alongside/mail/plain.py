"""Words as the head of a letter may hold them: in one line, in the order they are read, nothing a terminal obeys."""

import re
import unicodedata

LONGEST = 150
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns the order of the words beside it about."""


def one_line(words: str) -> str:
    """Return `words` in one line of at most 150 letters; what would end the line, or turn it about, is a space.

    `=?` is how letters begin words that are written in another way, and these could hold the end of a line.
    """
    kept = "".join(" " if unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} else each for each in words)
    line = " ".join(_TURNS.sub(" ", kept).replace("=?", "= ?").split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
