"""Run a command against a PostgreSQL of its own: usage `with_postgresql.py [--vault] COMMAND …`.

With --vault the letters' keys lie there too, in a database of their own.

The cluster lives in a temporary folder, listens on a free port of this machine only, and is gone afterwards.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


def programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    where = shutil.which("initdb")
    if where is None:
        sys.exit("Không thấy PostgreSQL (initdb). Chạy `make ground` trước.")
    return Path(where).parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_ordinary_user(folder: Path) -> dict[str, int]:
    """PostgreSQL refuses to run as root: there its own user takes the folder."""
    if os.getuid():
        return {}
    account = pwd.getpwnam("postgres")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid}


@contextmanager
def cluster(durable: bool = False) -> Iterator[str]:
    """A running server; gives its address as NENNEP_DATABASE wants it. Only a durable one may be served from."""
    tools, port = programs(), free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rights = as_ordinary_user(folder)
        data, log = folder / "data", folder / "log"
        quiet = {"stdout": subprocess.DEVNULL, "cwd": folder, **rights}
        init = [tools / "initdb", "-D", data, "-U", "nennep", "-E", "UTF8", "--no-locale", "-A", "trust", "--no-sync"]
        subprocess.run(init, check=True, **quiet)  # type: ignore[call-overload]
        hasty = "" if durable else "-c fsync=off -c full_page_writes=off"
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} {hasty}"
        start = [tools / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start"]
        subprocess.run(start, check=True, **quiet)  # type: ignore[call-overload]
        try:
            yield f"postgresql://nennep@127.0.0.1:{port}/postgres"
        finally:
            stop = [tools / "pg_ctl", "-D", data, "-m", "immediate", "stop"]
            subprocess.run(stop, check=True, **quiet)  # type: ignore[call-overload]


def with_vault(address: str) -> dict[str, str]:
    """Another database beside it, empty."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE DATABASE vault")
    return {"NENNEP_VAULT": f"{address.rpartition('/')[0]}/vault"}


def main(command: list[str]) -> int:
    both = command[:1] == ["--vault"]
    with cluster() as address:
        given = {"NENNEP_DATABASE": address, **(with_vault(address) if both else {})}
        return subprocess.run(command[both:], env={**os.environ, **given}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
