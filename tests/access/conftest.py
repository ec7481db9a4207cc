"""Every address is asked for where mail is set up: where it is not, what has to do with it is not there."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _where_mail_is_set_up(with_mail: Settings) -> None:
    """Set mail up; a server that others reach has a code for starting, and examples only if it is switched on."""
    with_mail.START_CODE = "harbour 7"
    with_mail.EXAMPLES = True
