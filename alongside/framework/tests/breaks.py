"""Things that can be wrong with content, each as one change to the shipped files and what must then be said."""

from typing import NamedTuple


class Break(NamedTuple):
    """One change to a copy of the shipped content, and the one message that it must give."""

    file: str
    old: str
    new: str
    message: str


VISION_WHY = (
    'why = "Bids, boards and open days come on fixed dates. Words found the night before belong to one person."'
)
VISION_EXAMPLES = 'examples = [\n  "By March'
WHYS_LINK = 'link = { name = "Liberating Structures", url = "https://www.liberatingstructures.com/3-nine-whys/" }'

BREAKS = {
    # Keys nobody knows
    "unknown key of a question": Break(
        "role.toml", "short =", 'hint = "x"\nshort =', "role.toml: role.change: hint: is not a key known here"
    ),
    "unknown key of a theme": Break(
        "role.toml", "name =", 'colour = "red"\nname =', "role.toml: role: colour: is not a key known here"
    ),
    "unknown key of an edition": Break(
        "edition.toml", "themes =", "extra = 1\nthemes =", "edition.toml: edition: extra: is not a key known here"
    ),
    "unknown key of the source": Break(
        "edition.toml", "year =", "month = 6\nyear =", "edition.toml: source: month: is not a key known here"
    ),
    "unknown key of the introduction": Break(
        "edition.toml", "prepare =", "also = 6\nprepare =", "edition.toml: introduction: also: is not a key known here"
    ),
    "unknown key of the background": Break(
        "edition.toml", "[background]", "[background]\na = 1", "edition.toml: background: a: is not a key known here"
    ),
    "unknown key of a tool": Break(
        "tools.toml", "box =", "minutes = 15\nbox =", "tools.toml: nine-whys: minutes: is not a key known here"
    ),
    "unknown table among tools": Break(
        "tools.toml", "[[tool]]", "[other]\na = 1\n[[tool]]", "tools.toml: tools: other: is not a key known here"
    ),
    "unknown key of a reading": Break(
        "reading.toml", "by =", "pages = 3\nby =", "reading.toml: conversations: pages: is not a key known here"
    ),
    "unknown table among readings": Break(
        "reading.toml", "[[reading]]", "[b]\na = 1\n[[reading]]", "reading.toml: reading: b: is not a key known here"
    ),
    "unknown key of a link": Break(
        "reading.toml",
        "link = { ",
        "link = { new = true, ",
        "reading.toml: conversations: link: new: is not a key known here",
    ),
    # Keys that are not there
    "no id of a question": Break("role.toml", 'id = "role.landscape"\n', "", "role.toml: question 2: id: is missing"),
    "no why": Break("purpose.toml", VISION_WHY, "", "purpose.toml: purpose.vision: why: is missing"),
    "no heading": Break("role.toml", "quoted =", "#", "role.toml: role: quoted: is missing"),
    "no rights": Break("edition.toml", "rights =", "#", "edition.toml: source: rights: is missing"),
    "no introduction": Break("edition.toml", "develop =", "#", "edition.toml: introduction: develop: is missing"),
    "no themes": Break("edition.toml", "themes =", "#", "edition.toml: edition: themes: is missing"),
    "no readings": Break(
        "reading.toml", "[[reading]]", "[[old]]", "reading.toml: reading: old: is not a key known here"
    ),
    "a reading without its link": Break("reading.toml", "link =", "#", "reading.toml: conversations: link: is missing"),
    "a link without its name": Break(
        "reading.toml",
        'name = "Creating space for conversations", ',
        "",
        "reading.toml: conversations: link: name: is missing",
    ),
    "no box": Break("tools.toml", "box =", "#", "tools.toml: nine-whys: box: is missing"),
    "no background": Break("edition.toml", "[background]", "[before]", "edition.toml: edition: background: is missing"),
    # Ids
    "a question twice": Break(
        "role.toml", 'id = "role.landscape"', 'id = "role.change"', "role.toml: role.change: id: is there twice"
    ),
    "a theme twice": Break(
        "edition.toml",
        'themes = ["purpose", ',
        'themes = ["purpose", "role", ',
        "edition.toml: role: themes: is there twice",
    ),
    "a tool twice": Break(
        "tools.toml", 'id = "maxims"', 'id = "nine-whys"', "tools.toml: nine-whys: id: is there twice"
    ),
    "a reading twice": Break(
        "reading.toml",
        'id = "leading-across"',
        'id = "conversations"',
        "reading.toml: conversations: id: is there twice",
    ),
    "a question of another theme": Break(
        "role.toml",
        'id = "role.landscape"',
        'id = "people.landscape"',
        "role.toml: people.landscape: id: must be role. and one word in small letters",
    ),
    "a question id that is no id": Break(
        "role.toml",
        'id = "role.landscape"',
        'id = "role.Land scape"',
        "role.toml: role.Land scape: id: must be role. and one word in small letters",
    ),
    "a theme id that is not its file's": Break(
        "role.toml", 'id = "role"', 'id = "part"', "role.toml: role: id: must be the name of its file, role"
    ),
    "an edition id that is not its folder's": Break(
        "edition.toml",
        'id = "partnering-2022"',
        'id = "partnering-2023"',
        "edition.toml: edition: id: must be the name of its folder, partnering-2022",
    ),
    "a theme that is not listed": Break(
        "edition.toml", ', "learning"]', "]", "learning.toml: learning: id: edition.toml does not list this theme"
    ),
    "a theme without a file": Break(
        "edition.toml",
        ', "learning"]',
        ', "learning", "joy"]',
        "edition.toml: edition: themes: lists joy, but there is no file joy.toml",
    ),
    # Tools
    "a missing tool": Break(
        "tools.toml",
        'id = "maxims"',
        'id = "sayings"',
        "tools.toml: maxims: id: this tool is missing: there must be nine",
    ),
    "a tenth tool": Break(
        "tools.toml", 'id = "maxims"', 'id = "sayings"', "tools.toml: sayings: id: is not one of the nine tools"
    ),
    "a tool beside no theme": Break(
        "tools.toml", 'theme = "role"', 'theme = "roll"', "tools.toml: maxims: theme: there is no theme roll"
    ),
    "a tool without link or reason": Break(
        "tools.toml",
        WHYS_LINK,
        "",
        "tools.toml: nine-whys: link: there must be either a link or a no_link_because",
    ),
    "a tool with link and reason": Break(
        "tools.toml",
        WHYS_LINK,
        f'{WHYS_LINK}\nno_link_because = "It went."',
        "tools.toml: nine-whys: link: there must be either a link or a no_link_because",
    ),
    "a tool that helps with nothing known": Break(
        "tools.toml",
        '"purpose.impact"',
        '"purpose.imp"',
        "tools.toml: nine-whys: helps_with: there is no question purpose.imp",
    ),
    "a reading that helps with nothing known": Break(
        "reading.toml",
        '"people.connections"',
        '"people.tea"',
        "reading.toml: conversations: helps_with: there is no question people.tea",
    ),
    # Lists that are too short
    "no theme at all": Break(
        "edition.toml",
        'themes = ["purpose", "role", "people", "working", "learning"]',
        "themes = []",
        "edition.toml: edition: themes: must hold at least 1",
    ),
    "a tool that helps with nothing": Break(
        "tools.toml",
        '["role.change", "purpose.collaboration"]',
        "[]",
        "tools.toml: maxims: helps_with: must hold at least 1",
    ),
    # Types
    "a number for a text": Break(
        "purpose.toml", VISION_WHY, "why = 7", "purpose.toml: purpose.vision: why: must be a text"
    ),
    "a text for a year": Break(
        "edition.toml", "year = 2022", 'year = "2022"', "edition.toml: source: year: must be a whole number"
    ),
    "a yes for a year": Break(
        "edition.toml", "year = 2022", "year = true", "edition.toml: source: year: must be a whole number"
    ),
    "a text for a list": Break(
        "edition.toml",
        'themes = ["purpose", "role", "people", "working", "learning"]',
        'themes = "role"',
        "edition.toml: edition: themes: must be a list of texts",
    ),
    "a number in a list of texts": Break(
        "purpose.toml",
        VISION_EXAMPLES,
        'examples = [\n  3, "By March',
        "purpose.toml: purpose.vision: examples: must be a text",
    ),
    "a text for a link": Break(
        "tools.toml",
        WHYS_LINK,
        'link = "https://www.liberatingstructures.com"',
        "tools.toml: nine-whys: link: must be a link: { name = …, url = … }",
    ),
    # Words
    "an empty text": Break("purpose.toml", VISION_WHY, 'why = "  "', "purpose.toml: purpose.vision: why: is empty"),
    "an empty example": Break(
        "purpose.toml",
        VISION_EXAMPLES,
        'examples = [\n  "", "By March',
        "purpose.toml: purpose.vision: examples: is empty",
    ),
    "a stray space": Break(
        "purpose.toml",
        "partnership’s purpose?",
        "partnership’s purpose? ",
        "purpose.toml: purpose.collaboration: quoted: has a line break or a space too many",
    ),
    "a line break": Break(
        "purpose.toml",
        "your partnership’s purpose?",
        "your\\npartnership’s purpose?",
        "purpose.toml: purpose.collaboration: quoted: has a line break or a space too many",
    ),
    # The first meetings
    "a meeting twice": Break("meetings.toml", 'id = "lead"', 'id = "whom"', "meetings.toml: whom: id: is there twice"),
    "a meeting about a question nobody knows": Break(
        "meetings.toml",
        '"people.assets"',
        '"people.tea"',
        "meetings.toml: step 4: question: there is no question people.tea",
    ),
    "a meeting with a tool nobody knows": Break(
        "meetings.toml", '"nine-whys"', '"ten-whys"', "meetings.toml: step 2: tool: there is no tool ten-whys"
    ),
    "an unknown key of a meeting": Break(
        "meetings.toml", "leaves =", 'tea = "x"\nleaves =', "meetings.toml: whom: tea: is not a key known here"
    ),
    "an unknown key of a step": Break(
        "meetings.toml", "minutes =", "tea = 1\nminutes =", "meetings.toml: step 1: tea: is not a key known here"
    ),
    "minutes that are no number": Break(
        "meetings.toml", "minutes = 10", 'minutes = "10"', "meetings.toml: step 1: minutes: must be a whole number"
    ),
    # Links
    "a link that is not https": Break(
        "reading.toml",
        "https://www.kingsfund",
        "http://www.kingsfund",
        "reading.toml: conversations: link: url: must be an address that begins with https:// (it is "
        "“http://www.kingsfund.org.uk/publications/creating-space-conversations-covid-19”)",
    ),
}
