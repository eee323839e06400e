"""Gather the Vietnamese messages of code and templates into locale/en, and compile every catalogue.

usage: python -m tests.messages [--check]   (--check writes nothing; exit status 1 when something is missing or stale)
"""

import ast
import io
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).parent.parent / "nennep"
LOCALE = HOUSE / "locale"
KEYWORDS = dict.fromkeys(("_", "gettext", "gettext_lazy")) | dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
KEYWORDS |= {"pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
VIETNAMESE = re.compile("[àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵằắẳẵặầấẩẫậềếểễệồốổỗộờớởỡợừứửữự]", re.IGNORECASE)

TABLES = {  # data that pages say
    "evaluation/thresholds.toml": ("level", "words"),
    "lib/data/public_holidays.toml": ("words",),
    "matching/linking/model.toml": ("says",),
    "members/bands.toml": ("label",),
    "members/fields.toml": ("label", "purpose", "basis"),
    "reports/shapes.toml": ("name",),
}
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)

Found = tuple[str | tuple[str, ...], str, str]  # the message, its file, and its context if it has one


def messages() -> Iterator[Found]:
    """Every message with the file it stands in, and its context."""
    for file in sorted(HOUSE.rglob("*.py")):
        if "tests" not in file.parts and "migrations" not in file.parts:
            yield from in_text(file.read_text("utf-8"), file)
    for file in plain_files():
        yield from literals(file)
    for name, keys in TABLES.items():
        rows = tomllib.loads((HOUSE / name).read_text("utf-8"))
        yield from ((text, f"nennep/{name}", "") for text in said_in(rows, keys))
    for file in sorted(HOUSE.rglob("*.html")):
        words = templatize(file.read_text("utf-8"), origin=str(file))
        yield from in_text(INDENT.sub("", words), file)  # read as Python: a page's indentation means nothing there


def plain_files() -> list[Path]:
    """What knows no Django says its sentences plainly; they are translated where they are shown."""
    found = [
        HOUSE / "config/environment.py",
        HOUSE / "facts/values.py",
        HOUSE / "lib/dates.py",
        HOUSE / "lib/decided.py",
        HOUSE / "lib/periods.py",
        HOUSE / "members/typed.py",
        *(HOUSE / "lib/guard").glob("*.py"),
        *(HOUSE / "procedures/catalogue").glob("*.py"),
        *(file for file in (HOUSE / "clock").glob("*.py") if file.stem != "command"),
    ]
    return sorted([*found, *(file for file in HOUSE.rglob("rules.py") if "tests" not in file.parts)])


def literals(file: Path) -> Iterator[Found]:
    """Every Vietnamese text of the file; a text with values put in by `f"…"` cannot be looked up and is left out."""
    tree = ast.parse(file.read_text("utf-8"))
    left_out = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    left_out |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        value = node.value if isinstance(node, ast.Constant) and id(node) not in left_out else None
        if isinstance(value, str) and VIETNAMESE.search(value) and value == value.strip():  # else a scrap to look for
            yield value, str(file.relative_to(HOUSE.parent)), ""


def said_in(rows: Any, keys: tuple[str, ...]) -> Iterator[str]:
    """What stands under these keys, however deep."""
    for key, inside in rows.items() if isinstance(rows, dict) else enumerate(rows):
        if isinstance(inside, dict | list):
            yield from said_in(inside, keys)
        elif key in keys:
            yield inside


def in_text(text: str, file: Path) -> Iterator[Found]:
    for _, message, _, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
        if message:
            yield message, str(file.relative_to(HOUSE.parent)), context or ""


def gathered() -> Catalog:
    catalog = Catalog(locale="en", project="Nền Nếp", charset="utf-8")
    for message, file, context in messages():
        first = message[0] if isinstance(message, tuple) else message
        if VIETNAMESE.search(first) or first.isascii():
            catalog.add(message, locations=[(file, 0)], context=context or None)
    return catalog


def english() -> Catalog:
    """The English catalogue with every message of today; translations are kept, gone messages dropped."""
    with (LOCALE / "en/LC_MESSAGES/django.po").open("rb") as file:
        known = read_po(file, locale="en")
    known.update(gathered(), no_fuzzy_matching=True)
    known.obsolete.clear()
    return known


def missing(catalog: Catalog) -> list[str]:
    """Without English, or with one that was made for other words: a message that has since become a plural."""
    return [str(m.id) for m in catalog if m.id and (m.fuzzy or not all(forms(m.string)))]


def forms(said: object) -> tuple[str, ...]:
    """A message or its translation: one text, or a singular and a plural."""
    return tuple(said) if isinstance(said, list | tuple) else (str(said or ""),)


def compiled(file: Path) -> bytes:
    out = io.BytesIO()
    with file.open("rb") as source:
        write_mo(out, read_po(source, locale=file.parent.parent.name))
    return out.getvalue()


def main(arguments: list[str]) -> int:
    catalog = english()
    lacking = missing(catalog)
    if "--check" not in arguments:
        with (LOCALE / "en/LC_MESSAGES/django.po").open("wb") as out:
            write_po(out, catalog, width=120, sort_output=True, include_lineno=False)
        for file in LOCALE.rglob("*.po"):
            file.with_suffix(".mo").write_bytes(compiled(file))
    for each in lacking[:20]:
        sys.stdout.write(f"chưa dịch: {each}\n")
    sys.stdout.write(f"{len(catalog)} câu, còn {len(lacking)} câu chưa dịch\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
