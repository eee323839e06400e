"""A database for each bench: an empty one of either kind, and in the child process a city built in it."""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from tests.with_postgresql import cluster

if TYPE_CHECKING:
    from bench.city import City

ENGINES = ("sqlite", "postgresql")
TENTH = 0.1


@contextmanager
def database(engine: str, durable: bool = False) -> Iterator[dict[str, str]]:
    """The environment in which a process finds it."""
    made = cluster(durable) if engine == "postgresql" else nullcontext("")
    with tempfile.TemporaryDirectory() as folder, made as address:
        settings = {"NENNEP_DATA": folder, "NENNEP_DATABASE": address}
        yield {**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "nennep.config.settings"}


def build(size: float) -> "City":
    """A city in the database of the environment, as a server finds it that has just started."""
    import django  # noqa: PLC0415 -- set up in the child alone

    os.umask(0o077)  # a server refuses data that everybody may read
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from bench.city import Builder  # noqa: PLC0415
    from nennep.config.settling import settle  # noqa: PLC0415

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", interactive=False, verbosity=0)
    call_command("migrate", "vault", database="vault", interactive=False, verbosity=0)
    began = time.perf_counter()
    city = Builder(size).build()
    settle()
    print(f"  built in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return city
