"""Pictures, as template tags; built in like the other parts.

{% picture page.picture %}     a drawing of `alongside.pictures.spread`: in columns or in rows as there is room. A whole
                               one has its words and its table under it; a small one stands beside words
{% seen page.picture as it %}  the sentences that are said of it, for a page that says them elsewhere
"""

from typing import Any

from django import template

from alongside.pictures.spread import Picture
from alongside.web.seen import sentences

register = template.Library()


@register.inclusion_tag("web/parts/picture.html")
def picture(shown: Picture) -> dict[str, Any]:
    """The picture of a question, of which the page has said the title in a heading."""
    return {"picture": shown, "sentences": sentences(shown.now)}


@register.simple_tag
def seen(shown: Picture) -> tuple[str, ...]:
    """What is said of the last round, if it is now."""
    return sentences(shown.now)
