"""Writes every document and gold file from `sources/`: `python -m nennep.reading.tests.documents.build [slug …]`."""

import json
import sys
from pathlib import Path

from nennep.reading.tests.documents.making import markup, plain

HERE = Path(__file__).parent


def build(source: Path) -> None:
    doc = markup.read(source)
    gold = json.dumps(doc.gold(), ensure_ascii=False, indent=1) + "\n"
    (HERE / f"{source.stem}.gold.json").write_text(gold, encoding="utf-8")
    if doc.meta["form"] == "txt":
        (HERE / f"{source.stem}.txt").write_bytes(plain.written(doc))


def main(slugs: list[str]) -> None:
    for source in sorted((HERE / "sources").glob("*.src")):
        if not slugs or source.stem in slugs:
            build(source)


if __name__ == "__main__":
    main(sys.argv[1:])
