"""Every read of this room: the page of a talk, what we said we would try, and a question suggested."""

from alongside.learning.pages.suggesting import SuggestPage, suggest_page
from alongside.learning.pages.talks import Away, Now, TalkPage, lines_now, talk_page
from alongside.learning.pages.tries import Came, Tried, TriesPage, TryPage, tries_page, try_page

__all__ = [
    "Away",
    "Came",
    "Now",
    "SuggestPage",
    "TalkPage",
    "Tried",
    "TriesPage",
    "TryPage",
    "lines_now",
    "suggest_page",
    "talk_page",
    "tries_page",
    "try_page",
]
