"""Groups, posts, fields and grants as their pages show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.lib.text import fold
from nennep.organisation.models import Grant, GrantQuerySet, Group, Phrase, Portfolio, Post, PostQuerySet, Unit
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User

NOW, ENDED, ALL = "now", "ended", "all"


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to."""

    words: str = ""
    state: str = NOW
    learned: str = ""
    role: str = ""
    by: str = "person"

    @property
    def narrows(self) -> bool:
        return bool(self.words or self.learned or self.role or self.state != NOW)


def groups_found(wanted: Wanted) -> "QuerySet[Group]":
    found = Group.objects.annotate(size=Count("units", distinct=True))
    if wanted.state != ALL:
        found = found.filter(is_active=wanted.state == NOW)
    for word in fold(wanted.words).split():
        found = found.filter(Q(folded_name__contains=word) | Q(phrases__folded__contains=word))
    return found.distinct().order_by("name", "pk")


def phrases_found(wanted: Wanted) -> "QuerySet[Phrase]":
    found = Phrase.objects.select_related("taught_by").prefetch_related("units", "groups", "people")
    if wanted.learned:
        found = found.filter(learned=wanted.learned == "yes")
    for word in fold(wanted.words).split():
        found = found.filter(folded__contains=word)
    return found.order_by("-taught_at", "-pk")


def posts_found(user: "User", wanted: Wanted) -> PostQuerySet:
    """Posts of the units that the person keeps, or gives grants on."""
    reach = Grant.objects.reaching(user, Act.KEEP_TREE, "unit__") | Grant.objects.reaching(
        user, Act.KEEP_USERS, "unit__"
    )
    found = Post.objects.filter(reach).select_related("unit", "holder").prefetch_related("portfolios")
    today = timezone.localdate()
    if wanted.state == NOW:
        found = found.on(today)
    elif wanted.state == ENDED:
        found = found.filter(ends__lt=today)
    for word in fold(wanted.words).split():
        found = found.filter(Q(unit__folded_name__contains=word) | Q(holder__folded_name__contains=word))
    return found.order_by("unit__path", "rank", "title", "pk")


def in_charge(portfolio: Portfolio, day: date) -> list[Post]:
    """Who is in charge of the field on the day."""
    return list(Post.objects.on(day).filter(portfolios=portfolio).select_related("unit", "holder"))


def portfolios_with_posts() -> "QuerySet[Portfolio]":
    standing = Post.objects.living().select_related("unit", "holder")
    return Portfolio.objects.prefetch_related(Prefetch("posts", queryset=standing, to_attr="standing"))


def grants_found(user: "User", wanted: Wanted) -> GrantQuerySet:
    found = Grant.objects.filter(Grant.objects.reaching(user, Act.KEEP_USERS, "unit__"))
    found = found.select_related("user", "unit", "post", "given_by", "absence__person")
    if wanted.state == NOW:
        found = found.living()
    elif wanted.state == ENDED:
        found = found.exclude(pk__in=Grant.objects.living().values("pk"))
    if wanted.role:
        found = found.filter(role=wanted.role)
    for word in fold(wanted.words).split():
        found = found.filter(Q(user__folded_name__contains=word) | Q(unit__folded_name__contains=word))
    by_unit = ("unit__path", "user__full_name", "pk")
    return found.order_by(*by_unit if wanted.by == "unit" else ("user__full_name", "user_id", "unit__path", "pk"))


GROUP_HEADINGS = (
    _("Tên khối"), _("Đơn vị"), _("Tên gọi khác"), _("Ghi chú"),
)  # fmt: skip
POST_HEADINGS = (
    _("Đơn vị"), _("Chức vụ"), _("Người giữ"), _("Tên đăng nhập"), _("Lĩnh vực phụ trách"), _("Được ký giao việc"),
    _("Quyền hạn ký"), _("Thứ tự"), _("Từ ngày"), _("Đến hết ngày"),
)  # fmt: skip
GRANT_HEADINGS = (
    _("Người"), _("Tên đăng nhập"), _("Vai trò"), _("Đơn vị"), _("Cả bên dưới"), _("Từ ngày"), _("Đến hết ngày"),
    _("Theo chức vụ"), _("Lý do"), _("Người giao"), _("Thay cho"),
)  # fmt: skip
PHRASE_HEADINGS = (
    _("Lời trong văn bản"), _("Nghĩa là"), _("Cách biết"), _("Người dạy"), _("Ngày"), _("Trong văn bản"),
)  # fmt: skip

PORTFOLIO_HEADINGS = (_("Lĩnh vực"), _("Người phụ trách"))


def portfolio_rows(portfolios: "QuerySet[Portfolio]") -> Iterator[list[object]]:
    for field in portfolios:
        standing: list[Post] = field.standing  # type: ignore[attr-defined]
        held = (f"{post.holder.full_name} ({post})" if post.holder else str(post) for post in standing)
        yield [field.name, "; ".join(held)]


def group_rows(groups: "QuerySet[Group]") -> Iterator[list[object]]:
    aliases = Prefetch("phrases", queryset=Phrase.objects.filter(learned=False), to_attr="aliases")
    for group in groups.prefetch_related(Prefetch("units", queryset=Unit.objects.order_by("path")), aliases):
        names = "; ".join(unit.name for unit in group.units.all())
        yield [group.name, names, "; ".join(phrase.words for phrase in group.aliases), group.note]


def post_rows(posts: Iterable[Post]) -> Iterator[list[object]]:
    for post in posts:
        fields = "; ".join(field.name for field in post.portfolios.all())
        holder, username = (post.holder.full_name, post.holder.username) if post.holder else ("", "")
        yield [
            post.unit.name, post.title, holder, username, fields, post.may_sign, post.authority, post.rank,
            post.starts, post.ends,
        ]  # fmt: skip


def grant_rows(grants: Iterable[Grant]) -> Iterator[list[object]]:
    for grant in grants:
        yield [
            grant.user.full_name, grant.user.username, grant.get_role_display(), grant.unit.name, grant.subtree,
            grant.starts, grant.ends, grant.post.title if grant.post else "", grant.reason, str(grant.given_by or ""),
            str(grant.stands_for or ""),
        ]  # fmt: skip


def phrase_rows(phrases: Iterable[Phrase]) -> Iterator[list[object]]:
    for phrase in phrases:
        meant = "; ".join(str(one) for one in (*phrase.units.all(), *phrase.groups.all(), *phrase.people.all()))
        way = gettext("Đã học") if phrase.learned else gettext("Đặt sẵn")
        yield [phrase.words, meant, way, str(phrase.taught_by or ""), phrase.taught_at.date(), phrase.taught_in]
