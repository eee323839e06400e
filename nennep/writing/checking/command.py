"""`nennep check FILE.docx [--json] [--fix OUT.docx]`: what is wrong with the form of an official document."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from nennep.lib.errors import BadFile
from nennep.writing.checking.files import check_file
from nennep.writing.checking.model import Code, Finding, Report, Severity
from nennep.writing.layout import Style

RIGHT, WRONG, UNREADABLE = 0, 1, 2  # exit status
STYLES = {Style.PARTY: "văn bản của Đảng", Style.STATE: "văn bản hành chính nhà nước"}
GROUPS = {
    "Trang giấy": (Code.PAPER, Code.MARGINS, Code.PAGE_NUMBER),
    "Phần đầu": (
        *(Code.TITLE_BLOCK, Code.ISSUER_BLOCK, Code.NUMBER, Code.SYMBOL, Code.PLACE_DATE, Code.TYPE_NAME),
        *(Code.ABSTRACT, Code.SECRECY_URGENCY),
    ),
    "Chữ và dòng": (Code.FONT, Code.SIZE, Code.WEIGHT, Code.CASE, Code.ALIGNMENT, Code.INDENT, Code.SPACING),
    "Nội dung": (Code.GROUNDS, Code.NUMBERING, Code.END_MARK),
    "Phần cuối": (Code.SIGNATURE, Code.RECIPIENTS),
    "Khác": (Code.OTHER,),
}


def main(argv: Sequence[str]) -> int:
    """Exit status 0 when nothing is wrong, 1 when something is, 2 with one sentence when the file cannot be read."""
    parser = argparse.ArgumentParser(prog="nennep check", description="Soát thể thức một văn bản .docx.")
    parser.add_argument("file", type=Path, help="tệp .docx")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument("--fix", type=Path, metavar="RA.docx", help="ghi bản đã sửa những lỗi sửa được ra tệp mới")
    asked = parser.parse_args(list(argv))
    if asked.fix and _same(asked.file, asked.fix):
        return _refuse("Không ghi đè lên tệp gốc. Hãy đặt tên khác cho bản đã sửa.")
    try:
        report = check_file(asked.file, mended=asked.fix)
    except BadFile as problem:
        return _refuse(str(problem))
    except IsADirectoryError:
        return _refuse(f"“{asked.file}” là một thư mục. Hãy chỉ tên một tệp .docx trong đó.")
    except OSError:
        out = f", hoặc không ghi được “{asked.fix}”" if asked.fix else ""
        return _refuse(f"Không mở được tệp “{asked.file}”{out}. Hãy xem lại tên tệp và quyền đọc, ghi.")
    if asked.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(report)))
        if asked.fix:
            print(f"\nĐã ghi bản sửa ra {asked.fix}; tệp gốc giữ nguyên.")
    return WRONG if report.findings else RIGHT


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve() or (other.exists() and one.exists() and one.samefile(other))


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return UNREADABLE


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.type or 'Không rõ loại'} · {report.issuer or 'không rõ cơ quan'} · {STYLES[report.style]}"
    errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
    if not report.findings:
        yield "Không thấy lỗi thể thức nào."
        return
    yield f"{errors} lỗi, {len(report.findings) - errors} điều cần xem lại"
    for name, codes in GROUPS.items():
        found = [finding for finding in report.findings if finding.code in codes]
        if found:
            yield ""
            yield name
        for finding in found:
            yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    sign = "✗" if finding.severity is Severity.ERROR else "?"
    where = "" if finding.paragraph is None else f" [đoạn {finding.paragraph}]"
    yield f"  {sign} {finding.code}{where} {finding.message}"
    if finding.text:
        yield f"      “{finding.text}”"
    notes = [finding.source, "sửa được bằng --fix" if finding.fixable else ""]
    if any(notes):
        yield f"      {' · '.join(note for note in notes if note)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
