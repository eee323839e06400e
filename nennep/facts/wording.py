"""A figure in words: its amount with its unit, and how sure the office is of it, as shape and word."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.facts.models import Fact, FactState, FactUnit
from nennep.facts.values import Extension, numbers_in, share_in


def amount(value: str, unit: str) -> str:
    """30 ngày làm việc · ít nhất 2/3 · 0,5 % · 30; 35; 40 năm; empty where nobody knows."""
    if not value or unit == FactUnit.WORDS:
        return value
    if unit == FactUnit.SHARE:
        share = share_in(value)
        part = f"{share.part.numerator}/{share.part.denominator}"
        return _("quá %(part)s") % {"part": part} if share.over else _("ít nhất %(part)s") % {"part": part}
    numbers = numbers_in(value)
    shown = "; ".join(number_format(number.normalize(), force_grouping=number >= 10_000) for number in numbers)
    return with_unit(shown, unit, numbers)


def with_unit(shown: str, unit: str, numbers: list[Decimal]) -> str:
    n = 1 if numbers == [Decimal(1)] else 2
    said = {
        FactUnit.WORKING_DAY: ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", n),
        FactUnit.CALENDAR_DAY: ngettext("%(n)s ngày", "%(n)s ngày", n),
        FactUnit.MONTH: ngettext("%(n)s tháng", "%(n)s tháng", n),
        FactUnit.YEAR: ngettext("%(n)s năm", "%(n)s năm", n),
        FactUnit.HOUR: ngettext("%(n)s giờ", "%(n)s giờ", n),
        FactUnit.MINUTE: ngettext("%(n)s phút", "%(n)s phút", n),
        FactUnit.MONEY: _("%(n)s đồng"),
        FactUnit.BASE_PAY: _("%(n)s lần mức lương cơ sở"),
    }
    return said.get(FactUnit(unit), "%(n)s %%" if unit == FactUnit.PERCENT else "%(n)s") % {"n": shown}


def extension_words(fact: Fact) -> str:
    if not fact.extension_value:
        return ""
    said = amount(fact.extension_value, fact.extension_unit)
    if fact.extension_times:
        said = ngettext("%(said)s, %(n)s lần", "%(said)s, %(n)s lần", fact.extension_times) % {
            "said": said,
            "n": fact.extension_times,
        }
    return f"{said}: {fact.extension_ground}" if fact.extension_ground else said


def allowed_words(extension: Extension) -> str:
    """vụ việc phức tạp: 30 ngày, 1 lần"""
    said = str(extension.limit)
    if times := extension.times:
        said = ngettext("%(said)s, %(n)s lần", "%(said)s, %(n)s lần", times) % {"said": said, "n": times}
    return f"{extension.ground}: {said}" if extension.ground else said


def mark_of(value: str, *, confirmed: bool, waiting: str = "") -> tuple[str, str]:
    """Shape and word of a figure's state; `waiting` is the state of a version beside it."""
    if waiting == FactState.PROPOSED:
        return "wait", _("chờ người thứ hai")
    if waiting == FactState.OFFERED:
        return "more", _("có bản mới để xem")
    if not value:
        return "heed", _("chưa có mức")
    return ("done", _("đã xác nhận")) if confirmed else ("open", _("chưa xác nhận"))
