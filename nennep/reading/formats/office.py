"""Old and foreign office formats (.doc, .odt) → .docx, by LibreOffice in the sandbox."""

import shutil
from pathlib import Path

from nennep.lib.guard import Kind, inspect
from nennep.lib.guard.refusals import refusal
from nennep.lib.libreoffice import PACKAGES, Conversion, convert, program

FILTERS = {Kind.DOC: "MS Word 97", Kind.ODT: "writer8"}


def to_docx(path: Path, kind: Kind, folder: Path) -> Path:
    """The converted file, below `folder`; it has passed the guard like any other .docx."""
    if program() is None:
        raise refusal("no_office", found=f".{kind}", what=PACKAGES)
    given = folder / f"given.{kind}"
    shutil.copyfile(path, given)
    made, ended = convert(Conversion(given, FILTERS[kind], "docx:MS Word 2007 XML"), folder)
    if not made.exists():
        raise refusal("too_heavy" if ended.by_limit else "damaged")
    inspect(made, {Kind.DOCX})
    return made
