"""Marks of urgency and secrecy; changes, comments and colours that readers of the draft have left."""

from collections.abc import Iterator
from functools import partial

from nennep.lib.word.package import W, value
from nennep.writing.checking import mending
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.head import Extra
from nennep.writing.checking.lines import Line, Side
from nennep.writing.checking.model import Code, Fault
from nennep.writing.checking.paragraphs import Piece
from nennep.writing.checking.words import spelt
from nennep.writing.layout import Part, Source

PARTY_URGENT = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
STATE_URGENT = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HỎA TỐC HẸN GIỜ")
SECRET = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")


def check(anatomy: Anatomy) -> Iterator[Fault]:
    component = anatomy.layout.parts[Part.URGENCY]
    urgent = PARTY_URGENT if anatomy.is_party else STATE_URGENT
    for line in anatomy.lines(Part.URGENCY):
        yield from _wording(line, urgent, component.source, "Mức độ khẩn")
        yield from _place(anatomy, line, component.source)
    for line in anatomy.lines(Extra.SECRECY):
        yield from _wording(line, SECRET, component.source, "Độ mật")
        if not line.text.isupper() and spelt(line.text) in [spelt(word) for word in SECRET]:
            expected = line.text.upper()
            yield Fault(
                Code.SECRECY_URGENCY, line.para.index, f"Độ mật phải viết in hoa “{expected}”.", component.source,
                text=line.text, expected=expected, found=line.text, mend=mending.change_case(line, str.upper),
            )  # fmt: skip
    if anatomy.reader.framed:
        message = "Bảng dùng để xếp phần đầu, phần ký không được hiện đường kẻ."
        yield Fault(Code.OTHER, None, message, None, expected="không kẻ khung", found="có kẻ khung", sure=False)
    yield from _left_by_readers(anatomy)
    if anatomy.reader.changes:
        message = "Còn dấu vết sửa chữa (track changes) chưa được chấp nhận hay bỏ; hãy xử lý trước khi phát hành."
        yield Fault(Code.OTHER, None, message, None, expected="không còn dấu vết sửa", found="còn", sure=False)


def _left_by_readers(anatomy: Anatomy) -> Iterator[Fault]:
    """What those who read the draft have marked in it."""
    for para in anatomy.paras:
        if any(True for _ in para.element.iter(f"{W}commentReference")):
            message = "Còn lời bình luận (comment) trong văn bản; hãy xóa trước khi phát hành."
            yield Fault(
                Code.OTHER, para.index, message, None, text=para.plain, expected="không còn bình luận",
                found="còn", sure=False,
            )  # fmt: skip
        marked = [piece.run for piece in para.pieces if _highlighted(piece)]
        if marked:
            message = "Chữ còn tô nền; văn bản chính thức không tô nền chữ."
            mend = mending.in_turn(partial(mending.drop, run, "highlight") for run in marked)
            yield Fault(
                Code.OTHER, para.index, message, None, text=para.plain, expected="không tô nền", found="tô nền",
                sure=False, mend=mend,
            )  # fmt: skip


def _highlighted(piece: Piece) -> bool:
    return piece.lettered and value(piece.run, "rPr/highlight") not in {None, "none", "white"}


def _wording(line: Line, allowed: tuple[str, ...], source: Source, name: str) -> Iterator[Fault]:
    if spelt(line.text) in [spelt(word) for word in allowed]:
        return
    expected = ", ".join(allowed)
    yield Fault(
        Code.SECRECY_URGENCY, line.para.index, f"{name} chỉ ghi {expected}; đang là “{line.text}”.", source,
        text=line.text, expected=expected, found=line.text,
    )  # fmt: skip


def _place(anatomy: Anatomy, line: Line, source: Source) -> Iterator[Fault]:
    numbers = anatomy.lines(Part.NUMBER)
    if line.para.boxed or not numbers:
        return
    above = line.para.index < numbers[0].para.index
    apart = line.side is Side.RIGHT and numbers[0].side is not Side.RIGHT
    if apart or (above and numbers[0].side is line.side):
        message = "Mức độ khẩn đặt dưới số và ký hiệu (công văn: dưới trích yếu), bên trái."
        yield Fault(
            Code.SECRECY_URGENCY, line.para.index, message, source, text=line.text,
            expected="dưới số và ký hiệu", found="bên phải" if line.side is Side.RIGHT else "trên số và ký hiệu",
        )  # fmt: skip
