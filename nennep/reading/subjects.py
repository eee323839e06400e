"""Who is told to act: the body in front of the action, and where the action begins."""

import re
from dataclasses import dataclass
from functools import lru_cache

from nennep.lib.text import fold, one_line
from nennep.reading.compounds import masked_compounds
from nennep.reading.lexicon.actions import ACTIONS, INITIAL_ONLY, INSIDE, NAMES, NOUN_MAKERS
from nennep.reading.lexicon.bodies import DETERMINERS, HEADS, NOT_BODIES, ORDERS, TELLING
from nennep.reading.lexicon.starters import NOUNS, SYLLABLES
from nennep.reading.phrases import CAPITALS, Phrases, plain, word_starts

ACTION_PHRASES, NAME_PHRASES = Phrases(ACTIONS), Phrases(NAMES)
_STARTER_NOUNS = Phrases(NOUNS)
_HEADS, _NOT_BODIES = Phrases(HEADS), Phrases(NOT_BODIES)
_DETERMINERS, _ORDERS = Phrases(DETERMINERS), Phrases(ORDERS)
LONGEST_SUBJECT = 420
LONGEST_NAME_END = 40  # characters at the end of a name that tell whether it is complete
# What may stand between a body and its action and belongs to neither: "căn cứ Kết luận này, …"
_BETWEEN = re.compile(
    r",?\s*(?:căn cứ|ngoài |mỗi (?:tháng|quý|năm|tuần|kỳ)|trong (?:thời hạn )?\d+ |trên cơ sở|"
    r"theo chức năng|theo đúng|theo |trong quá trình|trong phạm vi|"
    r"trong tháng|trong quý|trong năm|trong thời|trước ngày|khi |nếu |định kỳ|hằng |"
    r"(?<!ngân )(?<!cửa )(?<!khách )hàng |từ nay|"
    r"ngay sau|sau khi|đến hết|chậm nhất|dưới sự )"
)


# A colon behind these begins a list of names: "Chủ tịch Ủy ban nhân dân các xã: Nậm Kha, Phú Lâm"
_NAME_LIST = re.compile(
    r"\bcác (?:xã|phường|đặc khu|sở|ban|đơn vị|chi bộ|đồng chí|cơ quan|quận|huyện|trường|đảng ủy|thôn|"
    r"bản|khu dân cư|tổ dân phố|phòng)$"
)


# The end of a name nothing of which follows: "… xã ", "… An Hòa ", "… số 3 ", "… UBND ", "các đoàn thể "
_WHOLE_NAME = re.compile(
    r"(?:\b(?i:xã|phường|tỉnh|thành phố|thôn|đặc khu|tổ dân phố|khu phố|đoàn thể|đơn vị|cơ quan|trường học|nhà trường|"
    r"chi bộ|đảng bộ|đảng ủy|chi ủy|cấp ủy|đảng viên|cán bộ|công chức|hội viên|đoàn viên|địa phương|ngành|trực thuộc|"
    r"cơ sở|bản|ấp|buôn|hợp tác xã|doanh nghiệp|y tế|văn phòng|thường trực|tổ phó|tổ trưởng|bí thư|"
    r"chủ tịch|trưởng ban|thành viên|chi hội|chi đoàn|hộ dân)|"
    rf"\b[{CAPITALS}][a-zà-ỹ]+ [{CAPITALS}][a-zà-ỹ]+|\b\d{{1,2}}|\b[A-ZĐ]{{2,}}) $"
)
# "Phòng Hậu ", "Ban Chỉ ": the second syllable of the name comes yet
_HALF_COMPOUND = re.compile(
    r"\b(?:[Bb]an|[Pp]hòng|[Kk]hoa|[Ss]ở|[Đđ]ội|[Tt]ổ|[Cc]ục|[Vv]ụ|[Vv]iện|[Bb]ộ|[Hh]ội|[Tt]rung tâm|[Tt]rường|[Đđ]oàn|"
    rf"[Hh]ạt|[Tt]rạm|[Tt]òa|[Bb]ộ phận) [{CAPITALS}][a-zà-ỹ]+ $"
)


# "Báo cáo số 12-BC/TU": a document named, not an order to report figures ("báo cáo số liệu")
_CITED = re.compile(r"(?:báo cáo|quyết định|hướng dẫn|thông báo|kết luận) số[:\s]*(?:\d|…|\.\.)")
# "Thường trực Thành ủy cơ bản thống nhất với nội dung dự thảo": agreement, however it goes on
_AGREES = re.compile(
    r"(?:cơ bản )?(?:thống nhất|nhất trí|đồng ý|tán thành) (?:với|về|chủ trương|nội dung|đề nghị của|theo đề nghị)\b|"
    r"xác định (?:phương châm|quan điểm|rõ)\b|(?:đánh giá cao|ghi nhận|biểu dương|hoan nghênh) (?:những|"
    r"sự|kết quả|nỗ lực|các|tinh thần)\b"
)
REMEMBERED = 8_192  # places of the sentences at hand: each is asked for by several readers
# Small words an action begins with behind a body: "Khoa Nội trực 24/24 giờ", "mỗi đảng viên là một tấm gương",
# "các trường không giao xe cho học sinh"
_SETS_IN = re.compile(r"trực \d|là (?:một|tấm gương|người|lực lượng)\b|không (?:giao|dùng|bán|mua|nhận)\b")
_NOT = re.compile(r"không (?!chuyên)")  # "Các trường không tổ chức dạy thêm"
_HAS = re.compile(r"có (?:ít nhất |tối thiểu )?\d{1,3} ")  # "mỗi tháng có 02 tin, bài"
# "… căn cứ chức năng, nhiệm vụ tổ chức học tập": what follows is the action
_BY_OFFICE = re.compile(
    r"(?:căn cứ|theo|với) (?:vào )?chức năng,? (?:và )?nhiệm vụ(?:,? (?:và )?quyền hạn)?(?: (?:được giao|của mình))*$"
)


@dataclass(frozen=True)
class Subject:
    bodies: str  # as printed: "Văn phòng Đảng ủy, Ban Tổ chức Đảng ủy"
    action: int | None  # where the action begins; none when the text stops at the bodies
    ordered: bool  # an order stands before the bodies ("giao", "đề nghị")
    end: int  # where the bodies end


@lru_cache(maxsize=REMEMBERED)
def begins_action(low: str, place: int) -> str | None:
    """The action phrase at this place of a text in small letters, unless a name stands there."""
    if _CITED.match(low, place):
        return None
    name = NAME_PHRASES.at(low, place)
    phrase = ACTION_PHRASES.at(low, place) or ("có" if _HAS.match(low, place) else None)
    if phrase and name and len(name) >= len(phrase):
        return None
    return phrase


def starts_action(low: str, place: int) -> str | None:
    """As `begins_action`, for the beginning of a sentence or piece, where a first syllable may tell a verb."""
    action = begins_action(low, place)
    if action or _CITED.match(low, place) or NAME_PHRASES.at(low, place) or _STARTER_NOUNS.at(low, place):
        return action
    word = _word(low, place)
    if misread := _misread_action(low, place, word):
        return misread
    return word if word in SYLLABLES and not body_at(low, place) else None


@lru_cache(maxsize=1)
def _folded_actions() -> dict[str, frozenset[str]]:
    """Actions of two syllables by their letters without marks."""
    found: dict[str, set[str]] = {}
    for phrase in ACTIONS:
        if phrase.count(" ") == 1 and "," not in phrase:
            found.setdefault(fold(phrase), set()).add(phrase)
    return {key: frozenset(phrases) for key, phrases in found.items()}


def _misread_action(low: str, place: int, word: str) -> str | None:
    """`kiêm tra`: recognition of print loses a mark; one syllable of the two must stand as it should."""
    second = _word(low, place + len(word) + 1)
    if not word or not second or word in SYLLABLES or body_at(low, place):
        return None
    known = _folded_actions().get(fold(f"{word} {second}"), frozenset())
    return next((phrase for phrase in known if phrase.split()[1] == second), None)


@lru_cache(maxsize=REMEMBERED)
def order_at(low: str, place: int) -> int | None:
    """Where the bodies begin behind an order at this place: behind the `giao` of `giao Văn phòng …`."""
    order = _ORDERS.at(low, place)
    if order is None or (order.startswith("phân công") and low[:place].rstrip().endswith(";")):
        return None  # "…; phân công cấp ủy viên theo dõi …" is what the body before is to do
    behind = _past_blanks(low, place + len(order))
    return behind if body_at(low, behind) else None


@lru_cache(maxsize=REMEMBERED)
def body_at(low: str, place: int) -> bool:
    """Whether a body is named at this place, with or without `các` before it."""
    while (determiner := _DETERMINERS.at(low, place)) is not None:
        place = _past_blanks(low, place + len(determiner))
    if _NOT_BODIES.at(low, place):
        return False
    head = _HEADS.at(low, place)
    return head is not None


def read_subject(text: str, place: int, end: int, *, heading: bool = False) -> Subject | None:
    """The bodies at `place` and the action behind them; none when no body stands there or the sentence only tells.

    In a heading actions are not looked for: the whole line names the bodies.
    """
    low = plain(text)
    behind_order = order_at(low, place)
    begin = place if behind_order is None else behind_order
    if behind_order is None and (not body_at(low, begin) or _is_verb(text, low, begin)):
        return None
    if heading:
        return Subject(_bodies(text[begin:end]), None, behind_order is not None, end)
    return _scan(text, begin, min(end, begin + LONGEST_SUBJECT), ordered=behind_order is not None)


def _is_verb(text: str, low: str, place: int) -> bool:
    """`Tổ chức hội nghị` at the beginning is an action although `tổ chức` may be a body."""
    action = begins_action(low, place)
    head = _HEADS.at(low, place)
    if head == "thanh tra" and text[place + len(head) + 1 : place + len(head) + 2].isupper():
        return False  # "Thanh tra Công an tỉnh phối hợp theo dõi"
    return action is not None and head is not None and len(action) >= len(head)


def _scan(text: str, begin: int, limit: int, *, ordered: bool) -> Subject | None:
    low = plain(text)
    masked = masked_compounds(low)
    for at in word_starts(text, _past_head(low, begin), limit):
        if _stops(text, at):
            break
        word = _word(low, at)
        if not ordered and (word in TELLING or _AGREES.match(low, at)):
            return None
        deeper = order_at(low, at)
        if (
            deeper is not None
            and text[at].islower()
            and not (_SHARES_OUT.match(low, at) and (ordered or _many(low, begin)))
        ):
            return _scan(text, deeper, min(len(text), deeper + LONGEST_SUBJECT), ordered=True)
        if text[at].islower() and masked[at] != "\0" and _acts(text, low, at, begin):
            return Subject(_bodies(text[begin:at]), at, ordered, begin + _bodies_end(text[begin:at]))
    stop = _stop(text, begin, limit)
    return Subject(_bodies(text[begin:stop]), None, ordered, stop)


_SHARES_OUT = re.compile(r"(?:phân công|giao|ủy quyền)\b")  # "các xã phân công cấp ủy viên xuống thôn": what they do


def _many(low: str, begin: int) -> bool:
    return low.startswith(("các ", "những ", "mỗi ", "từng "), begin) or low[:begin].endswith(("các ", "mỗi ", "từng "))


def guessed_action(text: str, begin: int, stop: int) -> int | None:
    """`Bưu điện xã lắp 03 điểm …`: no known action, but a syllable of verbs right behind a name that is complete."""
    low = plain(text)
    masked = masked_compounds(low)
    if text[begin:stop].rstrip().endswith(":"):
        return None
    words = list(word_starts(text, begin, min(stop, begin + LONGEST_SUBJECT)))
    for at in words[1:-2]:
        if text[at - 2 : at - 1] == "," and not body_at(low, at):
            return None  # "Các xã, phường" lists on; anything else ends the names
        if masked[at] == "\0" or not text[at].islower() or text[at - 1] != " ":
            continue
        if _word(masked, at) not in SYLLABLES or not starts_action(masked, at):
            continue
        name = text[max(begin, at - LONGEST_NAME_END) : at]
        if _WHOLE_NAME.search(name) and not _HALF_COMPOUND.search(name):
            return at
    return None


def _stops(text: str, at: int) -> bool:
    """A colon or the end of a sentence stands before this word."""
    before = text[:at].rstrip()
    if before.endswith(":"):
        return not names_follow(text, len(before) - 1)
    return before.endswith(("!", "?")) or (before.endswith(".") and text[at].isupper() and not before[-3:-1].isupper())


def _stop(text: str, begin: int, limit: int) -> int:
    colon = text.find(":", begin, limit)
    while colon >= 0 and names_follow(text, colon):
        colon = text.find(":", colon + 1, limit)
    return colon if colon >= 0 else limit


def names_follow(text: str, colon: int) -> bool:
    """Whether the colon only opens a list of places or persons inside the name of the bodies."""
    behind = _past_blanks(text, colon + 1)
    if not _NAME_LIST.search(plain(text[:colon])) or not text[behind : behind + 1].isupper():
        return False
    return starts_action(plain(text), behind) is None


def _word(low: str, at: int) -> str:
    end = at
    while end < len(low) and low[end].isalnum():
        end += 1
    return low[at:end]


def _past_head(low: str, place: int) -> int:
    while (determiner := _DETERMINERS.at(low, place)) is not None:
        place = _past_blanks(low, place + len(determiner))
    head = _HEADS.at(low, place)
    return place + len(head or "")


def _acts(text: str, low: str, at: int, begin: int) -> bool:
    """Whether an action begins here: not as a noun (`công tác kiểm tra`), nor as a syllable of a name."""
    action = begins_action(low, at)
    if _SETS_IN.match(low, at) or (_NOT.match(low, at) and begins_action(low, at + len("không "))):
        return True
    if action == "có" and low[at:].startswith(("có ít nhất", "có tối thiểu")):
        return True
    if action is None or action in INITIAL_ONLY or (" " not in action and action not in INSIDE):
        return False
    if " " not in action and _HALF_COMPOUND.search(text[begin:at]):
        return False  # "Phòng Hậu cần": the second syllable of a name
    before = f" {low[begin:at].rstrip()}"
    if _BY_OFFICE.search(before):
        return True
    maker = next((words for words in NOUN_MAKERS if before.endswith(words)), "")
    if maker and text[:at].rstrip()[1 - len(maker)].isupper():
        return True  # "Sở Tài chính - Kế hoạch thẩm tra …": the last word of a name makes no noun
    return not before.endswith(NOUN_MAKERS) or before.endswith(_NAMES_ALL_THE_SAME)


_NAMES_ALL_THE_SAME = (
    " giúp việc",
    " quân sự",
    *(f" {who} chức năng" for who in ("cơ quan", "lực lượng", "ngành", "đơn vị")),
)


def _past_blanks(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \t:":
        place += 1
    return place


def _bodies(text: str) -> str:
    """The names alone: what is said between them and the action goes."""
    return one_line(text[: _bodies_end(text)]).strip(" ,;:.-–")


def _bodies_end(text: str) -> int:
    between = _BETWEEN.search(plain(text))
    end = between.start() if between and between.start() > 3 else len(text)
    return len(text[:end].rstrip().removesuffix(" phụ trách"))
