"""A proposed task in the making, and how it is finished: dates, kind, bodies, reasons."""

import re
from dataclasses import dataclass, field, replace

from nennep.reading.context import Context, Mode
from nennep.reading.due import find_due
from nennep.reading.kinds import Signs, kind_of, product_of
from nennep.reading.model import Due, Kind, Task
from nennep.reading.naming import names
from nennep.reading.phrases import plain
from nennep.reading.references import references
from nennep.reading.subjects import body_at, read_subject
from nennep.reading.targets import find_target
from nennep.reading.times import Grain
from nennep.reading.traits import Traits

_WITH = re.compile(
    r"phối hợp(?: chặt chẽ| đồng bộ)?,?(?: cùng)?(?: với)?\s+(?!(?:thực hiện|triển khai|tổ chức|"
    r"chặt chẽ|lãnh đạo|tốt|hiệu quả)\b)"
)
# "đồng chí Phó Bí thư trực tiếp chỉ đạo", "(đồng chí … chỉ đạo)"
_SUPERVISOR = re.compile(
    r"(?:giao |do |phân công )?(?P<who>(?:đồng chí|đ/c) [^,;.():]{3,90}?)\s+(?:trực tiếp |"
    r"phụ trách,? |theo dõi,? )+(?:chỉ đạo|phụ trách)"
)
# "(Văn phòng Đảng ủy chủ trì)", "do Ban Tổ chức Đảng ủy chủ trì", "(giao Ban Tổ chức)"
_LEAD_IN_BRACKETS = re.compile(
    r"(?:\((?:giao |do )?|do )(?P<who>[^();,]{3,90}?)(?: (?:chủ trì|thực hiện|làm đầu mối|"
    r"phụ trách)[^()]{0,80})(?:\)|[,.;]|$)|\(giao (?P<given>[^();]{3,90})\)"
)
# "… (Ủy ban Kiểm tra)" at the end of an item of a programme
_LAST_BRACKET = re.compile(r"\((?P<who>[^()]{3,160})\)[\s.;]*$")
_PERSON = r"(?:đồng chí|đ/c|ông|bà) "
_CHARGE = r"(?:phụ trách|chịu trách nhiệm|chuẩn bị|chủ trì|thực hiện|trực tiếp chỉ đạo)"
# Persons in charge: "(đ/c An), xong …", "người chuẩn bị: đ/c An", "do đồng chí An, Phó Chủ tịch …, phụ trách",
# "…; Chủ nhiệm Chính trị phụ trách"
_IN_CHARGE = re.compile(
    rf"\((?:giao |do )?(?P<inner>{_PERSON}[^();,]{{3,60}})\)|"
    rf"người (?:chuẩn bị|thực hiện|phụ trách|chủ trì|soạn thảo):\s*(?P<named>[^();,.]{{3,80}})|"
    rf"\bdo (?P<done>{_PERSON}[^();]{{3,140}}?),? {_CHARGE}\b|"
    r"[;,]\s+(?P<last>[^();,.]{3,80}) (?:phụ trách|chịu trách nhiệm)[.\s]*$"
)
_TRAILING = " \t.;,:/"


@dataclass(frozen=True)
class Proposal:
    context: Context
    text: str
    start: int  # in the cleaned text
    before: str = ""  # the leading time phrase or ground in front of the action
    bodies: str | None = None  # named in front of the action
    inherited: tuple[str, ...] = ()  # named earlier in the same paragraph
    phrase: str = ""
    order: bool = False  # openly given ("giao", "đề nghị")
    traits: Traits = field(default_factory=Traits)
    whole: bool = False  # a row of a table or a heading: no words are cut from its end
    sure: bool = True


def with_traits(proposal: Proposal, traits: Traits) -> Proposal:
    return replace(proposal, traits=proposal.traits.joined(traits))


def finished(proposal: Proposal) -> Task:
    text = proposal.text if proposal.whole else proposal.text.rstrip(_TRAILING)
    due, recurrence = _due(proposal, text)
    signs = _signs(proposal, text, due, recurrence)
    kind = kind_of(signs)
    assignees, source = _assignees(proposal, text)
    traits = proposal.traits
    return Task(
        clause=proposal.context.clause,
        text=text,
        start=proposal.start,
        end=proposal.start + len(text),
        kind=kind,
        assignees=assignees,
        collaborators=traits.collaborators or _collaborators(text) or proposal.context.collaborators,
        supervisor=traits.supervisor or _supervisor(text) or proposal.context.supervisor,
        product=traits.product or (product_of(text) if kind is Kind.DELIVERABLE else None),
        due=due,
        recurrence=recurrence,
        target=signs.target if kind is Kind.TARGET else None,
        references=references(f"{proposal.before} {text}"),
        confidence=_confidence(proposal, assignees, source),
        why=_why(proposal, kind, source, due),
    )


def _signs(proposal: Proposal, text: str, due: Due, recurrence: str | None) -> Signs:
    context, heading = proposal.context, proposal.context.setting.heading
    row = context.source == "bảng" or (context.events and heading is not None and heading.grain is Grain.MONTH)
    target = find_target(text, due.day)
    return Signs(
        text,
        due,
        recurrence,
        target,
        context.standing,
        row,
        bare=not proposal.phrase,
        aims=context.mode is Mode.AIMS or context.numbers,
    )


def _due(proposal: Proposal, text: str) -> tuple[Due, str | None]:
    """The column or line that states the term goes before the task's own words, but not before a day in them."""
    setting = proposal.context.setting
    if proposal.traits.due_text:
        own = find_due(f"{proposal.before} {text}".strip(), setting)
        if proposal.context.source != "bảng" and own[0].rule in ("date", "working-days", "calendar-days"):
            return own
        said, again = find_due(proposal.traits.due_text, setting)
        if said.rule not in (None, "period-heading", "period-document"):
            return said, again
    return find_due(f"{proposal.before} {text}".strip(), setting)


def _assignees(proposal: Proposal, text: str) -> tuple[tuple[str, ...], str]:
    if proposal.traits.assignees:
        return proposal.traits.assignees, "bảng" if proposal.context.source == "bảng" else "dòng phân công"
    if proposal.bodies:
        return names(proposal.bodies), "câu"
    if bracketed := _bracketed(text):
        return names(bracketed), "câu"
    if proposal.inherited:
        return proposal.inherited, "câu trước"
    return proposal.context.assignees, proposal.context.source


def _bracketed(text: str) -> str | None:
    match = _LEAD_IN_BRACKETS.search(plain(text))
    if match is None:
        return _in_charge(text) or _last_bracket(text)
    group = "who" if match["who"] else "given"
    who = text[match.start(group) : match.end(group)]
    return who if read_subject(who, 0, len(who)) else None


def _in_charge(text: str) -> str | None:
    match = _IN_CHARGE.search(plain(text))
    if match is None:
        return None
    group = match.lastgroup or "last"
    who = text[match.start(group) : match.end(group)].strip(" ,")
    return who if body_at(plain(who), 0) else None


def _last_bracket(text: str) -> str | None:
    match = _LAST_BRACKET.search(text)
    found = read_subject(match["who"], 0, len(match["who"])) if match else None
    return found.bodies if found else None


def _collaborators(text: str) -> tuple[str, ...]:
    match = _WITH.search(plain(text))
    if match is None:
        return ()
    found = read_subject(text, match.end(), len(text))
    return names(found.bodies) if found and len(found.bodies) < 300 else ()


def _supervisor(text: str) -> str | None:
    match = _SUPERVISOR.search(plain(text))
    return text[match.start("who") : match.end("who")].strip() if match else None


def _confidence(proposal: Proposal, assignees: tuple[str, ...], source: str) -> float:
    value = 0.9 if proposal.sure else 0.6
    value += 0.06 if proposal.order or source in ("bảng", "câu") else 0
    value -= 0 if assignees else 0.1
    value -= 0.05 if source == "câu trước" else 0
    return round(min(value, 0.99), 2)


_SOURCES = {
    "câu": "đơn vị lấy từ chính câu này",
    "câu trước": "đơn vị lấy từ câu trước trong cùng đoạn",
    "đề mục": "đơn vị lấy từ đề mục gần nhất",
    "đầu dòng": "đơn vị lấy từ đầu dòng",
    "bảng": "đơn vị lấy từ cột chủ trì",
    "dòng phân công": "đơn vị lấy từ dòng phân công",
    "kính gửi": "đơn vị lấy từ phần kính gửi",
    "": "văn bản không nêu đơn vị",
}
_KINDS = {
    Kind.DELIVERABLE: "có sản phẩm hoặc sự kiện hoàn thành được",
    Kind.TARGET: "có chỉ tiêu phải đạt",
    Kind.STANDING: "là việc làm liên tục",
}


def _why(proposal: Proposal, kind: Kind, source: str, due: Due) -> str:
    opening = "Là một dòng của bảng phân công" if proposal.context.source == "bảng" else _opening(proposal)
    when = (
        f"hạn theo “{due.words}”"
        if due.words and due.day
        else f"không tính hạn vì “{due.words}”"
        if due.words
        else "không nêu hạn"
    )
    return f"{opening}, {_KINDS[kind]}; {_SOURCES.get(source, 'đơn vị lấy từ văn bản')}; {when}."


def _opening(proposal: Proposal) -> str:
    if not proposal.phrase:
        return "Nêu một con số phải đạt"
    return f"{'Giao việc' if proposal.order else 'Mở đầu'} bằng động từ “{proposal.phrase}”"
