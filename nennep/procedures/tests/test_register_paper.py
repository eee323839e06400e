"""The register of cases to print: what it is narrowed to, and only one's own."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from docx import Document

from nennep.accounts.models import User
from nennep.lib.dates import format_date
from nennep.procedures.actions.moving import Finish, finish_step, here
from nennep.procedures.tests.make import PERSON, make_case
from nennep.procedures.tests.test_pages import Enter
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BEGAN = TODAY - timedelta(days=20)


def rows_for(enter: Enter, person: User, query: str = "") -> list[list[str]]:
    document = Document(io.BytesIO(b"".join(enter(person).get(f"/cases/paper/{query}"))))
    width, height = document.sections[0].page_width, document.sections[0].page_height
    assert width
    assert height
    assert width > height
    return [[cell.text for cell in row.cells] for row in document.tables[-1].rows]


def test_open_cases_stand_in_it_with_step_and_due_day(cast: Cast, enter: Enter) -> None:
    case = make_case(cast.tree.board, cast.organiser, "recognition", BEGAN)

    head, row = rows_for(enter, cast.organiser)

    assert (head[0], head[-1]) == ("TT", "Kết quả")
    assert row[:5] == ["1", case.public_id, PERSON, "Công nhận đảng viên chính thức", format_date(BEGAN)]
    case.refresh_from_db()
    assert case.due
    assert row[6:] == [format_date(case.due), "", ""]


def test_ended_ones_stand_in_it_with_their_result_when_asked_for(cast: Cast, enter: Enter) -> None:
    case = make_case(cast.tree.board, cast.organiser, day=BEGAN)
    finish_step(case, here(case), Finish("withdrawn", TODAY, "rút đơn"), by=cast.organiser)

    assert len(rows_for(enter, cast.organiser)) == 1
    (_head, row) = rows_for(enter, cast.organiser, "?state=closed")
    assert row[6:] == ["", format_date(TODAY), "Không kết nạp"]


def test_nobody_prints_cases_of_others(cast: Cast, enter: Enter) -> None:
    make_case(cast.tree.board, cast.organiser, day=BEGAN)

    assert len(rows_for(enter, cast.secretary)) == 1
