"""Party cells and the codes of Party organisations."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from nennep.lib.text import capitalised, fold, sentence_case
from nennep.matching.model import Standard
from nennep.matching.standard.cleaning import MALFORMED, MISSING, cleaned, joined_rules, says_nothing

CELL = "ghi đủ “Chi bộ”"
COMMITTEE = "ghi đủ tên tổ chức đảng"
CASE = "sửa chữ hoa, chữ thường"
DOTS = "thêm dấu chấm giữa các cấp"
ABBREVIATED = "so theo tên viết tắt"
LOOSELY = "so theo tên, không kể loại tổ chức"
SHORTEST_WITH_SLIP = 6  # letters
SLIP = "bỏ qua một lỗi gõ"

_CODE = re.compile("([0-9]{2})([0-9]{3})([0-9]{3})([0-9]{3})([0-9]{3})")
_WRITTEN_OUT = (
    (re.compile(r"^c\s*\.?\s*b\.?(?=[\s:.\d]|$)[\s:.]*|^chi bộ[\s:]*", re.IGNORECASE), "Chi bộ ", CELL),
    (re.compile(r"^(?:đ\s*\.?\s*b|db)\.?(?=[\s:.]|$)[\s:.]*|^đảng bộ[\s:]*", re.IGNORECASE), "Đảng bộ ", COMMITTEE),
    (re.compile(r"^(?:đ\s*\.?\s*u)\.?(?=[\s:.]|$)[\s:.]*|^đảng u[ỷy][\s:]*", re.IGNORECASE), "Đảng ủy ", COMMITTEE),
)
_KIND = re.compile(r"^(?:chi bo|dang bo bo phan|dang bo|dang uy|chi uy|cb|db|du)\b\s*")
_SHORT_WORDS = {
    "thpt": "trung hoc pho thong", "thcs": "trung hoc co so", "th": "tieu hoc", "mn": "mam non",
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "mttq": "mat tran to quoc",
    "ca": "cong an", "qs": "quan su", "vp": "van phong",
    "tdp": "to dan pho", "kdc": "khu dan cu", "htx": "hop tac xa", "cty": "cong ty", "tnhh": "trach nhiem huu han",
    "cp": "co phan", "bv": "benh vien", "tyt": "tram y te", "bch": "ban chi huy", "p": "phuong",
    "x": "xa", "tx": "thi xa", "tp": "thanh pho", "q": "quan", "h": "huyen", "tt": "thi tran", "tr": "truong",
}  # fmt: skip
_ABBREVIATION = re.compile(
    r"\b(?:ubnd|hđnd|mttq|thpt|thcs|tdp|kdc|htx|tnhh|mtv|cp|ubkt|btv|bch|lđlđ|tnxp|qđnd|cand|cb|đb|đu)\b", re.IGNORECASE
)
_PLACE = re.compile(
    r"\b((?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|thôn|xóm|làng) )"
    r"((?!xã|phường|huyện|quận|thành|tỉnh|số)[^\W\d_]+(?: (?!xã|phường|huyện|quận|thành|tỉnh|số)[^\W\d_]+)?)"
)
# Organs as they write their own names; in a name that was all capitals nothing else tells them.
_ORGANS = (
    "Công an", "Quân sự", "Văn phòng", "Cơ quan", "Khối", "Trường", "Tiểu học", "Trung học", "Mầm non", "Trạm Y tế",
    "Trung tâm", "Bệnh viện", "Đa khoa", "Bưu điện", "Ngân hàng", "Công ty", "Cổ phần", "Trách nhiệm", "Hợp tác xã",
    "Xí nghiệp", "Nhà máy", "Ban Chỉ huy Quân sự", "Ban Quản lý", "Ban Tổ chức", "Ban Tuyên giáo", "Ban Dân vận",
    "Ủy ban Kiểm tra", "Ủy ban nhân dân", "Hội đồng nhân dân", "Mặt trận Tổ quốc", "Đoàn Thanh niên",
    "Hội Cựu chiến binh", "Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Hội Phụ nữ", "Công đoàn", "Tòa án",
    "Viện Kiểm sát", "Chi cục", "Thi hành án", "Kho bạc", "Bảo hiểm", "Đồn Biên phòng", "Hải quan", "Kiểm lâm",
    "Quỹ Tín dụng",
)  # fmt: skip
_ORGAN_OF = {organ.lower(): organ for organ in _ORGANS}
_ORGAN = re.compile(rf"\b(?:{'|'.join(sorted(_ORGAN_OF, key=len, reverse=True))})\b")
# What a school or a company is called by: "Trường Tiểu học Nguyễn Bỉnh Khiêm".
_CALLED = re.compile(
    r"\b(Tiểu học|Mầm non|Trung học cơ sở|Trung học phổ thông|THCS|THPT|Bệnh viện(?: Đa khoa)?) "
    r"(?!(?:số|xã|phường|thị|huyện|quận|thành|tỉnh|đa|và)\b)((?:[^\W\d_]+ ?)+)"
)
_WORD = re.compile("[a-z]+|[0-9]+")


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """The unit that is meant, or those that may be."""

    code: str | None
    candidates: tuple[str, ...] = ()
    rule: str = ""


class Units:
    """The office's own tree, by code."""

    def __init__(self, tree: Mapping[str, str]) -> None:
        self.tree = {standard_unit_code(code).value or code.strip(): name for code, name in tree.items()}
        self._exact = _by(self.tree, fold)
        self._plain = _by(self.tree, plain_unit)
        self._initials = _by(self.tree, _initials)

    def match(self, text: str) -> UnitMatch:
        """Blind to accents, to what kind of organisation is named, to the usual abbreviations, and to one slip."""
        code = standard_unit_code(text).value
        if code in self.tree or text.strip() in self.tree:
            return UnitMatch(code if code in self.tree else text.strip())
        written = fold(standard_cell(text).value or "")
        plain = plain_unit(written)
        for found, rule in ((self._exact.get(written), ""), (self._plain.get(plain), LOOSELY)):
            if found:
                return _chosen(found, rule)
        squeezed = plain.replace(" ", "")
        if len(squeezed) > 1 and (found := self._initials.get(squeezed)):
            return _chosen(found, ABBREVIATED)
        near = [code for name in self._near(plain) for code in self._plain[name]]
        return _chosen(near, SLIP) if near else UnitMatch(None)

    def _near(self, plain: str) -> list[str]:
        if len(plain) < SHORTEST_WITH_SLIP:
            return []
        found = process.extract(plain, list(self._plain), scorer=Levenshtein.distance, score_cutoff=1, limit=5)
        return [name for name, _, _ in found if _same_figures(name, plain)]


def standard_cell(text: str) -> Standard:
    """`CB  văn phòng` → `Chi bộ văn phòng`."""
    tidy, rules = cleaned(text)
    if says_nothing(tidy):
        return Standard(None, fault=MISSING)
    name = _cased(capitalised(tidy))
    made = [*rules, CASE if name != tidy else ""]
    for pattern, whole, rule in _WRITTEN_OUT:
        after = capitalised(pattern.sub(whole, name, count=1).strip())
        if after != name:
            return Standard(after, joined_rules(*made, rule))
    return Standard(name, joined_rules(*made))


def _cased(name: str) -> str:
    """All capitals as a sentence, but for abbreviations and the names of organs and places."""
    if not name.isupper() or " " not in name:
        return name
    small = _ABBREVIATION.sub(lambda found: found[0].upper(), sentence_case(name))
    small = _ORGAN.sub(lambda found: _ORGAN_OF[found[0]], small)
    small = _CALLED.sub(lambda found: f"{found[1]} {_titled(found[2])}", small)
    return _PLACE.sub(lambda found: found[1] + found[2].title(), small)


def _titled(called: str) -> str:
    """Up to the place where it lies."""
    name, *place = re.split(r"(?= (?:xã|phường|thị trấn|huyện|quận|thành phố|tỉnh) )", called, maxsplit=1)
    return "".join([name.title(), *place])


def standard_unit_code(text: str) -> Standard:
    """`M1.M2.M3.M4.M5`, 2-3-3-3-3 figures."""
    tidy, _ = cleaned(text)
    if says_nothing(tidy):
        return Standard(None, fault=MISSING)
    figures = re.sub(r"[\s.\-_/'\"–,]", "", tidy)
    shape = _CODE.fullmatch(figures)
    if shape is None:
        return Standard(None, fault=MALFORMED)
    value = ".".join(shape.groups())
    return Standard(value, "" if value == text else DOTS)


def _by(tree: Mapping[str, str], key: Callable[[str], str]) -> dict[str, list[str]]:
    made: defaultdict[str, list[str]] = defaultdict(list)
    for code, name in tree.items():
        made[key(name)].append(code)
    return dict(made)


def plain_unit(text: str) -> str:
    """The folded name without the kind of organisation, abbreviations written out, 01 as 1."""
    words = _WORD.findall(_KIND.sub("", fold(text)))
    return " ".join(_SHORT_WORDS.get(word, word.lstrip("0") or word) for word in words)


def _initials(text: str) -> str:
    return "".join(word if word.isdigit() else word[0] for word in plain_unit(text).split())


def _same_figures(one: str, other: str) -> bool:
    return re.findall("[0-9]+", one) == re.findall("[0-9]+", other)


def _chosen(codes: Iterable[str], rule: str) -> UnitMatch:
    found = tuple(dict.fromkeys(codes))
    return UnitMatch(found[0], (), rule) if len(found) == 1 else UnitMatch(None, found, rule)
