"""Every address is asked for where mail is set up: where it is not, what has to do with it is not there."""

import pytest


@pytest.fixture(autouse=True)
def _where_mail_is_set_up(with_mail: object) -> None:
    """Set mail up."""
