"""`alongside mail`: a try-out letter, and a sentence about what went wrong."""

import click

from alongside.cli import start
from alongside.refusal import Refusal


@click.command()
@click.option("--to", required=True, help="The address that the letter goes to, as in me@example.org.")
def command(to: str) -> None:
    """Send one letter, to try whether mail is set up well.

    The mail server is named by ALONGSIDE_MAIL, the sender by ALONGSIDE_MAIL_FROM, and what links begin with by
    ALONGSIDE_ADDRESS. Nothing is kept of the letter.
    """
    start.folder()
    start.load()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from alongside import mail
    from alongside.mail import letters, sending, setup
    from alongside.web.clock import now

    if not mail.is_set_up():
        raise Refusal(setup.fault() or "Mail is not set up: name the mail server with ALONGSIDE_MAIL (docs/deploy.md).")
    try:
        validate_email(to)
    except ValidationError as wrong:
        raise Refusal(f"{to} is no e-mail address: give one like me@example.org.") from wrong
    letter = letters.write("tryout", "A letter from Alongside, to try it out", {"address": setup.link("/")}, to=to)
    try:
        with sending.Line() as line:
            came = line.send(letters.message(letter, to, at=now()), to)
    except sending.NoLine as failed:
        raise Refusal(sending.sentence(str(failed))) from failed
    if came is not sending.Came.SENT:
        raise Refusal(f"The mail server was reached, but takes no letter for {to}: try another address.")
    click.echo(f"The mail server has taken a letter for {to}. If it does not come, look among unwanted mail.")
