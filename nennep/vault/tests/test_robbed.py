"""Letters come to a real server by its doors, then everything is stolen: nobody is named (SECURITY-BAR B1)."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from nennep.config.tests.site import answers, free_port, wait_until
from nennep.vault.tests.picking import opened_by_the_thief
from nennep.vault.tests.sites import PRIVATE, SECRET, empty_site, run_in
from nennep.vault.tests.stealing import canary, found_in, names_in
from nennep.vault.tests.visiting import AUTHOR, CLERK, Visitor, take_in, write

pytestmark = [pytest.mark.slow, pytest.mark.alone]
ROBBED = "nennep.vault.tests.robbed_settings"
COUNT = 2


@contextmanager
def served(folder: Path, environment: dict[str, str]) -> Iterator[int]:
    """The port of the server; what it says is kept."""
    port = free_port()
    command = [sys.executable, "-m", "nennep.config.command", "serve", "--port", str(port)]
    with (folder / "site.log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, umask=PRIVATE)
        try:
            wait_until(lambda: process.poll() is not None or answers(f"http://localhost:{port}/health/"))
            assert process.poll() is None, (folder / "site.log").read_text()[-3000:]
            yield port
        finally:
            process.terminate()
            process.wait(timeout=60)


def robbed(folder: Path, planted: str = "") -> list[str]:
    """Whatever betrays an author: found in the site, or kept by the author's own browser."""
    environment = empty_site(folder, ROBBED) | {"PLANTED": planted}
    run_in(folder, environment, "life_served")
    with served(folder, environment) as port:
        author = Visitor(port, AUTHOR)
        write(author, canary(0))
        take_in(Visitor(port, CLERK), canary(1))
    return [*names_in(folder, COUNT), *found_in(folder, [AUTHOR]), *(f"cookie: {name}" for name in author.cookies)]


def files_sealed(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "nennep.sqlite3")) as database:
        return int(database.execute("SELECT count(*) FROM vault_attachment").fetchone()[0])


def test_letters_that_came_through_the_real_doors_name_nobody(tmp_path: Path) -> None:
    assert robbed(tmp_path) == []
    assert files_sealed(tmp_path) == 3
    assert opened_by_the_thief(tmp_path, SECRET) == 0


def test_doors_that_betray_are_found(tmp_path: Path) -> None:
    """The planted faults: a file spilled for a moment, an address in the log, a cookie."""
    found = "\n".join(robbed(tmp_path, planted="yes"))

    assert [mark for mark in (".upload.txt: ", f"site.log: {AUTHOR}", "cookie: seen") if mark not in found] == []
