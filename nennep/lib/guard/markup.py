"""XML parts looked at as bytes, before any XML parser: no DTD, no entity, no encoding that could hide them."""

import html
import re

from nennep.lib.guard.refusals import refusal

MARKS = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']""")
_HONEST = {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "utf-16", "utf-16le", "utf-16be", "windows-1252"}
_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_TAG = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def plain_xml(part: bytes) -> bytes:
    """The part in an ASCII-compatible encoding; refused when it has a DTD or an encoding that could hide one."""
    if part.startswith(MARKS) or b"\x00" in part[:100]:
        try:
            part = part.decode(_wide_encoding(part)).encode()
        except UnicodeDecodeError as error:
            raise refusal("damaged") from error
    declared = _DECLARED.search(part[:400])
    if declared and declared[1].decode("ascii", "replace").lower() not in _HONEST:
        raise refusal("doctype")
    if b"<!" in part and _DTD.search(part):
        raise refusal("doctype")
    return part


def _wide_encoding(part: bytes) -> str:
    if part.startswith(MARKS):
        return "utf-16"
    return "utf-16-be" if part[0] == 0 else "utf-16-le"


def is_xml(name: str, part: bytes) -> bool:
    """By its name, or because it begins like markup: a parser goes by the content."""
    head = part[:256].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return name.lower().endswith((".xml", ".rels", ".vml", ".svg", ".rdf", ".xhtml")) or head.startswith(b"<")


def tags(part: bytes, *names: str) -> list[dict[str, str]]:
    """Attributes, by local name, of every element with one of these local names."""
    wanted = {name.encode() for name in names}
    return [attributes(found[2]) for found in _TAG.finditer(part) if found[1] in wanted]


def attributes(text: bytes) -> dict[str, str]:
    pairs = ((name.rpartition(b":")[2], double or single) for name, double, single in _ATTRIBUTE.findall(text))
    return {name.decode("ascii", "replace"): html.unescape(raw.decode("utf-8", "replace")) for name, raw in pairs}
