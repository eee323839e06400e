"""Shortcomings a document names: in sections of their own, or where an account turns ("Tuy nhiên, …")."""

import re
from collections.abc import Iterator

from nennep.lib.labels import ITEMS
from nennep.lib.text import fold
from nennep.reading.clauses import Node
from nennep.reading.lexicon.sections import CAUSES, SHORTCOMINGS
from nennep.reading.model import Role, Shortcoming
from nennep.reading.phrases import plain
from nennep.reading.sentences import Span, past_marker, pieces, sentences

# "Tuy nhiên, bên cạnh những kết quả đạt được … còn một số hạn chế so với yêu cầu đề ra: …"
_TURN = re.compile(
    r"\b(?:tuy nhiên|tuy vậy|song,|bên cạnh (?:những |các )?(?:kết quả|mặt|ưu điểm)|mặc dù vậy|"
    r"^song,? (?!song\b)|bên cạnh đó (?:vẫn )?còn|"
    r"tuy nhiên còn|bên cạnh đó, [^.;]{3,90}(?:mới đạt|chưa|thấp hơn|còn (?:chậm|thiếu|hạn chế|hình thức))|"
    r"nhưng [^.;,]{3,90}(?:chưa|còn|chậm|thiếu|yếu)\b|"
    r"qua (?:kiểm tra|giám sát|theo dõi|rà soát), [^.;]{3,120}(?:chưa|còn)\b|"
    r"(?:một số |những )?mặt (?:còn )?(?:yếu|hạn chế)(?: là|:)|tồn tại:|hạn chế lớn nhất|(?:thẳng thắn )?nhìn nhận:|"
    r"hạn chế, khuyết điểm:|hạn chế:|một số hạn chế|bên cạnh đó, (?:vẫn )?còn|những hạn chế)"
)
_NAMED = re.compile(r"hạn chế|khuyết điểm|tồn tại|khó khăn|yếu kém|bất cập|vướng mắc")
_FAULT = re.compile(
    r"\b(?:còn|chưa|chậm|thiếu|yếu|hạn chế|lúng túng|không đạt|bất cập|thấp|hình thức|khó khăn|"
    r"mới đạt|thấp hơn|không kịp|trễ hạn|quá công suất|quá tải|nhỏ lẻ|manh mún|"
    r"sai sót|vi phạm|ít được|không đồng đều|lỏng lẻo|xuống cấp|gián đoạn|tồn đọng|kéo dài)\b"
)
# "Thu ngân sách đạt khá, song giải ngân còn chậm": what stands before the turn is no fault
_INNER_TURN = re.compile(
    r"[,;] (?:song|nhưng|tuy nhiên|tuy vậy),? (?=(?:vẫn )?[^.;]{0,120}\b(?:chưa|còn|chậm|thiếu|thấp|"
    r"yếu|hạn chế|mới đạt)\b)"
)
_ORDERS = re.compile(r"\b(?:yêu cầu|đề nghị|giao|phải|cần|tập trung|phấn đấu)\b")
_OPENER = re.compile(
    r"(?:mặt (?:còn )?yếu|(?:hạn chế|tồn tại)(?: lớn nhất)?) là (?:việc )?|"
    r"(?:tuy nhiên|tuy vậy|song|mặc dù vậy|bên cạnh đó|ngoài ra|cùng với đó|đồng thời|"
    r"bên cạnh (?:những |các )?(?:kết quả|mặt)[^,:]{0,60}|qua (?:kiểm tra|giám sát|theo dõi|rà soát)),\s*|"
    r"(?:tuy nhiên|song|bên cạnh đó)\s+(?=(?:vẫn )?còn )|"
    r"song\s+(?!song\b)|(?!.{0,60}\bchưa\b.{0,60}nhưng)[^.;,]{3,80} nhưng (?=[^.;,]{3,90}(?:chưa|còn)\b)"
)
_CAUSE = re.compile(
    r"(?:những |các )?(?:nguyên nhân|lý do)|(?:những )?(?:hạn chế|"
    r"tồn tại),? (?:khuyết điểm )?(?:nêu )?trên (?:là )?do|để (?:khắc phục|nâng cao|kịp thời|chủ động|"
    r"tiếp tục|thực hiện)"
)
_GENERAL = re.compile(
    r"[^:;]{0,160}(?:hạn chế|khuyết điểm|tồn tại|khó khăn|vướng mắc|bất cập|mặt còn yếu|mặt yếu|nhìn nhận)"
    r"[^:;]{0,60}:?\s*$"
)


def read_shortcomings(root: Node, roles: dict[int, Role]) -> Iterator[Shortcoming]:
    for node in root.walk():
        named = any(_title_names(above) for above in node.ancestors())
        caused = any(above.title and fold(above.title).startswith(CAUSES) for above in node.ancestors())
        if not caused:
            yield from _of_node(node, inside=named, results=roles.get(id(node)) is Role.RESULTS)


def _title_names(node: Node) -> bool:
    title = fold(node.title or _headline(node))
    mixed = any(word in title for word in ("ket qua", "uu diem", "dat duoc"))  # what follows a turn is told there
    return (
        any(word in title for word in SHORTCOMINGS)
        and not mixed
        and not title.startswith(("ket qua", "khac phuc", "nhiem vu", "giai phap"))
    )


def _headline(node: Node) -> str:
    """`2. Hạn chế, khuyết điểm:` heads what follows although it ends in a colon."""
    if node.label is None or not node.paragraphs:
        return ""
    text = node.paragraphs[0].text[node.label.length :]
    return text if len(text) < 80 and text.endswith(":") else ""


def _of_node(node: Node, *, inside: bool, results: bool) -> Iterator[Shortcoming]:
    turned = inside
    before = ""
    for i, block in enumerate(node.paragraphs):
        announced, before = _announces(before), block.text
        if i == 0 and node.title:
            continue
        label = block.labels[0] if block.labels else None
        item = label is not None and label.style in ITEMS
        skip = label.length if label and (item or i == 0) else 0
        if i and not inside and not (item and results) and not announced:
            turned = False
        for sentence in sentences(block.text, skip):
            low = plain(block.text[sentence.start : sentence.end])
            if _CAUSE.match(low):
                turned = inside and not low.startswith(("nguyên nhân", "những nguyên nhân"))
                continue
            if (
                not turned
                and (_TURN.search(low) or _INNER_TURN.search(low))
                and (_NAMED.search(low) or _FAULT.search(low))
            ):
                turned = True
            elif turned and not inside and not results and not _FAULT.search(low):
                turned = not _ORDERS.search(low) and bool(turned)
                continue
            if turned:
                yield from (Shortcoming(node.path, text) for text in _named(block.text, sentence))


def _announces(before: str) -> bool:
    """The paragraph before ended in naming shortcomings, and a colon."""
    return before.endswith(":") and bool(_GENERAL.search(plain(before[-200:])))


def _named(text: str, sentence: Span) -> Iterator[str]:
    """The faults of one sentence, without the words that only announce them."""
    begin = _past_announcement(text, sentence)
    if begin >= sentence.end:
        return
    for piece in pieces(text, Span(begin, sentence.end)):
        words = text[past_marker(text, piece.start) : piece.end].strip(" ;.")
        if len(words) > 8 and not (words.endswith(":") and _GENERAL.fullmatch(plain(words))):
            yield words


def _past_announcement(text: str, sentence: Span) -> int:
    colon = text.find(":", sentence.start, sentence.end)
    if colon >= 0 and _GENERAL.match(plain(text[sentence.start : colon + 1])):
        begin = colon + 1
    else:
        low = plain(text)
        begin = sentence.start
        if inner := _INNER_TURN.search(low, begin, sentence.end):
            begin = inner.end()
        for _ in range(3):
            match = _OPENER.match(low, begin, sentence.end)
            if match is None:
                break
            begin = match.end()
    while begin < sentence.end and text[begin] == " ":
        begin += 1
    return begin
