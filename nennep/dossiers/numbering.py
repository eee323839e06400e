"""The `.n` of files of one kind in one dossier: none on a single one, else 1, 2, 3 …"""

from collections.abc import Sequence
from dataclasses import dataclass

from nennep.dossiers.finding import Rule, Said


@dataclass(frozen=True)
class Numbered:
    """`right` has a number, or None for none, for each file; the files keep theirs where nobody could tell."""

    right: tuple[int | None, ...]
    said: tuple[Said, ...] = ()


def numbered(kind: int, copies: Sequence[int | None]) -> Numbered:
    """`copies`: what stands in the names of all files of the kind. A gap is never closed: a paper may be missing."""
    if len(copies) == 1:
        return _single(kind, copies[0])
    given = sorted(copy for copy in copies if copy is not None)
    blanks = len(copies) - len(given)
    kept = tuple(copies)
    if repeated := sorted({copy for copy in given if given.count(copy) > 1}):
        which = ", ".join(f".{copy}" for copy in repeated)
        return Numbered(kept, (_said(kind, f"có nhiều tệp cùng mang {which}", "Đánh lại .1, .2, .3 … theo thứ tự."),))
    if blanks > 1 or (blanks and 1 in given):
        what = f"có {len(copies)} tệp nhưng {blanks} tệp chưa có số .n"
        return Numbered(kept, (_said(kind, what, "Đánh số .1, .2, .3 … theo thứ tự của tài liệu."),))
    said = []
    if blanks:
        what = f"có {len(copies)} tệp nhưng một tệp chưa có số .n"
        said.append(_said(kind, what, "Tệp chưa có số là bản đầu: thêm .1 trước .pdf."))
    right = tuple(1 if copy is None else copy for copy in copies)
    if lacking := sorted(set(range(1, len(right) + 1)) - set(right)):
        said.append(_gap(kind, lacking))
    return Numbered(right, tuple(said))


def _single(kind: int, copy: int | None) -> Numbered:
    if copy is None:
        return Numbered((None,))
    if copy == 1:
        return Numbered((None,), (_said(kind, "chỉ có một tệp nhưng mang .1", "Bỏ .1 trong tên tệp."),))
    what = f"chỉ có một tệp nhưng mang .{copy}"
    return Numbered((copy,), (_said(kind, what, "Tìm các tệp còn thiếu; nếu không thiếu thì bỏ số .n."),))


def _gap(kind: int, lacking: Sequence[int]) -> Said:
    which = ", ".join(f".{copy}" for copy in lacking)
    return _said(kind, f"đánh số không liền, thiếu {which}", "Tìm tệp còn thiếu; nếu không thiếu thì đánh lại số.")


def _said(kind: int, what: str, advice: str) -> Said:
    return Said(Rule.COPY_NUMBER, f"Loại số {kind}: {what}.", advice)
