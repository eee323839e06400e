"""OpenDocument texts and sheets: no script, no object, nothing fetched."""

import re
from collections.abc import Mapping

from nennep.lib.guard.images import check_image, is_image
from nennep.lib.guard.kinds import Kind
from nennep.lib.guard.limits import Limits
from nennep.lib.guard.markup import is_xml, plain_xml, tags
from nennep.lib.guard.refusals import refusal
from nennep.lib.guard.svg import check_svg

MANIFEST = "META-INF/manifest.xml"
KINDS = {
    "application/vnd.oasis.opendocument.text": Kind.ODT,
    "application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
}
ACTIVE = ("basic/", "scripts/", "dialogs/")  # folders of macros
_CODE = re.compile(
    rb"<(?:script:event-listener|text:execute-macro|text:dde-connection|text:script|office:dde-source"
    rb"|table:dde-link|draw:plugin|draw:applet|draw:object-ole|form:button[^>]+script|draw:object\b)", re.IGNORECASE
)  # fmt: skip
_FORMULA = re.compile(rb"table:formula=\"[^\"]*(?:\bDDE\s*\(|WEBSERVICE\s*\(|\|\s*(?:'|&apos;))", re.IGNORECASE)
_FETCHED = (
    "image", "section-source", "database-source", "table-source", "floating-frame", "object", "font-face-uri",
    "fill-image", "cell-range-source", "query-table", "background-image", "source-code",
)  # fmt: skip
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//|\\\\|/|\.\./(?!\.))", re.IGNORECASE)
_SCHEMES = re.compile(r"(?:https?|mailto|ftp|tel|file):|#|[^:]*$|[A-Za-z]:[\\/]", re.IGNORECASE)


def kind_of(parts: Mapping[str, bytes]) -> Kind | str:
    declared = parts.get("mimetype", b"").decode("ascii", "replace").strip()
    return KINDS.get(declared, "tệp OpenDocument loại khác")


def check(parts: Mapping[str, bytes], limits: Limits) -> None:
    if b"encryption-data" in parts.get(MANIFEST, b""):
        raise refusal("encrypted")
    for name, part in parts.items():
        if name.lower().startswith(ACTIVE):
            raise refusal("active", what="macro")
        if is_xml(name, part):
            _check_xml(plain_xml(part))
        elif part.startswith(b"\xd0\xcf\x11\xe0"):
            raise refusal("active", what="đối tượng OLE")
        elif part[:2] == b"MZ" or part[:4] == b"\x7fELF" or part[:20].lower().lstrip().startswith((b"<html", b"#!")):
            raise refusal("active", what="chương trình")
        elif is_image(part):
            check_image(part, limits)


def _check_xml(part: bytes) -> None:
    if _CODE.search(part):
        raise refusal("active", what="macro, DDE hoặc đối tượng nhúng")
    if _FORMULA.search(part):
        raise refusal("active", what="công thức gọi ra ngoài")
    if b"<svg" in part[:1000]:
        check_svg(part)
    for tag in tags(part, *_FETCHED):
        if _OUTSIDE.match(tag.get("href", "").strip()):
            raise refusal("external", what="ảnh hoặc phần văn bản liên kết")
    for tag in tags(part, "a"):
        if not _SCHEMES.match(tag.get("href", "").strip()):
            raise refusal("active", what="liên kết chạy lệnh")
