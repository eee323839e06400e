"""Answers that a browser must save and never show: any file that left somebody's disk may be hostile."""

import unicodedata
from collections.abc import Iterable

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

LONGEST_NAME = 150  # characters; a name of 255 bytes must hold it in UTF-8 too


def as_download(content: Iterable[bytes], name: str, content_type: str, size: int | None = None) -> HttpResponseBase:
    """`content` to be saved as `name` (RFC 5987); a browser that opens it all the same finds a sandbox."""
    response = StreamingHttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=safe_name(name))
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    if size is not None:
        response["Content-Length"] = str(size)
    return response


def safe_name(name: str) -> str:
    """A file name in NFC without folders, control or direction characters, its ending kept when it must be cut."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*').strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 8:
        return plain[:LONGEST_NAME] or "tep"
    return f"{stem[: LONGEST_NAME - len(ending)].strip() or 'tep'}.{ending}"
