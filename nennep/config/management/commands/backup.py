"""`nennep backup [DIR]`: everything in one .tar; the site may run meanwhile."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from nennep.config.backup.making import make_backup
from nennep.config.backup.manifest import BadBackup
from nennep.config.preparing import keep_private


class Command(BaseCommand):
    help = "Sao lưu cơ sở dữ liệu, tệp gốc và khóa bí mật vào một tệp .tar."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, help="mặc định: NENNEP_BACKUP, hoặc backups trong thư mục dữ liệu"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        keep_private()
        environment = settings.ENVIRONMENT
        folder = options["folder"] or Path(environment.backup or environment.data / "backups")
        try:
            made = make_backup(folder)
        except BadBackup as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Đã sao lưu vào {made}. Tệp này chứa cả khóa bí mật: hãy cất như cất chìa khóa.")
