"""English readers meet the engine's sentences in English; turns red when it learns one that nobody translated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from nennep import samples
from nennep.directives.retold import KINDS, SOURCES, WARNINGS, known, retold
from nennep.lib.workdays import standard_calendar
from nennep.reading import proposals
from nennep.reading.engine import read
from nennep.reading.files import open_source
from tests.messages import VIETNAMESE

ENGINE = Path(proposals.__file__).parent
SAID_IN = {
    "remarks.py": ("_of_header", "_of_tail", "_of_clauses", "_of_tasks"),
    "../lib/legacy.py": ("notes",),
    "formats/plain.py": ("decode", "_eight_bits"),
    "formats/word/document.py": ("_remarks",),
    "formats/pdf/document.py": ("_remarks",),
}
QUOTED = re.compile("“.*?”")


def sentences(file: str, names: tuple[str, ...]) -> Iterator[str]:
    """What these functions say, with “Trang 7” where values are put in."""
    for function in ast.walk(ast.parse((ENGINE / file).read_text("utf-8"))):
        if isinstance(function, ast.FunctionDef) and function.name in names:
            for node in ast.walk(function):
                if isinstance(node, ast.Constant | ast.JoinedStr) and (text := filled(node)).endswith("."):
                    yield text


def filled(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "Trang 7" for part in node.values)


@pytest.mark.parametrize("file", SAID_IN)
def test_every_warning_of_the_engine_has_its_english(file: str) -> None:
    said = [text for text in sentences(file, SAID_IN[file]) if VIETNAMESE.search(text) and text[0].isupper()]

    assert said
    assert [text for text in said if not any(each.pattern.fullmatch(text) for each in known(WARNINGS))] == []


def test_every_part_of_a_why_has_its_english() -> None:
    assert set(proposals._KINDS.values()) <= set(KINDS)
    assert set(proposals._SOURCES.values()) <= set(SOURCES)


@pytest.mark.parametrize("name", [samples.CONCLUSION, samples.CONCLUSION.replace(".docx", ".txt")])
def test_what_is_said_of_a_whole_document_is_english_beside_its_own_words(name: str) -> None:
    with samples.path(name) as path:
        reading = read(open_source(path), standard_calendar(2025, 2028))
    said = [remark.message for remark in reading.warnings] + [task.why for task in reading.tasks]

    with override("en"):
        left = [text for text in map(retold, said) if VIETNAMESE.search(QUOTED.sub("", text))]

    assert len(said) > 20
    assert left == []


def test_the_words_of_the_document_stay_and_vietnamese_readers_see_what_was_written() -> None:
    why = "Mở đầu bằng động từ “rà soát, sửa”, là việc làm liên tục; đơn vị lấy từ chính câu này; hạn theo “quý II”."

    with override("en"):
        english = retold(why)

    assert "“rà soát, sửa”" in english
    assert "“quý II”" in english
    assert "ongoing" in english
    assert retold(why) == why
