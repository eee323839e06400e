"""Taking files in: received to a limit, looked at by the guard, then kept by what they hold."""

import hashlib
import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from nennep.files.models import Blob, Document, Version
from nennep.files.queries import path_of
from nennep.files.rules import TOO_LARGE
from nennep.journal.actions import record
from nennep.lib.errors import BadFile
from nennep.lib.guard import Kind, inspect
from nennep.web.downloads import safe_name

if TYPE_CHECKING:
    from nennep.accounts.models import User

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Received:
    path: Path
    sha256: str
    size: int


def store(
    source: "File[Any] | Path", name: str, kinds: Collection[Kind] | None = None, *, by: "User | None"
) -> Version:
    """Keep a file as a document of its own, version 1; a file that the guard refuses raises BadFile."""
    return store_version(None, source, name, kinds, by=by)


def store_version(
    document: Document | None,
    source: "File[Any] | Path",
    name: str,
    kinds: Collection[Kind] | None = None,
    *,
    by: "User | None",
) -> Version:
    """Keep a file as the next version of `document`, or of a new one."""
    with received(source) as file:
        kind = inspect(file.path, frozenset(kinds) if kinds is not None else frozenset(Kind))
        keep_bytes(file)
        return add_version(document, file, Found(safe_name(name), kind), by=by)


@dataclass(frozen=True)
class Found:
    name: str
    kind: Kind


@transaction.atomic
def add_version(document: Document | None, file: Received, found: Found, *, by: "User | None") -> Version:
    blob, _ = Blob.objects.get_or_create(sha256=file.sha256, defaults={"size": file.size, "kind": found.kind.value})
    document = document or Document.objects.create(name=found.name)
    Document.objects.select_for_update().get(pk=document.pk)
    last = document.versions.aggregate(last=Max("n"))["last"] or 0
    version = Version.objects.create(document=document, n=last + 1, blob=blob, name=found.name, by=by)
    record(by, "file.stored", document, version=version.n, sha256=file.sha256, size=file.size)
    return version


@contextmanager
def received(source: "File[Any] | Path") -> Iterator[Received]:
    """The bytes in a private file on the disk of the store, counted and hashed; gone when refused."""
    folder = Path(settings.FILES_ROOT) / "incoming"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as out:
        path = Path(out.name)
        try:
            size, digest = 0, hashlib.sha256()
            for chunk in chunks_of(source):
                size += len(chunk)
                if size > settings.MAX_FILE_BYTES:
                    raise BadFile("too_large", TOO_LARGE, limit=settings.MAX_FILE_BYTES // CHUNK)
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
            yield Received(path, digest.hexdigest(), size)
        finally:
            path.unlink(missing_ok=True)


def chunks_of(source: "File[Any] | Path") -> Iterator[bytes]:
    if not isinstance(source, Path):
        yield from source.chunks(CHUNK)
        return
    with source.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def keep_bytes(file: Received) -> None:
    """Move the bytes to their place; linked, so that a file half written never stands under a hash."""
    place = path_of(file.sha256)
    if place.exists() and place.stat().st_size == file.size:
        return
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.path.chmod(0o600)
    os.replace(file.path, place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
