"""Whether a page may speak of mail at all. It is built in: a template loads nothing to use it.

{% mail_is_set_up as by_mail %}{% if by_mail %}…{% endif %}
"""

from django import template

from alongside.mail.setup import is_set_up

register = template.Library()


@register.simple_tag
def mail_is_set_up() -> bool:
    """Whether letters are sent from here."""
    return is_set_up()
