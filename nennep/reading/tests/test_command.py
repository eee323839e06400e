import json
from pathlib import Path

import pytest

from nennep.reading.command import main
from nennep.reading.tests.reading_of import HEAD

KEYS = {
    "header",
    "signature",
    "recipients",
    "clauses",
    "tasks",
    "shortcomings",
    "references",
    "warnings",
    "text",
    "unplaced",
}
TASK_KEYS = {
    *(
        "clause",
        "text",
        "start",
        "end",
        "kind",
        "assignees",
        "collaborators",
        "supervisor",
        "product",
        "due",
        "due_words",
    ),
    *("due_rule", "recurrence", "target", "references", "confidence", "why"),
}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "ket-luan.txt"
    path.write_text(
        f"{HEAD}\nI. NHIỆM VỤ\n1. Giao Văn phòng Đảng ủy lập kế hoạch trước ngày 30/6/2026.\n", encoding="utf-8"
    )
    return path


def test_json_keeps_the_reading_contract(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main([str(document), "--json"])

    found = json.loads(capsys.readouterr().out)
    assert status == 0
    assert set(found) >= KEYS
    assert set(found["tasks"][0]) == TASK_KEYS
    assert found["tasks"][0]["due"] == "2026-06-30"
    assert found["text"][found["tasks"][0]["start"] : found["tasks"][0]["end"]] == found["tasks"][0]["text"]


def test_people_get_a_summary(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(document)])

    assert "1 nhiệm vụ" in (summary := capsys.readouterr().out)
    assert "Văn phòng Đảng ủy · 30/06/2026" in summary


def test_a_file_that_cannot_be_read_gives_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main([str(tmp_path / "khong-co.txt")])

    assert status == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
