"""English readers meet the engine's sentences in English; turns red when it learns one that nobody translated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from nennep import matching
from nennep.matching.linking.model import load
from nennep.workbench.child.matching import SETTLING
from nennep.workbench.child.settling import BOOKS
from nennep.workbench.retold import reason, retold
from tests.messages import VIETNAMESE

ENGINE = Path(matching.__file__).parent
SAID_IN = ["checking/records.py", "checking/people.py", "checking/units.py"]
PROPOSED_IN = ["mapping/proposals.py", "mapping/columns.py", "mapping/date_order.py"]
QUOTED = re.compile("“.*?”")


def sentences(file: str) -> Iterator[str]:
    """What is said there in whole sentences, with “1” where values are put in."""
    tree = ast.parse((ENGINE / file).read_text("utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in inside | docs:
            text = filled(node)
            if text.endswith(".") and VIETNAMESE.search(text) and text[:1] in "“" + text[:1].upper():
                yield text


def filled(node: ast.Constant | ast.JoinedStr) -> str:
    parts = [node] if isinstance(node, ast.Constant) else node.values
    told = "".join(str(part.value) if isinstance(part, ast.Constant) else "1" for part in parts)
    return re.sub(r"\{\w*\}", "1", told)


@pytest.mark.parametrize("file", [*SAID_IN, *PROPOSED_IN])
def test_every_sentence_of_the_engine_has_its_english(file: str) -> None:
    said = [whole(text) for text in sentences(file)]

    with override("en"):
        left = [text for text in said if VIETNAMESE.search(QUOTED.sub("", retold(text)))]

    assert said
    assert left == []


def whole(text: str) -> str:
    """What is put together of two sentences; another person is told with the place."""
    if text == "1, nội dung phù hợp.":
        return "Tiêu đề “1” là 1, nội dung phù hợp."
    return re.sub(r"(cũng của|chi bộ khác:|Cùng người với) 1\.", r"\1 A (b dòng 1).", text)


def test_every_step_has_its_english() -> None:
    said = [*stages("engine.py"), SETTLING, BOOKS, "Đọc a.csv"]

    with override("en"):
        left = [text for text in said if VIETNAMESE.search(retold(text))]

    assert len(said) > 5
    assert left == []


def stages(file: str) -> Iterator[str]:
    """What the engine tells at each stage: the second argument of `stage`, and what `tell` is called with."""
    for node in ast.walk(ast.parse((ENGINE / file).read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("stage", "tell")) and node.args:
            last = node.args[-1]
            if isinstance(last, ast.Constant):
                yield str(last.value)


def test_every_reason_of_the_model_has_its_english() -> None:
    with override("en"):
        said = [reason(f"{each.says}: {level.says}") for each in load().comparisons for level in each.levels]

    assert [text for text in said if VIETNAMESE.search(text)] == []


def test_a_vietnamese_reader_reads_the_engine_itself() -> None:
    assert retold("Chưa có ngày sinh.") == "Chưa có ngày sinh."
    with override("en"):
        assert retold("Chưa có ngày sinh.") == "No date of birth."
        assert retold("Câu của ai khác.") == "Câu của ai khác."
