"""Where the head of a document ends, where its tail begins, and what follows the tail."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nennep.lib.documents import AUTHORITY_PREFIXES, BODY_STARTS, MOTTOES, POSITIONS, RANKS, STAMPS, TYPES
from nennep.lib.labels import Style
from nennep.lib.text import fold
from nennep.reading.cleaned import Block, Paragraph

RECIPIENTS = re.compile(r"(?:[-*•]\s*)?nơi nhận\s*:?", re.I)
ADDRESSEES = re.compile(r"(?:[-*•]\s*)?kính (?:gửi|trình)\s*:?", re.I)
LONGEST_HEAD_LINE = 240
LONGEST_HEAD, LONGEST_TAIL_LINE = 40, 230
# Openers of the text proper: a ground, a meeting told, a reason.
OPENING = re.compile(
    r"[-–•]?\s*(?:Căn cứ|Thực hiện|Sau khi|Xét |Theo |Ngày \d|Ngày, |Tiếp theo|Trong (?:thời|ngày|các|"
    r"tháng|quý|năm)|Nhằm |Để |Qua |"
    r"Hôm nay|Vừa qua|Quý [IV\d]+|Trong \d|Từ ngày|Trên cơ sở|Chiều ngày|Sáng ngày|Vào hồi|Hồi \d|Năm \d{4})"
)
_TYPE_LINE = tuple(name.upper() for name in TYPES)
_ENDS = (".", ";", ":", "./.")


@dataclass(frozen=True)
class Zones:
    head: tuple[Paragraph, ...]
    body: tuple[Block, ...]
    tail: tuple[Paragraph, ...]
    after: tuple[Block, ...]  # appendices and what was issued with the document


def zones(blocks: Sequence[Block]) -> Zones:
    head = _head_length(blocks)
    tail = _tail_start(blocks, head)
    end = _tail_end(blocks, tail)
    return Zones(
        tuple(block for block in blocks[:head] if isinstance(block, Paragraph)),
        tuple(blocks[head:tail]),
        tuple(block for block in blocks[tail:end] if isinstance(block, Paragraph)),
        tuple(blocks[end:]),
    )


def type_of_line(text: str) -> str | None:
    """The type a title line begins with: `KẾT LUẬN`, `KẾ HOẠCH thực hiện …`; only capitals count."""
    return next((name for name in TYPES if _begins_with(text, name.upper())), None)


def _begins_with(text: str, word: str) -> bool:
    return text.startswith(word) and not text[len(word) : len(word) + 1].isalpha()


def is_motto(text: str) -> bool:
    return any(fold(motto) in fold(text) for motto in MOTTOES)


def is_stamp(text: str) -> bool:
    return len(text) < 40 and any(fold(text).startswith(fold(stamp)) for stamp in STAMPS)


def is_authority(text: str) -> bool:
    return text.lstrip("*-• ").upper().startswith(AUTHORITY_PREFIXES) and text.lstrip("*-• ")[:1].isupper()


def is_position(text: str) -> bool:
    return text.upper() == text and text.startswith(POSITIONS) and len(text) < 90 and not text.endswith((":", ";"))


def _head_length(blocks: Sequence[Block]) -> int:
    """Everything up to the first paragraph of the text proper."""
    seen_title = False
    for i, block in enumerate(blocks[:LONGEST_HEAD]):
        if not isinstance(block, Paragraph) or _is_body_label(block) or RECIPIENTS.match(block.text):
            return i
        if ADDRESSEES.match(block.text):
            return _addressees_end(blocks, i)
        seen_title = seen_title or type_of_line(block.text) is not None
        if (
            (_opens(block) and not _is_abstract(blocks, i))
            or (seen_title and _is_prose(block))
            or len(block.text) > LONGEST_HEAD_LINE
        ):
            return i
        if _is_authority_line(blocks, i):
            return i + 1
    return min(len(blocks), LONGEST_HEAD)


def _is_body_label(block: Paragraph) -> bool:
    return bool(block.labels) and block.labels[0].style is not Style.DASH and not block.text.startswith(("*", "+"))


def _opens(block: Paragraph) -> bool:
    return bool(OPENING.match(block.text)) and (len(block.text) > 60 or block.text.endswith(_ENDS))


def _is_abstract(blocks: Sequence[Block], i: int) -> bool:
    """`KẾ HOẠCH` / `Thực hiện Nghị quyết số …`: what stands right below the type and ends like no sentence."""
    block, above = blocks[i], blocks[i - 1] if i else None
    below_type = isinstance(above, Paragraph) and above.text.strip(" *").upper() in _TYPE_LINE and above.is_upper
    return below_type and isinstance(block, Paragraph) and not block.text.endswith((*_ENDS, ","))


def _is_prose(block: Paragraph) -> bool:
    """A full sentence; abstracts have no full stop and seldom more than two lines."""
    return block.text.endswith(_ENDS) and len(block.text) > 60 and not block.is_upper


def _is_authority_line(blocks: Sequence[Block], i: int) -> bool:
    """`ỦY BAN NHÂN DÂN PHƯỜNG …` right before the grounds says who decides; it ends the head."""
    block, following = blocks[i], blocks[i + 1] if i + 1 < len(blocks) else None
    named = isinstance(block, Paragraph) and block.is_upper and block.text.startswith((*BODY_STARTS, *POSITIONS))
    return named and isinstance(following, Paragraph) and following.text.lstrip("-– ").startswith("Căn cứ")


def _addressees_end(blocks: Sequence[Block], first: int) -> int:
    """`Kính gửi:` with its list, which ends where a sentence begins."""
    for i in range(first + 1, min(len(blocks), first + 30)):
        block = blocks[i]
        if not isinstance(block, Paragraph):
            return i
        item = bool(block.labels) and block.labels[0].style is Style.DASH
        plain_item = not block.labels and block.text.endswith((";", ",")) and len(block.text) < 120
        last = isinstance(blocks[i - 1], Paragraph) and str(getattr(blocks[i - 1], "text", "")).endswith(
            (";", ",", ":")
        )
        if not (item or plain_item or (last and len(block.text) < 90)) or OPENING.match(block.text):
            return i
    return first + 1


def _tail_start(blocks: Sequence[Block], head: int) -> int:
    for i in range(head, len(blocks)):
        block = blocks[i]
        if not isinstance(block, Paragraph):
            continue
        if RECIPIENTS.match(block.text) or is_authority(block.text):
            return i
        if is_position(block.text) and i > head and _signs(blocks, i):
            return i
    return len(blocks)


def _signs(blocks: Sequence[Block], i: int) -> bool:
    """A position in capitals signs when recipients or a name follow soon and the document nearly ends."""
    following = [block.text for block in blocks[i + 1 : i + 4] if isinstance(block, Paragraph)]
    return any(is_name(text) or RECIPIENTS.match(text) for text in following)


def is_name(text: str) -> bool:
    words = text.split()
    words = words[2:] if " ".join(words[:2]).startswith(RANKS) else words
    named = all(word[:1].isupper() and word.isalpha() and (len(word) == 1 or not word.isupper()) for word in words)
    return 2 <= len(words) <= 6 and named


def _tail_end(blocks: Sequence[Block], tail: int) -> int:
    for i in range(tail + 1, len(blocks)):
        block = blocks[i]
        if not isinstance(block, Paragraph) or len(block.text) > LONGEST_TAIL_LINE:
            return i
        labels = block.labels
        if labels and labels[0].style not in (Style.DASH, Style.PLUS) and not is_authority(block.text):
            return i
        if type_of_line(block.text) and block.is_upper and block.text.upper().startswith(_TYPE_LINE):
            return i
    return len(blocks)
