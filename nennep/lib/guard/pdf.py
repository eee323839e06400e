"""PDF looked at as bytes: objects inside compressed streams included, strings left aside, nothing executed or laid out.

No PDF library is asked, for each would have to be trusted with the very file that is under suspicion. Where a hostile
file could make two readers see two different things (an object hidden in what looks like a stream), both are looked at.
"""

import re
from collections.abc import Iterator

from nennep.lib.guard.limits import Limits
from nennep.lib.guard.pdf_streams import Stream, decoded, is_picture, names_of
from nennep.lib.guard.refusals import refusal

ACTIVE = {
    b"JavaScript": "mã JavaScript", b"JS": "mã JavaScript", b"Launch": "lệnh chạy chương trình",
    b"EmbeddedFile": "tệp đính kèm", b"EmbeddedFiles": "tệp đính kèm", b"FileAttachment": "tệp đính kèm",
    b"XFA": "biểu mẫu XFA", b"RichMedia": "đa phương tiện nhúng", b"Movie": "phim nhúng", b"Screen": "phim nhúng",
    b"Rendition": "phim nhúng", b"Sound": "âm thanh nhúng", b"3D": "mô hình nhúng", b"SubmitForm": "biểu mẫu tự gửi",
    b"ImportData": "biểu mẫu tự nạp dữ liệu",
}  # fmt: skip
OUTWARD = {b"GoToR": "liên kết mở tệp khác", b"GoToE": "liên kết mở tệp đính kèm"}
MOST_BRACKETS = 1_500_000

_STREAM = re.compile(rb">>\s*stream(?:\r\n|\n|\r)")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME = re.compile(rb"/([^\s/<>\[\](){}%]+)")
_BRACKET = re.compile(rb"<<|>>|\[|\]|endobj")
_PAREN = re.compile(rb"\\.|[()]", re.DOTALL)
_OPENING = re.compile(rb"/OpenAction\s*(?:(\[)|(<<)|(\d+)\s+\d+\s+R)")
_PARENT = re.compile(rb"/Parent\s+(\d+)\s+\d+\s+R")
_HARMLESS_ACTION = re.compile(rb"/S\s*/GoTo\b")


def is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


def check(content: bytes, limits: Limits) -> None:
    if b"startxref" not in content and b"trailer" not in content:
        raise refusal("damaged")
    streams = list(_streams(content))
    plain = _unescaped(_outside(content, streams))
    if re.search(rb"/Encrypt\b", plain):
        raise refusal("encrypted")
    left = limits.unpacked
    inner = []
    for stream in streams:
        if is_picture(stream, limits):
            continue
        unpacked = decoded(stream, min(left, limits.part))
        left -= len(unpacked)
        if len(unpacked) > limits.ratio_from and len(unpacked) > 8 * limits.ratio * max(len(stream.packed), 1):
            raise refusal("bomb")
        if b"ObjStm" in names_of(stream):
            inner.append(_unescaped(unpacked))
        elif b"<!" in unpacked[:20_000] and re.search(rb"<!(?:DOCTYPE|ENTITY)", unpacked[:20_000]):
            raise refusal("doctype")
    _check_names(b"\n".join((plain, *inner)))
    _check_brackets(plain, limits)
    for part in inner:
        _check_brackets(part, limits)
    _check_tree(plain, inner, limits)


def _streams(content: bytes) -> Iterator[Stream]:
    place = 0
    while found := _STREAM.search(content, place):
        end = content.find(b"endstream", found.end())
        end = len(content) if end < 0 else end
        head = content[max(place, content.rfind(b"obj", place, found.start())) : found.start() + 2]
        yield Stream(_unescaped(head[-8192:]), content[found.end() : end], found.end(), end)
        place = end


def _outside(content: bytes, streams: list[Stream]) -> bytes:
    """What stands outside streams, and streams in which an object could hide."""
    parts, place = [], 0
    for stream in streams:
        parts.append(content[place : stream.start])
        if _OBJECT.search(stream.packed):
            parts.append(stream.packed)
        place = stream.end
    return b"\n".join((*parts, content[place:]))


def _unescaped(text: bytes) -> bytes:
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text) if b"#" in text else text


def _check_names(text: bytes) -> None:
    suspects = {**ACTIVE, **OUTWARD, b"OpenAction": ""}
    if not suspects.keys() & set(_NAME.findall(text)):
        return
    text = _without_strings(text)
    found = set(_NAME.findall(text))
    for name, what in ACTIVE.items():
        if name in found:
            raise refusal("active", what=what)
    for name, what in OUTWARD.items():
        if name in found:
            raise refusal("external", what=what)
    if b"OpenAction" in found:
        _check_opening(text)


def _without_strings(text: bytes) -> bytes:
    """Literal strings out, so that a link to ".../JS/..." is no script; unbalanced, all of it stays."""
    kept, depth, place = [], 0, 0
    for found in _PAREN.finditer(text):
        if found[0] == b"(":
            if depth == 0:
                kept.append(text[place : found.start()])
            depth += 1
        elif found[0] == b")" and depth:
            depth -= 1
            place = found.end()
    return text if depth else b" ".join((*kept, text[place:]))


def _check_opening(text: bytes) -> None:
    """A place to begin reading is harmless; any other action on opening is not."""
    for found in _OPENING.finditer(text):
        array, inline, number = found.groups()
        if array:
            continue
        if inline:
            action = text[found.end() : found.end() + 300].split(b">>")[0]
        else:
            target = re.search(rb"(?<!\d)%s\s+\d+\s+obj\b(.{0,400}?)endobj" % number, text, re.DOTALL)
            action = target[1] if target else b""
            if action.lstrip().startswith(b"["):
                continue
        if not _HARMLESS_ACTION.search(action):
            raise refusal("active", what="lệnh tự chạy khi mở tệp")


def _check_brackets(text: bytes, limits: Limits) -> None:
    depth = 0
    for count, found in enumerate(_BRACKET.finditer(text)):
        sign = found[0]
        depth = 0 if sign == b"endobj" else depth + 1 if sign in (b"<<", b"[") else max(0, depth - 1)
        if depth > limits.nesting or count > MOST_BRACKETS:
            raise refusal("too_deep")


def _check_tree(plain: bytes, inner: list[bytes], limits: Limits) -> None:
    """Follows /Parent upwards from every object: no chain is long, none is a circle."""
    parents = dict(_parents(plain))
    for part in inner:
        parents.update(_inner_parents(part))
    depths: dict[int, int] = {}
    for number in parents:
        path: list[int] = []
        here: int | None = number
        while here is not None and here not in depths and len(path) <= limits.pages_deep:
            path.append(here)
            here = parents.get(here)
        base = depths.get(here, 0) if here is not None else 0
        if base + len(path) > limits.pages_deep:
            raise refusal("too_deep")
        for above, node in enumerate(reversed(path), start=1):
            depths[node] = base + above


def _parents(text: bytes) -> Iterator[tuple[int, int]]:
    found = list(_OBJECT.finditer(text))
    for here, after in zip(found, [*found[1:], None], strict=True):
        parent = _PARENT.search(text, here.end(), after.start() if after else len(text))
        if parent:
            yield int(here[1]), int(parent[1])


def _inner_parents(part: bytes) -> Iterator[tuple[int, int]]:
    """Objects of an object stream: pairs of number and offset stand before the first "<<" or "["."""
    first = min((place for place in (part.find(b"<<"), part.find(b"[")) if place >= 0), default=0)
    numbers = part[:first].split()
    pairs = [(int(n), int(o)) for n, o in zip(numbers[::2], numbers[1::2], strict=False) if n.isdigit() and o.isdigit()]
    for (number, offset), (_, after) in zip(pairs, [*pairs[1:], (0, len(part))], strict=True):
        parent = _PARENT.search(part, first + offset, first + after)
        if parent:
            yield number, int(parent[1])
