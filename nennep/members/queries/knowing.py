"""Members as their columns say them, in clear, some thousands at a time: for files that leave, never for a page."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice

from nennep.members.fields import kept_fields
from nennep.members.models import Member, MemberPost, Stay
from nennep.members.models.member import MemberQuerySet
from nennep.members.outgoing.columns import Known
from nennep.organisation.models import Unit

BATCH = 2_000
Told = Callable[[int], None]  # how many are done


def in_order(members: MemberQuerySet) -> list[int]:
    """Keys by unit, then by name as lists are."""
    return list(members.order_by("cell__path", "sort_key", "pk").values_list("pk", flat=True))


class Knowing:
    """Reads members with what columns derive from elsewhere; `kept` are the fields of the register."""

    def __init__(self, kept: Collection[str]) -> None:
        self.kept = tuple(kept)
        self.columns = (
            "public_id",
            "cell",
            "standing",
            "sealed",
            *(key for key in kept if not kept_fields()[key].sealed),
        )
        self.units = {unit.pk: unit for unit in Unit.objects.only("pk", "name", "code", "parent_id", "short_name")}

    def read(self, keys: Sequence[int], told: Told = lambda _done: None) -> Iterator[tuple[Member, Known]]:
        """In the order of the keys; who is gone meanwhile is left out."""
        waiting, done = iter(keys), 0
        while some := list(islice(waiting, BATCH)):
            found = {one.pk: one for one in Member.objects.filter(pk__in=some).only(*self.columns).order_by()}
            stays, posts = open_stays(some), open_posts(some)
            for key in some:
                if key in found:
                    yield found[key], self.known(found[key], stays[key], posts[key])
            done += len(some)
            told(done)

    def known(self, member: Member, stays: list[Stay], posts: list[MemberPost]) -> Known:
        cell = self.units[member.cell_id]
        above = self.units.get(cell.parent_id or 0)
        here = [stay for stay in stays if not stay.temporary and stay.cell_id == member.cell_id]
        away = [self.units[stay.cell_id].name for stay in stays if stay.temporary]
        return Known(
            values={key: member.value(key) for key in self.kept},
            cell=cell.name,
            code=cell.code,
            above=above.name if above else "",
            since=here[0].starts if here else "",
            temporary="; ".join(away),
            standing=member.standing,
            posts=tuple(self.said_post(post) for post in posts),
        )

    def said_post(self, post: MemberPost) -> str:
        return f"{post.title}, {self.units[post.unit_id].name}" if post.unit_id else post.title


def open_stays(members: Sequence[int]) -> dict[int, list[Stay]]:
    found: dict[int, list[Stay]] = defaultdict(list)
    for stay in Stay.objects.open().filter(member__in=members).order_by("pk"):
        found[stay.member_id].append(stay)
    return found


def open_posts(members: Sequence[int]) -> dict[int, list[MemberPost]]:
    found: dict[int, list[MemberPost]] = defaultdict(list)
    for post in MemberPost.objects.open().filter(member__in=members).order_by("starts", "pk"):
        found[post.member_id].append(post)
    return found
