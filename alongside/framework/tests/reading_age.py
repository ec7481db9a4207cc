"""Estimating how old one must be to read a sentence, from the lengths of its words and sentences."""

import re

# Schools count a first grade from age six to seven, so this much is added to a grade to get an age.
GRADE_TO_AGE = 5

WORD = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.?!]+(?=\s|$)")
VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """The syllables of an English word, by its groups of vowels: near enough for an average, not for each."""
    letters = word.lower().replace("’s", "s").replace("’", "")
    groups = len(VOWELS.findall(letters))
    if re.search(r"[^aeiouyl]e$|[^aeiouydtl]ed$|[^aeiouyscxzgh]es$|[aeiouy]le$", letters):
        groups -= 1
    if re.search(r"[aeiou]ing|[iu]ous|[^cstg]ia|io(?!u|n)", letters):
        groups += 1
    return max(groups, 1)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: 0.39 words per sentence + 11.8 syllables per word - 15.59.

    Source: J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom, "Derivation of new readability
    formulas … for Navy enlisted personnel", Naval Technical Training Command, 1975.
    """
    words = WORD.findall(text)
    sentences = max(len(SENTENCE_END.findall(text)), 1)
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def age(text: str) -> float:
    """The same as an age in years."""
    return grade(text) + GRADE_TO_AGE
