"""A file from anywhere → a `Source`: the guard first, then the parser of its kind in the sandbox."""

from collections.abc import Callable
from pathlib import Path

from nennep.lib.guard import Kind, inspect
from nennep.lib.sandbox import PARSER, Job, answer, private_folder, python, python_environment
from nennep.reading.formats import plain, wire
from nennep.reading.source import Source

SUPPORTED = (".docx", ".doc", ".odt", ".pdf", ".txt", ".png", ".jpg", ".jpeg", ".tif", ".tiff")  # for the upload form
KINDS = frozenset({Kind.DOCX, Kind.DOC, Kind.ODT, Kind.PDF, Kind.TXT, Kind.PNG, Kind.JPEG, Kind.TIFF})

Progress = Callable[[int, int], None]  # pages done, pages in all


def open_source(path: Path, *, progress: Progress | None = None) -> Source:
    """Reads any supported file. Raises BadFile, whose text is a sentence for the person who sent it."""
    kind = inspect(path, KINDS)
    if kind is Kind.TXT:
        # No native parser, linear time, 8 MB at most: a child would add its start-up and no safety.
        return plain.read(path)
    return _parsed("pdf" if kind is Kind.PDF else "docx", path)


def _parsed(format_name: str, path: Path) -> Source:
    with private_folder() as folder:
        command = python("nennep.reading.formats.child", format_name, str(path.resolve()))
        found = answer(Job(command, PARSER, folder, python_environment()))
    return wire.from_json(found)
