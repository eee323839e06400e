"""Posts, their holders and fields; roles given and taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.organisation.actions.grants import Gift, give_grant, revoke_grant
from nennep.organisation.actions.posts import (
    PostFacts,
    add_portfolio,
    add_post,
    edit_post,
    end_post,
    hand_over,
    rename_portfolio,
)
from nennep.organisation.actions.tree import Dated
from nennep.organisation.models import Grant, Portfolio, Post
from nennep.organisation.permissions import may
from nennep.organisation.queries.people import in_charge
from nennep.organisation.rules import Act, Role
from nennep.organisation.tests.make import START, make_grant, make_post
from tests.cast import Cast

DAY = date(2026, 3, 1)
WHEN = Dated(DAY, "Quyết định số 8-QĐ/ĐU")
BEFORE = date(2026, 2, 28)


def journalled(action: str) -> bool:
    return Entry.objects.filter(action=action).exists()


def test_a_post_and_its_field_say_who_is_in_charge_on_a_day(cast: Cast) -> None:
    field = add_portfolio("Kiểm tra, giám sát", by=cast.clerk)
    post = add_post(cast.tree.root, PostFacts("Bí thư", portfolios=[field]), cast.secretary, START, by=cast.clerk)
    end_post(post, WHEN, by=cast.clerk)

    assert in_charge(field, DAY) == [post]
    assert in_charge(field, DAY + timedelta(days=1)) == []
    assert all(journalled(action) for action in ("portfolio.added", "post.added", "post.ended"))


def test_a_handed_over_post_ends_one_day_and_begins_the_next(cast: Cast) -> None:
    old = make_post("Bí thư", cast.tree.root, cast.secretary)
    new = hand_over(old, cast.clerk, WHEN, by=cast.organiser)

    old.refresh_from_db()
    assert (old.ends, new.starts, new.holder) == (BEFORE, DAY, cast.clerk)
    assert Post.objects.on(DAY).filter(title="Bí thư").get() == new
    assert journalled("post.handed_over")


def test_title_and_fields_are_edited_the_holder_is_not(cast: Cast) -> None:
    post = make_post("Bí thư", cast.tree.root, cast.secretary)
    edit_post(post, PostFacts("Phó Bí thư", may_sign=True, rank=5), by=cast.clerk)

    post.refresh_from_db()
    assert (post.title, post.may_sign, post.holder) == ("Phó Bí thư", True, cast.secretary)
    assert journalled("post.edited")


def test_an_ended_post_is_not_ended_again_nor_before_it_began(cast: Cast) -> None:
    post = make_post("Bí thư", cast.tree.root, cast.secretary)
    with pytest.raises(RuleBroken):
        end_post(post, Dated(date(2024, 1, 1), ""), by=cast.clerk)
    end_post(post, WHEN, by=cast.clerk)
    with pytest.raises(RuleBroken):
        end_post(post, WHEN, by=cast.clerk)
    with pytest.raises(RuleBroken):
        hand_over(post, cast.clerk, WHEN, by=cast.clerk)


def test_nobody_takes_over_from_himself_and_names_are_not_empty(cast: Cast) -> None:
    post = make_post("Bí thư", cast.tree.root, cast.secretary)
    with pytest.raises(RuleBroken):
        hand_over(post, cast.secretary, WHEN, by=cast.clerk)
    with pytest.raises(RuleBroken):
        add_post(cast.tree.root, PostFacts("  "), None, START, by=cast.clerk)


def test_a_field_has_one_name_of_its_own(cast: Cast) -> None:
    add_portfolio("Nội chính", by=cast.clerk)
    other = add_portfolio("Tư pháp", by=cast.clerk)
    for name in ("Nội chính", " "):
        with pytest.raises(RuleBroken):
            rename_portfolio(other, name, by=cast.clerk)
    assert rename_portfolio(other, "Tư pháp, nội chính", by=cast.clerk).name == "Tư pháp, nội chính"
    assert journalled("portfolio.renamed")


@pytest.mark.parametrize(
    "act",
    [
        lambda cast, _post, _field: add_post(cast.tree.board, PostFacts("X"), None, START, by=cast.contact),
        lambda cast, post, _field: edit_post(post, PostFacts("X"), by=cast.secretary),
        lambda cast, post, _field: end_post(post, WHEN, by=cast.sysadmin),
        lambda cast, post, _field: hand_over(post, cast.clerk, WHEN, by=cast.neighbour),
        lambda cast, _post, _field: add_portfolio("X", by=cast.inspector),
        lambda cast, _post, field: rename_portfolio(field, "X", by=cast.contact),
    ],
)
def test_who_does_not_keep_the_tree_changes_no_post(cast: Cast, act: Callable[..., object]) -> None:
    post, field = make_post("Bí thư", cast.tree.root, cast.secretary), Portfolio.objects.create(name="Nội chính")
    with pytest.raises(NotAllowed):
        act(cast, post, field)


def gift(cast: Cast) -> Gift:
    ends = timezone.localdate() + timedelta(days=30)
    return Gift(cast.outsider, Role.CONTACT, cast.tree.cell, timezone.localdate(), ends=ends)


def test_a_given_role_holds_at_the_next_question_and_no_longer_once_revoked(cast: Cast) -> None:
    grant = give_grant(gift(cast), by=cast.sysadmin)
    assert may(cast.outsider, Act.SEE_OWN, cast.tree.cell)
    assert not may(cast.outsider, Act.SEE_OWN, cast.tree.board)

    revoke_grant(grant, "Chuyển công tác", by=cast.sysadmin)

    assert not may(cast.outsider, Act.SEE_OWN, cast.tree.cell)
    assert journalled("grant.given")
    assert journalled("grant.revoked")


def test_a_role_on_a_post_ends_with_the_post(cast: Cast) -> None:
    post = make_post("Bí thư chi bộ", cast.tree.cell, cast.outsider)
    give_grant(replace(gift(cast), ends=None, post=post), by=cast.sysadmin)
    assert may(cast.outsider, Act.SEE_OWN, cast.tree.cell)

    end_post(post, WHEN, by=cast.clerk)

    assert not may(cast.outsider, Act.SEE_OWN, cast.tree.cell)


def test_nobody_gives_a_role_to_himself(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="tự giao"):
        give_grant(replace(gift(cast), user=cast.sysadmin), by=cast.sysadmin)


def test_a_role_ends_somehow_and_is_given_once(cast: Cast) -> None:
    post = make_post("Bí thư chi bộ", cast.tree.cell, cast.member)
    given = gift(cast)
    give_grant(given, by=cast.sysadmin)
    refused = [
        given,
        replace(given, ends=None, role=Role.MEMBER),
        replace(given, ends=BEFORE, role=Role.MEMBER),
        replace(given, ends=None, post=post, role=Role.MEMBER),
    ]
    for one in refused:
        with pytest.raises(RuleBroken):
            give_grant(one, by=cast.sysadmin)


def test_a_locked_account_is_given_nothing(cast: Cast) -> None:
    cast.outsider.is_active = False
    with pytest.raises(RuleBroken):
        give_grant(gift(cast), by=cast.sysadmin)


def test_the_last_keeper_of_users_stays_and_no_role_is_revoked_twice(cast: Cast) -> None:
    last = Grant.objects.get(user=cast.sysadmin)
    with pytest.raises(RuleBroken, match="cuối cùng"):
        revoke_grant(last, "", by=cast.sysadmin)
    make_grant(cast.clerk, Role.SYSADMIN, cast.tree.root, subtree=True)
    revoke_grant(last, "Thôi việc", by=cast.clerk)
    with pytest.raises(RuleBroken):
        revoke_grant(last, "Thôi việc", by=cast.clerk)


def test_only_keepers_of_users_give_and_take(cast: Cast) -> None:
    grant = Grant.objects.get(user=cast.contact)
    for person in (cast.clerk, cast.secretary, cast.organiser):
        with pytest.raises(NotAllowed):
            give_grant(gift(cast), by=person)
        with pytest.raises(NotAllowed):
            revoke_grant(grant, "", by=person)
