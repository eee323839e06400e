"""`nennep match FILE... --out DIR`: standardise, check and link lists of persons."""

import argparse
import csv
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nennep.lib.errors import BadFile
from nennep.matching.engine import Asked, Confirm, match
from nennep.matching.fields import LABELS
from nennep.matching.mapping.proposals import propose
from nennep.matching.mapping.stored import Mappings, read_mapping, to_json
from nennep.matching.model import Mapping as ColumnMapping
from nennep.matching.model import Sheet

REFUSED, UNREADABLE = 1, 2  # exit status
YES = ("", "c", "co", "có", "y", "yes")


class NotAgreed(Exception):
    """The person who was asked does not want the mapping."""

    def __init__(self, proposed: Mappings) -> None:
        super().__init__()
        self.proposed = proposed


def main(argv: Sequence[str]) -> int:
    """Exit status 0; 1 where the mapping was not agreed to; 2 with one sentence on stderr for a bad file."""
    asked = _parser().parse_args(list(argv))
    try:
        summary = match(_asked(asked), lambda said: print(said, file=sys.stderr, flush=True))
    except NotAgreed as refused:
        asked.out.mkdir(parents=True, exist_ok=True)
        (asked.out / "mapping.json").write_text(to_json(refused.proposed), encoding="utf-8")
        print(f"Đã dừng. Hãy sửa “{asked.out / 'mapping.json'}” rồi chạy lại với --mapping.", file=sys.stderr)
        return REFUSED
    except BadFile as problem:
        print(problem, file=sys.stderr)
        return UNREADABLE
    except OSError as problem:
        print(f"Không mở được “{problem.filename}”. Hãy xem lại tên tệp và quyền đọc, ghi.", file=sys.stderr)
        return UNREADABLE
    print("\n".join(_said(summary, asked.out)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
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
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="máy so khớp (mặc định: duckdb)"
    )
    return parser


def _asked(asked: argparse.Namespace) -> Asked:
    given = read_mapping(asked.mapping) if asked.mapping else {}
    return Asked(
        files=asked.files,
        out=asked.out,
        confirm=_confirm(given, asks=not asked.yes),
        units=_units(asked.units) if asked.units else {},
        engine=asked.engine,
    )


def _confirm(given: Mapping[str, Mapping[str, ColumnMapping]], *, asks: bool) -> Confirm:
    seen: dict[str, dict[str, ColumnMapping]] = {}

    def confirm(sheet: Sheet) -> ColumnMapping:
        known = given.get(sheet.source, {}).get(sheet.name)
        if known is not None:
            return dict(known)
        proposed = {letter: each.field for letter, each in propose(sheet).items()}
        seen.setdefault(sheet.source, {})[sheet.name] = proposed
        if asks:
            _show(sheet, proposed)
            if input("Ghép cột như trên? [C/k] ").strip().lower() not in YES:
                raise NotAgreed(seen)
        return proposed

    return confirm


def _show(sheet: Sheet, proposed: ColumnMapping) -> None:
    print(f"\n{sheet.source}{f' – {sheet.name}' if sheet.name else ''}: {sheet.raw.height:,} dòng")
    for letter, field in proposed.items():
        print(f"  {letter:>3}  {sheet.headings.get(letter, '')[:40]:40}  {LABELS[field] if field else '–'}")


def _units(file: Path) -> dict[str, str]:
    """The tree from a .csv with the columns code and name, in any order, with or without others beside them."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = csv.DictReader(opened)
        if not {"code", "name"} <= {head.strip().lower() for head in rows.fieldnames or ()}:
            raise BadFile(
                "units", "Tệp cây tổ chức “{name}” cần hai cột có tên code và name ở dòng đầu.", name=file.name
            )
        folded = ({head.strip().lower(): value for head, value in row.items() if head} for row in rows)
        return {row["code"].strip(): row["name"].strip() for row in folded if row["code"]}


def _said(summary: Mapping[str, Any], out: Path) -> Sequence[str]:
    rows, seconds, memory = summary["rows_in"], summary["seconds"]["total"], summary["peak_mb"]["total"]
    return (
        f"{rows:,} dòng: {summary['rows_out']:,} hồ sơ, {summary['rows_reported']:,} dòng không phải hồ sơ.",
        f"Xong trong {seconds:.1f} giây, {memory:.0f} MB. Xem {out / 'report.html'} và {out / 'report.xlsx'}.",
    )
