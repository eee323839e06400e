"""A mended copy of a folder of dossiers: names are put right where that is certain, every document goes along."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nennep.dossiers.catalogue import Catalogue
from nennep.dossiers.contents import opened
from nennep.dossiers.naming import file_name, person_name, shown, unit_name
from nennep.dossiers.numbering import numbered
from nennep.dossiers.rows import write_rows
from nennep.dossiers.tree import Folder, Part, read_tree
from nennep.lib.errors import BadFile
from nennep.lib.text import nfc

CHANGES = "thay-doi.csv"
HEADINGS = ("Đường dẫn cũ", "Đường dẫn mới", "Vì sao")
PIECE = 1024 * 1024


@dataclass(frozen=True)
class Move:
    """`new` is "" for what is not copied."""

    old: str
    new: str
    why: str = ""


@dataclass
class Plan:
    folders: list[str] = field(default_factory=list)  # to be made, those above first
    files: list[Move] = field(default_factory=list)
    left: list[Move] = field(default_factory=list)

    @property
    def renamed(self) -> int:
        return sum(move.old != move.new for move in self.files)


def plan(root: Path, catalogue: Catalogue) -> Plan:
    """Raises OSError where `root` itself cannot be read."""
    tree = read_tree(root, catalogue)
    right: dict[str, str] = {}  # path → its right last part, where it is certain and another
    for folder in tree.all_folders():
        right |= _right_folder(folder, catalogue)
        if folder.part is Part.PERSON:
            right |= _right_files(folder, catalogue)
    planned = Plan()
    _place(tree, "", right, planned)
    planned.left += [Move(path, "", f"Không chép. {said.message}") for f in tree.all_folders() for path, said in f.left]
    return planned


def _right_folder(folder: Folder, catalogue: Catalogue) -> Mapping[str, str]:
    if not folder.path or folder.part not in (Part.UNIT, Part.PERSON):
        return {}
    named = (unit_name if folder.part is Part.UNIT else person_name)(folder.name, catalogue)
    return {folder.path: named.right} if named.certain and named.right != folder.name else {}


def _right_files(person: Folder, catalogue: Catalogue) -> Mapping[str, str]:
    read = {
        file.path: file_name(file.name, catalogue)
        for file in person.all_files()
        if file.name.lower().rstrip().endswith(".pdf")
    }
    kinds: dict[int, list[str]] = {}
    for path, named in read.items():
        if named.kind:
            kinds.setdefault(named.kind, []).append(path)
    right = {}
    for kind, paths in kinds.items():
        copies = numbered(kind, [read[path].copy for path in paths]).right
        for path, copy in zip(paths, copies, strict=True):
            if read[path].certain:
                right[path] = read[path].written(copy)
    return right


def _place(folder: Folder, new: str, right: Mapping[str, str], planned: Plan) -> None:
    olds = {each.path: each.name for each in folder.folders} | {each.path: each.name for each in folder.files}
    names = _without_clashes(olds, right)
    for file in folder.files:
        reasons = ((new != folder.path, "thư mục"), (names[file.path] != file.name, "tệp"))
        why = " và ".join(what for changed, what in reasons if changed)
        planned.files.append(Move(file.path, _joined(new, names[file.path]), f"Sửa tên {why} cho đúng dạng."))
    for each in folder.folders:
        place = _joined(new, names[each.path])
        planned.folders.append(place)
        _place(each, place, right, planned)


def _without_clashes(olds: Mapping[str, str], right: Mapping[str, str]) -> dict[str, str]:
    """New names of what lies in one folder; where two would meet, on Windows too, each keeps its own."""
    names = {path: right.get(path, old) for path, old in olds.items()}
    while True:
        takers: dict[str, list[str]] = {}
        for path, name in names.items():
            takers.setdefault(nfc(name).casefold(), []).append(path)
        clashing = [path for paths in takers.values() if len(paths) > 1 for path in paths if names[path] != olds[path]]
        if not clashing:
            return names
        names |= {path: olds[path] for path in clashing}


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def refuse_unsafe(root: Path, new: Path) -> None:
    """Raises BadFile where writing `new` could touch the originals or what somebody keeps there."""
    there, here = new.resolve(), root.resolve()
    if there == here or here in there.parents or there in here.parents:
        raise BadFile("inside", "Bản chép phải nằm ngoài thư mục hồ sơ gốc. Hãy chọn thư mục khác cho --out.")
    if there.exists() and (not there.is_dir() or any(there.iterdir())):
        raise BadFile("not_empty", "“{new}” đã có và không rỗng. Hãy chọn thư mục mới cho --out.", new=str(new))


def write_copy(root: Path, new: Path, planned: Plan) -> list[Move]:
    """Copies as planned and writes the list of changes, which is returned; what cannot be read is in it."""
    refuse_unsafe(root, new)
    new.mkdir(parents=True, exist_ok=True)
    for folder in planned.folders:
        (new / folder).mkdir()
    changes = list(planned.left)
    for move in planned.files:
        if not _copied(root / move.old, new / move.new):
            changes.append(Move(move.old, "", "Không chép. Máy không đọc được tệp."))
        elif move.old != move.new:
            changes.append(move)
    changes.sort(key=lambda move: move.old)
    write_rows(new / CHANGES, HEADINGS, [(shown(move.old), shown(move.new), move.why) for move in changes])
    return changes


def _copied(old: Path, new: Path) -> bool:
    """False, and nothing left behind, where the original cannot be read to its end; raises where `new` fails."""
    try:
        source = opened(old)
    except OSError:
        return False
    with source, new.open("xb") as target:
        while True:
            try:
                piece = source.read(PIECE)
            except OSError:
                new.unlink()
                return False
            if not piece:
                break
            target.write(piece)
        read = os.fstat(source.fileno())
    os.utime(new, ns=(read.st_atime_ns, read.st_mtime_ns))
    return True
