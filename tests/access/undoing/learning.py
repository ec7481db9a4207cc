"""What is taken away of talks, tries and sentences, and how it comes back."""

from __future__ import annotations

from alongside.learning import commands as learning
from alongside.learning.models import Action, Insight, Leaves
from alongside.learning.table import on_the_table
from alongside.rounds.models import Answer, Round
from tests.access.objects import Things
from tests.access.undoing.shapes import Undone, Values
from tests.cast import Cast


def under_a_sentence(cast: Cast, here: Things) -> Values:
    sentence = Insight.objects.get(ref=here.values["sentence"])
    (name, *_) = on_the_table(cast.seat("amina"), sentence.gathering)
    learning.move(
        seat=cast.seat("amina"),
        gathering=sentence.gathering,
        picked=[learning.Picked(name, 0)],
        out_of=None,
        to=sentence,
        at=cast.at,
    )
    return {"piece": f"{name}.1", "out_of": sentence.ref, "to": "out"}


def may_leave(cast: Cast, here: Things) -> Values:
    asked = Round.objects.get(ref=here.instead["rounds:opened"]["round"])
    question = here.instead["rounds:opened"]["question"]
    mine = Answer.objects.create(round=asked, membership=cast.member("amina"), question=question, words="I know two.")
    learning.ask_quote(seat=cast.seat("tom"), round=asked, question=question, said=mine.pk, at=cast.at)
    learning.say_leaves(seat=cast.seat("amina"), answer=mine, leaves=Leaves.NAMED, at=cast.at)
    return {"words": str(mine.pk)}


def said_what_came(cast: Cast, here: Things) -> Values:
    action = Action.objects.get(ref=here.values["action"])
    told = learning.Told("yes", "yes", "Nine came")
    made = learning.record_outcome(seat=cast.seat("amina"), action=action, told=told, at=cast.at)
    return {"undo": str(made.pk)}


def begun_talk(cast: Cast, here: Things) -> Values:
    seat = cast.seat("amina")
    talk = learning.begin_talk(seat=seat, question="people.assets", on=cast.at.date(), at=cast.at)
    learning.keep_line(seat=seat, talk=talk, kind="noticed", seen=0, words="We stopped.", at=cast.at)
    return {"talk": talk.ref, "question": "people.assets"}


UNDONE = (
    Undone("learning:outcome", "learning:outcome", "Take that back", sends={"happened": "no"}),
    Undone(
        "learning:try_change", "learning:try_change", "Put that back", sends={"seen": "1", "what": "Nothing", "due": ""}
    ),
    Undone(
        "learning:undo",
        "learning:outcome",
        "Keep",
        first=said_what_came,
        types={"happened": "yes", "helped": "yes", "words": "Nine came"},
    ),
    Undone("learning:talk", "journey:question", "Take it up again", sends={"put-away": "1"}, first=begun_talk),
    Undone(
        "learning:line",
        "learning:talk",
        "Keep",
        sends={"noticed-seen": "1", "noticed-words": ""},
        first=begun_talk,
        types={"noticed-words": "We stopped."},
    ),
    Undone("learning:move", "learning:making", "Move", first=under_a_sentence, types={"to": "table"}),
    Undone(
        "learning:sentence",
        "learning:sentence",
        "Keep",
        sends={"seen": "1", "words": "Not so.", "mark": "make"},
        types={"words": "We know few of each other.", "mark": "make"},
    ),
    Undone(
        "learning:merge",
        "learning:making",
        "Put it back",
        sends={"seen": "1", "into_seen": "1", "words": "Both.", "mark": "make"},
    ),
    Undone("learning:take_off", "learning:making", "Put it back"),
    Undone("learning:quotes", "learning:quotes", "Yes, with my name", sends={"leaves": "no"}, first=may_leave),
)
ONLY_GIVE: dict[str, Values] = {
    "journey:put_away": {},
    "learning:suggest": {},
    "learning:begin": {},
    "learning:try_new": {"what": "Ask at the door"},
    "learning:gather": {},
    "learning:write": {"words": "We meet too little.", "mark": "make"},
    "learning:ask_quote": {},
    "learning:place": {"to": "2"},
    "learning:put_back": {},
}
