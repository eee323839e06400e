"""Reading what was kept."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import HttpResponseBase

from nennep.files.models import Blob, Version
from nennep.files.rules import CONTENT_TYPES, place_of
from nennep.web.downloads import as_download

CHUNK = 256 * 1024


def path_of(sha256: str) -> Path:
    return Path(settings.FILES_ROOT) / place_of(sha256)


def path_of_version(version: Version) -> Path:
    """Where the bytes lie; never write there."""
    return path_of(version.blob.sha256)


def response_of(version: Version) -> HttpResponseBase:
    """The file to save, streamed; whoever calls has asked whether the person may."""
    blob = version.blob
    kind = CONTENT_TYPES.get(blob.kind, "application/octet-stream")
    return as_download(stream(path_of(blob.sha256)), version.name, kind, blob.size)


def stream(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def damaged_blobs() -> Iterator[tuple[Blob, str]]:
    """Every kept file whose bytes are gone or no longer what they were, and what is wrong."""
    for blob in Blob.objects.order_by("pk").iterator():
        path = path_of(blob.sha256)
        if not path.exists():
            yield blob, "không còn trên đĩa"
        elif hash_of(path) != blob.sha256:
            yield blob, "nội dung đã khác"


def hash_of(path: Path) -> str:
    digest = hashlib.sha256()
    for chunk in stream(path):
        digest.update(chunk)
    return digest.hexdigest()
