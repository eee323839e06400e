"""Pairs that may be one person: who looks like somebody at once, the list, and what may be merged without looking."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.lib.dates import format_known
from nennep.lib.text import fold
from nennep.members.labels import TWINS_FOUND, TWINS_STATES
from nennep.members.models import Member, MergeLimit, Twins
from nennep.members.models.member import MARKED, MemberQuerySet
from nennep.members.models.twins import TwinsQuerySet
from nennep.members.queries.listing import below
from nennep.members.queries.merging import sides_of
from nennep.members.rules import MERGED_ALONE, TwinsFound, TwinsState
from nennep.members.sealing import mark
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from nennep.accounts.models import User

NUMBERS = ("id12", "id9", "card12", "card")
AGREES = ("trùng", "trùng cả dấu")  # as the model says it
ALL = "all"
MOST_LISTED = 5_000  # pairs that one goes through one after the other
LIVE: dict[str, Any] = {"one__merged_into": None, "other__merged_into": None}
HEADINGS = (
    *(_("Họ và tên"), _("Ngày sinh"), _("Nơi sinh hoạt"), _("Họ và tên người kia"), _("Ngày sinh người kia")),
    *(_("Nơi sinh hoạt người kia"), _("Máy thấy"), _("Điểm"), _("Vì sao"), _("Tình trạng")),
)


def likely(values: Mapping[str, str], user: "User") -> MemberQuerySet:
    """Members within reach who may be the one with these values: a number to the last digit, or name and birth."""
    return Member.objects.visible_to(user, Act.KEEP_MEMBERS).filter(merged_into=None).filter(looks_like(values))


def looks_like(values: Mapping[str, str]) -> Q:
    told = same_number(values)
    if values.get("name") and values.get("dob"):
        told |= Q(folded_name=fold(values["name"]), dob__in=days_like(values["dob"]))
        told |= Q(folded_name__startswith=f"{fold(values['name'])} · ", dob__in=days_like(values["dob"]))
        if len(values["dob"]) < len("2000-01-01"):
            told |= Q(folded_name=fold(values["name"]), dob__startswith=f"{values['dob']}-")
    return told


def same_number(values: Mapping[str, str]) -> Q:
    told = Q(pk__in=[])
    for key in NUMBERS:
        if text := values.get(key, ""):
            told |= Q(**{f"{key}_mark": mark(key, text)}) if key in MARKED else Q(**{key: text})
    return told


def days_like(day: str) -> list[str]:
    """`1970-05-12` → itself, `1970-05`, `1970`."""
    parts = day.split("-")
    return ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]


def limit_today() -> int:
    """Pairs that one person merges alone."""
    held = MergeLimit.objects.filter(since__lte=timezone.localdate()).values_list("pairs", flat=True).first()
    return MERGED_ALONE if held is None else held


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; without a state, what waits."""

    state: str = ""
    found: str = ""
    unit: str = ""  # public id: of either of the two, the unit and all below it
    words: str = ""  # of a name

    @property
    def narrows(self) -> bool:
        return self != Wanted()


def twins_found(user: "User", wanted: Wanted) -> TwinsQuerySet:
    found = Twins.objects.visible_to(user)
    if wanted.state != ALL:
        state = wanted.state if wanted.state in tuple(TwinsState) else TwinsState.WAITING
        found = found.filter(state=state)
        if state in (TwinsState.WAITING, TwinsState.LATER):
            found = found.filter(**LIVE)
    if wanted.found in tuple(TwinsFound):
        found = found.filter(found=wanted.found)
    if wanted.unit:
        found = found.filter(below(wanted.unit, "one__cell") | below(wanted.unit, "other__cell"))
    for word in wanted.words.split():
        found = found.filter(Q(one__folded_name__contains=fold(word)) | Q(other__folded_name__contains=fold(word)))
    return found.select_related("one__cell", "other__cell").order_by("state", "found", F("weight").desc(), "pk")


def counts(user: "User") -> dict[str, int]:
    """Waiting pairs by what found them."""
    rows = (
        Twins.objects.visible_to(user).waiting().filter(**LIVE).order_by().values_list("found").annotate(n=Count("pk"))
    )
    return dict(rows)


def neighbours(pair: Twins, user: "User") -> tuple[str, str]:
    """Public ids of the one before and the one after it among those that wait; from any other the first is next."""
    order = list(twins_found(user, Wanted()).values_list("public_id", flat=True)[:MOST_LISTED])
    if pair.public_id not in order:
        return "", order[0] if order else ""
    at = order.index(pair.public_id)
    return order[at - 1] if at else "", order[at + 1] if at + 1 < len(order) else ""


@dataclass(frozen=True)
class Row:
    pair: Twins
    births: tuple[str, str]
    unlike: str  # what does not agree, or not wholly
    alike: str  # fields that do


def shown(pairs: "list[Twins]") -> list[Row]:
    return [Row(pair, (format_known(pair.one.dob), format_known(pair.other.dob)), *parted(pair)) for pair in pairs]


def parted(pair: Twins) -> tuple[str, str]:
    """What differs first: that is what a person must look at."""
    agree = [lower_first(gettext(field)) for field, said in pair.why if said in AGREES]
    rest = [f"{gettext(field)}: {gettext(said)}" for field, said in pair.why if said not in AGREES]
    return "; ".join(rest), ", ".join(agree)


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def why_of(pair: Twins) -> str:
    return "; ".join(f"{gettext(field)}: {gettext(said)}" for field, said in pair.why)


def sheet_rows(pairs: "QuerySet[Twins]") -> Iterator[list[object]]:
    kinds, states = dict(TWINS_FOUND), dict(TWINS_STATES)
    for pair in pairs.iterator(chunk_size=1000):
        sides = ([one.name, format_known(one.dob), one.cell.name] for one in (pair.one, pair.other))
        weight = None if pair.weight is None else round(pair.weight, 1)
        told = (str(kinds[TwinsFound(pair.found)]), weight, why_of(pair), str(states[TwinsState(pair.state)]))
        yield [cell for side in sides for cell in side] + list(told)


@dataclass(frozen=True)
class Clean:
    winner: int
    loser: int


def clean_pairs(user: "User") -> list[Clean]:
    """What may be merged without looking at each: records that the machine is sure of, group by group, the one that
    remains first. A group is left out when two of it have different numbers, were told apart, or wait elsewhere."""
    sure = Twins.objects.visible_to(user).filter(found=TwinsFound.SAME, state=TwinsState.WAITING, apart=False)
    groups = grouped(sure.filter(**LIVE).order_by("pk").values_list("one", "other"))
    members = Member.objects.in_bulk([pk for group in groups for pk in group])
    against = set(Twins.objects.filter(state__in=(TwinsState.APART, TwinsState.ASKED)).values_list("one", "other"))
    made: list[Clean] = []
    for group in groups:
        if is_clean([members[pk] for pk in group], against):
            first, *others = remaining_first([members[pk] for pk in group])
            made += [Clean(first.pk, other.pk) for other in others]
    return made


def grouped(pairs: Any) -> list[list[int]]:
    """Records that hang together."""
    group: dict[int, list[int]] = {}
    for one, other in pairs:
        first, second = group.setdefault(one, [one]), group.setdefault(other, [other])
        if first is not second:
            first += second
            group |= dict.fromkeys(second, first)
    return [each for pk, each in group.items() if each[0] == pk]


def is_clean(members: list[Member], against: set[tuple[int, int]]) -> bool:
    numbers = {one.id12_mark for one in members if one.id12_mark}
    pks = sorted(one.pk for one in members)
    parted = any((low, high) in against for at, low in enumerate(pks) for high in pks[at + 1 :])
    return len(numbers) < 2 and not parted


def remaining_first(members: list[Member]) -> list[Member]:
    first = members[0]
    for other in members[1:]:
        first = sides_of(first, other).winner
    return [first, *(one for one in members if one != first)]
