"""A template that a receiver gave: its heading row, and what of ours each column asks for, as the machine takes it.

The headings are read and recognised by the engine that maps lists (`workbench.child`); what it calls a field is told
here as a source of a column. Of the file nothing else is kept.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nennep.lib import sandbox
from nennep.lib.errors import RuleBroken
from nennep.lib.guard import Kind, inspect
from nennep.lib.text import fold, words_of
from nennep.matching.fields import LABELS, Field
from nennep.members.fields import kept_fields
from nennep.members.outgoing.columns import DAYS, NUMBER, PARTS, PARTS_OF_DAY, SAID
from nennep.members.outgoing.layout import Layout
from nennep.workbench.child.places import GIVEN, LOOKS
from nennep.workbench.folders import write_order
from nennep.workbench.running import carry_out

TAKEN = frozenset({Kind.XLSX})
LONGEST, MOST = 160, 200  # characters of a heading; columns
PLACES = frozenset(key for key, field in kept_fields().items() if field.kind == "place")
OF_OTHER_NAME = {Field.CELL: "cell", Field.UNIT_CODE: "cell.code"}  # what the engine calls otherwise than the register
WORDS = (  # of headings that the engine knows as no field of matching
    ("chuc vu dang", "posts"), ("chuc vu trong dang", "posts"), ("tu cach", "standing"), ("ten khac", "other_name"),
    ("ten goi khac", "other_name"), ("bi danh", "other_name"), ("cap tren", "cell.above"), ("dang bo", "cell.above"),
    ("tam thoi", "cell.temporary"), ("so thu tu", NUMBER),
)  # fmt: skip
WORDS_OF_PLACE = (("que quan", Field.HOMETOWN), ("nguyen quan", Field.HOMETOWN), ("noi o", Field.RESIDENCE))
WORDS_OF_PART = {
    "province": ("tinh", "thanh pho"),
    "commune": ("xa", "phuong", "dac khu"),
    "detail": ("chi tiet", "so nha", "thon", "to dan pho"),
}


@dataclass(frozen=True)
class Asked:
    """A column of the template."""

    heading: str
    source: str  # "" where nothing of ours is recognised
    why: str


@dataclass(frozen=True)
class Template:
    columns: tuple[Asked, ...]
    sha256: str
    records: int  # rows below the headings: an empty template has none


def plain(heading: str) -> str:
    return " ".join(words_of(fold(heading)))


def read_template(name: str, content: Iterable[bytes], shipped: Layout, known: Mapping[str, str]) -> Template:
    """`known`: sources that people confirmed before, by plain heading. Raises BadFile, RuleBroken."""
    whole = b"".join(content)
    sheet = most_telling(looks_of(name, whole))
    found = [each for each in sheet["columns"] if each["heading"].strip()]
    if not found:
        raise RuleBroken(_("Không thấy hàng tiêu đề trong tệp. Mẫu phải có một hàng ghi tên các cột."))
    if len(found) > MOST:
        raise RuleBroken(_("Mẫu có quá %(most)s cột.") % {"most": MOST})
    same = {plain(column.heading): column.source for column in shipped.columns}
    taken: set[str] = set()
    columns = []
    for each in with_days_parted(found):
        asked = asked_by(each, same, known)
        if asked.source in taken:
            asked = Asked(asked.heading, "", _("Đã có cột khác lấy nội dung này."))
        taken |= {asked.source} - {""}
        columns.append(asked)
    return Template(tuple(columns), hashlib.sha256(whole).hexdigest(), sheet["records"])


def with_days_parted(columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """“Ngày sinh / Tháng” asks for a part of the day that stands over it."""
    days = {over_of(each)[0]: each["proposed"] for each in columns if each["proposed"] in DAYS and over_of(each)[1]}
    return [
        {**each, "part": f"{days[over]}.{part}"} if part and (over := over_of(each)[0]) in days else each
        for each in columns
        for part in [over_of(each)[1]]
    ]


def over_of(column: Mapping[str, Any]) -> tuple[str, str]:
    """The heading that stands over several, and the part of a day that this one is."""
    over, _slash, last = column["heading"].rpartition(" / ")
    return over, {"ngày": "day", "tháng": "month", "năm": "year"}.get(last.strip().lower(), "") if over else ""


def looks_of(name: str, whole: bytes) -> list[dict[str, Any]]:
    with sandbox.private_folder() as folder:
        (folder / GIVEN).mkdir()
        file = folder / GIVEN / "template.xlsx"
        file.write_bytes(whole)
        inspect(file, TAKEN)
        write_order(folder, {"files": [file.name]})
        carry_out("look", folder, lambda _told: None)
        found: list[dict[str, Any]] = json.loads((folder / LOOKS).read_text("utf-8"))
    if not found:
        raise RuleBroken(_("“%(name)s” không có trang tính nào đọc được.") % {"name": name})
    return found


def most_telling(sheets: list[dict[str, Any]]) -> dict[str, Any]:
    return max(sheets, key=lambda sheet: sum(each["proposed"] is not None for each in sheet["columns"]))


def asked_by(column: dict[str, Any], same: Mapping[str, str], known: Mapping[str, str]) -> Asked:
    heading = " ".join(column["heading"].split())[:LONGEST]
    said = plain(heading)
    if said in known:
        return Asked(heading, known[said], _("Như lần trước đã xác nhận."))
    if said in same:
        return Asked(heading, same[said], _("Trùng tên cột của mẫu có sẵn."))
    if "part" in column:
        return Asked(heading, column["part"], _("Một phần của ngày."))
    if column["proposed"] is None:
        source = by_words(said)
        unknown = _("Máy không nhận ra; sổ có thể không giữ điều này.")
        return Asked(heading, source, _("Theo chữ trong tiêu đề.") if source else unknown)
    field = Field(column["proposed"])
    source = source_of(field, said)
    why = _("Tiêu đề giống “%(label)s”.") % {"label": LABELS[field]} if source else _("Sổ không giữ riêng điều này.")
    return Asked(heading, source, why)


def by_words(said: str) -> str:
    """Of a place in several columns the engine proposes one alone."""
    if said in ("tt", "stt", "so tt"):
        return NUMBER
    place = next((field for words, field in WORDS_OF_PLACE if words in said), None)
    if place and "." in (source := source_of(place, said)):
        return source
    return next((source for words, source in WORDS if words in said), "")


def source_of(field: Field, said: str) -> str:
    """Of a place only the part that the heading asks for."""
    if field in OF_OTHER_NAME:
        return OF_OTHER_NAME[field]
    key = field.value
    if key not in kept_fields():
        return ""
    if key in PLACES:
        part = next((part for part, words in WORDS_OF_PART.items() if any(has(said, word) for word in words)), "")
        return f"{key}.{part}" if part else key
    return key


def has(said: str, words: str) -> bool:
    return f" {words} " in f" {said} "


def sources(shipped: Layout) -> list[tuple[str, str]]:
    """All that a column may be filled from, with the words of pages."""
    named = {NUMBER: _("Số thứ tự"), **{column.source: column.heading for column in shipped.columns if column.source}}
    for key, field in kept_fields().items():
        named.setdefault(key, field.label)
        if key in PLACES:
            named |= {f"{key}.{part}": named.get(f"{key}.{part}", "") for part in PARTS}
        if key in DAYS:
            named |= {f"{key}.{part}": f"{field.label}: {word_of(part)}" for part in PARTS_OF_DAY}
    return [(source, word) for source, word in named.items() if word and is_source(source)]


def word_of(part: str) -> str:
    return {"day": _("ngày"), "month": _("tháng"), "year": _("năm")}[part]


def is_source(source: str) -> bool:
    key, _dot, part = source.partition(".")
    if source in SAID:
        return True
    if key in PLACES:
        return part in ("", *PARTS)
    return key in kept_fields() and (not part or (key in DAYS and part in PARTS_OF_DAY))
