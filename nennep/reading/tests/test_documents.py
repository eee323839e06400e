"""The labelled documents, each by itself: an average would hide the one that is read badly."""

import json
from pathlib import Path
from typing import Any

import pytest

from nennep.lib.workdays import standard_calendar
from nennep.reading.engine import read
from nennep.reading.files import open_source
from nennep.reading.tests.scoring import Score, score

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"
SAMPLE = HERE.parents[3] / "shared" / "samples" / "ket-luan-quy-2-2026.gold.json"  # never part of the project
LABELS = sorted(DOCUMENTS.glob("*.gold.json"))
NEEDS_PROGRAMS = {".doc", ".odt", ".png", ".jpg"}  # LibreOffice or Tesseract
SCANS = {"thong-bao-quet.gold.json"}  # a PDF of pictures
FORMS = ("txt", "docx", "pdf", "odt", "doc", "png")
SLOW = pytest.mark.slow


def document_of(labels: Path) -> Path:
    slug = labels.name.removesuffix(".gold.json")
    return next(path for form in FORMS if (path := labels.with_name(f"{slug}.{form}")).exists())


def measured(labels: Path) -> tuple[Score, dict[str, Any]]:
    expected = json.loads(labels.read_text(encoding="utf-8"))
    found = read(open_source(document_of(labels)), standard_calendar(2024, 2032)).as_json()
    return score(expected, found), expected


def cases() -> list[Any]:
    return [
        pytest.param(
            path,
            id=path.name.removesuffix(".gold.json"),
            marks=[SLOW] if place % 2 or document_of(path).suffix in NEEDS_PROGRAMS or path.name in SCANS else [],
        )
        for place, path in enumerate(LABELS)  # every second one in the quick run
    ]


@pytest.mark.parametrize("labels", cases())
def test_a_labelled_document_is_read_well(labels: Path) -> None:
    result, expected = measured(labels)

    assert result.f1 >= 0.95, (result.missed, result.extra)
    assert result.share(result.clause) >= 0.95
    assert result.share(result.due) >= 0.9
    assert result.share(result.kind) >= 0.8
    assert result.share(result.assignee, result.named) >= 0.9
    assert len(result.wrong) <= 1, result.wrong
    assert not [lost for lost in result.lost if lost.startswith("clause")], expected["about"]


@pytest.mark.skipif(not SAMPLE.exists(), reason="the shared sample is not here")
def test_the_shared_sample_is_read_as_promised() -> None:
    result, _ = measured(SAMPLE)

    assert result.f1 >= 0.98, (result.missed, result.extra)
    assert result.share(result.kind) >= 0.9
    assert result.share(result.due) >= 0.97
    assert result.share(result.clause) >= 0.98
    assert result.share(result.assignee, result.named) >= 0.98
    assert not result.wrong
    assert not [lost for lost in result.lost if not lost.startswith("recipient")]
