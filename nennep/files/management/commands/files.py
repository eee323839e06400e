"""`nennep files check`: is every kept file there, and still what it was?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nennep.files.models import Blob
from nennep.files.queries import damaged_blobs


class Command(BaseCommand):
    help = "Kiểm tra kho tệp gốc: nennep files check"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["check"])

    def handle(self, *args: Any, **options: Any) -> None:
        damaged = list(damaged_blobs())
        for blob, reason in damaged:
            self.stderr.write(f"{blob.sha256}: {reason}")
        if damaged:
            raise CommandError(f"{len(damaged)} tệp hỏng trên {Blob.objects.count()}. Hãy lấy lại từ bản sao lưu.")
        self.stdout.write(f"Tốt: {Blob.objects.count()} tệp, mã băm đều đúng.")
