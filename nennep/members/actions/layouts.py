"""The office's own columns for handing over: taken from a template, confirmed by a person, put aside again."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.members.actions.basis import must_keep_whole
from nennep.members.actions.checking import mark_refused
from nennep.members.models import Member, OwnLayout, UnitCount
from nennep.members.outgoing.layout import layout_on
from nennep.members.outgoing.template import is_source, read_template
from nennep.members.permissions import must_be_open
from nennep.members.queries.layouts import confirmed_before

if TYPE_CHECKING:
    from nennep.accounts.models import User


def propose_layout(file_name: str, content: Iterable[bytes], *, by: "User") -> OwnLayout:
    """The file is read before the transaction begins."""
    must_keep_whole(by)
    must_be_open()
    read = read_template(file_name, content, layout_on(timezone.localdate()), confirmed_before())
    columns = [[asked.heading, asked.source, asked.why] for asked in read.columns]
    with transaction.atomic():
        own = OwnLayout.objects.create(file_name=file_name[:255], sha256=read.sha256, columns=columns, made_by=by)
        record(by, "layout.proposed", own, columns=len(columns), sha256=read.sha256)
    return own


@transaction.atomic
def confirm_layout(own: OwnLayout, chosen: Sequence[str], *, by: "User") -> OwnLayout:
    """`chosen`: the source of each column, blank for one that stays empty."""
    own = locked(own, by=by)
    if own.confirmed_at or own.ended_at:
        raise RuleBroken(_("Mẫu này đã được xác nhận hoặc đã bỏ."))
    must_fit(own, chosen)
    columns = [[heading, source, why] for (heading, _was, why), source in zip(own.columns, chosen, strict=True)]
    now = timezone.now()
    OwnLayout.objects.in_force().update(ended_at=now, ended_by=by)
    own.columns, own.confirmed_at, own.confirmed_by = columns, now, by
    own.save(update_fields=["columns", "confirmed_at", "confirmed_by"])
    empty = [heading for heading, source, _why in columns if not source]
    record(by, "layout.confirmed", own, columns=len(columns), empty=empty)
    count_anew()
    return own


def count_anew() -> None:
    """Who lacks something is told by the columns in force; what was counted ahead is counted again by the clock."""
    mark_refused(Member.objects.all(), must_be_open())
    UnitCount.objects.update(upto=0)


def must_fit(own: OwnLayout, chosen: Sequence[str]) -> None:
    filled = [source for source in chosen if source]
    if len(chosen) != len(own.columns) or not all(is_source(source) for source in filled):
        raise RuleBroken(_("Hãy chọn nội dung cho từng cột."))
    if "name" not in filled:
        raise RuleBroken(_("Chưa cột nào ghi họ tên."))
    twice = next((source for source in filled if filled.count(source) > 1), "")
    if twice:
        one, other = [
            heading for (heading, *_rest), source in zip(own.columns, chosen, strict=True) if source == twice
        ][:2]
        raise RuleBroken(_("Hai cột “%(one)s” và “%(other)s” cùng lấy một nội dung.") % {"one": one, "other": other})


@transaction.atomic
def end_layout(own: OwnLayout, *, by: "User") -> OwnLayout:
    """Back to the shipped columns; or a proposal that nobody wants."""
    own = locked(own, by=by)
    if own.ended_at:
        raise RuleBroken(_("Mẫu này đã thôi dùng."))
    own.ended_at, own.ended_by = timezone.now(), by
    own.save(update_fields=["ended_at", "ended_by"])
    record(by, "layout.ended" if own.confirmed_at else "layout.dropped", own)
    if own.confirmed_at:
        count_anew()
    return own


def locked(own: OwnLayout, *, by: "User") -> OwnLayout:
    must_keep_whole(by)
    must_be_open()
    return OwnLayout.objects.select_for_update(of=("self",)).get(pk=own.pk)
