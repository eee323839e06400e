"""The two blocks on top: title or motto on the right, superior and issuing body on the left."""

from collections.abc import Iterator
from functools import partial

from nennep.lib.text import fold, one_line
from nennep.writing.checking import mending
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.head import Extra
from nennep.writing.checking.lines import Line, Side
from nennep.writing.checking.model import Code, Fault, Mend
from nennep.writing.checking.rules.drawn import without_rule
from nennep.writing.checking.words import SHORT_BODIES, SHORT_BODY, spelt
from nennep.writing.layout import Part, Source

ALONE = ("thanh uy", "tinh uy", "dai hoi", "quan uy trung uong", "ban chap hanh trung uong", "dang uy quan su",
         "ban chi dao", "hoi dong", "tieu ban", "trung uong")  # fmt: skip
COMMITTEES = ("dang uy", "chi bo")
ADVISORY = ("ban to chuc", "ban tuyen giao", "ban noi chinh", "ban xay dung dang", "van phong", "uy ban kiem tra",
            "co quan uy ban kiem tra", "trung tam chinh tri", "truong chinh tri")  # fmt: skip
SUBORDINATE = ("so ", "phong ", "chi cuc ", "truong mam non", "truong tieu hoc", "truong trung hoc", "truong thcs",
               "truong thpt", "tram y te")  # fmt: skip
PLAIN_DASH = str.maketrans("–—‐‑", "----")


def check(anatomy: Anatomy) -> Iterator[Fault]:
    wanted = [Part.TITLE] if anatomy.is_party else [Part.MOTTO, Part.ISSUER]
    bare = without_rule(anatomy, [*wanted, *([] if anatomy.is_party or anatomy.is_letter else [Part.ABSTRACT])])
    yield from _title(anatomy, bare)
    yield from _issuer(anatomy, bare)


def _fault(code: Code, message: str, source: Source, line: Line | None = None, **more: object) -> Fault:
    text, place = (line.text, line.para.index) if line else ("", None)
    return Fault(code, place, message, source, text=text, **more)  # type: ignore[arg-type]


def _title(anatomy: Anatomy, bare: list[Part]) -> Iterator[Fault]:
    words, lines = anatomy.layout.words["title"], anatomy.lines(Part.TITLE)
    right = anatomy.head.party_title if anatomy.is_party else anatomy.head.state_title
    if not right or not lines:
        found = anatomy.words(Part.TITLE) or "không có"
        message = f"Thiếu tiêu đề “{words.text}” ở trên cùng, bên phải."
        yield _fault(
            Code.TITLE_BLOCK, message, words.source, lines[0] if lines else None, expected=words.text, found=found
        )
        return
    yield from _wording(lines, words.text, words.source)
    mottoes = anatomy.lines(Part.MOTTO)
    if anatomy.is_party:
        for line in [line for line in lines if "cong hoa" in line.folded] + mottoes:
            message = "Văn bản của Đảng không dùng Quốc hiệu, Tiêu ngữ."
            yield _fault(Code.TITLE_BLOCK, message, words.source, line, expected=words.text, found=line.text)
    elif not mottoes:
        motto = anatomy.layout.words["motto"]
        message = f"Thiếu Tiêu ngữ “{motto.text}” dưới Quốc hiệu."
        yield _fault(Code.TITLE_BLOCK, message, motto.source, lines[-1], expected=motto.text, found="không có")
    else:
        motto = anatomy.layout.words["motto"]
        yield from _wording(mottoes, motto.text, motto.source)
    yield from _ruled(anatomy, bare)
    issuers = anatomy.lines(Part.ISSUER)
    if lines[0].side is Side.LEFT and issuers and issuers[0].side is Side.RIGHT:
        message = "Tiêu đề phải ở bên phải, tên cơ quan ban hành ở bên trái."
        yield _fault(Code.TITLE_BLOCK, message, words.source, lines[0], expected="bên phải", found="bên trái")


def _wording(lines: list[Line], wanted: str, source: Source) -> Iterator[Fault]:
    found = one_line(" ".join(line.text for line in lines))
    cased = found.isupper() or _capitals(found) == _capitals(wanted)
    if (spelt(found) == spelt(wanted) and cased) or ("cong hoa" in fold(found)) is not ("cong hoa" in fold(wanted)):
        return
    plain = fold(found).translate(PLAIN_DASH) == fold(wanted)
    mend = mending.rewrite(lines[0].para.element, found, wanted) if len(lines) == 1 else None
    yield _fault(
        Code.TITLE_BLOCK, f"Phải viết đúng “{wanted}”; đang là “{found}”.", source, lines[0], expected=wanted,
        found=found, sure=not plain, mend=mend,
    )  # fmt: skip


def _capitals(text: str) -> list[bool]:
    return [word[0].isupper() for word in text.split()]


def _ruled(anatomy: Anatomy, bare: list[Part]) -> Iterator[Fault]:
    part = Part.TITLE if anatomy.is_party else Part.MOTTO
    if part in bare:
        name = anatomy.layout.parts[part].name
        yield _fault(
            Code.TITLE_BLOCK, f"Dưới {name} phải có đường kẻ nét liền, dài bằng dòng chữ.",
            anatomy.layout.marks[Part.TITLE].source, anatomy.lines(part)[-1], expected="đường kẻ", found="không có",
        )  # fmt: skip


def _issuer(anatomy: Anatomy, bare: list[Part]) -> Iterator[Fault]:
    component, issuers = anatomy.layout.parts[Part.ISSUER], anatomy.issuers
    if not issuers:
        message = "Thiếu tên cơ quan ban hành ở trên cùng, bên trái."
        yield _fault(Code.ISSUER_BLOCK, message, component.source, expected="tên cơ quan ban hành", found="không có")
        return
    yield from _in_full(issuers[0], component.source)
    if anatomy.is_party:
        yield from _star(anatomy)
        yield from _party_bodies(anatomy)
        return
    if not anatomy.superiors and fold(f"{anatomy.issuer} ").startswith(SUBORDINATE):
        component = anatomy.layout.parts[Part.SUPERIOR]
        message = "Thiếu tên cơ quan chủ quản trực tiếp ở dòng trên tên cơ quan ban hành."
        yield _fault(
            Code.ISSUER_BLOCK, message, component.source, issuers[0], expected="ỦY BAN NHÂN DÂN …", found="không có",
            sure=False,
        )  # fmt: skip
    mark = anatomy.layout.marks[Part.ISSUER]
    for star in anatomy.head.lines.get(Extra.STAR, []):
        if star.side is not Side.RIGHT and star.para.index < _first_type(anatomy):
            message = "Dưới tên cơ quan ban hành là đường kẻ, không dùng dấu sao."
            yield _fault(Code.ISSUER_BLOCK, message, mark.source, star, expected="đường kẻ", found="dấu *")
            return
    if Part.ISSUER in bare:
        message = "Dưới tên cơ quan ban hành phải có đường kẻ, dài từ 1/3 đến 1/2 dòng chữ."
        found = "không có"
        yield _fault(Code.ISSUER_BLOCK, message, mark.source, issuers[-1], expected="đường kẻ", found=found, sure=False)


def _in_full(first: Line, source: Source) -> Iterator[Fault]:
    if short := SHORT_BODY.match(first.text):
        full = SHORT_BODIES[short[0]]
        mend = mending.rewrite(first.para.element, short[0], full)
        message = f"Tên cơ quan ban hành viết đủ “{full}”, không viết tắt."
        yield _fault(Code.ISSUER_BLOCK, message, source, first, expected=full, found=short[0], sure=False, mend=mend)


def _first_type(anatomy: Anatomy) -> int:
    return min((line.para.index for line in anatomy.lines(Part.TYPE)), default=10_000)


def _star(anatomy: Anatomy) -> Iterator[Fault]:
    mark, last = anatomy.layout.marks[Part.ISSUER], anatomy.issuers[-1]
    first = _first_type(anatomy)
    stars = [s for s in anatomy.head.lines.get(Extra.STAR, []) if s.para.index < first]
    if not stars and not last.text.endswith("*"):
        dashes = [d for d in anatomy.head.lines.get(Extra.DASHES, []) if d.side is last.side and d.para.index < first]
        dashes = [d for d in dashes if d.para.index > last.para.index]
        found = dashes[0].text if dashes else "không có"
        message = "Dưới tên cơ quan ban hành phải có dấu sao (*)."
        yield _fault(
            Code.ISSUER_BLOCK, message, mark.source, last, expected="*", found=found, mend=_add_star(last, dashes)
        )
    elif stars and len(stars[0].text) > 1:
        message = "Dưới tên cơ quan ban hành chỉ có một dấu sao (*)."
        yield _fault(Code.ISSUER_BLOCK, message, mark.source, stars[0], expected="*", found=stars[0].text)


def _add_star(issuer: Line, dashes: list[Line]) -> Mend | None:
    if dashes:
        return mending.rewrite(dashes[0].para.element, dashes[0].text, "*")
    return partial(mending.add_below, issuer, "*") if issuer.whole and not issuer.tabbed else None


def _party_bodies(anatomy: Anatomy) -> Iterator[Fault]:
    issuer, superior = fold(anatomy.issuer), fold(anatomy.words(Part.SUPERIOR))
    component, first = anatomy.layout.parts[Part.SUPERIOR], anatomy.issuers[0]
    if issuer.startswith(("ban thuong vu", "ban chap hanh", "thuong truc")):
        message = "Tên cơ quan ghi là đảng ủy (chi bộ); ban thường vụ, ban chấp hành chỉ ghi ở phần ký."
        source = anatomy.layout.parts[Part.ISSUER].source
        yield _fault(Code.ISSUER_BLOCK, message, source, first, expected="ĐẢNG ỦY …", found=anatomy.issuer)
    elif issuer.startswith("dang bo"):
        message = "Cơ quan ban hành là đảng ủy hoặc chi bộ; “Đảng bộ …” chỉ là tên cấp trên ở dòng đầu."
        source = anatomy.layout.parts[Part.ISSUER].source
        yield _fault(Code.ISSUER_BLOCK, message, source, first, expected="ĐẢNG ỦY …", found=anatomy.issuer)
    elif not superior and not issuer.startswith(ALONE):
        message = "Thiếu tên cơ quan cấp trên trực tiếp ở dòng trên tên cơ quan ban hành."
        yield _fault(
            Code.ISSUER_BLOCK, message, component.source, first, expected=_superior_of(issuer), found="không có"
        )
    elif superior and issuer.startswith(COMMITTEES) and not superior.startswith(("dang bo", "dang cong san")):
        message = "Dòng trên tên đảng ủy, chi bộ ghi “ĐẢNG BỘ” và tên cấp trên trực tiếp."
        line = anatomy.superiors[0]
        yield _fault(Code.ISSUER_BLOCK, message, component.source, line, expected="ĐẢNG BỘ …", found=line.text)
    elif superior.startswith("dang bo") and issuer.startswith(ADVISORY):
        message = "Dòng trên tên cơ quan tham mưu ghi tên cấp ủy (ĐẢNG ỦY, TỈNH ỦY, THÀNH ỦY), không ghi “ĐẢNG BỘ”."
        line = anatomy.superiors[0]
        yield _fault(Code.ISSUER_BLOCK, message, component.source, line, expected="ĐẢNG ỦY …", found=line.text)


def _superior_of(issuer: str) -> str:
    return "ĐẢNG ỦY …" if issuer.startswith(ADVISORY) else "ĐẢNG BỘ …"
