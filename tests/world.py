"""One object of each kind, belonging to the cast: what the addresses of the access table speak of."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from nennep.accounts.models import User
from nennep.directives.models import Directive, Task
from nennep.directives.tests.make import make_directive, make_issued
from nennep.files.actions import store
from nennep.jobs.models import Job
from nennep.organisation.models import Unit
from tests.cast import Cast


@dataclass(frozen=True)
class World:
    cast: Cast
    unit: Unit  # the board: the contact's own
    user: User  # the member
    directive: Directive  # under review
    task: Task
    issued: Directive  # given to the board
    issued_task: Task
    job: Job  # the clerk's


@pytest.fixture
def world(cast: Cast, tmp_path: Path) -> World:
    directive = make_directive(cast.tree.root, cast.clerk)
    issued = make_issued(cast.tree.root, cast.clerk, cast.tree.board, assignee="Ban Tổ chức", number="13")
    original = tmp_path / "ket-luan.txt"
    original.write_text(issued.text, "utf-8")
    issued.source = store(original, original.name, by=cast.clerk).document
    issued.save()
    return World(
        cast=cast,
        unit=cast.tree.board,
        user=cast.member,
        directive=directive,
        task=directive.tasks.all()[0],
        issued=issued,
        issued_task=issued.tasks.all()[0],
        job=Job.objects.create(kind="read_directive", title="Đọc bản quét", by=cast.clerk),
    )
