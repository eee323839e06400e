"""A `Source` as JSON and back: the only thing that leaves the sandbox (never pickle, which would run code)."""

from dataclasses import asdict, replace
from typing import Any

from nennep.reading.source import Form, Line, Source, Table

FLAGS = tuple(name for name in Line.__dataclass_fields__ if name not in {"text", "label", "page"})


def to_json(source: Source) -> dict[str, Any]:
    return {
        "form": source.form.value,
        "notes": list(source.notes),
        "blocks": [_table(block) if isinstance(block, Table) else _line(block) for block in source.blocks],
    }


def from_json(found: dict[str, Any]) -> Source:
    """Builds only the two kinds of block, from plain strings, numbers and flags; anything else is a TypeError."""
    blocks = tuple(_block(block) for block in found["blocks"])
    return Source(blocks, Form(found["form"]), tuple(str(note) for note in found["notes"]))


def _line(line: Line) -> dict[str, Any]:
    return {name: value for name, value in asdict(line).items() if value or name == "text"}


def _table(table: Table) -> dict[str, Any]:
    return {"rows": table.rows, "page": table.page}


def _block(found: dict[str, Any]) -> Line | Table:
    page = int(found.get("page", 0))
    if "rows" in found:
        return Table(tuple(tuple(str(cell) for cell in row) for row in found["rows"]), page)
    line = Line(str(found["text"]), str(found.get("label", "")), page)
    for name in FLAGS:
        if found.get(name):
            line = replace(line, **{name: True})  # type: ignore[arg-type]
    return line
