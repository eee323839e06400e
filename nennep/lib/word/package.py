"""The parts of a .docx as XML trees, parsed without DTD, entities or network."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from nennep.lib.guard.refusals import refusal

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
PKG = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# "Strict" documents say the same with other names.
STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
# What lxml says when the sandbox has no more to give: not always the first.
OUT_OF_MEMORY = re.compile("[Mm]emory allocation|^unknown error")


@dataclass(frozen=True)
class Package:
    document: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    footnotes: etree._Element | None
    endnotes: etree._Element | None
    comments: etree._Element | None


def open_package(path: Path) -> Package:
    try:
        with zipfile.ZipFile(path) as archive:
            name = _main_part(archive)
            related = _related(archive, name)
            document = _tree(archive, name)
            found = {
                kind: _tree(archive, related.get(kind)) for kind in Package.__dataclass_fields__ if kind != "document"
            }
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise refusal("damaged") from error
    if document is None or document.find(f"{W}body") is None:
        raise refusal("damaged")
    return Package(document, **found)


def _main_part(archive: zipfile.ZipFile) -> str:
    return _related(archive, "").get("officeDocument", "word/document.xml")


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Last word of a relationship's type → name of the part, for what stands inside the package."""
    folder, name = posixpath.split(part)
    tree = _tree(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    if tree is None:
        return {}
    return {
        relation.get("Type", "").rsplit("/", 1)[-1]: posixpath.normpath(
            posixpath.join("/", folder, relation.get("Target", ""))
        ).lstrip("/")
        for relation in tree.iter(f"{PKG}Relationship")
        if relation.get("TargetMode") != "External"
    }


def _tree(archive: zipfile.ZipFile, name: str | None) -> etree._Element | None:
    if name is None or name not in archive.NameToInfo:
        return None
    return parse(archive.read(name))


def parse(content: bytes) -> etree._Element:
    for strict, usual in STRICT:
        content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.parse(io.BytesIO(content), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise refusal("too_heavy" if OUT_OF_MEMORY.search(str(error)) else "damaged") from error


def value(element: etree._Element | None, path: str) -> str | None:
    """`w:val` of a descendant (`value(properties, "jc")`), None when either is missing."""
    found = None if element is None else element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def switch(element: etree._Element | None, name: str) -> bool | None:
    """An on/off property: `<w:b/>` is True, `<w:b w:val="0"/>` False, absent None."""
    found = None if element is None else element.find(W + name)
    if found is None:
        return None
    return found.get(f"{W}val", "1").lower() not in {"0", "false", "off", "none"}


def number(text: str | None, default: int = 0) -> int:
    """A whole number as Word reads it; anything else counts as `default`."""
    try:
        return int(float(text)) if text is not None else default
    except (ValueError, OverflowError):
        return default
