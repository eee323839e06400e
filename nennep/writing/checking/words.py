"""How the lines of a head and a tail are told apart by their words."""

import re
import unicodedata
from difflib import SequenceMatcher

from nennep.lib.documents import BODY_STARTS, POSITIONS, RANKS, TYPES
from nennep.lib.text import fold
from nennep.writing.checking.lines import Line
from nennep.writing.components import DocumentType

PARTY_TITLE = "dang cong san viet nam"
STATE_TITLE = "cong hoa xa hoi chu nghia viet nam"
MOTTO = "doc lap - tu do - hanh phuc"
ALIKE = 0.8  # of a title with a word lost or misspelt

NUMBER = re.compile(r"s[oố]\s*(?::|\d|[-–/.…_]|\s|$)(?!.{70})", re.I)
BARE_NUMBER = re.compile(r"\d{1,5}\s*[-–/]\s*[A-ZĐ][A-Za-zĐđ]{0,4}\s*[-–/]\s*[A-ZĐ]\S*")
PLACE_DATE = re.compile(
    r"(?:^|[,\s])ngày\s*[\d.…_\s]*\s*tháng|^[^\d]{2,30},?\s*(?:ngày\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}$",
    re.I,
)
ABOUT = re.compile(r"\(?\s*(?:v/v|về việc)\b", re.I)
NEARLY_URGENT = re.compile(r"(?:rat |tuyet doi |toi )?(?:khan|khan cap|thuong khan|hoa toc|gap|cap bach)\b.{0,12}")
SECRET = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
NEARLY_SECRET = re.compile(r"(?:do )?(?:rat |tuyet doi |toi |tuyet )?(?:mat|bi mat)(?: do mat)?")
CIRCULATION = re.compile(r"tai lieu (?:hoi nghi|thu hoi)|luu hanh noi bo|khong pho bien")
DRAFT = re.compile(r"\(?du thao\b")
SALUTATION = re.compile(r"k[ií]nh (?:gửi|gởi|trình)\b", re.I)
RECIPIENTS = re.compile(r"[-*•]?\s*nơi (?:nhận|gửi)\s*(?::|$|(?=-))", re.I)
OPENING = re.compile(
    r"[-–•+]?\s*(?:Căn cứ|Thực hiện|Sau khi|Xét |Theo |Ngày \d|Tiếp theo|Trong (?:thời|ngày|các|tháng|quý|năm)|Nhằm |"
    r"Để |Qua |Hôm nay|Vừa qua|Trên cơ sở|Vào hồi|Hồi \d|Năm \d{4}|Quý [IV]+)"
)
GROUND = re.compile(r"[-–•+]?\s*(?:Căn cứ|Xét|Theo đề nghị|Theo Tờ trình|Thực hiện|Trên cơ sở)\b")
SIGN = re.compile(
    r"(?P<sign>T/M|TM|T\.M|K/T|KT|K\.T|T/L|TL|T\.L|TUQ|T/UQ|T\.UQ|T/U|T\.U\.Q)(?P<dot>[.:]?)\s*(?P<body>[^\W\d_].*)"
)
ACTING = re.compile(r"Q\.?\s+(?P<title>[A-ZĐÀ-Ỹ].*)|QUYỀN\s+(?P<other>[A-ZĐÀ-Ỹ].*)")
ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?(?:\d{1,2}|[IVX]+|[A-Z]))?\s*(?:[.:(–-]|$|\s[A-ZĐÀ-Ỹ]{2})")
MINUTES = re.compile(r"(?:NGƯỜI GHI BIÊN BẢN|THƯ KÝ|CHỦ TRÌ HỘI NGHỊ|CHỦ TỌA|CHỦ TOẠ|CHỦ TRÌ)\b.{0,25}")
DRAFTER = re.compile(r"[A-ZĐ][A-Za-zĐđ]{1,24}\s?[-–]\s?\d{1,3}|[A-ZĐ]{2,6}[.,]?\s?\(?\d{1,3}b?\)?\.?")
SIGNED = re.compile(r"[(\[]?\s*(?:đã ký|ký tên|chữ ký|ký số|ký,)", re.I)
CONTACT = re.compile(r"(?:địa chỉ|điện thoại|đt|email|fax|website)\b.*:", re.I)
RANK = re.compile(rf"(?:{'|'.join(RANKS)})\b")
DEGREES = re.compile(
    rf"(?:(?:{'|'.join(RANKS)})\s+|(?:GS|PGS|TSKH|TS|ThS|Ths|ThS|CN|KS|BS|Bs|LS|NGƯT|NGND|TTƯT)\s*\.?,?\s*"
    r"(?=[A-ZĐ])|(?:Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ|Cử nhân|Kỹ sư|Bác sĩ|Luật sư|Đồng chí|Đ/c|Ông|Bà)\s+)+"
)
SHORT_BODIES = {"UBND": "ỦY BAN NHÂN DÂN", "HĐND": "HỘI ĐỒNG NHÂN DÂN", "UBKT": "ỦY BAN KIỂM TRA"}
SHORT_BODY = re.compile(rf"(?:{'|'.join(SHORT_BODIES)})\b")
# "P. GIÁM ĐỐC", "P.CHỦ TỊCH"
SHORT_DEPUTY = re.compile(rf"P(?:\.\s*|\s+)(?=(?:{'|'.join(POSITIONS)}))")
_TYPES = sorted(TYPES, key=len, reverse=True)
# What may follow a type in capitals on its own line and still be its name.
LONGER_NAMES = re.compile(r"(?: LIÊN TỊCH| PHỐI HỢP| HÀNH ĐỘNG| CHÍNH TRỊ| CÔNG TÁC| KIỂM ĐIỂM)?")


def alike(text: str, wanted: str) -> bool:
    folded = fold(text)
    return folded == wanted or SequenceMatcher(None, folded, wanted).ratio() >= ALIKE


def spelt(text: str) -> list[tuple[str, list[str]]]:
    """Letters and marks of each word, wherever in it the mark of the tone stands: HÒA and HOÀ are one."""
    return [_letters_and_marks(unicodedata.normalize("NFD", word.upper())) for word in text.split()]


def _letters_and_marks(word: str) -> tuple[str, list[str]]:
    marks = [sign for sign in word if unicodedata.combining(sign)]
    return "".join(sign for sign in word if not unicodedata.combining(sign)), sorted(marks)


def is_party_title(line: Line) -> bool:
    return line.folded.startswith("dang cong san") or alike(line.text, PARTY_TITLE)


def is_state_title(line: Line) -> bool:
    return line.folded.startswith("cong hoa xa hoi") or alike(line.text, STATE_TITLE)


def is_motto(line: Line) -> bool:
    return alike(line.text, MOTTO)


def type_of(line: Line, kinds: dict[str, DocumentType]) -> str | None:
    """The type whose name this line is: alone in any case, or in capitals with more behind it."""
    folded = line.folded.strip(" *:.-")
    exact = next((name for name in kinds if fold(name) == folded), None)
    if exact and not line.text.endswith(";"):
        return exact
    if not line.is_upper or line.text.endswith((":", ";")):
        return None
    upper = line.text.strip(" *:")
    named = (name for name in (*_TYPES, *kinds) if f"{upper} ".startswith(f"{name.upper()} "))
    longest = max(named, key=len, default=None)
    if longest is None or longest in kinds:
        return longest
    return next((name for name in kinds if longest.startswith(name)), None)


def names_body(text: str) -> bool:
    return f"{text.upper()} ".startswith(BODY_STARTS)


def is_authority(line: Line) -> bool:
    if len(line.text) > 90 or line.text.endswith((";", ":")):
        return False
    found = SIGN.match(line.text)
    return bool(found) and (found["body"].isupper() or bool(found["dot"]) or "/" in found["sign"])  # type: ignore[index]


def is_position(line: Line) -> bool:
    text = line.text
    if len(text) > 90 or text.endswith((":", ";", ".")):
        return False
    return text.isupper() and (
        in_full(text).startswith((*POSITIONS, "KIÊM ")) or bool(ACTING.fullmatch(text)) or "ỦY VIÊN" in text
    )


def in_full(position: str) -> str:
    return SHORT_DEPUTY.sub("PHÓ ", position, count=1)


def like_position(line: Line) -> bool:
    """A position whose capitals may be lost."""
    text = line.text.upper()
    return len(text) < 70 and text.startswith(POSITIONS) and not line.text.endswith((":", ";", "."))


def is_name(text: str) -> bool:
    bare = DEGREES.sub("", text)
    words = bare.split()
    return 2 <= len(words) <= 8 and all(w[:1].isupper() and w.replace("-", "").isalpha() for w in words)


def is_prose(line: Line) -> bool:
    """A sentence of the text proper, no line of the head."""
    text = line.text
    if line.is_upper or line.centred:
        return len(text) > 300
    return len(text) > 60 and (text.endswith((".", ";", ":", ",")) or len(text) > 240)
