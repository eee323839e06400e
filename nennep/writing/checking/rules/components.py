"""The look of each component: size, weight, capitals, place on the line."""

from collections.abc import Iterator
from functools import partial

from nennep.lib.text import capitalised
from nennep.writing.checking import mending, words
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.lines import Line, Side
from nennep.writing.checking.model import Code, Fault, Mend
from nennep.writing.checking.paragraphs import Piece
from nennep.writing.components import Component
from nennep.writing.layout import Part

CHECKED = (
    Part.TITLE, Part.MOTTO, Part.SUPERIOR, Part.ISSUER, Part.NUMBER, Part.PLACE_DATE, Part.TYPE, Part.ABSTRACT,
    Part.LETTER_ABSTRACT, Part.SALUTATION, Part.ADDRESSEE, Part.AUTHORITY, Part.TITLE_OF_SIGNER, Part.SIGNER,
    Part.RECIPIENTS, Part.RECIPIENT, Part.URGENCY, Part.CIRCULATION, Part.DRAFT, Part.DRAFTER, Part.CONTACT,
)  # fmt: skip
RULED = {Part.TITLE, Part.MOTTO, Part.ISSUER}  # an underline there stands in for the rule below
LOOSE = {Part.NUMBER, Part.PLACE_DATE, Part.LETTER_ABSTRACT, Part.URGENCY}  # laid down by place, not by alignment
AGAINST = {Side.LEFT: "right", Side.RIGHT: "left", Side.MIDDLE: "right"}  # where such a line leaves its block
SIGNING = {Part.AUTHORITY, Part.TITLE_OF_SIGNER, Part.SIGNER}
WEIGHTS = {"bold": "đậm", "italic": "nghiêng", "underline": "gạch chân"}
ALIGNED = {"left": "căn trái", "right": "căn phải", "centre": "căn giữa", "justify": "căn đều hai lề"}
EVENTS = ("HỘI NGHỊ", "ĐẠI HỘI", "CỦA ", "BAN CHẤP HÀNH", "BAN THƯỜNG VỤ")


def check(anatomy: Anatomy) -> Iterator[Fault]:
    for part in CHECKED:
        component = anatomy.layout.parts.get(part)
        for line in _lines(anatomy, part) if component else ():
            assert component is not None
            yield from _size(line, part, component)
            yield from _weight(line, part, component)
            yield from _case(line, part, component, anatomy)
            yield from _alignment(line, part, component)


def _lines(anatomy: Anatomy, part: Part) -> list[Line]:
    """Of circulation the mark on top: no row says how the one at the foot of the last page looks."""
    if part is Part.CIRCULATION:
        return anatomy.head.lines.get(part, [])
    lines = anatomy.lines(part)
    unknown = part is Part.ABSTRACT and lines and not anatomy.lines(Part.TYPE) and lines[0].is_upper
    return lines[1:] if unknown else lines  # a line in capitals there is meant for the type


def points(size: float) -> str:
    return f"{size:g}".replace(".", ",")


def allowed(component: Component) -> str:
    least, most = component.size.least, component.size.most
    return f"cỡ {points(least)}" if least == most else f"cỡ {points(least)}–{points(most)}"


def sized(piece: Piece) -> float:
    return piece.look.size or 10.0


def fault(code: Code, line: Line, message: str, component: Component, **more: object) -> Fault:
    return Fault(code, line.para.index, message, component.source, text=line.text, **more)  # type: ignore[arg-type]


def _pieces(line: Line, part: Part) -> list[Piece]:
    """Those with letters; of “Kính gửi: …” only what stands up to the colon."""
    found = []
    for piece in line.pieces:
        if piece.lettered:
            found.append(piece)
        if part in {Part.SALUTATION, Part.RECIPIENTS} and ":" in piece.text:
            break
    return found


def _size(line: Line, part: Part, component: Component) -> Iterator[Fault]:
    wrong = [piece for piece in _pieces(line, part) if not component.size.holds(sized(piece))]
    if wrong:
        wanted = min(max(component.size.least, sized(wrong[0])), component.size.most)
        found = f"cỡ {points(sized(wrong[0]))}"
        message = f"{component.name} phải dùng chữ {allowed(component)}; đang là {found}."
        mend = mending.each_run(line, partial(mending.set_size, points=wanted))
        yield fault(Code.SIZE, line, message, component, expected=allowed(component), found=found, mend=mend)


def _weight(line: Line, part: Part, component: Component) -> Iterator[Fault]:
    pieces = _pieces(line, part)
    if part is Part.SALUTATION and pieces and ":" in pieces[0].text.rstrip(": "):
        return  # one run for “Kính gửi” and for whom it is meant: their looks cannot differ
    if part is Part.TITLE_OF_SIGNER and words.ACTING.fullmatch(line.text):
        return  # “Q. TRƯỞNG BAN”: the sign of authority is bold, the position is not, and both are one line
    for name, word in WEIGHTS.items():
        wanted = bool(getattr(component, name))
        if name == "underline" and part in RULED:
            continue
        wrong = [piece for piece in pieces if bool(getattr(piece.look, name)) is not wanted]
        if wrong:
            yield fault(
                Code.WEIGHT, line, f"{component.name} phải {weight(component)}.", component,
                expected=weight(component), found=f"chữ {word}" if not wanted else f"chữ không {word}",
                mend=_reweigh(wrong, name, wanted),
            )  # fmt: skip


def weight(component: Component) -> str:
    words_ = [word for name, word in WEIGHTS.items() if getattr(component, name)]
    return f"in {', '.join(words_)}" if words_ else "in thường, đứng, không đậm"


def _reweigh(wrong: list[Piece], name: str, wanted: bool) -> Mend | None:
    if not all(piece.alone for piece in wrong):
        return None
    if name == "underline":
        return mending.in_turn(partial(mending.set_underline, piece.run, wanted) for piece in wrong)
    return mending.in_turn(partial(mending.set_switch, piece.run, name[0], wanted) for piece in wrong)


def _case(line: Line, part: Part, component: Component, anatomy: Anatomy) -> Iterator[Fault]:
    text = line.text
    small = any(piece.look.small_caps for piece in line.pieces)
    if component.upper and (not text.isupper() or small):
        if part is Part.AUTHORITY and (sign := words.SIGN.match(text)) and sign["body"].isupper():
            return
        yield fault(
            Code.CASE, line, f"{component.name} phải viết in hoa.", component,
            expected=text.upper(), found=text, mend=mending.change_case(line, str.upper),
        )  # fmt: skip
    elif not component.upper and text.isupper() and _wants_small(part, anatomy):
        mend = mending.change_case(line, _titled) if part is Part.SIGNER else None
        yield fault(
            Code.CASE, line, f"{component.name} phải viết chữ thường, không in hoa cả dòng.", component,
            expected="chữ in thường", found="chữ in hoa", mend=mend,
        )  # fmt: skip


def _titled(text: str) -> str:
    return " ".join(capitalised(word.lower()) for word in text.split(" "))


def _wants_small(part: Part, anatomy: Anatomy) -> bool:
    if part is Part.ABSTRACT:
        lines = anatomy.lines(Part.ABSTRACT)
        loud = any(line.is_upper and " VỀ " in f" {line.text} " for line in lines)  # more than a meeting's name
        return loud or not lines[0].text.startswith(EVENTS)
    return part in {Part.MOTTO, Part.PLACE_DATE, Part.LETTER_ABSTRACT, Part.SIGNER, Part.RECIPIENTS, Part.SALUTATION}


def _alignment(line: Line, part: Part, component: Component) -> Iterator[Fault]:
    wanted, found = component.align, line.para.shape.aligned
    if wanted is None or line.tabbed or not _placed(line, part):
        return
    if wanted == found or (wanted == "left" and found == "justify") or (part in LOOSE and found != AGAINST[line.side]):
        return
    yield fault(
        Code.ALIGNMENT, line, f"{component.name} phải {ALIGNED[wanted]}; đang {ALIGNED.get(found, found)}.",
        component, expected=ALIGNED[wanted], found=ALIGNED.get(found, found), sure=part not in LOOSE,
        mend=partial(mending.set_alignment, line.para.element, wanted),
    )  # fmt: skip


def _placed(line: Line, part: Part) -> bool:
    """Whether alignment says where the line stands: in a cell or in the middle, not by indents alone."""
    if part in {Part.CIRCULATION, Part.DRAFT, Part.DRAFTER, Part.CONTACT, Part.SALUTATION, Part.ADDRESSEE}:
        return False
    cell, indent = line.para.cell, line.para.shape.left or 0
    in_column = cell is not None and cell.columns > 1
    if part in SIGNING and not in_column:
        return line.side is not Side.RIGHT and line.para.shape.aligned in {"left", "justify"} and not indent
    if part in {Part.TYPE, Part.ABSTRACT}:
        return True
    return in_column or part is Part.RECIPIENTS
