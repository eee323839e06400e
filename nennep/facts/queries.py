"""The calendar's page and its sheet; figures as they were on a day, and their pages."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.facts.calendars import calendar_for
from nennep.facts.models import CalendarDay, DayKind, Fact, FactField, FactState
from nennep.facts.rules import Shape, shape_of
from nennep.facts.uses import Use, uses_of
from nennep.facts.values import Extension, FactValue, limit_of
from nennep.facts.wording import amount, extension_words, mark_of
from nennep.lib.dates import weekday_name
from nennep.lib.decided import decided_years, swapped_days
from nennep.lib.text import fold

LABOUR_CODE = _("Bộ luật Lao động 2019, Điều 112 và thông báo nghỉ lễ hằng năm (có sẵn trong phần mềm)")


@dataclass(frozen=True)
class Special:
    """A day on the list below the months, with its source; `own` can be annulled."""

    day: date
    shape: Shape
    name: str
    source: str
    own: CalendarDay | None

    @property
    def weekday(self) -> str:
        return gettext(weekday_name(self.day))


def specials_of(year: int) -> list[Special]:
    """Public holidays, swapped days and the office's own, in the order of the year."""
    calendar = calendar_for(year, year)
    own = {day.day: day for day in CalendarDay.objects.filter(annulled_at=None, day__year=year)}
    known = {swap.off: swap.source for swap in swapped_days()} | {swap.worked: swap.source for swap in swapped_days()}
    law = decided_years()[year].source if year in decided_years() else str(LABOUR_CODE)
    days = sorted({*calendar.holidays, *calendar.days_off, *calendar.make_up})
    found = []
    for day in days:
        shown = shape_of(day, calendar)
        source = own[day].source if day in own else known.get(day, law)
        found.append(Special(day, shown.shape, shown.word, source, own.get(day)))
    return [special for special in found if special.day.year == year]


def annulled_in(year: int) -> list[CalendarDay]:
    return list(CalendarDay.objects.filter(day__year=year).exclude(annulled_at=None).order_by("day", "pk"))


HEADINGS = (
    _("Ngày"),
    _("Thứ"),
    _("Loại"),
    _("Tên"),
    _("Căn cứ"),
)


def word_of(shape: Shape) -> str:
    words = {
        Shape.WORKING: gettext("ngày làm việc"),
        Shape.WEEKEND: gettext("cuối tuần"),
        Shape.HOLIDAY: str(DayKind.HOLIDAY.label),
        Shape.OFF: str(DayKind.OFF.label),
        Shape.WORKED: str(DayKind.WORKED.label),
    }
    return words[shape]


def sheet_rows(specials: Sequence[Special]) -> Iterator[list[object]]:
    for special in specials:
        yield [special.day, special.weekday, word_of(special.shape), special.name, special.source]


def fact(key: str, on: date) -> FactValue:
    """The figure in force on that day; `LookupError` for a key that nobody has shipped. One query."""
    return facts_of([key], on)[key]


def facts_of(keys: Collection[str], on: date) -> dict[str, FactValue]:
    """Several figures with one query. Where none was in force on that day, the nearest stands in and says so."""
    return {key: value_on(known, on) for key, known in versions_of(keys).items()}


def versions_of(keys: Collection[str]) -> dict[str, list[Fact]]:
    """That stand or stood, from the oldest on."""
    versions: dict[str, list[Fact]] = {}
    for version in Fact.objects.filter(key__in=keys, state=FactState.STANDING).order_by("version"):
        versions.setdefault(version.key, []).append(version)
    if missing := sorted(set(keys) - set(versions)):
        raise LookupError(f"no fact named {', '.join(missing)}")
    return versions


def value_on(versions: Sequence[Fact], on: date) -> FactValue:
    return value_of(version_on(versions, on), on)


def value_of(chosen: Fact, on: date) -> FactValue:
    """One version as whoever counts sees it."""
    return FactValue(
        key=chosen.key,
        public_id=chosen.public_id,
        name=chosen.name,
        value=chosen.value,
        unit=chosen.unit,
        shift_off_days=chosen.shift_off_days,
        start_event=chosen.start_event,
        extension=extension_of(chosen),
        document=chosen.document,
        article=chosen.article,
        confirmed=chosen.is_confirmed,
        confidence=chosen.confidence,
        question=chosen.question,
        effective_from=chosen.effective_from,
        in_force=holds(chosen, on),
    )


def version_on(versions: Sequence[Fact], on: date) -> Fact:
    """The youngest version in force; before the first one the first, after a gap the last before it."""
    held = [one for one in versions if holds(one, on)]
    begun = [one for one in versions if has_begun(one, on)]
    return (held or begun or versions[:1])[-1]


def has_begun(version: Fact, on: date) -> bool:
    return version.effective_from is None or version.effective_from <= on


def holds(version: Fact, on: date) -> bool:
    return has_begun(version, on) and (version.effective_to is None or on <= version.effective_to)


def extension_of(version: Fact) -> Extension | None:
    if not version.extension_value:
        return None
    limit = limit_of(version.extension_value, version.extension_unit, shift_off_days=version.shift_off_days)
    return Extension(limit, version.extension_times, version.extension_ground)


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; unknown words narrow to nothing."""

    field: str = ""
    state: str = ""  # open, asked, waiting, confirmed
    words: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.field or self.state or self.words)


@dataclass(frozen=True)
class FactRow:
    fact: Fact
    amount: str
    shape: str
    word: str
    waiting: str  # the state of a version that waits beside it
    coming: Fact | None = None  # the version that takes its place on a later day

    @property
    def extension(self) -> str:
        return extension_words(self.fact)

    @property
    def coming_amount(self) -> str:
        return amount(self.coming.value, self.coming.unit) if self.coming else ""

    @property
    def states(self) -> set[str]:
        """Under which of the list's filters it stands."""
        confirmed = "confirmed" if self.fact.is_confirmed else "open"
        return {confirmed} | ({"waiting"} if self.waiting else set()) | (set() if self.fact.value else {"asked"})

    @property
    def folded(self) -> str:
        said = (self.fact.name, self.fact.document, self.fact.article, self.fact.key, self.amount)
        return fold(" ".join(said))


def all_facts(today: date) -> list[FactRow]:
    """Every figure as it is in force; two or three hundred, so that searching needs no index. One query."""
    versions: dict[str, list[Fact]] = {}
    waiting: dict[str, str] = {}
    for version in Fact.objects.exclude(state=FactState.REFUSED).order_by("version"):
        if version.state == FactState.STANDING:
            versions.setdefault(version.key, []).append(version)
        else:
            waiting[version.key] = version.state
    rows = [standing_row(each, waiting.get(key, ""), today) for key, each in versions.items()]
    return sorted(rows, key=lambda row: (FactField.values.index(row.fact.field), row.fact.pk))


def standing_row(versions: Sequence[Fact], waiting: str, today: date) -> FactRow:
    """The version in force today, and the last one where that begins on a later day."""
    held, last = version_on(versions, today), versions[-1]
    row = row_of(held, waiting)
    return replace(row, coming=last) if last is not held and not has_begun(last, today) else row


def row_of(version: Fact, waiting: str) -> FactRow:
    shape, word = mark_of(version.value, confirmed=version.is_confirmed, waiting=waiting)
    return FactRow(version, amount(version.value, version.unit), shape, word, waiting)


def narrowed(rows: Sequence[FactRow], wanted: Wanted) -> list[FactRow]:
    words = fold(wanted.words).split()
    return [
        row
        for row in rows
        if (not wanted.field or row.fact.field == wanted.field)
        and (not wanted.state or wanted.state in row.states)
        and all(word in row.folded for word in words)
    ]


def how_many(rows: Sequence[FactRow]) -> dict[str, int]:
    states = ("open", "asked", "waiting", "confirmed")
    return {"all": len(rows)} | {state: sum(state in row.states for row in rows) for state in states}


@dataclass(frozen=True)
class FactPage:
    """A figure with all its versions, the youngest first."""

    standing: FactRow
    extension: str
    waiting: list[FactRow]
    past: list[FactRow]
    uses: list[Use]

    @property
    def may_correct(self) -> bool:
        """One correction waits at a time."""
        return not any(row.fact.state == FactState.PROPOSED for row in self.waiting)


def page_of_fact(one: Fact, today: date) -> FactPage:
    people = ("confirmed_by", "proposed_by")
    versions = list(Fact.objects.filter(key=one.key).select_related(*people).order_by("-version"))
    stood = [version for version in reversed(versions) if version.state == FactState.STANDING]
    standing = standing_row(stood, "", today)
    beside = {standing.fact.pk, standing.coming.pk if standing.coming else None}
    rows = [row_of(version, "") for version in versions if version.pk not in beside]
    waiting = [row for row in rows if row.fact.state in {FactState.PROPOSED, FactState.OFFERED}]
    past = [row for row in rows if row not in waiting]
    return FactPage(standing, extension_words(standing.fact), waiting, past, uses_of(one.key))


FACT_HEADINGS = (
    *(_("Lĩnh vực"), _("Tên"), _("Mức"), _("Tính từ"), _("Gia hạn"), _("Văn bản"), _("Điều, khoản")),
    *(_("Hiệu lực từ"), _("Mức tin cậy"), _("Tình trạng"), _("Câu hỏi cho cơ quan"), _("Nguồn"), _("Mã")),
)


def fact_sheet_rows(rows: Sequence[FactRow]) -> Iterator[list[object]]:
    for row in rows:
        one = row.fact
        yield [
            *(one.get_field_display(), one.name, row.amount, one.start_event, extension_words(one)),
            *(one.document, one.article, one.effective_from, one.get_confidence_display(), row.word),
            *(one.question, one.source, one.key),
        ]
