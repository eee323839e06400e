"""The guard's front door."""

from collections.abc import Collection
from pathlib import Path

from nennep.lib.guard import archive, compound, images, ooxml, opendocument, pdf, text
from nennep.lib.guard.kinds import MAGIC, NAMES, Kind
from nennep.lib.guard.limits import Limits
from nennep.lib.guard.refusals import refusal

USUAL = Limits()


def inspect(path: Path, kinds: Collection[Kind], limits: Limits = USUAL) -> Kind:
    """What the file is, when it is one of `kinds` and safe to hand to a parser; else BadFile."""
    _check_size(path.stat().st_size, limits)
    return inspect_content(path.read_bytes(), kinds, limits)


def inspect_content(content: bytes, kinds: Collection[Kind], limits: Limits = USUAL) -> Kind:
    """The same of a file that lies in memory and shall never lie elsewhere."""
    _check_size(len(content), limits)
    kind = _look(content, kinds, limits)
    if kind not in kinds:
        _wrong_type(kind, kinds)
    assert isinstance(kind, Kind)
    return kind


def _check_size(size: int, limits: Limits) -> None:
    if size == 0:
        raise refusal("empty")
    if size > limits.file:
        raise refusal("too_large", limit=limits.file // 1024 // 1024)


def _look(content: bytes, kinds: Collection[Kind], limits: Limits) -> Kind | str:
    sign = next((kind for magic, kind in MAGIC if content.startswith(magic)), None)
    match sign:
        case "zip":
            return _look_into_archive(content, kinds, limits)
        case "ole":
            return compound.check(content)
        case Kind.PNG | Kind.JPEG | Kind.TIFF:
            return images.check_image(content, limits) if sign in kinds else sign
        case None if pdf.is_pdf(content):
            if Kind.PDF in kinds:
                pdf.check(content, limits)
            return Kind.PDF
        case None:
            return text.check(content)
        case _:
            return sign


def _look_into_archive(content: bytes, kinds: Collection[Kind], limits: Limits) -> Kind | str:
    parts = archive.read_parts(content, limits)
    if ooxml.TYPES in parts:
        kind, check = ooxml.kind_of(parts), ooxml.check
    elif "mimetype" in parts:
        kind, check = opendocument.kind_of(parts), opendocument.check
    else:
        return "tệp nén"
    if kind in kinds:
        archive.check_nested(parts)
        check(parts, limits)
    return kind


def _wrong_type(found: Kind | str, kinds: Collection[Kind]) -> None:
    wanted = [NAMES[kind] for kind in Kind if kind in kinds]
    if found == text.UNKNOWN:
        raise refusal("unknown_type", wanted=wanted)
    raise refusal("wrong_type", found=NAMES[found] if isinstance(found, Kind) else found, wanted=wanted)
