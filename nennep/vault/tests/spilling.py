"""Every secret that a life of letters had in memory, and faults that leave one of them somewhere."""

import base64
import json
import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from nennep.sealing.boxes import unseal
from nennep.vault import places
from nennep.vault.actions.opening import decrypt, key_of
from nennep.vault.models import Envelope, Share
from nennep.vault.rules import BlockKind
from nennep.vault.tests.make import Vault
from nennep.vault.tokens import Opener

Secrets = Mapping[str, bytes]


def secrets_now(vault: Vault, holder: Opener, letters: Sequence[Envelope]) -> dict[str, bytes]:
    """Keys of people, of letters and of files, shares of custodians; `holder` has a wrap of every letter."""
    people = {f"person {n}": each.private for n, each in enumerate([vault.organiser, holder, *vault.custodians])}
    return people | dict(keys_of_letters(holder, letters)) | dict(shares(vault))


def keys_of_letters(holder: Opener, letters: Sequence[Envelope]) -> Iterator[tuple[str, bytes]]:
    for envelope in Envelope.objects.filter(pk__in=[each.pk for each in letters]):
        private = key_of(envelope, holder)
        yield f"letter {envelope.pk}, {envelope.generation}", private
        for block in envelope.blocks.filter(kind=BlockKind.FILE):
            yield f"file {block.pk}", bytes.fromhex(json.loads(decrypt(envelope, block, private, holder))["key"])


def shares(vault: Vault) -> Iterator[tuple[str, bytes]]:
    keys = {custodian.user.public_id: custodian.private for custodian in vault.custodians}
    for share in Share.objects.filter(whose__in=keys):
        where = places.of_share(share.envelope, share.generation, share.whose, share.other)
        yield f"share {share.pk}", unseal(keys[share.whose], bytes(share.sealed), where)


def one(secrets: Secrets, kind: str) -> bytes:
    """The latest of its kind, which still opens something."""
    return [secret for name, secret in secrets.items() if name.startswith(kind)][-1]


def into_table(data: Path, database: str, told: str | bytes) -> None:
    with closing(sqlite3.connect(data / f"{database}.sqlite3")) as opened, opened:
        opened.execute("CREATE TABLE left_over (told)")
        opened.execute("INSERT INTO left_over VALUES (?)", [told])


SPILLS: dict[str, Callable[[Secrets, Path], object]] = {
    "person": lambda secrets, data: into_table(data, "nennep", f'{{"key": "{one(secrets, "person").hex()}"}}'),
    "letter": lambda secrets, _data: logging.getLogger("nennep").info(
        "key %s", base64.b64encode(one(secrets, "letter")).decode()
    ),
    "share": lambda secrets, data: into_table(data, "vault", one(secrets, "share")),
    "file": lambda secrets, data: (data / "tmp" / "key").write_bytes(one(secrets, "file")),
    "return": lambda secrets, data: into_table(data, "vault", b"\1" + one(secrets, "return")),
    "token": lambda secrets, data: into_table(data, "nennep", f"vault={one(secrets, 'token').decode()}; path=/"),
}
