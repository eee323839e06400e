"""A file from anywhere → a `Source`: the guard first, then the parser of its kind in the sandbox."""

from pathlib import Path

from nennep.lib.guard import Kind, inspect
from nennep.lib.guard.refusals import refusal
from nennep.lib.sandbox import PARSER, Job, answer, private_folder, python, python_environment
from nennep.reading.formats import plain, wire
from nennep.reading.formats.office import to_docx
from nennep.reading.formats.recognition import Progress, recognise, recognise_picture
from nennep.reading.source import Source

SUPPORTED = (".docx", ".doc", ".odt", ".pdf", ".txt", ".png", ".jpg", ".jpeg", ".tif", ".tiff")  # for the upload form
KINDS = frozenset({Kind.DOCX, Kind.DOC, Kind.ODT, Kind.PDF, Kind.TXT, Kind.PNG, Kind.JPEG, Kind.TIFF})


def open_source(path: Path, *, progress: Progress | None = None) -> Source:
    """Reads any supported file. `progress(done, total)` is called for each page that must be recognised.

    Raises BadFile, whose text is a sentence for the person who sent the file.
    """
    kind = inspect(path, KINDS)
    if kind is Kind.TXT:
        # No native parser, linear time, 8 MB at most: a child would add its start-up and no safety.
        return plain.read(path)
    with private_folder() as folder:
        if kind is Kind.DOCX:
            return _parsed(folder, "docx", path)
        if kind in {Kind.DOC, Kind.ODT}:
            return _parsed(folder, "docx", to_docx(path, kind, folder))
        if kind is Kind.PDF:
            return _read_pdf(path, folder, progress)
        recognise_picture(path.resolve(), _scans(folder), progress)
        return _parsed(folder, "scans", _scans(folder))


def _read_pdf(path: Path, folder: Path, progress: Progress | None) -> Source:
    given = folder / "given.pdf"  # whatever the file's name is
    given.symlink_to(path.resolve())
    found = _answer(folder, "pdf", given)
    pages = found.get("pages")
    if isinstance(pages, list):
        recognise(given, pages, _scans(folder), progress)
        found = _answer(folder, "pdf", given, _scans(folder))
    return _source(found)


def _scans(folder: Path) -> Path:
    scans = folder / "scans"
    scans.mkdir(exist_ok=True)
    return scans


def _parsed(folder: Path, what: str, path: Path) -> Source:
    return _source(_answer(folder, what, path))


def _answer(folder: Path, what: str, *paths: Path) -> dict[str, object]:
    command = python("nennep.reading.formats.child", what, *(str(path.absolute()) for path in paths))
    return answer(Job(command, PARSER, folder, python_environment()))


def _source(found: dict[str, object]) -> Source:
    try:
        return wire.from_json(found)
    except (KeyError, TypeError, ValueError) as error:
        raise refusal("damaged") from error
