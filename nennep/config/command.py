"""The `nennep` command: the office's own verbs and no others; engines answer without Django.

Django's commands (`changepassword`, `flush`, `shell`, `loaddata` …) go past the journal and are not offered. Who works
on the code calls them as `python -m django`.
"""

import os
import sys
from importlib import import_module
from importlib.metadata import version

from nennep.config.given import BadSettings

COMMANDS = {
    "run": "chạy trang: máy chủ web, việc nền và lịch đêm",
    "demo": "dựng đảng ủy mẫu (bịa) rồi mở trang, để xem thử",
    "read": "đọc một văn bản, in các việc tìm thấy; không cần cơ sở dữ liệu",
    "check": "soát thể thức một văn bản .docx, sửa lỗi sửa được; không cần cơ sở dữ liệu",
    "match": "chuẩn hóa, kiểm, so khớp các danh sách đảng viên; không cần cơ sở dữ liệu",
    "dossier": "kiểm thư mục hồ sơ số hóa của đảng viên theo 1361-CV/BTCTW; không cần cơ sở dữ liệu",
    "deadline": "tính một thời hạn và nói rõ cách tính; không cần cơ sở dữ liệu",
    "report": "báo cáo của một kỳ thành tệp .docx: cả Đảng ủy hoặc một đơn vị",
    "admin": "lập cơ quan và người quản trị đầu tiên; cấp lại phiếu khi không ai vào được",
    "backup": "sao lưu tất cả vào một tệp .tar",
    "restore": "dựng lại trang từ một bản sao lưu",
    "drill": "diễn tập phục hồi: dựng thử một bản sao lưu, so từng phần, đăng nhập thử",
    "journal": "kiểm nhật ký, hoặc xuất ra tệp",
    "files": "kiểm kho tệp gốc",
    "search": "lập lại chỉ mục tìm kiếm: nennep search rebuild",
    "serve": "chỉ chạy máy chủ web",
    "worker": "chỉ chạy việc nền",
    "scheduler": "chỉ chạy lịch",
}
ENGINES = {
    "read": "nennep.reading.command",
    "check": "nennep.writing.checking.command",
    "match": "nennep.matching.command",
    "dossier": "nennep.dossiers.command",
    "deadline": "nennep.clock.command",
}
ASKING = ("help", "-h", "--help")
REFUSED, NOT_OURS = 1, 2  # exit status


def main() -> int:
    name, *rest = sys.argv[1:] or ["help"]
    if name in ASKING and rest[:1] and rest[0] in COMMANDS:
        name, rest = rest[0], ["--help"]
    if name in ASKING:
        print(help_text())
        return 0
    if name == "--version":
        print(f"Nền Nếp {version('nennep')}")
        return 0
    if name not in COMMANDS:
        print(f"Không có lệnh “{name}”.\n\n{help_text()}", file=sys.stderr)
        return NOT_OURS
    return engine(name, rest) if name in ENGINES else manage(name, rest)


def help_text() -> str:
    lines = [f"  {name:<10} {meaning}" for name, meaning in COMMANDS.items()]
    return "\n".join(["Cách dùng: nennep LỆNH …", "", *lines, "", "Xem cách dùng một lệnh: nennep LỆNH --help"])


def engine(name: str, arguments: list[str]) -> int:
    try:
        return int(import_module(ENGINES[name]).main(arguments))  # each engine starts without the others
    except BrokenPipeError:  # the reader of our output went away: `nennep read … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def manage(name: str, arguments: list[str]) -> int:
    os.umask(0o077)  # whatever we make, nobody else on the machine reads
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nennep.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- slow; not for engines
    from django.db import OperationalError  # noqa: PLC0415

    try:
        execute_from_command_line(["nennep", name, *arguments])
    except BadSettings as error:
        print(error, file=sys.stderr)
        return REFUSED
    except OperationalError as error:
        print(f"Cơ sở dữ liệu không trả lời: {error}", file=sys.stderr)
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
