"""Pairs as they come up: whoever writes a number that another member has makes a pair at once."""

from collections.abc import Iterable

from nennep.members.fields import kept_fields
from nennep.members.models import Member, Twins
from nennep.members.models.member import MARKED
from nennep.members.queries.twins import NUMBERS, same_number
from nennep.members.rules import TwinsFound


def note_twins(member: Member, keys: Iterable[str] = NUMBERS) -> int:
    """Called by whoever wrote a member's numbers: each other who has one of them makes a pair at once."""
    written = {key: member.value(key) for key in keys if key in NUMBERS}
    if not any(written.values()) or member.merged_into_id:
        return 0
    others = Member.objects.filter(same_number(written), merged_into=None).exclude(pk=member.pk)
    pairs = [pair_of(member, other, TwinsFound.NUMBER) for other in others]
    return len(Twins.objects.bulk_create(pairs, ignore_conflicts=True))


def pair_of(member: Member, other: Member, found: TwinsFound) -> Twins:
    one, two = sorted((member, other), key=lambda each: each.pk)
    return Twins(one=one, other=two, found=found, why=agreeing(one, two), apart=have_two_numbers(one, two))


def have_two_numbers(one: Member, other: Member) -> bool:
    return bool(one.id12_mark and other.id12_mark and one.id12_mark != other.id12_mark)


def agreeing(one: Member, other: Member) -> list[list[str]]:
    """The fields that say the same; never what they say."""
    found = []
    for key, field in kept_fields().items():
        name = f"{key}_mark" if key in MARKED else key
        if field.sealed and key not in MARKED:
            same = bool(one.value(key)) and one.value(key) == other.value(key)
        else:
            same = bool(getattr(one, name)) and getattr(one, name) == getattr(other, name)
        if same:
            found.append([field.label, "trùng"])
    return found
