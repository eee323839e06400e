"""`nennep dossier check DIR` and `nennep dossier copy DIR --out NEW`: scanned dossiers of members."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from nennep.dossiers.catalogue import load
from nennep.dossiers.checking import check
from nennep.dossiers.copying import CHANGES, Plan, plan, refuse_unsafe, write_copy
from nennep.dossiers.naming import shown
from nennep.dossiers.reporting import as_json, for_people, write_report
from nennep.lib.errors import BadFile
from nennep.lib.figures import whole

FOUND, UNREADABLE = 1, 2  # exit status
YES = ("", "c", "co", "có", "y", "yes")
FEW = 10  # changes shown before one is asked


def main(argv: Sequence[str]) -> int:
    """0 nothing wrong, 1 an error or a warning (of `copy`: not agreed to), 2 what cannot be read or written."""
    asked = _parser().parse_args(list(argv))
    try:
        return _check(asked) if asked.verb == "check" else _copy(asked)
    except BadFile as problem:
        print(problem, file=sys.stderr)
    except OSError as problem:
        if not problem.filename:
            raise
        where = shown(str(problem.filename))
        print(f"Không mở được “{where}”. Hãy xem lại tên, quyền đọc, ghi và chỗ trống trên đĩa.", file=sys.stderr)
    return UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nennep dossier",
        description="Kiểm thư mục hồ sơ số hóa của đảng viên theo 1361-CV/BTCTW; không bao giờ sửa tệp gốc.",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="check|copy")
    checking = verbs.add_parser("check", help="nói rõ chỗ nào sai, phải làm gì")
    checking.add_argument("--json", action="store_true", help="in kết quả cho máy đọc")
    checking.add_argument("--out", type=Path, metavar="REPORT.csv", help="ghi thêm thành danh sách mở bằng Excel")
    copying = verbs.add_parser("copy", help="chép sang thư mục mới, sửa những tên chắc chắn sửa được")
    copying.add_argument("--out", type=Path, required=True, metavar="NEW", help="thư mục mới, chưa có hoặc rỗng")
    copying.add_argument("--yes", action="store_true", help="chép ngay, không hỏi")
    for each in (checking, copying):
        each.add_argument("folder", type=Path, metavar="DIR", help="thư mục chứa các thư mục mã chi bộ")
        each.add_argument("--catalogue", type=Path, metavar="FILE.toml", help="tên và loại bắt buộc, do cơ quan ghi")
    return parser


def _check(asked: argparse.Namespace) -> int:
    if asked.out and asked.folder.resolve() in asked.out.resolve().parents:
        raise BadFile("inside", "Danh sách lỗi phải ghi ra ngoài thư mục hồ sơ. Hãy chọn chỗ khác cho --out.")
    checked = check(asked.folder, load(asked.catalogue))
    print(as_json(checked) if asked.json else "\n".join(for_people(checked)))
    if asked.out:
        write_report(checked, asked.out)
    return 0 if checked.clean else FOUND


def _copy(asked: argparse.Namespace) -> int:
    catalogue = load(asked.catalogue)
    refuse_unsafe(asked.folder, asked.out)
    planned = plan(asked.folder, catalogue)
    if not asked.yes:
        _show(planned)
        if not _agreed():
            return FOUND
    changes = write_copy(asked.folder, asked.out, planned)
    lost = sum(not move.new for move in changes)
    copied = len(planned.files) + len(planned.left) - lost
    print(f"Đã chép {whole(copied)} tệp, {whole(planned.renamed)} tệp có đường dẫn mới.")
    if lost:
        print(f"{whole(lost)} mục không chép: xem cột “Vì sao”.")
    print(f"Mọi thay đổi ghi ở {asked.out / CHANGES}. Bản gốc giữ nguyên.")
    return 0


def _show(planned: Plan) -> None:
    renamed = [move for move in planned.files if move.old != move.new]
    print(f"{whole(len(planned.files))} tệp sẽ được chép, {whole(len(renamed))} tệp có đường dẫn mới.")
    for move in renamed[:FEW]:
        print(f"  {shown(move.old)}\n    → {shown(move.new)}")
    if len(renamed) > FEW:
        print(f"  … và {whole(len(renamed) - FEW)} tệp nữa.")


def _agreed() -> bool:
    try:
        return input("Chép như trên? [C/k] ").strip().lower() in YES
    except EOFError:
        print("\nKhông có ai trả lời. Dùng --yes để chép ngay.", file=sys.stderr)
        return False
