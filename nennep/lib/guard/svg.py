"""SVG pictures: drawings only, neither script nor anything fetched."""

import html
import re

from nennep.lib.guard.markup import plain_xml
from nennep.lib.guard.refusals import refusal

_ACTIVE = re.compile(
    r"<(?:[\w.-]+:)?(?:script|foreignObject|iframe|handler|set|animate)\b|[\s\"'/]on\w+\s*=|javascript:", re.IGNORECASE
)
_REACHING = re.compile(
    r"(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/(?:png|jpeg))\S"
    r"|url\(\s*[\"']?\s*(?:https?:|//|file:)|@import",
    re.IGNORECASE,
)


def check_svg(part: bytes) -> None:
    text = html.unescape(plain_xml(part).decode("utf-8", "replace"))
    if _ACTIVE.search(text):
        raise refusal("active", what="mã trong ảnh SVG")
    if _REACHING.search(text):
        raise refusal("external", what="ảnh SVG liên kết ra ngoài")
