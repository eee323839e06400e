"""What a page says: its texts and the attributes that are read out, apart from the data it shows."""

import re
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, models, router
from django.utils import timezone

from nennep.evaluation.rules import thresholds
from nennep.facts.calendars import calendar_for
from nennep.lib.decided import decided_years, swapped_days
from nennep.members.outgoing.layout import layout_on
from nennep.procedures.catalogue.drawing import picture
from nennep.procedures.models import ProcedureVersion
from tests.messages import VIETNAMESE

SAID = ("alt", "aria-label", "content", "data-k", "label", "placeholder", "title", "value")  # attributes people meet
NOT_SAID = ("script", "style")
QUOTED = re.compile("“([^”]+)”")
# The program's name, languages by their own names, and examples: typed in Vietnamese whoever types them.
AS_THEY_ARE = re.compile(
    r"Nền Nếp|Tiếng Việt|Tết|\S*(?:ĐU|NĐ-CP)\b|Regulation \S*QĐ/TW\b|For example: .*"
    r"|“(?:Ban Tổ chức báo cáo|Đơn vị|Khối|Chức vụ|Người dùng|Các|Gia hạn đến)[^”]*”"
)


# Kept in the database, but said by the program: in its reader's language, or told again in it.
OUR_WORDS = {
    "notices.Notice.text", "notices.Letter.subject", "notices.Letter.body", "directives.Task.why",
    "directives.Directive.warnings",
}  # fmt: skip


class Spoken(HTMLParser):
    """The language of the page, and every piece of what it says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lang = ""
        self.pieces: list[str] = []
        self._silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "html":
            self.lang = found.get("lang") or ""
        self.pieces += [value for name in SAID if (value := found.get(name))]
        self._silent = tag in NOT_SAID

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 -- the parser's signature
        self._silent = False

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._silent:
            self.pieces.append(data)


IN_FILES = re.compile(r'"([^"\n]+)"')  # in the text of a procedure: the office's words


def data_of_the_house() -> list[str]:
    """Every text of the office in the database and every day of the calendar, longest first: no words of ours."""
    calendar = calendar_for(2024, 2030)
    kept = {word for days in (calendar.holidays, calendar.days_off, calendar.make_up) for word in days.values()}
    kept |= {swap.source for swap in swapped_days()} | {year.source for year in decided_years().values()}
    kept |= {each.source for each in thresholds(timezone.localdate())}
    kept |= {column.heading for column in layout_on(timezone.localdate()).columns}  # of a table that is asked for so
    for version in ProcedureVersion.objects.all():
        kept |= {*IN_FILES.findall(version.text), *(line for box in picture(version.told).boxes for line in box.lines)}
    for model in apps.get_models():
        if model.__module__.startswith("nennep.") and router.db_for_read(model) == DEFAULT_DB_ALIAS:
            names = [f.attname for f in model._meta.concrete_fields if is_text(f) and str(f) not in OUR_WORDS]
            kept |= {text for row in model._base_manager.values_list(*names) for text in texts_in(row)}
    return sorted({plain(text) for text in kept if len(text) > 1}, key=len, reverse=True)


def is_text(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField | models.JSONField)


def texts_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = [*value, *(each for name, each in value.items() if name != "why")]
    if isinstance(value, list | tuple):
        return [text for each in value for text in texts_in(each)]
    return [value] if isinstance(value, str) else []


def plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def vietnamese_left(pieces: list[str], data: list[str]) -> list[str]:
    """Pieces that speak Vietnamese even without the data in them."""
    whole = "\n".join(data)
    foreign = [piece for piece in pieces if VIETNAMESE.search(piece) and plain(piece).strip(" :…") not in whole]
    return [piece for piece in foreign if VIETNAMESE.search(without(data, AS_THEY_ARE.sub("", piece), whole))]


def without(data: list[str], piece: str, whole: str) -> str:
    """What is left of the piece without data and without words quoted from it; “…” ends data that was cut off."""
    piece = QUOTED.sub(lambda quoted: "" if plain(quoted[1]) in whole else quoted[0], piece)
    *cut, last = plain(piece).strip(" :–").split("…")
    left = " ".join([*(without_tail(part, whole) for part in cut), last])
    if left in whole:
        return ""
    for text in data:
        left = left.replace(text, " ")
    return left


def without_tail(part: str, whole: str) -> str:
    return part[: next((start for start in range(len(part)) if part[start:] in whole), len(part))]
