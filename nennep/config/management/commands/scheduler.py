"""`nennep scheduler`: chores by the clock; one on a site is enough."""

import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from nennep.config.ground import insist_on_safe_ground
from nennep.config.preparing import keep_private
from nennep.config.schedule import Clock
from nennep.config.supervisor import leave_with_parent, stand_back
from nennep.search.actions import keep

LOOK_EVERY = 5.0  # seconds


class Command(BaseCommand):
    help = "Chỉ chạy lịch: gửi thư, dọn dẹp, kiểm nhật ký và sao lưu ban đêm."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        keep_private()
        insist_on_safe_ground()
        leave_with_parent()
        stand_back()
        over = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: over.set())
        threading.Thread(target=keep, args=(over,), daemon=True, name="index").start()
        clock = Clock(settings.ENVIRONMENT.data / "scheduler.json")
        while not over.wait(LOOK_EVERY):
            clock.tick()
