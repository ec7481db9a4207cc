"""What tests of examples begin with: the small one, made for one browser."""

from __future__ import annotations

import pytest

from alongside.people.secrets import new_secret
from tests.cast import Cast
from tests.kit.examples import MadeExample, make_example


@pytest.fixture
def orchard(cast: Cast) -> MadeExample:
    """The small example, in a database that holds the cast too."""
    return make_example("orchard", visitor=new_secret(), at=cast.at)
