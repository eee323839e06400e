"""Names of folders and files of dossiers: what is wrong with each, the right one, and whether that is certain."""

import re
from dataclasses import dataclass

from nennep.dossiers.catalogue import Catalogue
from nennep.dossiers.finding import Rule, Said
from nennep.lib.text import nfc, one_line, without_accents

_UNIT = re.compile(r"[0-9]+(?:\s*[.\-_ ]\s*[0-9]+)+(?![0-9])")
_PERSON = re.compile(r"([0-9]+)[\s._\-–]*(\D*)")
_TURNED = re.compile(r"(\D+?)[\s._\-–]*([0-9]+)")
_PLAIN_NAME = re.compile(r"[A-Za-z]+")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`")
_NUMBERED = re.compile(r"([0-9]+)(\s*\.[\s.]*|[\s_\-–]+)(.*)", re.DOTALL)
_COPY_NUMBER = re.compile(r"(.*?)(?:\s*\.\s*([0-9]{1,3})|\s*\(([0-9]{1,3})\))", re.DOTALL)
_PLAIN_TITLE = re.compile(r"[A-Za-z0-9 _\-]+")
_BY_A_PROGRAM = re.compile(r"(?:\s-\s(?:copy|sao chep)(?: \(\d+\))?$)|^copy of ", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """A folder's name as read. `right` is "" where nobody could tell it."""

    right: str
    certain: bool
    said: tuple[Said, ...] = ()
    number: str = ""  # of the person, where one can be read


@dataclass(frozen=True)
class FileName:
    numeral: str  # of the kind, with the digits it should have
    kind: int | None
    title: str
    copy: int | None
    certain: bool  # the right name can be told: only then is it written in a copy
    said: tuple[Said, ...] = ()

    def written(self, copy: int | None) -> str:
        return f"{self.numeral}.{self.title}{'' if copy is None else f'.{copy}'}.pdf"


def like_unit(name: str) -> bool:
    """Whether somebody meant the code of a unit, rightly written or not."""
    meant = _UNIT.match(one_line(nfc(name)))
    return meant is not None and len(re.findall("[0-9]+", meant[0])) >= 4


def like_person(name: str, catalogue: Catalogue) -> bool:
    groups = re.findall("[0-9]+", name)
    return len(groups) == 1 and catalogue.digits - 4 <= len(groups[0]) <= catalogue.digits + 1


def unit_name(name: str, catalogue: Catalogue) -> Named:
    text = one_line(nfc(name))
    meant = _UNIT.match(text)
    groups = re.findall("[0-9]+", meant[0]) if meant else []
    if len(groups) != len(catalogue.widths):
        return Named("", False, (_unit_said(name, ""),))
    padded = [group.zfill(width) for group, width in zip(groups, catalogue.widths, strict=True)]
    right = ".".join(padded)
    if right == name:
        return Named(right, True)
    if any(len(group) > width for group, width in zip(padded, catalogue.widths, strict=True)):
        return Named("", False, (_unit_said(name, ""),))
    return Named(right, padded == groups, (_unit_said(name, right),))


def _unit_said(name: str, right: str) -> Said:
    return Said(
        Rule.UNIT_NAME,
        f"Tên thư mục “{shown(name)}” không đúng dạng mã tổ chức đảng (M1.M2.M3.M4.M5, 2-3-3-3-3 chữ số).",
        f"Đổi tên thành “{right}”." if right else "Đặt tên thư mục là mã của chi bộ, ví dụ 31.012.045.000.003.",
    )


def person_name(name: str, catalogue: Catalogue) -> Named:
    """Names written with spaces are set together; how letters stand in a name already set together is left."""
    text = one_line(nfc(name))
    number, called = _number_and_name(text)
    plain = _together(called)
    whole = len(number) == catalogue.digits
    legible = _PLAIN_NAME.fullmatch(plain) is not None and not _BY_A_PROGRAM.search(without_accents(text))
    right = f"{number}_{plain}" if whole and legible else ""
    if right == name:
        return Named(right, True, (), number)
    advice = f"Đổi tên thành “{right}”." if right else _person_advice(number, legible, catalogue)
    message = f"Tên thư mục “{shown(name)}” không đúng dạng <Số CCCD>_<Họ tên không dấu viết liền>."
    return Named(right, bool(right), (Said(Rule.PERSON_NAME, message, advice),), number if whole else "")


def _number_and_name(text: str) -> tuple[str, str]:
    if read := _PERSON.fullmatch(text):
        return read[1], read[2]
    if read := _TURNED.fullmatch(text):
        return read[2], read[1]
    found = re.match("[0-9]*", text)
    return (found[0] if found else ""), ""


def _together(called: str) -> str:
    words = without_accents(called).translate(_APOSTROPHES).strip(" ._-–").split()
    if len(words) < 2:
        return "".join(words)
    return "".join(word.capitalize() if word.isupper() or word.islower() else word for word in words)


def _person_advice(number: str, legible: bool, catalogue: Catalogue) -> str:
    if number and len(number) == catalogue.digits - 1:
        return f"Số chỉ có {len(number)} chữ số, có thể mất số 0 đứng đầu. Hãy đối chiếu thẻ căn cước rồi đổi tên."
    if len(number) == 9:
        return "Số có 9 chữ số là số chứng minh nhân dân cũ. Hãy thay bằng số căn cước 12 chữ số."
    if number and len(number) != catalogue.digits:
        return f"Số căn cước phải đủ {catalogue.digits} chữ số, đây là {len(number)}. Hãy đối chiếu thẻ rồi đổi tên."
    if number and not legible:
        return "Viết họ tên sau số căn cước và dấu “_”: không dấu, viết liền, không thêm chữ nào khác."
    return "Đặt tên thư mục là số căn cước, dấu “_”, họ tên không dấu viết liền, ví dụ 031085000001_NguyenVanAn."


def file_name(name: str, catalogue: Catalogue) -> FileName:
    """The name of a file whose ending is .pdf, in large or small letters."""
    text = one_line(nfc(name))
    stem = re.sub(r"(?:\s*\.pdf)+$", "", text, flags=re.IGNORECASE)
    read = _NUMBERED.fullmatch(stem)
    if not read:
        return FileName("", None, stem, None, False, (_no_number(name),))
    numeral, between, rest = read[1].lstrip("0") or "0", read[2], read[3]
    kind = int(numeral)
    if not catalogue.numeral[0] <= len(read[1]) <= catalogue.numeral[1]:
        numeral = numeral.zfill(catalogue.numeral[0])
    else:
        numeral = read[1]
    if kind not in catalogue.kinds:
        return FileName(numeral, None, rest, None, False, (_no_such_kind(read[1], catalogue),))
    copied = _COPY_NUMBER.fullmatch(rest)
    title, copy = (copied[1], int(copied[2] or copied[3])) if copied else (rest, None)
    plain = one_line(without_accents(title))
    certain = between.strip().startswith(".") and _PLAIN_TITLE.fullmatch(plain) is not None
    certain = certain and re.search("[A-Za-z]", plain) is not None and not _BY_A_PROGRAM.search(plain)
    proposed = FileName(numeral, kind, plain if certain else _plainest(plain), copy, certain)
    if certain and proposed.written(copy) == name:
        said = () if catalogue.same_name(kind, plain) else (_other_name(kind, catalogue),)
        return FileName(numeral, kind, plain, copy, True, said)
    return FileName(numeral, kind, proposed.title, copy, certain, (_badly_named(name, proposed),))


def _plainest(title: str) -> str:
    return one_line(re.sub(r"[^A-Za-z0-9 _\-]+", " ", _BY_A_PROGRAM.sub("", title)))


def _no_number(name: str) -> Said:
    return Said(
        Rule.FILE_NAME,
        f"Tên tệp “{shown(name)}” không bắt đầu bằng số thứ tự của loại tài liệu.",
        "Đặt tên theo dạng <STT>.<Tên không dấu>.pdf, STT lấy trong danh mục (Phụ lục 1).",
    )


def _no_such_kind(numeral: str, catalogue: Catalogue) -> Said:
    first, last = catalogue.kinds[0], catalogue.kinds[-1]
    return Said(
        Rule.KIND_NUMBER,
        f"Số thứ tự {numeral[:20]} không có trong danh mục (từ {first} đến {last}).",
        "Tra lại danh mục rồi sửa số ở đầu tên tệp.",
    )


def _other_name(kind: int, catalogue: Catalogue) -> Said:
    return Said(
        Rule.KIND_NAME,
        f"Tên tệp khác tên của loại số {kind} trong danh mục.",
        f"Nếu đúng loại thì đổi tên thành “{kind:02d}.{catalogue.names[kind]}.pdf”; nếu không, sửa số thứ tự.",
    )


def _badly_named(name: str, proposed: FileName) -> Said:
    right = proposed.written(proposed.copy) if re.search("[A-Za-z]", proposed.title) else ""
    if right and right != name:
        advice = f"Đổi tên thành “{right}”." if proposed.certain else f"Xem lại; có thể là “{right}”."
    else:
        advice = "Viết tên loại tài liệu, không dấu, sau số thứ tự và dấu chấm."
    return Said(Rule.FILE_NAME, f"Tên tệp “{shown(name)}” không đúng dạng <STT>.<Tên không dấu>[.n].pdf.", advice)


def shown(text: str) -> str:
    """The text as it can be printed: bytes that are no letters, line breaks and control signs become “?”."""
    return "".join(letter if letter.isprintable() else "?" for letter in nfc(text))
