"""What one paragraph orders: its sentences, their pieces, and what its colons announce."""

import re
from dataclasses import dataclass, field, replace

from nennep.reading.cleaned import Paragraph
from nennep.reading.context import Context, Mode
from nennep.reading.leads import Lead, LeadKind, lead_of
from nennep.reading.lexicon.formulas import APPROVALS, CARRY_OUT, CLOSING
from nennep.reading.orders import Order, read_order
from nennep.reading.phrases import plain
from nennep.reading.proposals import Proposal
from nennep.reading.sentences import Span, past_marker, pieces, sentences
from nennep.reading.subjects import names
from nennep.reading.traits import Traits, read_traits

# A ground in front of an order that another body gives: only openly given work counts in such a paragraph.
_TOLD = re.compile(
    r"\b(?:đã|vừa qua|kết luận như sau|tham dự|thành phần|chủ trì (?:hội nghị|cuộc họp|phiên họp|buổi))\b"
)
_NUMBER = re.compile(r"(?<![\d/])\d+(?:[.,]\d+)?\s*(?:%|[a-zà-ỹđ])")
_HALF_SENTENCE = 600  # characters a list of bodies may take before its action


@dataclass
class Found:
    """What a paragraph gave, in order, and the lead it ends with."""

    items: list[Proposal | Traits] = field(default_factory=list)
    lead: Lead | None = None  # a colon at the very end: it speaks of what follows
    candidate: Proposal | None = None  # an action before that colon, a task of its own if nothing behind it is one


@dataclass
class Reach:
    """What carries over from sentence to sentence."""

    bodies: tuple[str, ...] = ()
    ordered: bool = False


def read_paragraph(paragraph: Paragraph, skip: int, context: Context) -> Found:
    found, reach = Found(), Reach()
    if context.mode is Mode.NONE:
        return found
    for sentence in sentences(paragraph.text, skip):
        words = paragraph.text[sentence.start : sentence.end]
        if CLOSING.match(plain(words[past_marker(words, 0) :])):
            break
        traits = read_traits(words)
        if traits is not None:
            found.items.append(traits)
            continue
        _read_sentence(paragraph, sentence, context, found, reach)
    return found


def _read_sentence(paragraph: Paragraph, sentence: Span, context: Context, found: Found, reach: Reach) -> None:
    text = paragraph.text
    lead = lead_of(text, sentence.start, sentence.end, context)
    if lead is None:
        _read_pieces(paragraph, sentence, context, found, reach)
        return
    if not text[lead.end : sentence.end].strip(" .:"):
        found.lead = lead
        if lead.order and _counts(lead.order, text, (lead.end, context), reach):
            found.candidate = _proposal(paragraph, lead.order, lead.end - 1, context, reach)
        return
    if lead.kind is LeadKind.PARTS and lead.order:
        if _counts(lead.order, text, (sentence.end, context), reach):
            found.items.append(_proposal(paragraph, lead.order, sentence.end, context, reach))
        return
    begin = lead.end
    while begin < sentence.end and text[begin] == " ":
        begin += 1
    if lead.context.mode is Mode.NONE:
        return
    inner = Reach() if lead.kind is LeadKind.BODIES else reach
    _read_pieces(paragraph, Span(begin, sentence.end), lead.context, found, inner)


def _read_pieces(paragraph: Paragraph, span: Span, context: Context, found: Found, reach: Reach) -> None:
    """A piece that orders nothing belongs to the order before it, or, "
    "while bodies are still listed, to the one after."""
    text = paragraph.text
    open_task: tuple[Order, int] | None = None
    waiting: int | None = None
    for piece in pieces(text, span):
        if CLOSING.match(plain(text[past_marker(text, piece.start) : piece.end])):
            break
        begin = piece.start if waiting is None else waiting
        order = read_order(text, begin, piece.end, target=context.targets, events=context.events)
        if order is None and waiting is not None:
            order = read_order(text, piece.start, piece.end, target=context.targets, events=context.events)
        if order is not None:
            _close(paragraph, open_task, context, found, reach)
            open_task, waiting = (order, piece.end), None
        elif open_task is not None and not _is_purpose_only(text[piece.start : piece.end]):
            open_task = (open_task[0], piece.end)
        elif open_task is None and piece.end - begin < _HALF_SENTENCE:
            waiting = begin
    _close(paragraph, open_task, context, found, reach)


def _close(paragraph: Paragraph, task: tuple[Order, int] | None, context: Context, found: Found, reach: Reach) -> None:
    if task is None:
        return
    order, end = task
    if _counts(order, paragraph.text, (end, context), reach):
        found.items.append(_proposal(paragraph, order, end, context, reach))
    if order.subject:
        reach.bodies, reach.ordered = names(order.subject.bodies), order.subject.ordered


def _is_purpose_only(words: str) -> bool:
    return plain(words).lstrip().startswith(("góp phần", "qua đó", "từ đó"))


def _counts(order: Order, text: str, span: tuple[int, Context], reach: Reach) -> bool:
    """Whether the order is a task in this place: rules, reports and approvals ask for more than an action."""
    (end, context), low = span, plain(text)
    if CARRY_OUT.match(low[order.action : end]) and (order.subject or context.approvals):
        return False
    if context.mode is Mode.ORDERS:
        return order.subject is not None and order.subject.ordered and not _asks_upwards(low, order.action)
    if context.mode is Mode.AIMS:
        return not order.phrase or bool(_NUMBER.search(text, order.action, end))
    if context.mode is Mode.RULES:
        told = order.subject is not None or bool(reach.bodies) or context.source in ("đầu dòng", "đề mục")
        return told and not low.startswith(("không được", "được"), order.action)
    if context.approvals and order.subject is None and not context.assignees:
        return not low.startswith(APPROVALS, order.action)
    return True


def _asks_upwards(low: str, action: int) -> bool:
    """A report asks its superior: `Đề nghị Thành ủy quan tâm …`."""
    before = low[:action]
    return "giao" not in before and "phân công" not in before and "yêu cầu" not in before


def _proposal(paragraph: Paragraph, order: Order, end: int, context: Context, reach: Reach) -> Proposal:
    text = paragraph.text[order.action : end]
    before = (
        paragraph.text[order.prefix[0] : order.prefix[1]] if order.prefix and order.prefix[1] <= order.action else ""
    )
    between = paragraph.text[order.subject.end : order.action] if order.subject else ""
    return Proposal(
        context=context,
        text=text,
        start=paragraph.start + order.action,
        before=f"{before} {between}".strip(),
        bodies=order.subject.bodies if order.subject else None,
        inherited=reach.bodies,
        phrase=order.phrase,
        order=order.subject.ordered if order.subject else False,
        sure=order.sure,
    )


def told_only(paragraph: Paragraph) -> bool:
    """Whether the paragraph tells of a meeting or its reasons, as preambles do."""
    return bool(_TOLD.search(plain(paragraph.text)))


def narrowed(context: Context) -> Context:
    """For preambles: only what is openly given counts."""
    return replace(context, mode=Mode.NONE if context.mode is Mode.NONE else Mode.ORDERS)
