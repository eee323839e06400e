"""`nennep run` in another process, for tests that look after it, load it and kill it."""

import subprocess
import threading
from pathlib import Path

from nennep.config.tests.site import Site, answers, children_of, command_of, free_port

SETTINGS = {"DJANGO_SETTINGS_MODULE": "nennep.config.tests.running_settings"}
PARTS = ("serve", "worker", "scheduler")


class Running:
    def __init__(self, site: Site) -> None:
        self.site, self.port = site, free_port()
        self.said: list[str] = []
        site.environment |= SETTINGS
        self.start()

    def start(self) -> None:
        self.process: subprocess.Popen[str] = self.site.start("run", "--port", str(self.port))
        self.listener = threading.Thread(target=self.listen, args=[self.process], daemon=True)
        self.listener.start()

    def listen(self, process: "subprocess.Popen[str]") -> None:
        """What nobody reads would in the end stop the one who writes it."""
        assert process.stdout
        self.said.extend(process.stdout)

    def stop(self) -> str:
        """All that was said."""
        self.process.terminate()
        self.process.wait(timeout=60)
        self.listener.join(timeout=60)
        return "".join(self.said)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}/health/"

    def child(self, name: str) -> int | None:
        """The process that does `name`, whichever stands for it now."""
        for pid in children_of(self.process.pid):
            if command_of(pid).split()[3:4] == [name]:
                return pid
        return None

    def web_workers(self) -> list[int]:
        """Those that answer requests."""
        serve = self.child("serve")
        return children_of(serve) if serve else []

    def alive(self) -> list[int]:
        """Every process that was started for this site, whoever its parent is now."""
        mark = f"NENNEP_DATA={self.site.data}\0".encode()
        return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdecimal() and mark in given_to(each)]

    def up(self) -> bool:
        return answers(self.url) and all(self.child(name) for name in PARTS)


def given_to(process: Path) -> bytes:
    """Its environment; of one that ended, nothing."""
    try:
        return (process / "environ").read_bytes()
    except OSError:
        return b""
