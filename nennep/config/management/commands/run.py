"""`nennep run`: the web server, one worker and one scheduler, kept alive together."""

import http.client
import os
import threading
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from nennep.config.ground import insist_on_safe_ground
from nennep.config.preparing import keep_private, prepare
from nennep.config.supervisor import LOOK_EVERY, AlreadyRunning, Child, Supervisor, alone

EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 -- compared, not listened on


class Command(BaseCommand):
    help = "Chạy trang: máy chủ web, việc nền và lịch đêm. Dừng bằng Ctrl+C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
        parser.add_argument("--host", default="", help="địa chỉ nghe; mặc định tự chọn theo NENNEP_URL")
        parser.add_argument("--only-look", action="store_true", help="chỉ xem chỗ đặt có an toàn không, không mở trang")

    def handle(self, *args: Any, **options: Any) -> None:
        keep_private()
        insist_on_safe_ground()
        if options["only_look"]:
            return
        try:
            with alone(settings.ENVIRONMENT.data):
                self.stdout.write("Đang chuẩn bị dữ liệu…")
                self.stdout.flush()
                prepare()
                self.supervise(options["port"], options["host"])
        except AlreadyRunning as error:
            raise CommandError(f"Trang này đang chạy rồi (thư mục {settings.ENVIRONMENT.data}).") from error

    def supervise(self, port: int, host: str) -> None:
        address = os.environ.get("NENNEP_URL") or f"http://localhost:{port}"
        threading.Thread(target=self.say_when_open, args=(host, port, address), daemon=True).start()
        children = [
            Child("web", ["serve", "--port", str(port), *(["--host", host] if host else [])]),
            Child("worker", ["worker"]),
            Child("scheduler", ["scheduler"]),
        ]
        Supervisor(children, {"NENNEP_URL": address}).run()
        self.stdout.write("Đã dừng.")

    def say_when_open(self, host: str, port: int, address: str) -> None:
        """Not before the first page would be answered."""
        while not answers("localhost" if host in EVERYWHERE else host, port):
            time.sleep(LOOK_EVERY)
        self.stdout.write(f"Nền Nếp đang mở ở {address} – dừng bằng Ctrl+C")
        self.stdout.flush()


def answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/health/")
        connection.getresponse()
        return True
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
