"""Which kinds of steps a story has, and what each says. `!` is what it must say.

    person people origins question round   what is known: ids of partnership.toml, of the framework, of rounds/
    words day days yes table                words; a day counted from today; days after the step; true; words by name
    new KIND, the KIND                      names a thing for later steps; names one of an earlier step
    one of A B                              one of these words
    a try                                   a try inside a talk: { key, what, who, by }

Days that are to come (`look_again`, `answer_by`, `back_by`, `next`, `again_on`) are counted from today, so that nothing
is overdue by accident. `due` and `by` of a try are days after it was said. Steps of
one day happen in the order they stand in.
That people come in, that a round is asked, answered and opened, is told of partnership.toml and rounds/ alone.
"""

from __future__ import annotations

from collections.abc import Mapping

HEARD = "agree there live reservation cannot back"
KINDS: Mapping[str, Mapping[str, str]] = {
    "leave": {"who": "person!", "takes": "words", "could_take": "words", "ask_me": "words"},
    "come_from": {"who": "person!", "of": "origins!"},
    "organise": {"who": "person!"},
    "stop_organising": {"who": "person!"},
    "welcome": {"who": "person!", "welcomer": "person!", "reach": "words"},
    "talk": {
        "key": "new talk",
        "question": "question!",
        "from_round": "round",
        "noticed": "words",
        "standing": "words",
        "unsettled": "words",
        "expected": "yes",
        "again": "words",
        "again_on": "day",
        "present": "words",
        "try": "a try",
    },
    "try": {
        "key": "new try",
        "what": "words!",
        "people": "people",
        "others": "words",
        "due": "days",
        "see": "words",
        "from": "the sentence agreement try",
        "question": "question",
    },
    "outcome": {
        "try": "the try!",
        "happened": "one of yes partly no changed let-go!",
        "helped": "one of yes partly no too-soon",
        "whom": "words",
        "learned": "words",
        "instead": "words",
        "instead_by": "days",
    },
    "gather": {"key": "new gather", "question": "question!", "round": "round", "left_out": "list"},
    "sentence": {
        "key": "new sentence",
        "gather": "the gather!",
        "words": "words!",
        "mark": "one of make unsettled live-with",
        "other": "words",
        "pieces": "list",
        "left_out": "list",
    },
    "propose": {
        "key": "new agreement",
        "again": "the agreement",
        "kind": "one of purpose values lead ways reach time where decision!",
        "title": "words!",
        "parts": "table!",
        "look_again": "day",
        "answer_by": "day",
        "question": "question",
        "from": "the sentence",
    },
    "ask_about": {"key": "new asking", "propose": "the agreement!", "words": "words!"},
    "answer_about": {"ask_about": "the asking!", "words": "words!"},
    "amend": {"propose": "the agreement!", "title": "words", "parts": "table!", "look_again": "day"},
    "say": {"propose": "the agreement!", "says": f"one of {HEARD}!", "words": "words", "back_by": "day"},
    "in_room": {"propose": "the agreement!", "says": "table!", "reservations": "table", "others": "words"},
    "settle": {
        "propose": "the agreement!",
        "how": "one of adopted left-open decided withdrawn!",
        "words": "words",
    },
    "look_again": {"agreement": "the agreement!", "ends": "yes", "words": "words", "next": "day"},
    "aside": {"question": "question!", "reason": "words", "look_again": "day"},
    "pass_on": {
        "key": "new pass_on",
        "what": "one of talk pictures sentences thread leaving where decision file!",
        "about": "the talk gather agreement try",
        "round": "round",
        "question": "question",
        "to": "words!",
        "words": "words",
    },
    "came_back": {"pass_on": "the pass_on!", "words": "words!"},
    "quote": {
        "round": "round!",
        "question": "question!",
        "who": "person!",
        "leaves": "one of named unnamed no",
    },
}
