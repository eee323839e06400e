"""The child that looks and matches: started with nothing of ours but its folder, followed line by line."""

import contextlib
import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nennep.lib.errors import BadFile
from nennep.lib.guard.refusals import refusal
from nennep.lib.sandbox import python, python_environment

MODULE = "nennep.workbench.child"
LONGEST_COMPLAINT = 4_000  # characters of what a broken child said, for the log


class Broken(Exception):
    """The child ended without an answer, and not by a limit of the machine."""


def carry_out(verb: str, folder: Path, told: Callable[[str], None]) -> dict[str, Any]:
    """`told` hears each step. Raises BadFile with its sentence."""
    temporary = folder / "tmp"
    temporary.mkdir(mode=0o700, exist_ok=True)
    command = python(MODULE, verb, str(folder))
    with tempfile.TemporaryFile() as errors, started(command, folder, temporary, errors) as child:
        assert child.stdout
        answer: dict[str, Any] | None = None
        for line in child.stdout:
            match json.loads(line):
                case {"told": said}:
                    told(said)
                case {"answer": dict(made)}:
                    answer = made
                case {"refused": [code, sentence, dict(details)]}:
                    raise BadFile(code, sentence, **details)
        status = child.wait()
        if answer is not None:
            return answer
        if status == -signal.SIGKILL:  # the kernel, for want of memory
            raise refusal("too_heavy")
        errors.seek(0)
        complaint = errors.read().decode("utf-8", "replace")[-LONGEST_COMPLAINT:]
        raise Broken(complaint or f"ended with {status} and without a word")


@contextlib.contextmanager
def started(command: list[str], folder: Path, temporary: Path, errors: Any) -> "Iterator[subprocess.Popen[bytes]]":
    child = subprocess.Popen(
        command, cwd=folder, env=environment(temporary), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=errors, start_new_session=True, umask=0o077,
    )  # fmt: skip
    try:
        yield child
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()


def environment(temporary: Path) -> dict[str, str]:
    """The path and nothing else of ours: no secret; what is spilled lies in the run's own folder."""
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "HOME": str(temporary),
        "TMPDIR": str(temporary),
        **python_environment(),
    }
