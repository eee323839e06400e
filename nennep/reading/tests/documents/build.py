"""Writes every document and gold file from `sources/`: `python -m nennep.reading.tests.documents.build [slug …]`."""

import json
import sys
import tempfile
from pathlib import Path

from nennep import samples
from nennep.reading.tests.documents.making import markup, office, plain, word

HERE = Path(__file__).parent
SAMPLES = Path(samples.__file__).parent


def build(source: Path) -> None:
    doc = markup.read(source)
    gold = json.dumps(doc.gold(), ensure_ascii=False, indent=1) + "\n"
    (HERE / f"{source.stem}.gold.json").write_text(gold, encoding="utf-8")
    write(doc, HERE / source.stem, doc.meta["form"])
    for form in doc.meta.get("sample", "").split():
        write(doc, SAMPLES / source.stem, form)


def write(doc: markup.Document, stem: Path, form: str) -> None:
    """`form`: txt, docx, pdf, odt, doc, png, scan (a .pdf of pictures) or named-scan (the same, called …-scan.pdf)."""
    if form == "txt":
        stem.with_suffix(".txt").write_bytes(plain.written(doc))
        return
    if form == "docx":
        word.save(doc, stem.with_suffix(".docx"))
        return
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / f"{stem.name}.docx"
        word.save(doc, file)
        if form not in ("scan", "png", "named-scan"):
            office.convert(file, form, stem.with_suffix(f".{form}"))
            return
        office.convert(file, "pdf", file.with_suffix(".pdf"))
        name = {"scan": f"{stem.name}.pdf", "png": f"{stem.name}.png", "named-scan": f"{stem.name}-scan.pdf"}[form]
        office.scan(file.with_suffix(".pdf"), stem.with_name(name))


def main(slugs: list[str]) -> None:
    for source in sorted((HERE / "sources").glob("*.src")):
        if not slugs or source.stem in slugs:
            build(source)


if __name__ == "__main__":
    main(sys.argv[1:])
