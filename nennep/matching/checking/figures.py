"""The figures of the rules, from `figures.toml`."""

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "figures.toml"


@cache
def figure(name: str) -> int:
    return int(tomllib.loads(FILE.read_text(encoding="utf-8"))[name]["value"])
