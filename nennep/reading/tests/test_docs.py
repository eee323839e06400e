"""docs/reading.md names every code the engine can give."""

import re
from pathlib import Path

import pytest

READING = Path(__file__).parents[1]
PAGE = (READING.parents[1] / "docs" / "reading.md").read_text(encoding="utf-8")
RULE = re.compile(
    r'"((?:month|quarter|half-year|year|before|working|calendar|on|period)-[a-z]+|constant|recurring|date)"'
)


def written(*modules: str) -> str:
    return "\n".join((READING / f"{module}.py").read_text(encoding="utf-8") for module in modules)


@pytest.mark.parametrize("code", sorted(set(RULE.findall(written("times", "due")))))
def test_every_due_rule_is_explained(code: str) -> None:
    assert f"| `{code}` |" in PAGE


@pytest.mark.parametrize("code", sorted(set(re.findall(r'Remark\(\s*"([a-z-]+)"', written("remarks")))))
def test_every_warning_is_explained(code: str) -> None:
    assert f"| `{code}` |" in PAGE
