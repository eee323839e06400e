"""Who signs, by what right: T/M, K/T, T/L and the titles that go with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Unpack

from nennep.lib.text import fold
from nennep.writing.checking import mending, words
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.lines import Line, Side
from nennep.writing.checking.model import Code, Fault, Rest
from nennep.writing.components import Authority
from nennep.writing.layout import Part, Source

COLLECTIVES = (
    *("dang uy", "chi bo", "chi uy", "thanh uy", "tinh uy", "quan uy", "uy ban kiem tra", "ban thuong vu"),
    *("ban chap hanh", "dai hoi", "hoi dong"),
)
HEADED = (
    *("ban to chuc", "ban tuyen giao", "ban noi chinh", "ban xay dung dang", "van phong", "co quan uy ban kiem tra"),
    *("trung tam", "truong", "bao ", "ban chi dao", "tieu ban", "so ", "phong ", "chi cuc", "cuc ", "thanh tra"),
    *("benh vien", "hoc vien", "tram y te", "kho bac", "bao hiem", "thue ", "cong an", "hat kiem lam"),
)
# What may follow T/M for each issuing body.
SPEAKS_FOR = {
    "chi bo": ("CHI BỘ", "CHI ỦY", "BAN CHẤP HÀNH", "BAN CHI ỦY"),
    "uy ban kiem tra": ("ỦY BAN KIỂM TRA",),
    "dang uy": ("ĐẢNG ỦY", "BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "THƯỜNG TRỰC"),
    "thanh uy": ("THÀNH ỦY", "BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "THƯỜNG TRỰC"),
    "tinh uy": ("TỈNH ỦY", "BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "THƯỜNG TRỰC"),
    "uy ban nhan dan": ("ỦY BAN NHÂN DÂN", "UBND"),
    "hoi dong nhan dan": ("HỘI ĐỒNG NHÂN DÂN", "THƯỜNG TRỰC", "HĐND", "BAN "),
}
CUSTOMARY = " THƯỜNG TRỰC"
LETTERS = re.compile(r"[^A-Z]")


@dataclass(frozen=True)
class Sign:
    line: Line
    letters: str  # TM, KT, TL, TUQ
    body: str

    @property
    def written(self) -> str:
        return self.line.text[: len(self.line.text) - len(self.body)].strip()


def signs_of(anatomy: Anatomy) -> list[Sign]:
    """Lines of authority; a line without a sign goes on with the one above."""
    found: list[Sign] = []
    for line in anatomy.lines(Part.AUTHORITY):
        if match := words.SIGN.match(line.text):
            found.append(Sign(line, LETTERS.sub("", match["sign"]), match["body"].strip()))
        elif found:
            found[-1] = Sign(found[-1].line, found[-1].letters, f"{found[-1].body} {line.text}")
    return found


def check(anatomy: Anatomy) -> Iterator[Fault]:
    if anatomy.tail.minutes or anatomy.kind == "Biên bản":
        return
    signs = signs_of(anatomy)
    positions = anatomy.lines(Part.TITLE_OF_SIGNER)
    yield from _whole(anatomy, signs, positions)
    for sign in signs:
        yield from _form(anatomy, sign)
    if anatomy.is_party:
        yield from _party(anatomy, signs, positions)
    else:
        yield from _state(anatomy, signs, positions)
    yield from _name(anatomy)


def _fault(anatomy: Anatomy, line: Line | None, message: str, **rest: Unpack[Rest]) -> Fault:
    source = _source(anatomy)
    text, place = (line.text, line.para.index) if line else ("", None)
    return Fault(Code.SIGNATURE, place, message, source, text=text, **rest)


def _source(anatomy: Anatomy) -> Source:
    return anatomy.layout.parts[Part.AUTHORITY].source


def _row(anatomy: Anatomy, letters: str) -> Authority | None:
    return next((row for row in anatomy.layout.authorities if LETTERS.sub("", row.sign) == letters), None)


def _whole(anatomy: Anatomy, signs: list[Sign], positions: list[Line]) -> Iterator[Fault]:
    names = anatomy.lines(Part.SIGNER)
    first = signs[0].line if signs else positions[0] if positions else None
    if not signs and not positions and not names:
        yield _fault(
            anatomy, None, "Thiếu phần ký: quyền hạn, chức vụ, họ tên người ký.", expected="phần ký", found="không có"
        )
        return
    if not positions and not _heads(signs):
        congress = any("ĐOÀN CHỦ TỊCH" in sign.body for sign in signs)  # of its presidium a member signs by name
        line = signs[-1].line if signs else names[0]
        yield _fault(anatomy, line, "Thiếu chức vụ người ký.", expected="chức vụ", found="không có", sure=not congress)
    if not names:
        yield _fault(anatomy, first, "Thiếu họ và tên người ký.", expected="họ và tên", found="không có")
    entries = anatomy.lines(Part.RECIPIENTS)
    if first and first.side is Side.LEFT and entries and entries[0].side is Side.RIGHT:
        message = "Phần ký phải ở bên phải, nơi nhận ở bên trái."
        yield _fault(anatomy, first, message, expected="bên phải", found="bên trái")


def _heads(signs: list[Sign]) -> bool:
    return bool(signs) and signs[-1].letters == "Q"


def _form(anatomy: Anatomy, sign: Sign) -> Iterator[Fault]:
    row = _row(anatomy, sign.letters)
    if row is None:
        message = f"Không có hình thức ký “{sign.written}” trong {anatomy.layout.document}."
        yield _fault(
            anatomy,
            sign.line,
            message,
            expected="T/M, K/T, T/L" if anatomy.is_party else "TM., KT., TL.",
            found=sign.written,
        )
    elif sign.written != row.sign:
        mend = mending.rewrite(sign.line.para.element, sign.written, row.sign)
        message = f"Quyền hạn ký phải viết “{row.sign}”; đang là “{sign.written}”."
        yield _fault(anatomy, sign.line, message, expected=row.sign, found=sign.written, mend=mend)


def _starts(text: str, names: tuple[str, ...]) -> bool:
    return fold(text).startswith(tuple(fold(name) for name in names))


def _speaks(anatomy: Anatomy, sign: Sign) -> Iterator[Fault]:
    """The body named after T/M is the one that issues."""
    issuer = fold(anatomy.issuer)
    allowed = next((bodies for name, bodies in SPEAKS_FOR.items() if issuer.startswith(name)), None)
    if allowed and not _starts(sign.body, allowed):
        message = f"{anatomy.issuer} ban hành thì ký thay mặt {', '.join(allowed)}; đang là “{sign.body}”."
        yield _fault(anatomy, sign.line, message, expected=allowed[0], found=sign.body)


def _party(anatomy: Anatomy, signs: list[Sign], positions: list[Line]) -> Iterator[Fault]:
    letters = {sign.letters for sign in signs}
    issuer = fold(anatomy.issuer)
    position = positions[0] if positions else None
    collective, headed = issuer.startswith(COLLECTIVES), issuer.startswith(HEADED)
    for sign in signs:
        if sign.letters == "TM" and headed:
            message = "Cơ quan làm việc theo chế độ thủ trưởng: người đứng đầu ký trực tiếp, không ký T/M."
            yield _fault(anatomy, sign.line, message, expected="chức vụ người đứng đầu", found=sign.line.text)
        elif sign.letters == "TM":
            yield from _speaks(anatomy, sign)
        elif sign.letters == "KT" and (collective or letters & {"TM", "TL"}):
            message = "Cấp phó của tập thể (và người ký thừa lệnh) không ký thay K/T; ghi thẳng chức vụ."
            yield _fault(anatomy, sign.line, message, expected="PHÓ …", found=sign.line.text)
    if collective and not letters & {"TM", "TL", "TUQ", "TU"} and "KT" not in letters and (position or not signs):
        line = position or (anatomy.lines(Part.SIGNER) or [None])[0]  # type: ignore[list-item]
        if line:
            message = "Văn bản của tập thể phải có quyền hạn ký “T/M …” trên chức vụ."
            yield _fault(anatomy, line, message, expected="T/M …", found=line.text)
    if position is None:
        return
    yield from _acting(anatomy, position)
    text = words.in_full(" ".join(line.text for line in positions))
    if "TM" in letters and not headed and "KT" not in letters:
        yield from _collective_title(anatomy, position, text)
    if "TL" in letters:
        yield from _delegate(anatomy, signs, position, text)
    elif "KT" in letters and not collective:
        yield from _deputy(anatomy, signs, position, text)
    elif headed and not letters and text.startswith("PHÓ") and not _signs_itself(anatomy, text):
        message = "Cấp phó ký thay người đứng đầu phải có “K/T …” ở dòng trên."
        yield _fault(anatomy, position, message, expected=f"K/T {text.removeprefix('PHÓ ')}", found=text)


def _signs_itself(anatomy: Anatomy, text: str) -> bool:
    """A deputy in charge while there is no head; one who heads this body beside a post elsewhere (`kiêm`)."""
    beside = any(line.folded.split()[:1] == ["kiem"] for _, line in anatomy.tail.order)
    return beside or "PHỤ TRÁCH" in text or "KIÊM" in text.split()


def _acting(anatomy: Anatomy, line: Line) -> Iterator[Fault]:
    found = words.ACTING.fullmatch(line.text.upper())
    sign = line.text[: -len(found["title"] or found["other"])].strip() if found else "Q."
    if sign != "Q.":
        mend = mending.rewrite(line.para.element, sign, "Q.")
        yield _fault(
            anatomy,
            line,
            f"Trước chức vụ người quyền cấp trưởng phải viết “Q.”; đang là “{sign}”.",
            expected="Q.",
            found=sign,
            mend=mend,
        )


def _collective_title(anatomy: Anatomy, position: Line, text: str) -> Iterator[Fault]:
    row = _row(anatomy, "TM")
    upper = text.upper()
    if row is None or upper in row.titles:
        return
    expected = ", ".join(row.titles)
    bare = upper.removesuffix(CUSTOMARY)
    if bare in row.titles:
        message = f"Sau T/M chỉ ghi chức vụ {expected}; “{upper}” chỉ là cách gọi quen dùng."
        yield _fault(anatomy, position, message, expected=bare, found=text, sure=False)
    elif any(upper.startswith(f"{title} ") for title in row.titles):
        message = "Chức vụ người ký không kèm tên cơ quan."
        title = max((t for t in row.titles if upper.startswith(f"{t} ")), key=len)
        yield _fault(anatomy, position, message, expected=title, found=text)
    else:
        yield _fault(
            anatomy, position, f"Sau T/M chỉ ghi chức vụ {expected}; đang là “{text}”.", expected=expected, found=text
        )


def _delegate(anatomy: Anatomy, signs: list[Sign], position: Line, text: str) -> Iterator[Fault]:
    giver = next(sign.body for sign in signs if sign.letters == "TL")
    if text.upper().startswith(("BÍ THƯ", "PHÓ BÍ THƯ")) and _starts(
        giver, ("BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "ĐẢNG ỦY")
    ):
        message = "Ký thừa lệnh T/L là người đứng đầu (hoặc cấp phó) cơ quan tham mưu; bí thư, phó bí thư ký T/M."
        yield _fault(anatomy, position, message, expected="CHÁNH VĂN PHÒNG", found=text)
        return
    row = _row(anatomy, "TL")
    if row and row.titles and not text.upper().startswith(row.titles):
        expected = ", ".join(row.titles)
        message = f"Ký thừa lệnh T/L thường là {expected}; đang là “{text}”."
        yield _fault(anatomy, position, message, expected=expected, found=text, sure=False)


def _deputy(anatomy: Anatomy, signs: list[Sign], position: Line, text: str) -> Iterator[Fault]:
    head = next(sign.body for sign in signs if sign.letters == "KT")
    if fold(text) == fold(f"PHÓ {head}") or (
        fold(head) == "truong ban" and fold(text).startswith(("pho truong", "pho ban"))
    ):
        return
    if text.upper().startswith("PHÓ") and fold(f"{text} ").startswith(fold(f"PHÓ {head}") + " "):
        return
    message = f"Dưới “{signs[-1].written} {head}” phải là chức vụ cấp phó “PHÓ {head}”; đang là “{text}”."
    yield _fault(anatomy, position, message, expected=f"PHÓ {head}", found=text)


def _state(anatomy: Anatomy, signs: list[Sign], positions: list[Line]) -> Iterator[Fault]:
    letters = {sign.letters for sign in signs}
    position = positions[0] if positions else None
    text = words.in_full(" ".join(line.text for line in positions))
    headed = fold(f"{anatomy.issuer} ").startswith(HEADED)
    for sign in signs:
        if sign.letters == "TM" and headed:
            message = "Cơ quan làm việc theo chế độ thủ trưởng: người đứng đầu ký trực tiếp, không ký TM."
            yield _fault(anatomy, sign.line, message, expected="chức vụ người đứng đầu", found=sign.line.text)
        elif sign.letters == "TM":
            yield from _speaks(anatomy, sign)
    if position is None:
        return
    yield from _acting(anatomy, position)
    if "KT" in letters and "TL" not in letters:
        yield from _deputy(anatomy, signs, position, text)
    elif (
        not letters & {"KT", "TL", "TUQ"}
        and text.upper().startswith("PHÓ")
        and not _signs_itself(anatomy, text.upper())
    ):
        message = "Cấp phó ký thay người đứng đầu phải có “KT. …” ở dòng trên."
        yield _fault(anatomy, position, message, expected=f"KT. {text.removeprefix('PHÓ ')}", found=text)


def _name(anatomy: Anatomy) -> Iterator[Fault]:
    component = anatomy.layout.parts[Part.SIGNER]
    for line in anatomy.lines(Part.SIGNER):
        if found := words.DEGREES.match(line.text):
            name = line.text[found.end() :]
            message = "Trước họ tên người ký không ghi học hàm, học vị, quân hàm."
            yield Fault(
                Code.SIGNATURE, line.para.index, message, component.source, text=line.text, expected=name,
                found=line.text, sure=anatomy.is_party or not words.RANK.match(line.text),
                mend=mending.rewrite(line.para.element, line.text, name),
            )  # fmt: skip
