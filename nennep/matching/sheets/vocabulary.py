"""The words of words.toml, ready to be looked for."""

import re
import tomllib
from pathlib import Path

_WORDS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))

FAMILIES = frozenset(_WORDS["families"])
HEADINGS = frozenset(_WORDS["headings"])
GLUED = frozenset(heading.replace(" ", "") for heading in HEADINGS if len(heading) > 5)  # `NGAYSINH`
ALONE = frozenset(_WORDS["alone"])
PARTS = frozenset(_WORDS["parts"])


def _begins(group: str, *, before: str = r"\W*", after: str = "") -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(_WORDS[group])}){after}")


NOT_PERSON = _begins("not_persons", before="", after=r"\b")
UNIT = _begins("units", before="(?:cac |cum |lien )?", after=r"\b")
TOTAL, SIGNATURE, NOTE, TITLE = map(_begins, ("totals", "signatures", "notes", "titles"))
