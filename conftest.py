"""The cast of the tests is one for all rooms; it lives in tests/cast.py."""

pytest_plugins = ["tests.cast", "tests.world"]
