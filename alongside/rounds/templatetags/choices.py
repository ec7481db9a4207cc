"""`{% choices "name" places %}`: radios, each in its label, made without a template: 23 questions have 180 of them."""

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def choices(name: str, places: Iterable[tuple[str, str, bool, str]]) -> SafeString:
    """Radios of one name from (value, words, whether chosen, class)."""
    before = format_html('<input type="radio" name="{}" value="', name)
    radios = (
        f'<label class="choice{also}">{before}{conditional_escape(value)}"{" checked" if chosen else ""}> '
        f"{conditional_escape(words)}</label>\n"
        for value, words, chosen, also in places
    )
    return mark_safe("".join(radios))  # noqa: S308 - all but our own classes was escaped above
