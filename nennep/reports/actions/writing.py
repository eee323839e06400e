"""A person's words in a report: changed, added, left out, tied to sources, chosen over the machine's newer ones."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.models import Task
from nennep.journal.actions import record
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.reports.models import Paragraph, Report, Section, Source
from nennep.reports.permissions import may_judge, may_write
from nennep.reports.rules import TO_WRITE, ParagraphState, ReportState

MOST_WORDS = 10_000  # characters of a paragraph


@dataclass(frozen=True)
class Seen:
    """A paragraph as its page showed it."""

    public_id: str
    version: int | None = None


def must_be_open(report: Report, by: User) -> None:
    if not (may_write(by, report) or may_judge(by, report)):
        raise NotAllowed
    if ReportState(report.state) not in TO_WRITE:
        raise RuleBroken(_("Báo cáo đã gửi hoặc đã khóa nên không sửa được nữa."))


def take(seen: Seen, by: User) -> Paragraph:
    found = Paragraph.objects.select_for_update(of=("self",)).select_related("section__report__unit__parent")
    paragraph = found.select_related("section__report__period").filter(public_id=seen.public_id).first()
    if paragraph is None:
        raise NotAllowed
    must_be_open(paragraph.section.report, by)
    if seen.version not in (None, paragraph.version):
        raise RuleBroken(_("Đoạn này vừa có người sửa. Xem lại rồi sửa tiếp; điều đã gõ vẫn còn trong ô."))
    return paragraph


def whole(text: str) -> str:
    words = text.strip()
    if not words:
        raise RuleBroken(_("Đoạn không có chữ nào. Muốn bỏ đoạn, dùng “Bỏ đoạn này”."))
    if len(words) > MOST_WORDS:
        raise RuleBroken(_("Đoạn dài quá %(most)s chữ.") % {"most": MOST_WORDS})
    return words


def keep(paragraph: Paragraph, verb: str, *, by: User) -> Paragraph:
    """Save it as the person's, with one entry in the journal."""
    paragraph.owner, paragraph.owned_at = by, timezone.now()
    paragraph.version += 1
    paragraph.save()
    record(by, f"paragraph.{verb}", paragraph.section.report, paragraph=paragraph.public_id, text=paragraph.text[:300])
    return paragraph


@transaction.atomic
def edit(seen: Seen, text: str, *, by: User) -> Paragraph:
    """The person's words from now on; unchanged words that somebody owns up to count as theirs too."""
    paragraph = take(seen, by)
    paragraph.text = whole(text)
    if paragraph.state != ParagraphState.ADDED:
        paragraph.state = ParagraphState.EDITED
    return keep(paragraph, "edited", by=by)


@transaction.atomic
def add(section: Section, text: str, *, by: User) -> Paragraph:
    must_be_open(section.report, by)
    last = section.paragraphs.aggregate(n=Max("n"))["n"] or 0
    paragraph = Paragraph(section=section, n=last + 10, state=ParagraphState.ADDED, text=whole(text))
    return keep(paragraph, "added", by=by)


@transaction.atomic
def drop(seen: Seen, *, by: User) -> Paragraph:
    """Left out, not lost: a new draft does not bring it back."""
    paragraph = take(seen, by)
    paragraph.state, paragraph.offered_text = ParagraphState.DROPPED, ""
    return keep(paragraph, "dropped", by=by)


@transaction.atomic
def bring_back(seen: Seen, *, by: User) -> Paragraph:
    paragraph = take(seen, by)
    if paragraph.state != ParagraphState.DROPPED:
        raise RuleBroken(_("Đoạn này đang có trong báo cáo."))
    paragraph.state = ParagraphState.EDITED if paragraph.key else ParagraphState.ADDED
    return keep(paragraph, "brought_back", by=by)


@transaction.atomic
def accept_offer(seen: Seen, *, by: User) -> Paragraph:
    """The newer words of the machine in place of one's own; from then on they follow the data again."""
    paragraph = take(seen, by)
    if not paragraph.offered_text:
        raise RuleBroken(_("Đoạn này không có bản mới nào chờ chọn."))
    paragraph.text = paragraph.machine_text = paragraph.offered_text
    paragraph.state, paragraph.offered_text = ParagraphState.MACHINE, ""
    return keep(paragraph, "offer_taken", by=by)


@transaction.atomic
def keep_own(seen: Seen, *, by: User) -> Paragraph:
    """One's own words stay; the same offer is not made again."""
    paragraph = take(seen, by)
    if not paragraph.offered_text:
        raise RuleBroken(_("Đoạn này không có bản mới nào chờ chọn."))
    paragraph.machine_text, paragraph.offered_text = paragraph.offered_text, ""
    return keep(paragraph, "offer_declined", by=by)


@transaction.atomic
def tie(seen: Seen, task: Task, *, by: User) -> Source:
    """Name the task that a paragraph speaks of."""
    paragraph = take(seen, by)
    if paragraph.sources.filter(task=task).exists():
        raise RuleBroken(_("Đoạn này đã nối với việc ấy."))
    source = Source.objects.create(paragraph=paragraph, task=task, answers=task.assignments.count())
    if paragraph.state == ParagraphState.MACHINE:
        paragraph.state = ParagraphState.EDITED  # whoever ties it answers for it; a new draft leaves it alone
    keep(paragraph, "tied", by=by)
    return source


Simple = Callable[..., Paragraph]
SIMPLE: dict[str, Simple] = {
    "drop": drop,
    "bring_back": bring_back,
    "accept_offer": accept_offer,
    "keep_own": keep_own,
}
