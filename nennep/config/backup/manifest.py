"""What a backup is: one .tar with the database, the files by hash, the secret key, and a manifest over them."""

import hashlib
import hmac
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from nennep.config.backup.marks import Mark

FORMAT = 1
MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
SECRET = "secret_key"  # noqa: S105 -- a file name
FILE = re.compile(r"files/([0-9a-f]{2})/([0-9a-f]{2})/([0-9a-f]{64})")
CHUNK = 1024 * 1024
SEAL = b"nennep-sha256:"


class BadBackup(Exception):
    """Carries the sentence for the person."""


@dataclass(frozen=True)
class Piece:
    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    made_at: str  # ISO 8601, UTC
    version: str
    database: str  # "sqlite" or "postgresql"
    entries: int  # of the journal
    head: str  # of the journal's chain
    pieces: dict[str, Piece]
    tables: dict[str, Mark] = field(default_factory=dict)  # older backups have none
    key: str = ""  # by which the site's secret key is known again

    def to_json(self) -> str:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True)


def read_manifest(text: str) -> Manifest:
    try:
        found = json.loads(text)
        if found.pop("format") != FORMAT:
            raise BadBackup("Bản sao lưu thuộc phiên bản chương trình khác.")
        pieces = {name: Piece(**piece) for name, piece in found.pop("pieces").items()}
        tables = {name: Mark(**mark) for name, mark in found.pop("tables", {}).items()}
        return Manifest(pieces=pieces, tables=tables, **found)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadBackup("Không đọc được bảng kê (manifest.json) trong bản sao lưu.") from error


def print_of_key(secret_key: str) -> str:
    """Tells whether a key is the same one, and nothing about it: the key itself is long and random."""
    return hmac.new(secret_key.encode(), b"nennep backup 1", "sha256").hexdigest()


def is_known(name: str) -> bool:
    """Nothing else may lie in a backup: no path leads out of the folder it is restored into."""
    return name in (SECRET, *DATABASES.values()) or file_hash(name) is not None


def file_hash(name: str) -> str | None:
    """The hash that a kept file's name promises."""
    match = FILE.fullmatch(name)
    return match[3] if match and match[3].startswith(match[1] + match[2]) else None


def chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def seal(archive: Path) -> None:
    """Write the hash of the whole archive behind it, where tar looks no more."""
    digest = piece_of(archive).sha256
    with archive.open("ab") as out:
        out.write(SEAL + digest.encode())
        out.flush()
        os.fsync(out.fileno())


def insist_on_seal(archive: Path) -> None:
    length = len(SEAL) + 64
    digest, left = hashlib.sha256(), archive.stat().st_size - length
    with archive.open("rb") as file:
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            digest.update(chunk)
            left -= len(chunk)
        found = file.read()
    if found != SEAL + digest.hexdigest().encode():
        raise BadBackup("Tệp sao lưu bị hỏng, bị cắt cụt hoặc bị sửa: mã băm của cả tệp không khớp.")


def piece_of(path: Path) -> Piece:
    digest = hashlib.sha256()
    for chunk in chunks(path):
        digest.update(chunk)
    return Piece(digest.hexdigest(), path.stat().st_size)
