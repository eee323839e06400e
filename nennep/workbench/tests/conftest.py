from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def lists_root(settings: Settings, tmp_path: Path) -> Path:
    settings.LISTS_ROOT = tmp_path / "lists"
    return tmp_path / "lists"
