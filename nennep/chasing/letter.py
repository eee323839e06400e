"""The official letter that presses units for what they owe: one to all of them, or one to each."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import override

from nennep.directives.models import Assignment
from nennep.lib.dates import format_date
from nennep.lib.text import capitalised
from nennep.organisation.models import Office, Post, Unit
from nennep.organisation.rules import UnitKind
from nennep.web.downloads import safe_name
from nennep.writing.content import (
    Annex,
    Block,
    Column,
    Group,
    Head,
    OfficialDocument,
    Paragraph,
    Side,
    Signature,
    TableBlock,
)
from nennep.writing.layout import Style
from nennep.writing.official import write_official

ABSTRACT = "đôn đốc thực hiện nhiệm vụ được giao"
FOR_A_COMMITTEE = "T/M BAN THƯỜNG VỤ"  # where a post says nothing else of how its holder signs
ALL_OF_THEM = "Các tổ chức đảng, đơn vị có tên trong phụ lục"
MOST_NAMED = 10  # addressees on the first page; more are named in the annex
MOST_INSIDE = 12  # rows of the table in the text itself


@dataclass(frozen=True)
class Wish:
    """By when an answer is asked for, and who signs; without a post the place stays empty."""

    until: date | None = None
    signer: Post | None = None


Owed = Sequence[Assignment]


def letter_to_all(owed: Owed, wish: Wish) -> bytes:
    """In Vietnamese, whoever asks for it."""
    with override("vi"):
        return write_official(letter_of(owed, wish, Office.objects.get()))


def letters_to_each(owed: Owed, wish: Wish) -> bytes:
    """A zip with a letter for each unit."""
    by_unit: dict[str, list[Assignment]] = {}
    for answer in owed:
        by_unit.setdefault(answer.label, []).append(answer)
    out, office = io.BytesIO(), Office.objects.get()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package, override("vi"):
        for number, (name, answers) in enumerate(by_unit.items(), 1):
            content = write_official(letter_of(answers, wish, office))
            package.writestr(safe_name(f"{number:02d} {name}.docx"), content)
    return out.getvalue()


def letter_of(owed: Owed, wish: Wish, office: Office) -> OfficialDocument:
    units = list(dict.fromkeys(answer.unit for answer in owed if answer.unit))
    inside = len(owed) <= MOST_INSIDE
    table = table_of(owed, with_units=len(units) > 1)
    blocks: list[Block] = [Paragraph(opening(owed, inside))]
    blocks += [table] if inside else []
    blocks += [Paragraph(request(office, wish, units))]
    return OfficialDocument(
        head=Head(
            style=Style.PARTY,
            superior=office.superior,
            issuer=office.name,
            type="Công văn",
            symbol=office.symbol,
            place=office.place,
            day=timezone.localdate(),
            dated=False,
        ),
        abstract=ABSTRACT,
        blocks=blocks,
        signature=signature_of(wish.signer),
        recipients=recipients_of(office),
        addressees=[unit.name for unit in units] if len(units) <= MOST_NAMED else [ALL_OF_THEM],
        annexes=[] if inside else [Annex("Danh mục nhiệm vụ quá hạn, chưa có phản hồi", [table])],
    )


def recipients_of(office: Office) -> list[str]:
    name = short(office.name)
    return ["Như trên", f"Thường trực {name} (để báo cáo)", f"Lưu Văn phòng {name}"]


def short(name: str) -> str:
    """“Đảng ủy các cơ quan Đảng thành phố” is “Đảng ủy” to itself."""
    return next((word for word in ("Thành ủy", "Tỉnh ủy", "Đảng ủy", "Ban Chấp hành") if name.startswith(word)), name)


def opening(owed: Owed, inside: bool) -> str:
    today = timezone.localdate()
    late = sum(1 for answer in owed if answer.is_dated and answer.due and answer.due < today)
    counts = [f"{late} nhiệm vụ đã quá hạn"] if late else []
    counts += [f"{len(owed) - late} nhiệm vụ chưa có phản hồi"] if len(owed) > late else []
    where = "cụ thể như sau:" if inside else "cụ thể theo phụ lục kèm theo."
    day, what = format_date(today), " và ".join(counts)
    return f"Qua theo dõi việc thực hiện các nhiệm vụ được giao, tính đến ngày {day} còn {what}, {where}"


def request(office: Office, wish: Wish, units: Sequence[Unit]) -> str:
    who = units[0].name if len(units) == 1 else "các tổ chức đảng, đơn vị nêu trên"
    until = f" trước ngày {format_date(wish.until)}" if wish.until else ""
    return (
        f"{short(office.name)} đề nghị {who} khẩn trương thực hiện, báo cáo kết quả kèm minh chứng{until}; việc nào "
        "chưa thể hoàn thành thì nêu rõ nguyên nhân và thời hạn xin gia hạn."
    )


def table_of(owed: Owed, with_units: bool) -> TableBlock:
    columns = (
        Column("TT", 10, Side.CENTRE), Column("Nhiệm vụ", 68), Column("Theo văn bản", 32),
        Column("Thời hạn", 25, Side.CENTRE), Column("Tình trạng", 30),
    )  # fmt: skip
    rows: list[Sequence[str] | Group] = []
    unit = None
    for number, answer in enumerate(owed, 1):
        if with_units and answer.unit != unit:
            unit = answer.unit
            rows.append(Group(unit.name if unit else answer.label))
        rows.append([str(number), *cells(answer)])
    return TableBlock(columns, rows)


def cells(answer: Assignment) -> list[str]:
    task, today = answer.task, timezone.localdate()
    source = f"{task.directive.type} số {task.directive.reference}" if task.directive else ""
    if task.clause:
        source = f"{source}, mục {task.clause.path}".lstrip(", ")
    late = answer.is_dated and answer.due is not None and answer.due < today
    state = f"Quá hạn {(today - answer.due).days} ngày" if late and answer.due else "Chưa có phản hồi"
    due = format_date(answer.due) if answer.due else "Không ghi hạn"
    return [capitalised(" ".join(task.text.split())), source, due, state]


def signature_of(post: Post | None) -> Signature:
    if post is None:
        return Signature("", "", "")
    authority = post.authority or (FOR_A_COMMITTEE if post.unit.kind == UnitKind.COMMITTEE else "")
    title = post.title.upper().removesuffix(" THƯỜNG TRỰC")  # the usual way to call it, not to sign
    return Signature(authority, title, post.holder.full_name if post.holder else "")
