"""Number and symbol: their form, the padding, the symbol for type and issuer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nennep.writing.checking import mending
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.lines import Line
from nennep.writing.checking.model import Code, Fault
from nennep.writing.layout import Part, Source

LINE = re.compile(r"(?P<word>s[ốo]\b)?\s*(?P<colon>:)?\s*(?P<digits>\d+[a-z]?)?(?P<blank>[\s.…_]*)(?P<rest>.*)", re.I)
SYMBOL = re.compile(
    r"(?P<year>[-/]\s*\d{4}\s*(?=[-/]))?(?P<before>\s*)(?P<one>[-–—/.])(?P<after>\s*)(?P<type>[^\W\d_]+)"
    r"(?P<mid>\s*)(?P<two>[-–—/.])(?P<mid2>\s*)(?P<body>[^\W_][\w.&–-]*)"
)
DASHES = "-–—"


@dataclass(frozen=True)
class Written:
    """The number line taken apart."""

    line: Line
    word: str
    colon: bool
    digits: str
    rest: str
    symbol: re.Match[str] | None


def read_number(line: Line) -> Written:
    found = LINE.match(line.text.strip(" *"))
    assert found
    symbol = SYMBOL.match(found["rest"].strip())
    return Written(
        line, found["word"] or "", bool(found["colon"]), found["digits"] or "", found["rest"].strip(), symbol
    )


def check(anatomy: Anatomy) -> Iterator[Fault]:
    lines = anatomy.lines(Part.NUMBER)
    form = anatomy.layout.number
    if not lines:
        message = "Thiếu số và ký hiệu văn bản dưới tên cơ quan ban hành."
        yield Fault(Code.NUMBER, None, message, form.source, expected=_example(anatomy), found="không có")
        return
    written = read_number(lines[0])
    yield from _number(anatomy, written)
    yield from _symbol(anatomy, written)


def _example(anatomy: Anatomy) -> str:
    kind = anatomy.layout.types.get(anatomy.kind or "")
    if kind is None:
        return "Số 05-KL/ĐU" if anatomy.is_party else "Số: 05/QĐ-UBND"
    issuer = next(iter(issuer_symbols(anatomy)), "…")
    return anatomy.layout.number_line("5", kind.name, issuer)


def _fault(code: Code, written: Written, message: str, source: Source, **more: object) -> Fault:
    return Fault(code, written.line.para.index, message, source, text=written.line.text, **more)  # type: ignore[arg-type]


def _number(anatomy: Anatomy, written: Written) -> Iterator[Fault]:
    form, line = anatomy.layout.number, written.line
    element = line.para.element
    start = "Số" if anatomy.is_party else "Số:"
    wrong_start = written.word != "Số" or written.colon is anatomy.is_party
    short = bool(written.digits) and len(re.sub(r"\D", "", written.digits)) < form.digits
    padded = written.digits.zfill(form.digits) if short else written.digits
    if wrong_start and (old := re.match(r"\W*(?:s[ốo]\b\s*:?\s*)?", line.text, re.I)):
        whole = old[0] + written.digits
        mend = mending.rewrite(element, whole.strip() or "\0", f"{start} {padded}") if written.digits else None
        message = f"Phải viết “{start}” trước số văn bản; đang là “{old[0].strip() or 'không có'}”."
        yield _fault(Code.NUMBER, written, message, form.source, expected=start, found=old[0].strip(), mend=mend)
    if not written.digits and anatomy.lines(Part.DRAFT):
        return  # a draft gets its number when it is signed
    if not written.digits:
        message = "Chưa có số văn bản."
        yield _fault(Code.NUMBER, written, message, form.source, expected=_example(anatomy), found=line.text)
    elif short and not wrong_start:
        mend = mending.rewrite(element, f"{start} {written.digits}", f"{start} {padded}")
        message = f"Số nhỏ hơn 10 phải thêm số 0 ở trước: “{padded}”."
        yield _fault(Code.NUMBER, written, message, form.source, expected=padded, found=written.digits, mend=mend)
    elif short:
        message = f"Số nhỏ hơn 10 phải thêm số 0 ở trước: “{padded}”."
        yield _fault(
            Code.NUMBER, written, message, form.source, expected=padded, found=written.digits, mend=lambda: None
        )
    elif written.digits.startswith("0") and len(written.digits) > form.digits:
        message = "Số văn bản có thừa số 0 ở trước."
        yield _fault(
            Code.NUMBER, written, message, form.source, expected=str(int(written.digits)), found=written.digits
        )


def _symbol(anatomy: Anatomy, written: Written) -> Iterator[Fault]:
    form, found = anatomy.layout.number, written.symbol
    if found is None:
        message = f"Ký hiệu phải viết như “{_example(anatomy)}”."
        yield _fault(Code.SYMBOL, written, message, form.source, expected=_example(anatomy), found=written.line.text)
        return
    yield from _separators(anatomy, written, found)
    kind = anatomy.layout.types.get(anatomy.kind or "")
    letter = bool(kind and kind.letter and not kind.symbol)
    if kind and kind.symbol and found["type"] != kind.symbol:
        message = f"Ký hiệu của {kind.name.lower()} là “{kind.symbol}”; đang là “{found['type']}”."
        yield _fault(Code.SYMBOL, written, message, kind.source, expected=kind.symbol, found=found["type"])
    if letter and found["type"] in type_symbols(anatomy):
        message = f"Ký hiệu của công văn không ghi tên loại: bỏ “{found['type']}”, sau số là tên cơ quan ban hành."
        yield _fault(Code.SYMBOL, written, message, form.source, expected=f"/{found['body']}-…", found=found["type"])
        return
    yield from _issuer(anatomy, written, found["type"] if letter else found["body"])


def type_symbols(anatomy: Anatomy) -> set[str]:
    return {kind.symbol for kind in anatomy.layout.types.values() if kind.symbol} | {"CV"}


def _separators(anatomy: Anatomy, written: Written, found: re.Match[str]) -> Iterator[Fault]:
    form = anatomy.layout.number
    one, two = ("-", "/") if anatomy.is_party else ("/", "-")
    if found["year"] and anatomy.is_party:
        message = "Số văn bản của Đảng không kèm năm."
        yield _fault(Code.SYMBOL, written, message, form.source, expected=_example(anatomy), found=written.line.text)
        return
    plain = tuple("-" if sign in DASHES else sign for sign in (found["one"], found["two"]))
    right = f"{one}{found['type']}{two}{found['body']}"
    spaced = any(found[name] for name in ("after", "mid", "mid2"))
    if plain != (one, two):
        message = f"Ký hiệu phải viết như “{_example(anatomy)}”: dấu “{one}” sau số, dấu “{two}” trước tên cơ quan."
    elif (found["one"], found["two"]) != (one, two):
        message = "Trong ký hiệu dùng dấu gạch nối ngắn “-”."
    elif spaced:
        message = "Ký hiệu viết liền, không có dấu cách."
    else:
        return
    old = found[0][len(found["year"] or "") :].strip()
    yield _fault(
        Code.SYMBOL, written, message, form.source, expected=right, found=old, sure=plain != (one, two),
        mend=mending.rewrite(written.line.para.element, old, right),
    )  # fmt: skip


def issuer_symbols(anatomy: Anatomy) -> tuple[str, ...]:
    """With that of the body above joined on: the office of a committee writes VPĐU."""
    layout, above = anatomy.layout, anatomy.words(Part.SUPERIOR)
    return tuple(
        dict.fromkeys((*layout.issuer_symbols(f"{anatomy.issuer} {above}"), *layout.issuer_symbols(anatomy.issuer)))
    )


def _issuer(anatomy: Anatomy, written: Written, body: str) -> Iterator[Fault]:
    known = issuer_symbols(anatomy)
    first = re.split(r"[-–]", body)[0]
    unsure = not anatomy.superiors and body.startswith(tuple(known))  # the body above is lost, its symbol is joined on
    if not known or body in known or first in known or unsure:
        return
    row = next((r for r in anatomy.layout.issuers if r.symbol in known), None)
    source = row.source if row else anatomy.layout.number.source
    message = f"Ký hiệu của {anatomy.issuer} là “{known[0]}”; đang là “{body}”."
    yield _fault(Code.SYMBOL, written, message, source, expected=known[0], found=body)
