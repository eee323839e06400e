"""`nennep search rebuild`: the index of all texts, made anew."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nennep.search.actions import rebuild


class Command(BaseCommand):
    help = "Lập lại chỉ mục tìm kiếm từ cơ sở dữ liệu."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["rebuild"], help="rebuild: lập lại toàn bộ")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        n = rebuild()
        self.stdout.write(f"Đã lập chỉ mục {n} mục trong {time.monotonic() - began:.1f} giây.")
