"""The cast of the tests is one for all rooms; it lives in tests/cast.py. How long properties are tried is set here."""

import gc
import os

import pytest
from hypothesis import settings

from tests.turns import LONG, REST

pytest_plugins = ["tests.cast", "tests.migrated", "tests.world"]

settings.register_profile("quick", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("nightly", deadline=None, derandomize=False, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever may ask the database may ask both: the letters' keys lie in one of their own. What takes long is slow."""
    for item in items:
        if item.path in LONG:
            for mark in REST:
                item.add_marker(mark)
        asked = set(getattr(item, "fixturenames", ())) & {"db", "transactional_db"}
        if asked and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(transaction="transactional_db" in asked))
        for mark in item.iter_markers("django_db"):
            mark.kwargs.setdefault("databases", ["default", "vault"])  # type: ignore[index]


def pytest_collection_finish() -> None:
    """What was imported stays; looking it through for rubbish again and again took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
