"""Suggesting one question to talk about, for a partnership that would rather not choose."""

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
