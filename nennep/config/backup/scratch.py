"""A place beside the running site where a backup is restored for trial, and gone afterwards."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from nennep.config.backup.manifest import BadBackup
from nennep.config.supervisor import LEASH, SERVED, alone

SUFFIX = "_nennep_drill"
QUIET = ("NENNEP_BACKUP", "NENNEP_MAIL", "NENNEP_ALLOW_HTTP", "NENNEP_VAULT")  # the copy writes to nobody


@dataclass(frozen=True)
class Scratch:
    site: Path  # where the restored site stands
    database: str  # NENNEP_DATABASE of the restored site

    def environment(self, **given: str) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if name not in (LEASH, SERVED, *QUIET)}
        return ours | {"NENNEP_DATABASE": self.database, "NENNEP_PROXIES": "0"} | given

    def in_site(self, url: str = "http://localhost:8000") -> dict[str, str]:
        return self.environment(NENNEP_DATA=str(self.site), NENNEP_URL=url)

    def nennep(self, *arguments: str, environment: dict[str, str]) -> str:
        """A command of the product, as the administrator would type it."""
        command = [sys.executable, "-m", "nennep.config.command", *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            said = (done.stderr.strip() or done.stdout.strip() or "?").splitlines()[-1]
            raise BadBackup(said.removeprefix("CommandError: "))
        return done.stdout


@contextmanager
def scratch_place() -> Iterator[Scratch]:
    """One at a time; what an interrupted drill left is cleared away first."""
    folder = Path(settings.ENVIRONMENT.data) / "drill"
    folder.mkdir(mode=0o700, exist_ok=True)
    with alone(folder), scratch_database() as database:
        site = folder / "site"
        clear(folder)
        try:
            yield Scratch(site, database)
        finally:
            clear(folder)


def clear(folder: Path) -> None:
    for left in folder.iterdir():
        if left.is_dir():
            shutil.rmtree(left)


@contextmanager
def scratch_database() -> Iterator[str]:
    """An empty PostgreSQL database beside the site's own; nothing for SQLite."""
    address = settings.ENVIRONMENT.database
    if not address:
        yield ""
        return
    parts = urlsplit(address)
    name = parts.path.lstrip("/") + SUFFIX
    on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    on_server(f'CREATE DATABASE "{name}"')
    try:
        yield parts._replace(path=f"/{name}").geturl()
    finally:
        on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def on_server(statement: str) -> None:
    driver = connection.Database  # type: ignore[attr-defined] # every backend names its own
    try:
        with closing(reach(connection.settings_dict["NAME"])) as server:
            server.execute(statement)
    except driver.Error as error:
        raise BadBackup(
            f"Không lập được cơ sở dữ liệu tạm để diễn tập: {str(error).strip()}. "
            "Hãy cho người dùng của Nền Nếp quyền CREATEDB."
        ) from error


def reach(name: str) -> Any:
    """A connection of our own to a database of the same server."""
    reached_by = ("user", "password", "host", "port")
    given = {key: value for key, value in connection.get_connection_params().items() if key in reached_by}
    return connection.Database.connect(**given, dbname=name, autocommit=True)  # type: ignore[attr-defined]
