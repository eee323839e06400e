"""Shortcomings a document names in its account of results."""

import re
from collections.abc import Iterator

from nennep.lib.text import fold
from nennep.reading.clauses import Node
from nennep.reading.lexicon.sections import CAUSES, SHORTCOMINGS
from nennep.reading.model import Role, Shortcoming
from nennep.reading.numbering import ITEMS
from nennep.reading.phrases import plain
from nennep.reading.sentences import Span, past_marker, pieces, sentences

# "Tuy nhiên, bên cạnh những kết quả đạt được … còn một số hạn chế so với yêu cầu đề ra: …"
_TURN = re.compile(r"\b(?:tuy nhiên|tuy vậy|song,|bên cạnh (?:những |các )?(?:kết quả|mặt)|mặc dù vậy)")
_NAMED = re.compile(r"hạn chế|khuyết điểm|tồn tại|khó khăn|yếu kém|bất cập|vướng mắc")
_FAULT = re.compile(r"\b(?:còn|chưa|chậm|thiếu|yếu|hạn chế|lúng túng|không đạt|bất cập|thấp|hình thức|khó khăn)\b")
_OPENER = re.compile(
    r"(?:tuy nhiên|tuy vậy|song|mặc dù vậy|bên cạnh đó|ngoài ra|cùng với đó|đồng thời|bên cạnh (?:những |các )?(?:kết quả|mặt)[^,:]{0,60}),\s*"
)
_CAUSE = re.compile(
    r"(?:những |các )?(?:nguyên nhân|lý do)|(?:những )?hạn chế,? (?:khuyết điểm )?(?:nêu )?trên (?:là )?do"
)
_GENERAL = re.compile(
    r"[^:;]{0,160}(?:hạn chế|khuyết điểm|tồn tại|khó khăn|vướng mắc)[^:;]{0,60}(?:như sau|sau đây|sau|đó là|cụ thể)?\s*:?\s*$"
)


def read_shortcomings(root: Node, roles: dict[int, Role]) -> Iterator[Shortcoming]:
    for node in root.walk():
        named = any(_title_names(above) for above in node.ancestors())
        caused = any(above.title and fold(above.title).startswith(CAUSES) for above in node.ancestors())
        if caused or (roles.get(id(node)) is not Role.RESULTS and not named):
            continue
        yield from _of_node(node, inside=named)


def _title_names(node: Node) -> bool:
    return (
        bool(node.title)
        and any(word in fold(node.title or "") for word in SHORTCOMINGS)
        and not fold(node.title or "").startswith(("ket qua", "khac phuc"))
    )


def _of_node(node: Node, *, inside: bool) -> Iterator[Shortcoming]:
    turned = inside
    for i, block in enumerate(node.paragraphs):
        if i == 0 and node.title:
            continue
        label = block.labels[0] if block.labels else None
        skip = label.length if label and (label.style in ITEMS or i == 0) else 0
        if i and not inside and not (label and label.style in ITEMS) and not _TURN.search(plain(block.text)):
            turned = False
        for sentence in sentences(block.text, skip):
            low = plain(block.text[sentence.start : sentence.end])
            if _CAUSE.match(low):
                turned = False
                continue
            if not turned and _TURN.search(low) and (_NAMED.search(low) or _FAULT.search(low)):
                turned = True
            if turned:
                yield from (Shortcoming(node.path, text) for text in _named(block.text, sentence))


def _named(text: str, sentence: Span) -> Iterator[str]:
    """The faults of one sentence, without the words that only announce them."""
    begin = _past_announcement(text, sentence)
    if begin >= sentence.end:
        return
    for piece in pieces(text, Span(begin, sentence.end)):
        words = text[past_marker(text, piece.start) : piece.end].strip(" ;.")
        if len(words) > 8 and not _GENERAL.fullmatch(plain(words)):
            yield words


def _past_announcement(text: str, sentence: Span) -> int:
    colon = text.find(":", sentence.start, sentence.end)
    if colon >= 0 and _GENERAL.match(plain(text[sentence.start : colon + 1])):
        begin = colon + 1
    else:
        low = plain(text)
        begin = sentence.start
        for _ in range(3):
            match = _OPENER.match(low, begin, sentence.end)
            if match is None:
                break
            begin = match.end()
    while begin < sentence.end and text[begin] == " ":
        begin += 1
    return begin
