"""A .docx as .pdf, to print or to keep in the archive as PDF/A, by LibreOffice in the sandbox."""

import json
from enum import StrEnum

from nennep.lib.guard.refusals import refusal
from nennep.lib.libreoffice import PACKAGES, Conversion, convert, program
from nennep.lib.sandbox import private_folder

IMPORTER = "MS Word 2007 XML"
EXPORTER = "pdf:writer_pdf_Export"
TRUE = {"type": "boolean", "value": "true"}


class Kept(StrEnum):
    """For what a .pdf is made: LibreOffice's own values of SelectPdfVersion."""

    TO_PRINT = "0"
    IN_ARCHIVE = "2"  # PDF/A-2b


def to_pdf(document: bytes, kept: Kept = Kept.TO_PRINT) -> bytes:
    """Raises BadFile: no LibreOffice, a document past its limits, or what is no .docx."""
    if program() is None:
        raise refusal("no_office_pdf", what=PACKAGES)
    options = {"SelectPdfVersion": {"type": "long", "value": kept.value}, "UseTaggedPDF": TRUE}
    with private_folder() as folder:
        given = folder / "given.docx"
        given.write_bytes(document)
        made, ended = convert(Conversion(given, IMPORTER, f"{EXPORTER}:{json.dumps(options)}"), folder)
        if not made.exists():
            raise refusal("too_heavy" if ended.by_limit else "damaged")
        return made.read_bytes()
