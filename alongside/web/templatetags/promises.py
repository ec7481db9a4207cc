"""`{% promise "id" %}` shows a sentence of promise."""

from django import template
from django.utils.translation import gettext

from alongside.web import promises

register = template.Library()


@register.simple_tag
def promise(name: str) -> str:
    """Return the promise called `name`, in the reader's language."""
    return gettext(promises.promise(name))
