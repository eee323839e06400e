"""The cast of the tests is one for all rooms; it lives in tests/cast.py. How long properties are tried is set here."""

import os

from hypothesis import settings

pytest_plugins = ["tests.cast", "tests.world"]

settings.register_profile("quick", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("nightly", deadline=None, derandomize=False, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
