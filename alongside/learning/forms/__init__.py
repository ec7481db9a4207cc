"""What may come in on the page of a talk: each line by itself, and what came of what we tried."""

from alongside.learning.forms.lines import EXPECTED, FORMS, Beside, LineForm
from alongside.learning.forms.outcomes import OutcomeForm
from alongside.learning.forms.talk import Sent, TalkForm, shown

__all__ = ["EXPECTED", "FORMS", "Beside", "LineForm", "OutcomeForm", "Sent", "TalkForm", "shown"]
