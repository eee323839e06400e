"""A task in one line, without a document: read by the same engine, given in the name of who may sign."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.actions.issuing import give
from nennep.directives.actions.reviewing import TaskEdit, apply_edit
from nennep.directives.models import Task
from nennep.directives.rules import TaskState
from nennep.directives.telling import tell
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.organisation.models import Post, Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act


@dataclass(frozen=True)
class Line:
    """A quick task ready to be given."""

    edit: TaskEdit
    words: str  # as it was typed


@transaction.atomic
def add_task(line: Line, unit: Unit, post: Post, *, by: User) -> Task:
    must(by, Act.ISSUE, unit)
    if not line.edit.text.strip() or not line.edit.lead:
        raise RuleBroken(_("Việc phải có nội dung và ít nhất một nơi chủ trì."))
    if not Post.objects.living().filter(pk=post.pk, may_sign=True).exists():
        raise RuleBroken(_("%(post)s không được ký giao việc hôm nay.") % {"post": post})
    if given_just_now(line, by):
        raise RuleBroken(
            _("Việc này đồng chí vừa giao xong. Xem ở trang Nhiệm vụ; muốn giao lần nữa thì đợi một phút.")
        )
    task = Task.objects.create(
        unit=unit, text=line.edit.text, kind=line.edit.kind, made_by=by, why=line.words[:1000], state=TaskState.ACCEPTED
    )
    apply_edit(task, line.edit)
    task.save()
    give([task], post, timezone.now(), by=by)
    record(by, "task.added", task, signer=f"{post.holder}, {post}")
    tell(task, "task.added", lambda: _("Việc mới: “%(text)s”") % {"text": task.text[:200]})
    return task


def given_just_now(line: Line, by: User) -> bool:
    """The button pressed twice: the same words from the same person within a minute."""
    lately = timezone.now() - timedelta(minutes=1)
    same = Task.objects.filter(directive=None, text=line.edit.text, made_by=by, why=line.words[:1000])
    return same.filter(issued_at__gte=lately).exists()
