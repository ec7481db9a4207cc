"""The content of examples: what is shipped is right, and every mistake is told in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from alongside.demo.loading import LARGE, NAMES, SMALL, content_of, load
from alongside.framework.checking import ContentError

ABOUT = """
name = "Mill Street"
place = "Marlow Edge"
stage = "new"
why = "Two people and a shed."
contact_name = "Ann Bell"
contact_reach = "01632 960001"
walk_in = { organiser = "ann", member = "bob", newcomer = "bob" }
[[organisation]]
id = "shed"
name = "The Shed"
kind = "charity"
size = "none"
[[person]]
id = "ann"
name = "Ann Bell"
of = ["shed"]
joins = -9
organiser = true
[[person]]
id = "bob"
name = "Bob Carr"
of = ["resident"]
joins = -5
"""
STORY = """
[[step]]
day = -4
do = "try"
by = "ann"
key = "door"
what = "Paint the door"
[[step]]
day = -1
do = "outcome"
by = "bob"
try = "door"
happened = "yes"
"""
ROUND = """
name = "First questions"
way = "reflect"
by = "ann"
questions = ["purpose.vision"]
asked = -4
closes = -3
meeting = -2
opened = true
[where]
"purpose.vision" = { ann = 2, bob = 9 }
[[said]]
who = "bob"
question = "purpose.vision"
words = "Less mud."
"""
Mistake = tuple[str, str, str, str]
MISTAKES: dict[str, Mistake] = {
    "a way in as nobody": ("about", 'member = "bob"', 'member = "bert"', "“bert” is nobody in this file"),
    "from nowhere": ("about", 'of = ["shed"]', 'of = ["barn"]', "ann: “barn” is no organisation in this file"),
    "comes tomorrow": ("about", "joins = -5", "joins = 1", "bob: joins on a day that is still to come"),
    "nobody begins": ("about", "organiser = true", "", "the first person begins it, and must be an organiser"),
    "no such step": ("story", 'do = "try"', 'do = "tyr"', "“tyr” is no kind of step"),
    "by nobody": ("story", 'by = "bob"', 'by = "bert"', "“bert” is nobody in partnership.toml"),
    "by somebody not here yet": (
        "story",
        'day = -4\ndo = "try"\nby = "ann"',
        'day = -6\ndo = "try"\nby = "bob"',
        "has not come in yet",
    ),
    "tomorrow": ("story", "day = -1", "day = 1", "is still to come (it is 1)"),
    "no such try": ("story", 'try = "door"', 'try = "gate"', "no try is called “gate” by then"),
    "not one of these": ("story", '"yes"', '"perhaps"', "must be one of yes, partly, no, changed, let-go"),
    "a key too many": ("story", 'key = "door"', 'key = "door"\ncolour = "red"', "colour: is not a key known here"),
    "a key too few": ("story", 'what = "Paint the door"', "", "what: is missing"),
    "no words": ("story", '"Paint the door"', '""', "must be words (it is '')"),
    "no such question": ("round", "purpose.vision", "purpose.cake", "“purpose.cake” is no question of the framework"),
    "days out of order": ("round", "meeting = -2", "meeting = -4", "the days must stand in order"),
    "off the scale": ("round", "ann = 2", "ann = 7", "7 is no place on the scale (ann, purpose.vision)"),
    "answered by nobody": ("round", 'who = "bob"', 'who = "bert"', "“bert” is nobody in partnership.toml"),
}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(**said: str) -> Path:
        (tmp_path / "rounds").mkdir(exist_ok=True)
        for name, words in {"about": ABOUT, "story": STORY, "round": ROUND, **said}.items():
            place = {"about": "partnership.toml", "story": "story.toml", "round": "rounds/1.toml"}[name]
            (tmp_path / place).write_text(words, encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize("name", NAMES)
def test_what_is_shipped_is_right(name: str) -> None:
    content = content_of(name)
    assert content.steps
    assert len({content.walk_in[role] for role in content.walk_in}) == 3


def test_one_is_large_and_one_is_just_starting() -> None:
    large, small = content_of(LARGE), content_of(SMALL)
    answers = [said for asked in large.rounds for who in asked.answers.values() for said in who.values()]
    assert (len(large.people), len(large.bodies), len(large.rounds)) == (18, 9, 5)
    assert len(answers) > 500
    assert len([said for said in answers if said.words]) > 200
    assert (len(small.people), len(small.rounds), small.stage) == (7, 0, "new")


def test_whoever_walks_in_as_a_member_is_asked_something_today() -> None:
    large = content_of(LARGE)
    (still_open,) = (asked for asked in large.rounds if not asked.opened)
    assert still_open.asked < 0 < still_open.closes
    assert not {large.walk_in["member"], large.walk_in["newcomer"]} & set(still_open.answers)


def test_telephone_numbers_are_of_those_that_ring_nowhere() -> None:
    for name in NAMES:
        assert "01632 960" in content_of(name).contact_reach


def test_a_small_one_is_read(write: Callable[..., Path]) -> None:
    content = load(write())
    said = content.rounds[0].answers["bob"]["purpose.vision"]
    assert (said.place, said.words, said.wishes, said.named) == (9, "Less mud.", False, False)
    assert [step.do for step in content.steps] == ["try", "outcome"]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_in_a_sentence(write: Callable[..., Path], mistake: str) -> None:
    name, right, wrong, sentence = MISTAKES[mistake]
    whole = {"about": ABOUT, "story": STORY, "round": ROUND}[name]
    assert right in whole
    with pytest.raises(ContentError) as told:
        load(write(**{name: whole.replace(right, wrong, 1)}))
    assert sentence in str(told.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"partnership\.toml: the file is missing"):
        load(tmp_path)
