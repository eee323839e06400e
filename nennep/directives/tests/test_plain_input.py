"""Whatever is typed into the acts of the review: an answer, never a fault of the machine."""

from collections.abc import Callable

import pytest
from django.test import Client

from nennep.accounts.models import User
from nennep.directives.models import Directive
from nennep.directives.tests.make import make_directive
from tests.cast import Cast

Enter = Callable[[User | None], Client]


@pytest.fixture
def directive(cast: Cast) -> Directive:
    return make_directive(cast.tree.root, cast.clerk)


@pytest.mark.parametrize("end", ["999999999", "9" * 30])
def test_a_stretch_past_the_end_of_the_text_breaks_nothing(
    end: str, directive: Directive, cast: Cast, enter: Enter
) -> None:
    form = {"start": "3", "end": end}

    answer = enter(cast.clerk).post(f"/directives/{directive.public_id}/draw/", form, follow=True)

    assert answer.status_code == 200
    assert all(task.end <= len(directive.text) for task in directive.tasks.all() if task.end)


@pytest.mark.parametrize(("start", "end"), [("9" * 9, "9" * 9), ("9" * 5000, "9" * 5000), ("30", "3")])
def test_a_stretch_outside_the_text_is_no_task(
    start: str, end: str, directive: Directive, cast: Cast, enter: Enter
) -> None:
    before = directive.tasks.count()

    answer = enter(cast.clerk).post(f"/directives/{directive.public_id}/draw/", {"start": start, "end": end})

    assert answer.status_code == 302
    assert directive.tasks.count() == before


@pytest.mark.parametrize("path", ["9", "1." * 30_000, "%", ""])
def test_a_clause_that_is_not_there_is_not_found(path: str, directive: Directive, cast: Cast, enter: Enter) -> None:
    answer = enter(cast.clerk).post(f"/directives/{directive.public_id}/accept-clause/", {"path": path})

    assert answer.status_code == 404


def test_a_place_to_split_far_outside_is_refused(directive: Directive, cast: Cast, enter: Enter) -> None:
    task = directive.tasks.all()[0]

    form = {"version": task.version, "at": "9" * 5000}
    answer = enter(cast.clerk).post(f"/tasks/{task.public_id}/split/", form, follow=True)

    assert "Đặt con trỏ vào giữa câu" in answer.content.decode()
