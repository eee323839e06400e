"""A unit with three hundred rows: out, back and written, with a bounded number of questions to the database."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nennep.directives.models import Assignment, ProgressEntry, Task
from nennep.paperwork.tests.make import come_back, committed, excel_of, filled_excel, filled_word, verdicts, word_of
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROWS = 300


@pytest.fixture
def crowded(cast: Cast) -> Cast:
    root, board, now = cast.tree.root, cast.tree.board, timezone.now()
    text = "xây dựng kế hoạch rà soát, chuẩn hóa hồ sơ đảng viên và báo cáo Ban Thường vụ"
    tasks = Task.objects.bulk_create(
        Task(unit=root, text=f"{text} đợt {n}", kind="deliverable", state="issued", made_by=cast.clerk, issued_at=now)
        for n in range(ROWS)
    )
    Assignment.objects.bulk_create(Assignment(task=task, unit=board, given_at=now) for task in tasks)
    return cast


@pytest.mark.parametrize(("write", "fill", "name"), [
    (excel_of, filled_excel, "mau.xlsx"), (word_of, filled_word, "mau.docx"),
])  # fmt: skip
def test_three_hundred_rows_go_out_and_come_back(crowded: Cast, write, fill, name) -> None:  # type: ignore[no-untyped-def]
    board, contact = crowded.tree.board, crowded.contact
    row = {"state": "Đã hoàn thành", "said": "Đã ban hành", "proof": "15-KH/BTC ngày 20/11/2026"}

    start = time.process_time()
    form = write(board, contact)
    out = time.process_time() - start
    file = fill(form, *[row] * ROWS)
    with CaptureQueriesContext(connection) as asked:
        start = time.process_time()
        back = come_back(board, file, contact, name)
        preview = time.process_time() - start
    start = time.process_time()
    written = committed(back, contact)
    print(f"{name}: out {out:.2f} s, preview {preview:.2f} s, commit {time.process_time() - start:.2f} s")  # noqa: T201

    assert verdicts(back) == ["new"] * ROWS
    assert written == ProgressEntry.objects.count() == ROWS
    assert len(asked) < 50 + ROWS  # one question for each report: whether a part of it is still open
    assert out < 1  # seconds of this process; the parser's own stand beside it
    assert preview < 3
