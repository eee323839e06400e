"""A directive given to the board and the school, and what the board owes of its first task."""

import pytest

from nennep.directives.models import Assignment, Directive
from nennep.directives.tests.make import make_issued
from tests.cast import Cast


@pytest.fixture
def given(cast: Cast) -> Directive:
    return make_issued(cast.tree.root, cast.clerk, cast.tree.board, cast.tree.school)


@pytest.fixture
def owed(given: Directive, cast: Cast) -> Assignment:
    """The board's answer to the first task, due on 15/12/2026."""
    return Assignment.objects.get(task=given.tasks.all()[0], unit=cast.tree.board)
