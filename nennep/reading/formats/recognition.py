"""Pages that are pictures: read by Tesseract (Vietnamese) through ocrmypdf, page by page, so that a bar can move."""

import functools
import importlib.util
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from nennep.lib.guard.refusals import refusal
from nennep.lib.legacy import tokens
from nennep.lib.sandbox import (
    ENGINE,
    PARSER,
    Job,
    answer,
    one_at_a_time,
    private_folder,
    python,
    python_environment,
    run,
)
from nennep.lib.syllables import plausible

Progress = Callable[[int, int], None]  # pages done, pages in all

MOST_PAGES = 300
UPRIGHT = 0.5  # share of accented words that are syllables; on a page upside down few are
PACKAGES = "tesseract-ocr, tesseract-ocr-vie"
OPTIONS = (
    "--language", "vie", "--output-type", "pdf", "--optimize", "0", "--jobs", "1",
    "--tesseract-timeout", "50", "--quiet",
)  # fmt: skip


class NeedsRecognition(Exception):
    """These pages have no usable text; `pages` counts from 0."""

    def __init__(self, pages: list[int]) -> None:
        super().__init__(str(pages))
        self.pages = pages


def recognise(path: Path, pages: Sequence[int], scans: Path, progress: Progress | None) -> None:
    """Leaves `{page}.pdf`, with a text layer, in `scans` for each page of a PDF."""
    _prepare(len(pages))
    for done, page in enumerate(pages):
        if progress:
            progress(done, len(pages))
        _recognise_page(path, page, scans)
    if progress:
        progress(len(pages), len(pages))


def recognise_picture(path: Path, scans: Path, progress: Progress | None) -> None:
    """The same for a picture, whose number of pages (.tiff) is known once it is open."""
    _prepare(1)
    count, done = 1, 0
    while done < count:
        if progress:
            progress(done, count)
        count = _recognise_page(path, done, scans)
        if count > MOST_PAGES:
            raise refusal("too_heavy")
        done += 1
    if progress:
        progress(count, count)


def _prepare(pages: int) -> None:
    missing = missing_parts()
    if missing:
        raise refusal("no_ocr", what=missing)
    if pages > MOST_PAGES:
        raise refusal("too_heavy")


@functools.cache
def missing_parts() -> str:
    """What the administrator must install before scans can be read; "" when all is there."""
    if shutil.which("tesseract") is None:
        return PACKAGES
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    if "vie" not in listed.stdout.split():
        return PACKAGES.split(", ")[1]
    return "" if importlib.util.find_spec("ocrmypdf") else "ocrmypdf"


def _recognise_page(path: Path, page: int, scans: Path) -> int:
    """Returns how many pages the file has."""
    with private_folder() as folder:
        picture = folder / "page.png"
        command = python("nennep.reading.formats.child", "picture", str(path), str(page), str(picture))
        found = answer(Job(command, PARSER, folder, python_environment()))
        made = _layered(folder, picture)
        if not _is_text(made.with_suffix(".txt")):
            made = _layered(folder, picture, "--rotate-pages", "--rotate-pages-threshold", "2")
        shutil.move(made, scans / f"{page}.pdf")
    count = found.get("pages")
    return count if isinstance(count, int) else 1


def _layered(folder: Path, picture: Path, *more: str) -> Path:
    """The picture as a PDF with its text beneath, and that text beside it."""
    made = folder / "page.pdf"
    command = python("ocrmypdf", *OPTIONS, *more, "--sidecar", str(made.with_suffix(".txt")), str(picture), str(made))
    with one_at_a_time():
        ended = run(Job(command, ENGINE, folder, python_environment()))
    if ended.status != 0 or not made.exists():
        raise refusal("too_heavy" if ended.by_limit else "damaged")
    return made


def _is_text(sidecar: Path) -> bool:
    """Whether the page was the right way up: most accented words are syllables."""
    words = tokens(sidecar.read_text(encoding="utf-8", errors="replace"))
    return not words or plausible(words) > UPRIGHT
