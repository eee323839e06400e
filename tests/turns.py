"""What is too long for the quick run: the rest of long matrices, and the files of `long.toml`."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LONG = {ROOT / file for file in tomllib.loads((ROOT / "tests/long.toml").read_text("utf-8"))["files"]}
QUICKLY = 6
REST = (pytest.mark.slow, pytest.mark.rest)


def by_turns(rows: Iterable[Any], every: int = QUICKLY) -> list[Any]:
    """Every sixth row is quick; a tuple is one row of several values."""
    return [
        pytest.param(*(row if isinstance(row, tuple) else (row,)), marks=() if n % every == 0 else REST)
        for n, row in enumerate(rows)
    ]
