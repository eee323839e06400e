"""`nennep restore FILE --into DIR [--yes]`: verified to the last byte before it stands."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nennep.config.backup.manifest import BadBackup
from nennep.config.backup.restoring import restore_backup
from nennep.config.supervisor import AlreadyRunning, alone


class Command(BaseCommand):
    help = "Dựng lại trang từ một bản sao lưu, sau khi kiểm từng mã băm, cơ sở dữ liệu và nhật ký."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--into", type=Path, required=True, help="thư mục dữ liệu sẽ dựng (NENNEP_DATA)")
        parser.add_argument("--yes", action="store_true", help="thay dữ liệu đang có; dữ liệu cũ được dời sang bên")

    def handle(self, *args: Any, **options: Any) -> None:
        into: Path = options["into"]
        try:
            if (into / "run.lock").exists():
                with alone(into):
                    pass
            manifest = restore_backup(options["file"], into, over=options["yes"])
        except AlreadyRunning as error:
            raise CommandError(f"Trang ở {into} đang chạy. Hãy dừng trang trước.") from error
        except BadBackup as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Đã dựng lại ở {into}: {manifest.entries} dòng nhật ký, {len(manifest.pieces)} phần, "
            f"sao lưu lúc {manifest.made_at}."
        )
