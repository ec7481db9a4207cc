"""Suggesting questions to talk or ask about, for a partnership that would rather not choose."""

from collections.abc import Collection
from random import Random

from alongside.framework.shapes import Edition, Question


def suggest(edition: Edition, sat_with: Collection[str], set_aside: Collection[str], rng: Random) -> Question:
    """This will pick one question, the same one for the same arguments and state of `rng`.

    `sat_with` and `set_aside` are question ids; ids of other editions are passed over. The first time it is
    the first question not set aside (whom the work is for); later one not sat with is preferred. If
    everything was set aside, asking is itself a wish to look again, so nothing is left out.
    """
    open_to_us = [question for question in edition.questions if question.id not in set_aside]
    open_to_us = open_to_us or list(edition.questions)
    if not sat_with:
        return open_to_us[0]
    fresh = [question for question in open_to_us if question.id not in sat_with]
    return rng.choice(fresh or open_to_us)


def suggest_some(
    edition: Edition, many: int, asked: Collection[str], left_out: Collection[str], rng: Random
) -> tuple[Question, ...]:
    """This will pick so many questions to ask everyone, in the edition's order; fewer where not so many are left.

    None of `left_out` is ever among them. Those not `asked` before come first, and each from another theme as far
    as the themes go.
    """
    left = [question for question in edition.questions if question.id not in left_out]
    rng.shuffle(left)
    picked: list[Question] = []
    while left and len(picked) < many:
        themes = {question.theme.id for question in picked}
        best = min(left, key=lambda question: (question.id in asked, question.theme.id in themes))
        left.remove(best)
        picked.append(best)
    return tuple(question for question in edition.questions if question in picked)
