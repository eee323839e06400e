"""Cells as a person reads them."""

from datetime import date, datetime

import pytest

from nennep.imports.child import text


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (31.0, "31"),
        (0.5, "0.5"),
        (True, "có"),
        (False, ""),
        (date(2026, 6, 25), "25/06/2026"),
        (datetime(2026, 6, 25, 8, 0), "25/06/2026"),
        ("  Chi bộ 1 ", "Chi bộ 1"),
        (1e20, "1e+20"),
    ],
)
def test_a_cell_is_text(value: object, said: str) -> None:
    assert text(value) == said
