"""Every read of this room: the page of a talk, what we said we would try, and a question suggested."""

from alongside.learning.pages.making import MakingPage, making_page, moved_by_others, name_of
from alongside.learning.pages.one_try import TryPage, try_page
from alongside.learning.pages.quotes import NotePage, QuotesPage, asked_of, note_page, quotes_page
from alongside.learning.pages.saying import change_page, people_to_name, say_page
from alongside.learning.pages.sentences import Made, made_about, merge_page, sentence_page, write_page
from alongside.learning.pages.sources import AGREEMENT, KINDS, SENTENCE, NoSuchSource, source_of
from alongside.learning.pages.suggesting import SuggestPage, suggest_page
from alongside.learning.pages.talks import Away, Now, TalkPage, lines_now, talk_page
from alongside.learning.pages.tries import ALL, OPEN, WHICH, Came, Tried, TriesPage, tries_page

__all__ = [
    "AGREEMENT",
    "ALL",
    "KINDS",
    "OPEN",
    "SENTENCE",
    "WHICH",
    "Away",
    "Came",
    "Made",
    "MakingPage",
    "NoSuchSource",
    "NotePage",
    "Now",
    "QuotesPage",
    "SuggestPage",
    "TalkPage",
    "Tried",
    "TriesPage",
    "TryPage",
    "asked_of",
    "change_page",
    "lines_now",
    "made_about",
    "making_page",
    "merge_page",
    "moved_by_others",
    "name_of",
    "note_page",
    "people_to_name",
    "quotes_page",
    "say_page",
    "sentence_page",
    "source_of",
    "suggest_page",
    "talk_page",
    "tries_page",
    "try_page",
    "write_page",
]
