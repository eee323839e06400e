"""docs/checking.md names every code once, in the order of the contract."""

import re
from pathlib import Path

from nennep.writing.checking.command import GROUPS
from nennep.writing.checking.model import Code

PAPER = Path(__file__).parents[4] / "docs" / "checking.md"


def test_the_paper_lists_every_code_in_order() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", PAPER.read_text(encoding="utf-8"), re.MULTILINE)

    assert rows == [str(code) for code in Code]


def test_every_code_has_its_group_for_people() -> None:
    grouped = [code for codes in GROUPS.values() for code in codes]

    assert sorted(grouped) == sorted(Code)
