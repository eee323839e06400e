"""`nennep journal verify`, `nennep journal export FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nennep.journal.queries import export_lines, verify_journal


class Command(BaseCommand):
    help = "Nhật ký: kiểm chuỗi mã băm, hoặc xuất ra tệp cho máy khác kiểm."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("verify", help="kiểm cả chuỗi và từng phần chi tiết")
        export = verbs.add_parser("export", help="mỗi dòng một mục; kiểm bằng nennep/journal/verifier.py")
        export.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "verify":
            self.verify()
        else:
            self.export(options["file"])

    def verify(self) -> None:
        verdict = verify_journal()
        if not verdict.good:
            raise CommandError(f"Nhật ký sai ở dòng {verdict.bad_entry}: {verdict.reason}.")
        self.stdout.write(f"Nhật ký đúng: {verdict.entries} dòng, mã cuối {verdict.head}")

    def export(self, file: Path) -> None:
        count = 0
        with file.open("w", encoding="ascii") as out:
            for count, line in enumerate(export_lines(), start=1):  # noqa: B007 -- the last number is the count
                out.write(line + "\n")
        self.stdout.write(f"Đã xuất {count} dòng vào {file}")
