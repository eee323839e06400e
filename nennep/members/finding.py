"""What the checks say of members as the register knows them; nothing is written here."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from nennep.matching.checking.finding import Rule, Severity
from nennep.matching.checking.rows import check_rows
from nennep.matching.fields import LABELS, Field
from nennep.members.fields import kept_fields, masked
from nennep.members.models import Member, Stay
from nennep.organisation.models import Unit

Key = tuple[int, str, str]  # member, rule, field
CHECKED = tuple(key for key in kept_fields() if key in set(Field))
NUMBERS = {"id12": "id12_mark", "id9": "id9_mark", "card12": "card12", "card": "card"}  # field → where it is looked for
DUPLICATES = {"id12": Rule.DUP_ID, "id9": Rule.DUP_ID, "card12": Rule.DUP_CARD, "card": Rule.DUP_CARD}


@dataclass(frozen=True)
class Found:
    severity: str
    message: str
    number: str = ""


def find(members: Sequence[Member], kept: Sequence[str], today: date) -> dict[Key, Found]:
    """By the engine's own checks, of the fields that the office keeps; who is not on the list has no flaws."""
    listed = [member for member in members if member.listed]
    if not listed:
        return {}
    fields = [key for key in CHECKED if key in kept]
    found = dict(of_records(listed, fields, today))
    for field in (key for key in NUMBERS if key in fields):
        found |= dict(of_number(listed, field))
    return found | dict(of_cells(listed))


def of_records(members: Sequence[Member], fields: Sequence[str], today: date) -> Iterator[tuple[Key, Found]]:
    values = [{key: member.value(key) for key in fields} for member in members]
    records = [{Field(key): text for key, text in of_one.items() if text} for of_one in values]
    for line in check_rows(records, [Field(key) for key in fields], today).iter_rows(named=True):
        place = line["row"] - 1
        told = hidden(line["message"], line["rule"], line["field"], values[place])
        yield (members[place].pk, line["rule"], line["field"]), Found(line["severity"], told)


def hidden(message: str, rule: str, field: str, values: dict[str, str]) -> str:
    """The sentence without a sealed value in clear; communes of today would tell where somebody lives."""
    sealed = {key: text for key, text in values.items() if kept_fields()[key].sealed and text}
    if rule == Rule.AMBIGUOUS_PLACE and field in sealed:
        return f"{LABELS[Field(field)]}: địa danh cũ nay thuộc nhiều xã, phường; hãy ghi lại."
    for key, text in sorted(sealed.items(), key=lambda each: -len(each[1])):
        if key == field or len(text) >= len("0912345678"):
            message = message.replace(text, masked(kept_fields()[key], text))
    return message[:500]


def of_number(members: Sequence[Member], field: str) -> Iterator[tuple[Key, Found]]:
    """A number that stands with another member of the register, too; who that is, the page asks for its reader."""
    column = NUMBERS[field]
    known = {member.pk: getattr(member, column) for member in members if getattr(member, column)}
    rows = Member.objects.listed().filter(**{f"{column}__in": set(known.values())}).order_by()
    twice = set(rows.values(column).annotate(n=Count("pk")).filter(n__gt=1).values_list(column, flat=True))
    for member in members:
        if known.get(member.pk) in twice:
            said = f"{LABELS[Field(field)]} {shown(field, member.value(field))} cũng của một đảng viên khác trong sổ."
            yield (member.pk, DUPLICATES[field], field), Found(Severity.ERROR, said, known[member.pk])


def shown(field: str, text: str) -> str:
    return masked(kept_fields()[field], text) if kept_fields()[field].sealed else text


def of_cells(members: Sequence[Member]) -> Iterator[tuple[Key, Found]]:
    """Two cells at once; a cell that the tree no longer has."""
    stays = Stay.objects.open().filter(member__in=[member.pk for member in members], temporary=False)
    cells: dict[int, set[int]] = defaultdict(set)
    for member, cell in stays.order_by().values_list("member", "cell"):
        cells[member].add(cell)
    units = Unit.objects.living().filter(pk__in={member.cell_id for member in members})
    living = set(units.values_list("pk", flat=True))
    for member in members:
        if len(cells[member.pk]) > 1:
            said = f"Sổ ghi đang sinh hoạt ở {len(cells[member.pk])} nơi cùng lúc."
            yield (member.pk, Rule.TWO_CELLS, Field.CELL), Found(Severity.ERROR, said)
        if member.cell_id not in living:
            said = "Nơi sinh hoạt không còn trong cây tổ chức."
            yield (member.pk, Rule.UNKNOWN_UNIT, Field.CELL), Found(Severity.ERROR, said)
