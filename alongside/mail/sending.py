"""Handing letters to the mail server: one connection for several, with an end to every wait.

Nothing that the mail server says is written anywhere: it may hold an address. What is told is the kind of failure.
"""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from enum import Enum
from types import TracebackType

from alongside.mail import setup

PATIENCE = 15.0
"""Seconds that the mail server is given for each answer."""
FOR_GOOD = 500
"""From this answer on, a mail server means no, and not later."""


class Came(Enum):
    """What came of handing over a letter."""

    SENT = "sent"
    LATER = "later"  # not now: it is tried again
    REFUSED = "refused"  # no such address: trying again would not help


class NoLine(Exception):
    """The mail server cannot be reached, or takes nothing from us; says which kind of failure."""


class Line:
    """A connection to the mail server, opened when the first letter goes."""

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Line:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye, if there is anybody to say it to."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except (OSError, smtplib.SMTPException):
            smtp.close()

    def open(self) -> smtplib.SMTP:
        """Return the connection, made if there is none; raises NoLine."""
        if self._smtp is None:
            try:
                self._smtp = _connect(setup.server())
            except (OSError, smtplib.SMTPException, UnicodeError) as error:
                raise NoLine(_kind(error)) from error
        return self._smtp

    def send(self, letter: EmailMessage, to: str) -> Came:
        """Hand over one letter; raises NoLine."""
        smtp = self.open()
        try:
            smtp.send_message(letter, from_addr=setup.sender()[1], to_addrs=[to])
        except smtplib.SMTPRecipientsRefused as refused:
            return Came.REFUSED if all(code >= FOR_GOOD for code, _ in refused.recipients.values()) else Came.LATER
        except smtplib.SMTPDataError:  # this letter it does not take; the next one it may
            return Came.LATER
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self.close()
            raise NoLine(_kind(error)) from error
        return Came.SENT


def _connect(server: setup.Server) -> smtplib.SMTP:
    """Connect, encrypt and sign in. Over a network nothing is said that is not encrypted."""
    context, name = ssl.create_default_context(), setup.domain()
    if server.tls:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, name, timeout=PATIENCE, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, name, timeout=PATIENCE)
    try:
        if not server.tls:
            smtp.ehlo()
            if smtp.has_extn("starttls") or not server.is_here:
                smtp.starttls(context=context)
        if server.user:
            smtp.login(server.user, server.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _kind(error: Exception) -> str:
    """Return what kind of failure it is, and the mail server's number, but none of its words."""
    code = f" {error.smtp_code}" if isinstance(error, smtplib.SMTPResponseException) else ""
    return type(error).__name__ + code


SENTENCES = {
    "gaierror": "no server has that name: look at the name in ALONGSIDE_MAIL.",
    "ConnectionRefusedError": "nothing listens there: look at the name and the port in ALONGSIDE_MAIL.",
    "TimeoutError": "it does not answer: look at the port in ALONGSIDE_MAIL, and at what a firewall lets out.",
    "SSLCertVerificationError": "its certificate does not fit its name: use the name that the certificate is for.",
    "SSLError": "it does not speak like that on this port: smtps:// is for port 465, smtp:// for 587.",
    "SMTPAuthenticationError": "it does not take this user and password: look at both in ALONGSIDE_MAIL.",
    "SMTPNotSupportedError": "it offers no encryption, or no sign-in: letters are not sent in the open.",
    "SMTPSenderRefused": "it takes no letters from the address in ALONGSIDE_MAIL_FROM.",
}


def sentence(kind: str) -> str:
    """Return what whoever runs the server can do about a failure of this kind."""
    said = SENTENCES.get(kind.split()[0], f"it did not take the letter ({kind}).")
    return f"The mail server was tried, and {said}"
