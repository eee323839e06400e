"""The font of all letters, and their colour."""

from collections.abc import Iterator
from functools import partial

from nennep.lib.text import fold
from nennep.lib.word.package import W
from nennep.writing.checking import mending
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.model import Code, Fault, Mend
from nennep.writing.checking.paragraphs import Para, Piece

BLACK = {None, "auto", "000000"}
OLD_CODES = (".vn", "vni-", "vni ")  # fonts whose letters are no Unicode: another font would turn the text to rubbish
WORD_S_OWN = "Times New Roman"  # where nobody names a font


def check(anatomy: Anatomy) -> Iterator[Fault]:
    for para in anatomy.paras:
        yield from _font(anatomy, para)
        yield from _colour(anatomy, para)


def fonts_of(piece: Piece) -> set[str]:
    """Fonts of the letters that stand in it: Word keeps one for ASCII, one for the rest."""
    low = any(c.isascii() and c.isalnum() for c in piece.text)
    high = any(not c.isascii() and c.isalpha() for c in piece.text)
    found = {piece.look.ascii or WORD_S_OWN} if low else set()
    return found | ({piece.look.high or piece.look.ascii or WORD_S_OWN} if high else set())


def _font(anatomy: Anatomy, para: Para) -> Iterator[Fault]:
    wanted = anatomy.layout.text.font
    wrong = [piece for piece in para.pieces if fonts_of(piece) - {wanted}]
    if not wrong:
        return
    found = sorted({name for piece in wrong for name in fonts_of(piece)} - {wanted})
    names = ", ".join(found)
    old = any(fold(name).startswith(OLD_CODES) for name in found)
    advice = "; chữ theo bảng mã cũ, cần chuyển sang Unicode" if old else ""
    yield Fault(
        Code.FONT, para.index, f"Phải dùng phông chữ {wanted}; đang dùng {names}{advice}.",
        anatomy.layout.text.font_source, text=para.plain, expected=wanted, found=names,
        mend=None if old else _refont(wrong, wanted),
    )  # fmt: skip


def _refont(wrong: list[Piece], wanted: str) -> Mend:
    return mending.in_turn(partial(mending.set_font, piece.run, wanted) for piece in wrong)


def _colour(anatomy: Anatomy, para: Para) -> Iterator[Fault]:
    wrong = [p for p in para.pieces if p.lettered and p.look.colour not in BLACK and not _link(p)]
    if wrong:
        found = f"màu #{wrong[0].look.colour}"
        mend = mending.in_turn(partial(mending.set_black, piece.run) for piece in wrong)
        yield Fault(
            Code.FONT, para.index, f"Chữ phải màu đen; đang là {found}.", anatomy.layout.text.font_source,
            text=para.plain, expected="màu đen", found=found, mend=mend,
        )  # fmt: skip


def _link(piece: Piece) -> bool:
    return any(above.tag == f"{W}hyperlink" for above in piece.run.iterancestors())
