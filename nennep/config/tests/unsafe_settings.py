"""The product's settings with one fault, named by NENNEP_FAULT: for the tests of the ground."""

import os
import tempfile
from pathlib import Path

from nennep.config.settings import *  # noqa: F403
from nennep.config.settings import DATABASES, ENVIRONMENT

FAULT = os.environ["NENNEP_FAULT"]


def pragma(extra: str) -> None:
    options = DATABASES["default"]["OPTIONS"]
    assert isinstance(options, dict)
    options["init_command"] += f"; PRAGMA {extra}"


if FAULT == "debug":
    DEBUG = True
elif FAULT == "synchronous":
    pragma("synchronous=NORMAL")
elif FAULT == "mmap":
    pragma("mmap_size=1048576")
elif FAULT == "wal":
    pragma("journal_mode=WAL")
elif FAULT == "network":
    mounts = Path(tempfile.mkdtemp()) / "mounts"
    mounts.write_text(f"server:/x / ext4 rw 0 0\nserver:/y {ENVIRONMENT.data.parent} nfs4 rw 0 0\n")
    MOUNTS = mounts
