"""`nennep drill [FILE]`: can the site really be brought back? Exit status 1 when not."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from nennep.config.backup.drilling import Outcome, drill, newest_backup
from nennep.config.backup.manifest import BadBackup
from nennep.config.preparing import keep_private
from nennep.config.supervisor import AlreadyRunning


class Command(BaseCommand):
    help = "Diễn tập phục hồi: dựng thử một bản sao lưu ở chỗ tạm, so từng phần, đăng nhập thử, rồi dọn đi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="mặc định: bản mới nhất ở nơi sao lưu")

    def handle(self, *args: Any, **options: Any) -> None:
        keep_private()
        environment = settings.ENVIRONMENT
        try:
            archive = options["file"] or newest_backup(Path(environment.backup or environment.data / "backups"))
            self.stdout.write(f"Diễn tập phục hồi từ {archive}")
            outcome = drill(archive)
        except BadBackup as error:
            raise CommandError(str(error)) from error
        except AlreadyRunning as error:
            raise CommandError("Một cuộc diễn tập khác đang chạy.") from error
        self.tell(outcome)
        if not outcome.good:
            raise CommandError(f"KHÔNG ĐẠT. {outcome.faults}")
        self.stdout.write("ĐẠT: bản sao lưu này dựng lại được trang.")

    def tell(self, outcome: Outcome) -> None:
        for finding in outcome.findings:
            self.stdout.write(f"  {finding.what:<10} {'đạt' if finding.good else 'KHÔNG':<6} {finding.said}")
        if outcome.minutes_at_risk is not None:
            self.stdout.write(
                f"  {'tuổi':<10} {'':<6} {outcome.minutes_at_risk} phút: mất máy lúc này thì mất việc ghi từ lúc ấy"
            )
