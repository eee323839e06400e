"""Long matrices: some of their rows in the quick run, the rest when everything is tried."""

from collections.abc import Iterable
from typing import Any

import pytest

QUICKLY = 6
REST = (pytest.mark.slow, pytest.mark.rest)


def by_turns(rows: Iterable[Any], every: int = QUICKLY) -> list[Any]:
    """Every sixth row is quick; a tuple is one row of several values."""
    return [
        pytest.param(*(row if isinstance(row, tuple) else (row,)), marks=() if n % every == 0 else REST)
        for n, row in enumerate(rows)
    ]
