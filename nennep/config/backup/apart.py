"""The vault's keys, saved beside the backup and never in it: backups are kept for years, these for thirty days.

That is what makes erasing real: wraps that were deleted are nowhere after a month, and a backup alone opens no letter.
"""

import os
import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connections

from nennep.config.backup.databases import call as call_tool
from nennep.config.backup.databases import dump_sqlite, load_postgresql, tool

DAYS = 30
NAME = re.compile(r"vault-(\d{8}-\d{6})\.(sqlite3|dump)")
ENDINGS = {"sqlite": "sqlite3", "postgresql": "dump"}


def save_vault(archive: Path) -> Path:
    """Beside `archive`, with the same stamp; readable by its owner only."""
    vault = connections["vault"]
    target = archive.with_name(f"{archive.stem.replace('nennep-', 'vault-')}.{ENDINGS[vault.vendor]}")
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    if vault.vendor == "sqlite":
        dump_sqlite(Path(vault.settings_dict["NAME"]), target)
    else:
        options = ["--format=custom", "--no-owner", "--no-acl", f"--file={target}"]
        call_tool([tool("pg_dump"), *options], vault.settings_dict)
    return target


def place_vault(archive: Path, into: Path, over: bool) -> bool:
    """The keys of the same moment, where they still lie beside the backup; never over living ones without a yes."""
    vault = connections["vault"]
    stem = archive.stem.replace("nennep-", "vault-")
    file, dump = archive.with_name(f"{stem}.sqlite3"), archive.with_name(f"{stem}.dump")
    if file.exists():
        shutil.copyfile(file, into / "vault.sqlite3")
        (into / "vault.sqlite3").chmod(0o600)
        return True
    if dump.exists() and vault.vendor == "postgresql" and (over or not vault.introspection.table_names()):
        load_postgresql(vault.settings_dict, dump)
        return True
    return False


def prune_vaults(folder: Path, now: datetime) -> None:
    for file in folder.glob("vault-*"):
        match = NAME.fullmatch(file.name)
        if match and now - datetime.strptime(match[1], "%Y%m%d-%H%M%S") > timedelta(days=DAYS):
            file.unlink()
