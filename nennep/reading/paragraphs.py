"""What one paragraph orders: its sentences, their pieces, and what its colons announce."""

import re
from dataclasses import dataclass, field, replace

from nennep.lib.labels import ITEMS
from nennep.reading.cleaned import Paragraph
from nennep.reading.context import Context, Mode
from nennep.reading.leads import Lead, LeadKind, lead_of
from nennep.reading.lexicon.formulas import AHEAD, APPROVALS, CARRY_OUT, CLOSING, DUE_SENTENCE, REACHED, REMARK_VERB
from nennep.reading.naming import names
from nennep.reading.orders import Order, Verbless, read_order
from nennep.reading.phrases import plain
from nennep.reading.proposals import Proposal
from nennep.reading.sentences import Span, past_marker, pieces, sentences
from nennep.reading.subjects import begins_action, read_subject, starts_action
from nennep.reading.traits import Traits, read_traits

# A ground in front of an order that another body gives: only openly given work counts in such a paragraph.
_TOLD = re.compile(
    r"\b(?:đã|vừa qua|kết luận như sau|tham dự|thành phần|chủ trì (?:hội nghị|cuộc họp|phiên họp|buổi))\b"
)
_NUMBER = re.compile(r"(?<![\d/])\d+(?:[.,]\d+)?\s*(?:%|[a-zà-ỹđ])")
_LONG_PART = 4  # words: "xây dựng; hộ tịch" are names of fields
_ENDS_FOR_GOOD = ("chấm dứt", "không còn", "xóa bỏ", "xóa xong")  # an aim without a number: "Chấm dứt tình trạng …"
_READERS = ("Quý cơ quan", "quý cơ quan", "Quý đơn vị", "quý đơn vị")  # those the letter is sent to
_HALF_SENTENCE = 600  # characters a list of bodies may take before its action


@dataclass
class Found:
    """What a paragraph gave, in order, and the lead it ends with."""

    items: list[Proposal | Traits] = field(default_factory=list)
    lead: Lead | None = None  # a colon at the very end: it speaks of what follows
    candidate: Proposal | None = None  # an action before that colon, a task of its own if nothing behind it is one


@dataclass(frozen=True)
class Reach:
    """What carries over from sentence to sentence."""

    bodies: tuple[str, ...] = ()
    ordered: bool = False


def read_paragraph(paragraph: Paragraph, skip: int, context: Context) -> Found:
    item = bool(paragraph.labels) and paragraph.labels[0].style not in ITEMS
    reader = _Reader(paragraph.text, paragraph.start, Found(), Reach(), skip if item else None)
    if context.mode is not Mode.NONE:
        reader.read(skip, context)
    return reader.found


@dataclass
class _Reader:
    text: str
    start: int  # of the paragraph in the cleaned text
    found: Found
    reach: Reach
    item: int | None = None  # where the words of a numbered item begin: it is no remark on the item before
    headline: tuple[Order, int] | None = None  # an action in a run-in heading, a task when nothing behind it is one

    def read(self, skip: int, context: Context) -> None:
        for sentence in sentences(self.text, skip):
            words = self.text[sentence.start : sentence.end]
            if CLOSING.match(plain(words[past_marker(words, 0) :])):
                break
            traits = None if sentence.start == self.item and REMARK_VERB.match(plain(words)) else read_traits(words)
            if traits is not None:
                self.found.items.append(traits)
            elif not self._tells(sentence, context):
                self._sentence(sentence, context)
        if self.headline and not any(isinstance(item, Proposal) for item in self.found.items):
            self._close(self.headline, context)

    def _tells(self, sentence: Span, context: Context) -> bool:
        """Whether the sentence gives figures already reached, so that its verbs order nothing."""
        if context.targets or context.mode is not Mode.FREE:
            return False
        place = past_marker(self.text, sentence.start)
        low = plain(self.text)[place : sentence.end]
        if not REACHED.match(low) or AHEAD.search(low):
            return False
        behind = low.find(": ") + 2 if ": " in low[:90] else 0
        return begins_action(low, behind) is None

    def _sentence(self, sentence: Span, context: Context) -> None:
        lead = lead_of(self.text, sentence.start, sentence.end, context)
        if lead is None:
            self._pieces(sentence, context)
        elif not self.text[lead.end : sentence.end].strip(" .:"):
            self.found.lead = lead
            if lead.order and self._counts(lead.order, lead.end, context):
                self.found.candidate = self._proposal(lead.order, lead.end - 1, context)
        elif lead.kind is LeadKind.PARTS and lead.order:
            self._parts(lead.order, Span(self._past_blanks(lead.end), sentence.end), context)
        elif lead.context.mode is not Mode.NONE:
            if lead.order and lead.kind is LeadKind.HEADLINE:
                self.headline = lead.order, sentence.end
            if lead.kind is LeadKind.BODIES:
                self.reach = Reach(lead.context.assignees)  # "Phòng Kinh tế: Rà soát …. Hoàn thiện …."
            self._pieces(Span(self._past_blanks(lead.end), sentence.end), lead.context)

    def _parts(self, order: Order, span: Span, context: Context) -> None:
        """`Kiểm tra đối với: chợ; khu trọ; kiên quyết đình chỉ …`: things end where a part begins with a verb."""
        low, parts = plain(self.text), list(pieces(self.text, span))
        acts = [starts_action(low, past_marker(self.text, part.start)) is not None for part in parts]
        long = [len(self.text[part.start : part.end].split()) >= _LONG_PART for part in parts]
        cut = next((i for i in range(1, len(parts)) if acts[i] and long[i] and not any(acts[:i])), None)
        if cut is None:
            self._close((order, span.end), context)
            return
        self._close((order, parts[cut - 1].end), context)
        self._pieces(Span(parts[cut].start, span.end), context)

    def _pieces(self, span: Span, context: Context) -> None:
        """A piece that orders nothing belongs to the order before it, or, while bodies are listed, to the one after."""
        verbless = Verbless(context.targets, context.events)
        task: tuple[Order, int] | None = None
        waiting: int | None = None
        for piece in pieces(self.text, span):
            words = plain(self.text[past_marker(self.text, piece.start) : piece.end])
            if CLOSING.match(words):
                break
            if task is not None and DUE_SENTENCE.match(words.rstrip(" ;")):
                task = (task[0], piece.end)  # "…; hoàn thành trước ngày 30/9/2026."
                continue
            begin = piece.start if waiting is None else waiting
            order = read_order(self.text, begin, piece.end, verbless)
            if order is None and waiting is not None:
                order = read_order(self.text, piece.start, piece.end, verbless)
            if order is not None:
                self._close(task, context)
                task, waiting = (order, piece.end), None
            elif bodies := self._carry_out(piece):
                self._close(task, context)
                self.reach, task, waiting = Reach(bodies), None, None
            elif task is not None and not _is_purpose_only(self.text[piece.start : piece.end]):
                task = (task[0], piece.end)
            elif task is None and piece.end - begin < _HALF_SENTENCE:
                waiting = begin
        self._close(task, context)

    def _carry_out(self, piece: Span) -> tuple[str, ...]:
        """`Đảng viên nghiêm túc thực hiện; gương mẫu …`: carrying out is no task, but names who does what follows."""
        found = read_subject(self.text, piece.start, piece.end)
        if found is None or found.action is None or not CARRY_OUT.match(plain(self.text)[found.action : piece.end]):
            return ()
        return names(found.bodies)

    def _close(self, task: tuple[Order, int] | None, context: Context) -> None:
        if task is None:
            return
        order, end = task
        if self._counts(order, end, context):
            self.found.items.append(self._proposal(order, end, context))
        if order.subject:
            self.reach = Reach(names(self._meant(order.subject.bodies)), order.subject.ordered)

    def _counts(self, order: Order, end: int, context: Context) -> bool:
        """Whether the order is a task in this place: rules, reports and approvals ask for more than an action."""
        low = plain(self.text)
        if CARRY_OUT.match(low[order.action : end]) and (order.subject or context.approvals):
            return False
        if context.mode is Mode.ORDERS:
            return order.subject is not None and order.subject.ordered and not _asks_upwards(low, order.action)
        if context.mode is Mode.AIMS:
            reaches = _NUMBER.search(self.text, order.action, end) or low.startswith(_ENDS_FOR_GOOD, order.action)
            return not order.phrase or bool(reaches)
        if context.mode is Mode.RULES:
            told = order.subject is not None or bool(self.reach.bodies) or context.source in ("đầu dòng", "đề mục")
            return told and not low.startswith(("không được", "được"), order.action)
        if context.approvals and order.subject is None and not context.assignees and not self.reach.bodies:
            return not low.startswith(APPROVALS, order.action)
        return True

    def _proposal(self, order: Order, end: int, context: Context) -> Proposal:
        leads = order.prefix is not None and order.prefix[1] <= order.action
        before = self.text[order.prefix[0] : order.prefix[1]] if order.prefix and leads else ""
        between = self.text[order.subject.end : order.action] if order.subject else ""
        return Proposal(
            context=context,
            text=self.text[order.action : end],
            start=self.start + order.action,
            before=f"{before} {between}".strip(),
            bodies=self._meant(order.subject.bodies)
            if order.subject and not order.subject.bodies.startswith(_READERS)
            else None,
            inherited=self.reach.bodies,
            phrase=order.phrase,
            order=order.subject.ordered if order.subject else False,
            sure=order.sure,
        )

    def _meant(self, bodies: str) -> str:
        """`Phòng Tài chính đối chiếu …. Phòng báo cáo …`: the short name of the body told before."""
        if " " in bodies and bodies != "Văn phòng":
            return bodies
        return next((full for full in self.reach.bodies if full.startswith(f"{bodies} ")), bodies)

    def _past_blanks(self, place: int) -> int:
        while place < len(self.text) and self.text[place] == " ":
            place += 1
        return place


def _is_purpose_only(words: str) -> bool:
    return plain(words).lstrip().startswith(("góp phần", "qua đó", "từ đó"))


def _asks_upwards(low: str, action: int) -> bool:
    """A report asks its superior: `Đề nghị Thành ủy quan tâm …`."""
    before = low[:action]
    return "giao" not in before and "phân công" not in before and "yêu cầu" not in before


def told_only(paragraph: Paragraph) -> bool:
    """Whether the paragraph tells of a meeting or its reasons, as preambles do."""
    return bool(_TOLD.search(plain(paragraph.text)))


def narrowed(context: Context) -> Context:
    """For preambles: only what is openly given counts."""
    return replace(context, mode=Mode.NONE if context.mode is Mode.NONE else Mode.ORDERS)
