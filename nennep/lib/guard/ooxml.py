"""Word and Excel packages: kept out by part, by relationship and by field, never by the file's name."""

import html
import re
from collections.abc import Iterator, Mapping

from nennep.lib.guard.images import check_image, is_image
from nennep.lib.guard.kinds import Kind
from nennep.lib.guard.limits import Limits
from nennep.lib.guard.markup import is_xml, plain_xml, tags
from nennep.lib.guard.refusals import refusal
from nennep.lib.guard.svg import check_svg

TYPES = "[Content_Types].xml"
MAIN = {
    "wordprocessingml.document.main+xml": Kind.DOCX,
    "spreadsheetml.sheet.main+xml": Kind.XLSX,
}
# words in the name of a part or in its content type → what it is
ACTIVE = (
    ("vbaproject", "macro VBA"), ("vbadata", "macro VBA"), ("macroenabled", "macro VBA"),
    ("ms-office.vba", "macro VBA"),
    ("macrosheet", "macro Excel 4"), ("dialogsheet", "macro Excel 5"), ("activex", "điều khiển ActiveX"),
    ("oleobject", "đối tượng OLE"), ("ms-package.obfuscated-package", "gói nhúng"), ("webextension", "tiện ích web"),
    ("customui", "nút lệnh tự chạy"), ("afchunk", "tài liệu nhúng"), ("attachedtoolbars", "thanh công cụ có macro"),
    ("ctrlprops", "điều khiển biểu mẫu"), ("package.vnd", "gói nhúng"),
)  # fmt: skip
OUTWARD = (
    ("externallink", "liên kết tới bảng tính khác"),
    ("connections", "kết nối dữ liệu"),
    ("querytable", "truy vấn ngoài"),
)
# last word of a relationship's type: never taken, inside or outside
RELATIONS = {
    "vbaProject": "macro VBA", "wordVbaData": "macro VBA", "oleObject": "đối tượng OLE",
    "control": "điều khiển ActiveX",
    "activeXControlBinary": "điều khiển ActiveX", "package": "gói nhúng", "aFChunk": "tài liệu nhúng",
    "xlMacrosheet": "macro Excel 4", "xlIntlMacrosheet": "macro Excel 4", "attachedToolbars": "thanh công cụ có macro",
    "webextension": "tiện ích web", "webextensiontaskpanes": "tiện ích web", "extensibility": "nút lệnh tự chạy",
}  # fmt: skip
NAMES = {"attachedTemplate": "mẫu văn bản ở xa", "image": "ảnh liên kết", "oleObject": "đối tượng liên kết"}
LINKS = re.compile(r"(?:https?|mailto|ftp|tel|file):|#|[^:]*$|[A-Za-z]:[\\/]", re.IGNORECASE)
OWN_DISK = re.compile(r"(?:file:///?)?[A-Za-z]:[\\/]|[^:/\\]+$", re.IGNORECASE)
FIELDS = {"DDE": "active", "DDEAUTO": "active", "MACROBUTTON": "active", "EMBED": "active"}
FETCHING = {"INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DATABASE", "RD"}

_CODE = re.compile(
    rb"<(?:[\w.-]+:)?(?:fldChar[^>]*?fldCharType\s*=\s*[\"'](?P<mark>\w+)[\"'][^>]*"
    rb"|(?:instrText|delInstrText)\b[^>]*>(?P<code>[^<]*)<"
    rb"|fldSimple\b[^>]*?instr\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'))"
)
_OBJECT = re.compile(rb"<(?:[\w.-]+:)?(?:oleObject|OLEObject|control|ddeLink|oleLink)\b")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?(?:f|formula1?2?|definedName)\b[^>]*>([^<]+)<")
_REACHING = re.compile(
    r"\|\s*'|\|[\w.]+!|\bWEBSERVICE\s*\(|\b(?:CALL|REGISTER(?:\.ID)?|EXEC|FOPEN)\s*\(|\bRTD\s*\(", re.IGNORECASE
)
EMBEDDED = (".exe", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".lnk", ".hta", ".mht", ".html", ".htm", ".rtf")


def kind_of(parts: Mapping[str, bytes]) -> Kind | str:
    """By the content type of the main part."""
    types = plain_xml(parts[TYPES])
    declared = [tag.get("ContentType", "").lower() for tag in tags(types, "Override", "Default")]
    if any("macroenabled" in kind for kind in declared):
        raise refusal("active", what="macro VBA")
    for ending, kind in MAIN.items():
        if any(declared_type.endswith(ending) for declared_type in declared):
            return kind
    return "tệp Office loại khác"


def check(parts: Mapping[str, bytes], limits: Limits) -> None:
    types = plain_xml(parts[TYPES])
    declared = [tag.get("ContentType", "") for tag in tags(types, "Override")]
    named = [tag.get("PartName", "") for tag in tags(types, "Override")]
    for word in (*parts, *declared, *named):
        _check_word(word)
    for name, part in parts.items():
        if is_xml(name, part):
            _check_xml(name, plain_xml(part))
        elif part.startswith(b"\xd0\xcf\x11\xe0"):
            raise refusal("active", what="đối tượng OLE")
        elif part[:2] == b"MZ" or part[:4] == b"\x7fELF":
            raise refusal("active", what="chương trình")
        elif is_image(part):
            check_image(part, limits)


def _check_word(word: str) -> None:
    lowered = word.lower()
    for sign, what in ACTIVE:
        if sign in lowered:
            raise refusal("active", what=what)
    for sign, what in OUTWARD:
        if sign in lowered:
            raise refusal("external", what=what)
    if lowered.endswith(EMBEDDED):
        raise refusal("active", what="tệp nhúng")


def _check_xml(name: str, part: bytes) -> None:
    lowered = name.lower()
    if lowered.endswith(".rels"):
        for relation in tags(part, "Relationship"):
            _check_relation(relation)
    elif b"<svg" in part[:2000] or b":svg" in part[:2000] or lowered.endswith(".svg"):
        check_svg(part)
    elif b"<![CDATA[" in part and lowered.startswith(("word/", "xl/")):
        raise refusal("unsafe_archive", what="nội dung bị che giấu")
    elif any(name in part for name in (b"instrText", b"delInstrText", b"fldSimple")):
        _check_fields(part)
    if lowered.startswith("xl/"):
        _check_formulas(part)
    if any(sign in part for sign in (b"oleObject", b"OLEObject", b"control", b"ddeLink")) and _OBJECT.search(part):
        raise refusal("active", what="đối tượng OLE, DDE hoặc ActiveX")


def _check_relation(relation: Mapping[str, str]) -> None:
    kind = relation.get("Type", "").rsplit("/", 1)[-1]
    target = relation.get("Target", "").strip()
    if kind in RELATIONS:
        raise refusal("active", what=RELATIONS[kind])
    outside = relation.get("TargetMode", "").lower() == "external" or re.match(r"(?:[a-z]{2,}:)?//|\\\\", target, re.I)
    if not outside:
        return
    allowed = LINKS if kind == "hyperlink" else OWN_DISK if kind == "attachedTemplate" else None
    if allowed is None or not allowed.match(target):
        raise refusal("external", what=NAMES.get(kind, "tài liệu liên kết"))


def _check_fields(part: bytes) -> None:
    for code in _codes(part):
        words = code.replace("\x00", " \x00 ").split()
        if not words:
            continue
        if words[0].startswith("\x00"):
            raise refusal("active", what="trường lệnh bị che giấu")
        name = words[0].strip('"').upper()
        if name in FIELDS or name.startswith("DDE"):
            raise refusal("active", what=f"trường {name}")
        if name in FETCHING:
            raise refusal("external", what=f"trường {name}")


def _codes(part: bytes) -> Iterator[str]:
    """Codes of fields, joined from their runs; a field inside another stands in it as NUL."""
    open_fields: list[str] = []
    for found in _CODE.finditer(part):
        simple = found["a"] if found["a"] is not None else found["b"]
        if simple is not None:
            yield _text(simple)
        elif found["code"] is not None:
            if open_fields:
                open_fields[-1] += _text(found["code"])
            else:
                yield _text(found["code"])
        elif found["mark"] == b"begin":
            open_fields.append("")
        elif found["mark"] == b"end" and open_fields:
            yield open_fields.pop()
            if open_fields:
                open_fields[-1] += "\x00"
    yield from open_fields


def _text(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", "replace"))


def _check_formulas(part: bytes) -> None:
    for found in _FORMULA.finditer(part):
        if _REACHING.search(_text(found[1])):
            raise refusal("active", what="công thức gọi ra ngoài (DDE, WEBSERVICE…)")
