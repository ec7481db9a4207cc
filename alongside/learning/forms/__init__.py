"""What may come in: on the page of a talk, each line by itself; what we will try; and what came of it."""

from alongside.learning.forms.lines import EXPECTED, FORMS, Beside, LineForm
from alongside.learning.forms.making import LeavesForm, MergeForm, MoveForm, PlaceForm, SentenceForm
from alongside.learning.forms.outcomes import OutcomeForm
from alongside.learning.forms.talk import Sent, TalkForm, shown
from alongside.learning.forms.trying import CameForm, HelpedForm, PlanForm

__all__ = [
    "EXPECTED",
    "FORMS",
    "Beside",
    "CameForm",
    "HelpedForm",
    "LeavesForm",
    "LineForm",
    "MergeForm",
    "MoveForm",
    "OutcomeForm",
    "PlaceForm",
    "PlanForm",
    "Sent",
    "SentenceForm",
    "TalkForm",
    "shown",
]
