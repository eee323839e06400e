"""`nennep serve`: the web server alone, for systemd or for a second machine."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from nennep.config.ground import insist_on_safe_ground
from nennep.config.preparing import keep_private
from nennep.config.supervisor import SERVED, leave_with_parent

MOST_WORKERS, THREADS = 4, 8  # a process for each core, which share the threads
ENDS_IN = 20  # seconds for requests to finish when the server is told to end


class Command(BaseCommand):
    help = "Chỉ chạy máy chủ web."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
        parser.add_argument("--host", default="", help="địa chỉ nghe; mặc định tự chọn theo NENNEP_URL")

    def handle(self, *args: Any, **options: Any) -> None:
        keep_private()
        insist_on_safe_ground()
        leave_with_parent()
        let_go_of_database()
        os.environ[SERVED] = str(os.getpid())
        workers = min(os.cpu_count() or 1, MOST_WORKERS)
        server = Server(
            "nennep.config.wsgi:application",
            address=options["host"] or self.address(),
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS // workers,
            respawn_failed_workers=True,
            workers_kill_timeout=ENDS_IN,
            websockets=False,
            log_access=False,
            log_level=LogLevels.error,
        )
        server.serve()

    def address(self) -> str:
        """This machine only, unless people come from the network straight to us, and then without HTTPS."""
        environment = settings.ENVIRONMENT
        behind = environment.proxies or not environment.open_to_the_network
        return "127.0.0.1" if behind else "0.0.0.0"  # noqa: S104 -- the office's network is meant


def let_go_of_database() -> None:
    """Before the server forks: a child would share our connection, and wait for a pool whose threads stay here."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined] # this backend's own
