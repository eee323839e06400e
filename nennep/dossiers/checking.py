"""Everything that is wrong in a folder of dossiers. Reads, never writes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nennep.dossiers.catalogue import Catalogue
from nennep.dossiers.contents import is_pdf, looked_at, same_contents
from nennep.dossiers.finding import Finding, Rule, Said, Severity, about, found
from nennep.dossiers.naming import file_name, person_name, shown, unit_name
from nennep.dossiers.numbering import numbered
from nennep.dossiers.tree import File, Folder, Part, read_tree

RANKS = {severity: rank for rank, severity in enumerate(Severity)}  # worst first


@dataclass(frozen=True)
class Checked:
    findings: tuple[Finding, ...]  # by path
    dossiers: int
    faulty: int  # dossiers with an error or a warning
    files: int

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def clean(self) -> bool:
        return all(finding.severity is Severity.INFO for finding in self.findings)


def check(root: Path, catalogue: Catalogue) -> Checked:
    """Raises OSError where `root` itself cannot be read."""
    tree = read_tree(root, catalogue)
    persons = [folder for folder in tree.all_folders() if folder.part is Part.PERSON]
    findings = [
        *_of_folders(tree, catalogue),
        *_of_persons(persons, catalogue),
        *(each for person in persons for each in _of_documents(person, root, catalogue)),
        *_of_contents(persons, root),
    ]
    if not persons:
        findings.append(about("", NO_DOSSIER))
    findings.sort(key=_order)
    owners = _owners(persons)
    wrong = {owners.get(each.path) for each in findings if each.severity is not Severity.INFO} - {None}
    return Checked(tuple(findings), len(persons), len(wrong), sum(1 for _ in tree.all_files()))


def _order(finding: Finding) -> tuple[list[str], bool, list[str], int, str]:
    """Folder by folder, first what is about a folder as a whole."""
    parts = finding.path.split("/")
    return (
        (parts if finding.folder else parts[:-1] or [""]),
        not finding.folder,
        parts,
        RANKS[finding.severity],
        finding.rule,
    )


def _owners(persons: Sequence[Folder]) -> dict[str, str]:
    """Every path in a dossier → the dossier."""
    owners: dict[str, str] = {}
    for person in persons:
        for folder in person.all_folders():
            paths = (folder.path, *(file.path for file in folder.files), *(path for path, _ in folder.left))
            owners |= dict.fromkeys(paths, person.path)
    return owners


def _of_folders(tree: Folder, catalogue: Catalogue) -> Iterator[Finding]:
    for folder in tree.all_folders():
        yield from (found(path, said) for path, said in folder.left)
        if folder.part in (Part.TOP, Part.UNIT):
            yield from (found(file.path, MISPLACED) for file in folder.files)
        if folder.part is Part.UNIT:
            yield from (about(folder.path, said) for said in unit_name(folder.name, catalogue).said)
            yield from (about(each.path, UNIT_IN_UNIT) for each in folder.folders if each.part is Part.UNIT)
        if folder.part is Part.TOP:
            yield from (about(each.path, WITHOUT_UNIT) for each in folder.folders if each.part is Part.PERSON)
        if folder.part is Part.INSIDE:
            yield about(folder.path, NESTED)


def _of_persons(persons: Sequence[Folder], catalogue: Catalogue) -> Iterator[Finding]:
    seen: dict[str, Folder] = {}
    for person in persons:
        named = person_name(person.name, catalogue)
        yield from (about(person.path, said) for said in named.said)
        if not person.unreadable and not any(True for _ in person.all_files()):
            yield about(person.path, EMPTY_FOLDER)
        if not named.number:
            continue
        first = seen.setdefault(named.number, person)
        if first is not person:
            yield about(person.path, _same_number(named.number, first, person))


def _same_number(number: str, first: Folder, second: Folder) -> Said:
    here, there = (folder.path.rpartition("/") for folder in (first, second))
    if here[0] == there[0]:
        message = f"Số căn cước {number} đã có ở thư mục “{shown(here[2])}” cùng chi bộ."
        return Said(Rule.ONE_NUMBER, message, "Gộp lại nếu là một người; sửa số nếu là hai người.")
    message = f"Số căn cước {number} đã có ở “{shown(first.path)}”."
    return Said(Rule.TWO_UNITS, message, "Mỗi người chỉ ở một chi bộ: giữ một nơi, hoặc sửa số nếu là hai người.")


def _of_documents(person: Folder, root: Path, catalogue: Catalogue) -> Iterator[Finding]:
    kinds: dict[int, list[tuple[File, int | None]]] = {}
    for folder in person.all_folders():
        for file in folder.files:
            if not file.name.lower().rstrip().endswith(".pdf"):
                yield found(file.path, WITHOUT_ENDING if is_pdf(root / file.path) else OTHER_ENDING)
                continue
            if said := looked_at(root / file.path, file.size):
                yield found(file.path, said)
            named = file_name(file.name, catalogue)
            yield from (found(file.path, each) for each in named.said)
            if named.kind:
                kinds.setdefault(named.kind, []).append((file, named.copy))
    for kind, files in kinds.items():
        for said in numbered(kind, [copy for _, copy in files]).said:
            yield found(files[0][0].path, said) if len(files) == 1 else about(person.path, said)
    if not person.unreadable:
        yield from _missing(person, set(kinds), catalogue)


def _missing(person: Folder, present: set[int], catalogue: Catalogue) -> Iterator[Finding]:
    if lacking := sorted(catalogue.required - present):
        what = "; ".join(catalogue.titled(kind) for kind in lacking)
        said = Said(Rule.REQUIRED, f"Thiếu loại bắt buộc theo danh mục của cơ quan: {what}.", "Bổ sung tài liệu.")
        yield about(person.path, said)
    counts = []
    for level, kinds in catalogue.priorities.items():
        lacking = [kind for kind in kinds if kind not in present]
        counts.append(f"{len(lacking)} trong {len(kinds)} loại ưu tiên {level}")
    first = [kind for kind in catalogue.priorities[1] if kind not in present]
    if not present >= set(catalogue.kinds):
        which = f" Ưu tiên 1 còn thiếu số {spans(first)}." if first else ""
        message = f"Chưa có {', '.join(counts)}.{which}"
        advice = "Không phải ai cũng có đủ mọi loại; hãy xem những loại người này phải có."
        yield about(person.path, Said(Rule.MISSING, message, advice))


def spans(kinds: Sequence[int]) -> str:
    """`[1, 2, 3, 5]` → `1–3, 5`."""
    groups: list[list[int]] = []
    for kind in kinds:
        if groups and groups[-1][-1] == kind - 1:
            groups[-1].append(kind)
        else:
            groups.append([kind])
    return ", ".join(str(each[0]) if len(each) == 1 else f"{each[0]}–{each[-1]}" for each in groups)


def _of_contents(persons: Sequence[Folder], root: Path) -> Iterator[Finding]:
    owner = {file.path: person.path for person in persons for file in person.all_files()}
    files = [file for person in persons for file in person.all_files()]
    for same in same_contents(root, files):
        first = same[0]
        for file in same[1:]:
            across = owner[file.path] != owner[first.path]
            yield found(file.path, _twice(first, across), Severity.ERROR if across else Severity.WARNING)


def _twice(first: File, across: bool) -> Said:
    if across:
        message = f"Nội dung giống hệt “{shown(first.path)}” trong hồ sơ của người khác."
        return Said(Rule.SAME_CONTENT, message, "Mở hai tệp, giữ đúng người, thay tệp bị đặt nhầm.")
    message = f"Nội dung giống hệt “{shown(first.name)}” trong cùng hồ sơ."
    return Said(Rule.SAME_CONTENT, message, "Giữ một tệp; nếu quét nhầm thì quét lại.")


NO_DOSSIER = Said(
    Rule.NO_DOSSIER, "Không thấy hồ sơ nào trong thư mục này.", "Chỉ đúng thư mục chứa các thư mục mã chi bộ."
)
MISPLACED = Said(
    Rule.MISPLACED, "Tệp nằm ngoài hồ sơ của mọi người.", "Đưa vào thư mục của đúng người, hoặc bỏ ra ngoài."
)
WITHOUT_UNIT = Said(
    Rule.WITHOUT_UNIT, "Hồ sơ không nằm trong thư mục mã chi bộ nào.", "Đưa vào thư mục M1.M2.M3.M4.M5 của chi bộ."
)
UNIT_IN_UNIT = Said(
    Rule.NESTED, "Thư mục chi bộ nằm trong thư mục của tổ chức khác.", "Đưa ra ngoài, ngang hàng với các chi bộ khác."
)
NESTED = Said(
    Rule.NESTED, "Trong hồ sơ có thư mục con.", "Đưa các tệp ra thẳng thư mục của người đó, rồi bỏ thư mục con."
)
EMPTY_FOLDER = Said(Rule.EMPTY_FOLDER, "Hồ sơ chưa có tệp nào.", "Bổ sung tài liệu, hoặc bỏ thư mục.")
OTHER_ENDING = Said(Rule.NOT_PDF, "Tệp không phải PDF.", "Xuất hoặc quét lại thành PDF.")
WITHOUT_ENDING = Said(Rule.NOT_PDF, "Nội dung là PDF nhưng tên tệp không có đuôi .pdf.", "Thêm .pdf vào cuối tên tệp.")
