"""The child that strips a file: what it reads and writes lies in memory, never on a disk."""

import json
import os
import subprocess
from pathlib import Path

from django.utils.translation import gettext as _

from nennep.lib.errors import RuleBroken
from nennep.lib.sandbox import SET_LIMITS, python, python_environment
from nennep.vault.stripping import STRIPPERS

MEMORY_MB, CPU_SECONDS, CLOCK_SECONDS, FILE_MB = 600, 20, 60, 200


def stripped(ending: str, data: bytes, identity: dict[str, str], alias: str) -> bytes:
    if ending not in STRIPPERS:
        raise RuleBroken(_("Loại tệp này máy chưa tách danh tính được; hãy chép lại bằng tay."))
    told = json.dumps({**identity, "alias": alias, "ending": ending}).encode()
    numbers = [str(MEMORY_MB * 1024), str(CPU_SECONDS), str(FILE_MB * 2048)]
    command = ["/bin/sh", "-c", SET_LIMITS, "limited", *numbers, *python("nennep.vault.stripping")]
    given, answered = os.memfd_create("given"), os.memfd_create("answered")
    with os.fdopen(given, "w+b") as into, os.fdopen(answered, "w+b") as out:
        into.write(told + b"\n" + data)
        into.seek(0)
        if ended(command, into.fileno(), out.fileno()) != 0:
            raise RuleBroken(_("Không tách được danh tính khỏi tệp này; hãy chép lại bằng tay."))
        out.seek(0)
        return out.read()


def ended(command: list[str], given: int, answered: int) -> int:
    """Its status; whatever it complains about may tell a name, and is not kept."""
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "TMPDIR": "/nowhere", **python_environment()}
    try:
        done = subprocess.run(
            command,
            stdin=given,
            stdout=answered,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=Path("/"),
            timeout=CLOCK_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return -1
    return done.returncode
