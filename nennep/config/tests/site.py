"""A site of its own in a folder, driven as an administrator would: by the `nennep` command in another process."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nennep.config.command import COMMANDS
from nennep.config.preparing import PRIVATE

HERE = Path(__file__).parents[3]
UNSET = (
    "NENNEP_URL",
    "NENNEP_SECRET_KEY",
    "NENNEP_ALLOW_HTTP",
    "NENNEP_MAIL",
    "NENNEP_BACKUP",
    "NENNEP_PROXIES",
    "PORT",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Site:
    data: Path
    environment: dict[str, str] = field(default_factory=dict)

    def start(self, *arguments: str, **extra: str) -> "subprocess.Popen[str]":
        given = {key: value for key, value in os.environ.items() if key not in UNSET}
        given |= {
            "NENNEP_DATA": str(self.data),
            "DJANGO_SETTINGS_MODULE": "nennep.config.settings",
            "PYTHONPATH": str(HERE),
        }
        ours = "nennep.config.command" if arguments[0] in COMMANDS else "django"  # `migrate`, `shell`: for tests alone
        return subprocess.Popen(
            [sys.executable, "-m", ours, *arguments],
            env=given | self.environment | extra,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            umask=PRIVATE,
        )

    def call(self, *arguments: str, **extra: str) -> tuple[int, str]:
        process = self.start(*arguments, **extra)
        try:
            output, _ = process.communicate(timeout=180)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
        return process.returncode, output

    def copy(self, to: Path) -> "Site":
        shutil.copytree(self.data, to)
        return Site(to, dict(self.environment))


def wait_until(true: Callable[[], object], seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.1)
    raise TimeoutError


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 -- our own site
            return bool(response.status == 200)
    except OSError:
        return False


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
