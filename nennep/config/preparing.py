"""What a site needs before it is served: tables, the cache table among them, and static files."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

PRIVATE = 0o077


def prepare() -> None:
    """May run again at any time; what stands already stays."""
    keep_private()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("migrate", "vault", database="vault", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    count_tables()


def count_tables() -> None:
    """SQLite chooses among its indexes by what was counted of them, and nobody else counts; PostgreSQL does by itself.
    A second at city size. Who holds a connection sees it with the next one."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def keep_private() -> None:
    """Whatever this process makes, nobody else on the machine may read."""
    os.umask(PRIVATE)
    for folder in (Path(settings.ENVIRONMENT.data), Path(settings.FILES_ROOT)):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
