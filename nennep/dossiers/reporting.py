"""What was found, told to a person, to a program, and as a list to work through."""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from nennep.dossiers.checking import Checked
from nennep.dossiers.finding import IN_WORDS, Finding, Rule, Severity
from nennep.dossiers.naming import shown
from nennep.dossiers.rows import write_rows
from nennep.lib.figures import whole

GOOD_TO_KNOW = {
    Rule.MISSING: "hồ sơ chưa có đủ các loại trong danh mục",
    Rule.CLUTTER: "tệp, thư mục do máy tự sinh",
}
HEADINGS = ("Thư mục", "Tệp", "Mức", "Nội dung", "Cách xử lý", "Mã")


def answer(checked: Checked) -> str:
    """`3 lỗi, 2 cảnh báo ở 5 trong 214 hồ sơ.`"""
    if checked.clean:
        return f"Không có lỗi nào trong {whole(checked.dossiers)} hồ sơ, {whole(checked.files)} tệp."
    errors, warnings = checked.count(Severity.ERROR), checked.count(Severity.WARNING)
    counted = ((errors, Severity.ERROR), (warnings, Severity.WARNING))
    what = ", ".join(f"{whole(count)} {IN_WORDS[severity]}" for count, severity in counted if count)
    if not checked.faulty:
        return f"{what}, không thuộc hồ sơ nào trong {whole(checked.dossiers)} hồ sơ."
    return f"{what} ở {whole(checked.faulty)} trong {whole(checked.dossiers)} hồ sơ."


def for_people(checked: Checked) -> Iterator[str]:
    """The answer, then folder by folder what must be done; what is only good to know as a count."""
    yield answer(checked)
    to_do = (each for each in checked.findings if each.severity is not Severity.INFO)
    for folder, findings in groupby(to_do, key=_folder):
        yield ""
        yield folder or "(thư mục được kiểm)"
        for finding in findings:
            name = _file(finding)
            yield f"  {IN_WORDS[finding.severity]}: {f'{name}: ' if name else ''}{finding.message}"
            yield f"    → {finding.advice}"
    if known := [f"{whole(count)} {words}" for rule, words in GOOD_TO_KNOW.items() if (count := _count(checked, rule))]:
        yield ""
        yield f"Để biết: {', '.join(known)}. Xem từng mục bằng --out hoặc --json."


def _count(checked: Checked, rule: Rule) -> int:
    return sum(finding.rule is rule for finding in checked.findings)


def as_json(checked: Checked) -> str:
    findings = [
        {
            "path": shown(each.path),
            "rule": each.rule.value,
            "severity": each.severity.value,
            "message": each.message,
            "advice": each.advice,
        }
        for each in checked.findings
    ]
    counts = {severity.value: checked.count(severity) for severity in Severity}
    summary = {"dossiers": checked.dossiers, "faulty": checked.faulty, "files": checked.files, **counts}
    return json.dumps({"summary": summary, "findings": findings}, ensure_ascii=False, indent=2)


def write_report(checked: Checked, path: Path) -> None:
    rows = (
        (_folder(each), _file(each), IN_WORDS[each.severity], each.message, each.advice, each.rule.value)
        for each in checked.findings
    )
    write_rows(path, HEADINGS, rows)


def _folder(finding: Finding) -> str:
    return shown(finding.path if finding.folder else finding.path.rpartition("/")[0])


def _file(finding: Finding) -> str:
    return "" if finding.folder else shown(finding.path.rpartition("/")[2])
