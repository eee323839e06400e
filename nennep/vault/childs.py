"""The child that strips a file: what it reads and writes goes through pipes, and no file can be written to."""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from nennep.lib.errors import RuleBroken
from nennep.lib.sandbox import SET_LIMITS, python, python_environment
from nennep.vault.stripping import STRIPPERS

MEMORY_MB, CPU_SECONDS, CLOCK_SECONDS = 600, 20, 60
LARGEST_WRITTEN = 0  # of any file: the kernel refuses the first byte


def stripped(ending: str, data: bytes, identity: dict[str, str], alias: str) -> bytes:
    if ending not in STRIPPERS:
        raise RuleBroken(_("Loại tệp này máy chưa tách danh tính được; hãy chép lại bằng tay."))
    told = json.dumps({**identity, "alias": alias, "ending": ending}).encode()
    copy = answer_of(python("nennep.vault.stripping"), told + b"\n" + data)
    if copy is None:
        raise RuleBroken(_("Không tách được danh tính khỏi tệp này; hãy chép lại bằng tay."))
    return copy


def answer_of(program: Sequence[str], given: bytes) -> bytes | None:
    """None where it failed; whatever it complains about may tell a name, and is not kept."""
    numbers = [str(MEMORY_MB * 1024), str(CPU_SECONDS), str(LARGEST_WRITTEN)]
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "TMPDIR": "/nowhere", **python_environment()}
    try:
        done = subprocess.run(
            ["/bin/sh", "-c", SET_LIMITS, "limited", *numbers, *program],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=Path("/"),
            timeout=CLOCK_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None
