"""The folders as they lie on the disk, and which of them is meant for a unit, which for a person."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from fnmatch import fnmatchcase
from pathlib import Path

from nennep.dossiers.catalogue import Catalogue
from nennep.dossiers.finding import Rule, Said
from nennep.dossiers.naming import like_person, like_unit
from nennep.lib.text import nfc

DEEPEST = 40  # folders in folders


class Part(Enum):
    TOP = auto()  # holds units
    UNIT = auto()  # holds persons
    PERSON = auto()  # holds documents
    INSIDE = auto()  # a folder within a dossier


@dataclass(frozen=True)
class File:
    path: str
    name: str
    size: int


@dataclass
class Folder:
    path: str  # from the folder that was asked for, with "/"; "" for itself
    name: str
    folders: list["Folder"] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    left: list[tuple[str, Said]] = field(default_factory=list)  # what is neither opened nor copied
    part: Part = Part.TOP

    @property
    def unreadable(self) -> bool:
        return (self.path, UNREADABLE) in self.left

    def all_folders(self) -> Iterator["Folder"]:
        yield self
        for folder in self.folders:
            yield from folder.all_folders()

    def all_files(self) -> Iterator[File]:
        for folder in self.all_folders():
            yield from folder.files


def read_tree(root: Path, catalogue: Catalogue) -> Folder:
    """Raises OSError where the folder itself cannot be read; what cannot be read below it stands in `left`."""
    tree = Folder("", root.resolve().name)
    _fill(tree, root, catalogue)
    if like_unit(tree.name):
        _set_parts(tree, Part.UNIT, catalogue)
    elif like_person(tree.name, catalogue) and not any(_dossier_like(each, catalogue) for each in tree.folders):
        _set_parts(tree, Part.PERSON, catalogue)
    else:
        _set_parts(tree, Part.TOP, catalogue)
    return tree


def _fill(folder: Folder, root: Path, catalogue: Catalogue) -> None:
    with os.scandir(root / folder.path) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        path = f"{folder.path}/{entry.name}" if folder.path else entry.name
        if entry.is_symlink():
            folder.left.append((path, LINK))
        elif entry.is_dir(follow_symlinks=False):
            _enter(folder, Folder(path, entry.name), root, catalogue)
        elif not entry.is_file(follow_symlinks=False):
            folder.left.append((path, NO_FILE))
        elif _among(entry.name, catalogue.clutter_files):
            folder.left.append((path, CLUTTER))
        else:
            _add(folder, path, entry)


def _add(folder: Folder, path: str, entry: os.DirEntry[str]) -> None:
    try:
        folder.files.append(File(path, entry.name, entry.stat(follow_symlinks=False).st_size))
    except OSError:
        folder.left.append((path, UNREADABLE))


def _enter(parent: Folder, folder: Folder, root: Path, catalogue: Catalogue) -> None:
    if _among(folder.name, catalogue.clutter_folders):
        parent.left.append((folder.path, CLUTTER))
        return
    if folder.path.count("/") >= DEEPEST:
        parent.left.append((folder.path, TOO_DEEP))
        return
    parent.folders.append(folder)
    try:
        _fill(folder, root, catalogue)
    except OSError:
        folder.left.append((folder.path, UNREADABLE))


def _among(name: str, patterns: tuple[str, ...]) -> bool:
    small = nfc(name).lower()
    return any(fnmatchcase(small, pattern) for pattern in patterns)


def _set_parts(folder: Folder, part: Part, catalogue: Catalogue) -> None:
    folder.part = part
    for each in folder.folders:
        _set_parts(each, _part_within(part, each, catalogue), catalogue)


def _part_within(above: Part, folder: Folder, catalogue: Catalogue) -> Part:
    """Names first; where a name says nothing, what lies in the folder."""
    if above in (Part.PERSON, Part.INSIDE):
        return Part.INSIDE
    if like_unit(folder.name):
        return Part.UNIT
    if above is Part.UNIT or like_person(folder.name, catalogue):
        return Part.PERSON
    if any(like_unit(each.name) for each in folder.all_folders()):
        return Part.TOP
    return Part.UNIT if folder.folders else Part.PERSON


def _dossier_like(folder: Folder, catalogue: Catalogue) -> bool:
    return like_unit(folder.name) or like_person(folder.name, catalogue)


LINK = Said(
    Rule.LINK,
    "Đây là liên kết sang chỗ khác, máy không đi theo.",
    "Chép tệp hoặc thư mục thật vào đây thay cho liên kết.",
)
NO_FILE = Said(Rule.UNREADABLE, "Đây không phải tệp thường nên máy không mở.", "Bỏ ra khỏi thư mục hồ sơ.")
CLUTTER = Said(Rule.CLUTTER, "Tệp, thư mục do máy tự sinh, không phải tài liệu.", "Xóa trước khi nộp hồ sơ.")
UNREADABLE = Said(
    Rule.UNREADABLE, "Máy không đọc được: thiếu quyền hoặc ổ đĩa lỗi.", "Xem lại quyền đọc và ổ đĩa rồi kiểm lại."
)
TOO_DEEP = Said(Rule.UNREADABLE, "Thư mục lồng quá sâu nên máy không xem.", "Đưa tài liệu ra ngoài.")
