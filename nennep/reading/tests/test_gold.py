"""The labels themselves: a wrong label would teach the engine something false."""

import datetime
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from nennep.reading.tests.documents.making import plain

DOCUMENTS = Path(__file__).parent / "documents"
GOLD = sorted(DOCUMENTS.glob("*.gold.json"))
KINDS = {"deliverable", "target", "standing"}


def document_of(gold: Path) -> Path:
    stem = gold.name.removesuffix(".gold.json")
    return next(path for path in DOCUMENTS.glob(f"{stem}.*") if path != gold)


def fold(text: str) -> str:
    return re.sub(r"[\s\W_]+", " ", unicodedata.normalize("NFC", text).lower()).strip()


def load(gold: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gold.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_labels_are_of_the_agreed_form(gold: Path) -> None:
    found = load(gold)
    assert found["about"]
    datetime.date.fromisoformat(found["labelled"])
    for task in found["tasks"]:
        assert set(task["kind"]) <= KINDS
        assert 1 <= len(task["kind"]) <= 2
        assert task["clause"] in found["clauses"], f"no such clause: {task}"
        for day in filter(None, task["due"]):
            datetime.date.fromisoformat(day)


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_every_label_stands_in_the_document(gold: Path) -> None:
    text = text_of(document_of(gold))
    if text is None:
        pytest.skip("not to be read without a converter")
    found = load(gold)
    for start in [task["start"] for task in found["tasks"]] + found["shortcomings"]:
        assert fold(start) in text, start


def text_of(path: Path) -> str | None:
    if path.suffix == ".docx":
        return fold(" ".join(part.text or "" for part in docx.Document(str(path)).element.iter(qn("w:t"))))
    if path.suffix == ".pdf":
        pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(str(path))]
        return fold(" ".join(re.sub(r"^\s*\d+\s*$", "", page, flags=re.M) for page in pages)) or None
    if path.suffix != ".txt":
        return None
    raw = path.read_bytes()
    for name, table in (("tcvn3", plain.TCVN3), ("vni", plain.VNI)):
        if path.stem.endswith(name):
            return fold(unlegacy(raw, table))
    return without_page_numbers(raw.decode())


def unlegacy(raw: bytes, table: dict[str, bytes]) -> str:
    """Back to Unicode with the builder's own table, longest code first (case of marked capitals may be lost)."""
    chars = {code: char.lower() for char, code in table.items()}
    found = ""
    while raw:
        size = next((size for size in (2, 1) if raw[:size] in chars), 0)
        found += chars[raw[:size]] if size else raw[:1].decode("ascii")
        raw = raw[max(size, 1) :]
    return found


def without_page_numbers(text: str) -> str:
    """The words of a document without its page numbers and running heads (they stand between blank lines)."""
    return fold(re.sub(r"\n\n\d+\n(?:[^\n]+\n)?\n", "\n", text))


def test_no_two_tasks_of_a_document_share_their_first_words() -> None:
    for gold in GOLD:
        starts = [(task["clause"], fold(task["start"])) for task in load(gold)["tasks"]]
        assert len(starts) == len(set(starts)), gold.name


def test_no_paragraph_is_shared_between_documents() -> None:
    seen: dict[str, str] = {}
    for source in sorted((DOCUMENTS / "sources").glob("*.src")):
        body = source.read_text(encoding="utf-8").partition("\n===\n")[2]
        for line in {fold(re.sub(r"\{[^{}]*\}|^\[[^\]]*\]", "", line)) for line in body.splitlines()}:
            if len(line) > 90 and not line.startswith("căn cứ"):
                assert seen.setdefault(line, source.name) == source.name, line
