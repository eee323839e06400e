"""The guard's front door."""

from collections.abc import Collection
from pathlib import Path

from nennep.lib.guard.kinds import MAGIC, Kind
from nennep.lib.guard.refusals import refusal


def inspect(path: Path, kinds: Collection[Kind]) -> Kind:
    content = path.read_bytes()
    if not content:
        raise refusal("empty")
    for magic, kind in MAGIC:
        if content.startswith(magic):
            if kind == "zip":
                return Kind.ODT if b"opendocument.text" in content[:100] else Kind.DOCX
            if kind == "ole":
                return Kind.DOC
            return Kind(kind)
    return Kind.PDF if content.startswith(b"%PDF") else Kind.TXT
