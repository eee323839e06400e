"""`nennep match FILE... --out DIR`: standardise, check and link lists of persons."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from nennep.lib.errors import BadFile
from nennep.lib.figures import whole
from nennep.lib.text import nfc
from nennep.lib.usage import Parser
from nennep.matching.engine import Asked, Confirm, match, sources
from nennep.matching.fields import LABELS
from nennep.matching.linking.decided import read_decided
from nennep.matching.mapping.proposals import propose
from nennep.matching.mapping.stored import Mappings, fitted, read_mapping, to_json
from nennep.matching.model import Mapping as ColumnMapping
from nennep.matching.model import Sheet
from nennep.matching.reporting.figures import decimal
from nennep.matching.sheets.opening import open_sheets
from nennep.matching.sheets.tree import read_tree

REFUSED, UNREADABLE = 1, 2  # exit status
YES = ("", "c", "co", "có", "y", "yes")


class NotAgreed(Exception):
    """The person who was asked does not want the mapping, or nobody was there to be asked."""


def main(argv: Sequence[str]) -> int:
    """Exit status 0; 1 where the mapping was not agreed to; 2 with one sentence on stderr for a bad file."""
    asked = _parser().parse_args(list(argv))
    try:
        summary = match(_asked(asked), lambda said: print(said, file=sys.stderr, flush=True))
    except NotAgreed:
        proposed = asked.out / "mapping.json"
        proposed.write_text(to_json(_proposals(asked.files)), encoding="utf-8")
        print(f"Đã dừng. Hãy xem lại “{proposed}” rồi chạy lại với --yes --mapping {proposed}.", file=sys.stderr)
        return REFUSED
    except BadFile as problem:
        print(problem, file=sys.stderr)
        return UNREADABLE
    except OSError as problem:
        if problem.filename:
            print(f"Không mở được “{problem.filename}”. Hãy xem lại tên tệp và quyền đọc, ghi.", file=sys.stderr)
        else:
            print(f"Không ghi được vào “{asked.out}” ({problem.strerror}). Hãy xem ổ đĩa còn chỗ.", file=sys.stderr)
        return UNREADABLE
    except KeyboardInterrupt:
        print("\nĐã dừng theo yêu cầu; kết quả chưa được ghi đủ.", file=sys.stderr)
        return REFUSED
    print("\n".join(_said(summary, asked.out)))
    return 0


def _parser() -> Parser:
    parser = Parser(
        prog="nennep match", description="Chuẩn hóa, kiểm và so khớp các danh sách đảng viên; không sửa tệp gốc."
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="tệp .xlsx, .xls, .ods hoặc .csv")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="thư mục ghi kết quả")
    parser.add_argument("--yes", action="store_true", help="dùng ngay cách ghép cột mà máy đề nghị, không hỏi")
    parser.add_argument(
        "--mapping", type=Path, metavar="M.json", help="cách ghép cột đã sửa: tệp mapping.json lần trước"
    )
    parser.add_argument("--units", type=Path, metavar="TREE.csv", help="cây tổ chức: hai cột code, name")
    parser.add_argument(
        "--decisions", type=Path, metavar="PAIRS.csv", help="tệp pairs.csv có người ghi same, different ở cột decided"
    )
    parser.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="máy so khớp (mặc định: duckdb)"
    )
    return parser


def _asked(asked: argparse.Namespace) -> Asked:
    return Asked(
        files=asked.files,
        out=asked.out,
        confirm=_confirm(asked),
        units=read_tree(asked.units) if asked.units else {},
        engine=asked.engine,
        decided=read_decided(asked.decisions) if asked.decisions else pl.DataFrame(),
    )


def _confirm(asked: argparse.Namespace) -> Confirm:
    given = read_mapping(asked.mapping, sources(asked.files)) if asked.mapping else {}

    def confirm(sheet: Sheet) -> ColumnMapping:
        known = given.get(nfc(sheet.source), {}).get(nfc(sheet.name))
        if known is not None:
            return fitted(asked.mapping, sheet, known)
        proposed = _proposed(sheet)
        if not asked.yes:
            _show(sheet, proposed)
            if not _agreed():
                raise NotAgreed
        return proposed

    return confirm


def _agreed() -> bool:
    try:
        return input("Ghép cột như trên? [C/k] ").strip().lower() in YES
    except EOFError:
        print("\nKhông có ai trả lời. Dùng --yes để nhận cách ghép cột mà máy đề nghị.", file=sys.stderr)
        return False


def _proposed(sheet: Sheet) -> ColumnMapping:
    return {letter: each.field for letter, each in propose(sheet).items()}


def _proposals(files: Sequence[Path]) -> Mappings:
    """Of every sheet, so that whoever mends them finds all in one file."""
    return {
        source: {sheet.name: _proposed(sheet) for sheet in open_sheets(file)}
        for source, file in zip(sources(files), files, strict=True)
    }


def _show(sheet: Sheet, proposed: ColumnMapping) -> None:
    print(f"\n{sheet.source}{f' – {sheet.name}' if sheet.name else ''}: {whole(sheet.raw.height)} dòng")
    for letter, field in proposed.items():
        print(f"  {letter:>3}  {sheet.headings.get(letter, '')[:40]:40}  {LABELS[field] if field else '–'}")


def _said(summary: Mapping[str, Any], out: Path) -> Sequence[str]:
    rows, records, others = (whole(summary[name]) for name in ("rows_in", "rows_out", "rows_reported"))
    seconds, memory = decimal(summary["seconds"]["total"]), whole(summary["peak_mb"]["total"])
    return (
        f"{rows} dòng: {records} hồ sơ, {others} dòng không phải hồ sơ.",
        f"Xong trong {seconds} giây, {memory} MB. Xem {out / 'report.html'} và {out / 'report.xlsx'}.",
    )
