"""Posts, who holds them, and the fields they are in charge of. A change of holder is an end and a beginning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
from nennep.lib.text import nfc, one_line
from nennep.organisation.actions.tree import ONE_DAY, Dated, check_living
from nennep.organisation.models import Portfolio, Post, Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class PostFacts:
    title: str
    may_sign: bool = False
    authority: str = ""
    rank: int = 100
    portfolios: Sequence[Portfolio] = ()


@transaction.atomic
def add_post(unit: Unit, facts: PostFacts, holder: "User | None", starts: date, *, by: "User") -> Post:
    must(by, Act.KEEP_TREE, unit)
    check_living(unit)
    post = Post(unit=unit, holder=holder, starts=starts)
    write_post(post, facts)
    record(by, "post.added", post, holder=str(holder or ""), starts=starts.isoformat(), may_sign=post.may_sign)
    return post


@transaction.atomic
def edit_post(post: Post, facts: PostFacts, *, by: "User") -> Post:
    """Title, right to sign, rank and fields; the holder changes by `hand_over`."""
    post = locked(post)
    must(by, Act.KEEP_TREE, post.unit)
    before = said(post)
    write_post(post, facts)
    after = said(post)
    if before != after:
        record(by, "post.edited", post, before=before, after=after)
    return post


@transaction.atomic
def end_post(post: Post, when: Dated, *, by: "User") -> Post:
    """`when.day` is the last day; grants that hang on the post end with it."""
    post = locked(post)
    must(by, Act.KEEP_TREE, post.unit)
    check_may_end(post, when.day)
    post.ends = when.day
    post.save(update_fields=["ends"])
    record(by, "post.ended", post, day=when.day.isoformat(), reason=when.reason, holder=str(post.holder or ""))
    return post


@transaction.atomic
def hand_over(post: Post, holder: "User", when: Dated, *, by: "User") -> Post:
    """The old holder's last day is the day before; the same post begins anew with the new holder."""
    post = locked(post)
    must(by, Act.KEEP_TREE, post.unit)
    if post.holder_id == holder.pk:
        raise RuleBroken(_("%(holder)s đang giữ chức vụ này.") % {"holder": holder.full_name})
    check_may_end(post, when.day - ONE_DAY)
    post.ends = when.day - ONE_DAY
    post.save(update_fields=["ends"])
    new = Post(unit=post.unit, holder=holder, starts=when.day)
    write_post(new, facts_of(post))
    record(by, "post.handed_over", new, former=str(post.holder or ""), holder=holder.full_name, reason=when.reason)
    return new


def locked(post: Post) -> Post:
    return Post.objects.select_for_update(of=("self",)).select_related("unit", "holder").get(pk=post.pk)


def check_may_end(post: Post, last_day: date) -> None:
    if post.ends:
        raise RuleBroken(_("Chức vụ này đã kết thúc ngày %(day)s.") % {"day": format_date(post.ends)})
    if last_day < post.starts:
        raise RuleBroken(
            _("Chức vụ này bắt đầu ngày %(day)s; hãy chọn ngày sau đó.") % {"day": format_date(post.starts)}
        )


def write_post(post: Post, facts: PostFacts) -> None:
    title = one_line(nfc(facts.title))
    if not title:
        raise RuleBroken(_("Chức vụ phải có tên."))
    post.title, post.may_sign, post.rank = title, facts.may_sign, facts.rank
    post.authority = one_line(nfc(facts.authority))
    post.save()
    post.portfolios.set(facts.portfolios)


def facts_of(post: Post) -> PostFacts:
    return PostFacts(post.title, post.may_sign, post.authority, post.rank, list(post.portfolios.all()))


def said(post: Post) -> dict[str, object]:
    facts = facts_of(post)
    return vars(facts) | {"portfolios": [field.name for field in facts.portfolios]}


@transaction.atomic
def add_portfolio(name: str, *, by: "User") -> Portfolio:
    must(by, Act.KEEP_TREE)
    portfolio = Portfolio(name=free_name(name, None))
    portfolio.save()
    record(by, "portfolio.added", portfolio)
    return portfolio


@transaction.atomic
def rename_portfolio(portfolio: Portfolio, name: str, *, by: "User") -> Portfolio:
    portfolio = Portfolio.objects.select_for_update().get(pk=portfolio.pk)
    must(by, Act.KEEP_TREE)
    before, portfolio.name = portfolio.name, free_name(name, portfolio)
    portfolio.save(update_fields=["name"])
    record(by, "portfolio.renamed", portfolio, before=before)
    return portfolio


def free_name(name: str, own: Portfolio | None) -> str:
    name = one_line(nfc(name))
    if not name:
        raise RuleBroken(_("Lĩnh vực phải có tên."))
    others = Portfolio.objects.exclude(pk=own.pk) if own else Portfolio.objects.all()
    if others.filter(name=name).exists():
        raise RuleBroken(_("Đã có lĩnh vực “%(name)s”.") % {"name": name})
    return name
