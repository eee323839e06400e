"""The documents that leave: the report as Word keeps it, the next conclusion and what reading finds in it again."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from nennep.directives.models import Directive
from nennep.lib.periods import read_period
from nennep.reading.command import main as read
from nennep.reports.conclusions import conclusion_document
from nennep.reports.models import Report, ReportPeriod
from nennep.reports.papers import report_document
from nennep.reports.queries.grounds import carried_by
from nennep.writing.checking.checker import check
from tests.cast import Cast


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_report_is_an_official_document_without_the_sources_of_its_page(own: Report) -> None:
    words = words_of(report_document(own))

    for part in ("ĐẢNG CỘNG SẢN VIỆT NAM", "BÁO CÁO", "I- KẾT QUẢ THỰC HIỆN NHIỆM VỤ QUÝ IV NĂM 2026", "PHỤ LỤC 1"):
        assert part in words
    assert "II- NHIỆM VỤ TRỌNG TÂM QUÝ I NĂM 2027" in words
    assert "Chưa có nguồn" not in words


def test_reading_finds_every_task_that_the_next_conclusion_carries_over(
    own: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ket-luan.docx"
    file.write_bytes(conclusion_document(own))

    assert read([str(file), "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    _outline, carried = carried_by(own)
    assert len(carried) == 3
    for one in carried:
        [task] = [t for t in found["tasks"] if one.order in t["text"]]
        assert task["assignees"] == list(one.names)


def test_the_next_conclusion_passes_the_form_checker_as_a_draft(own: Report) -> None:
    assert [finding.message for finding in check(conclusion_document(own)).findings] == []


def test_the_command_writes_a_unit_s_report_of_a_period_nobody_opened_and_keeps_nothing(
    issued: Directive, cast: Cast, tmp_path: Path
) -> None:
    cast.tree.board.code = "BTC"
    cast.tree.board.save()
    file = tmp_path / "bao-cao.docx"

    call_command("report", "2026-Q4", unit="BTC", out=file)

    assert "BAN TỔ CHỨC ĐẢNG ỦY" in words_of(file.read_bytes())
    assert not ReportPeriod.objects.exists()


def test_the_command_says_what_it_could_not_understand(issued: Directive, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="2026-Q2"):
        call_command("report", "quý 4", out=tmp_path / "x.docx")
    with pytest.raises(CommandError, match="KHONG"):
        call_command("report", "2026-Q4", unit="KHONG", out=tmp_path / "x.docx")


def test_a_report_s_span_is_its_period_s(own: Report) -> None:
    assert own.period.span == read_period("2026-Q4")
