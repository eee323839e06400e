"""What the units of the sample committee did since their tasks were given: through the same actions, dated back."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from nennep.accounts.models import User
from nennep.directives.actions.allotting import allot_target
from nennep.directives.actions.answering import Proof, Said, Target, answer
from nennep.directives.actions.asking import Later, ask_extension, decide_cause, decide_extension, state_cause
from nennep.directives.actions.judging import judge
from nennep.directives.actions.reminding import remind
from nennep.directives.models import Assignment, Directive, EvidenceKind, ProgressEntry
from nennep.directives.rules import Kind, Verb, Via
from nennep.directives.telling import contacts_of
from nennep.lib.dates import format_date
from nennep.notices.models import Notice

SEED = 15
SHARES = (  # of a hundred answers
    ("confirmed", 42),
    ("reported", 10),
    ("doing", 22),
    ("returned", 4),
    ("extension", 4),
    ("extended", 3),
    ("cause", 3),
    ("declined", 2),
    ("silent", 10),
)
BEGUN = (
    "Đã ban hành kế hoạch, giao từng đồng chí trong cấp ủy phụ trách.",
    "Đã họp cấp ủy bàn cách làm, đang lấy ý kiến các chi bộ.",
    "Đã rà soát bước đầu, còn đối chiếu số liệu với hồ sơ giấy.",
    "Đã phân công bộ phận tham mưu, dự kiến xong trước hạn.",
)
DONE = (
    "Đã hoàn thành, đã báo cáo Ban Thường vụ bằng văn bản.",
    "Đã làm xong các nội dung được giao, gửi kèm báo cáo.",
    "Đã hoàn thành theo kế hoạch; chi bộ đã thông qua kết quả.",
)
RETURNED = ("Báo cáo chưa có số liệu của từng chi bộ. Đề nghị bổ sung.", "Chưa gửi danh sách kèm theo. Đề nghị gửi đủ.")
LATER = ("Chờ số liệu của cơ quan chuyên môn.", "Đồng chí phụ trách đi học tập trung, xin thêm thời gian.")
CAUSES = ("Cấp trên chưa ban hành văn bản hướng dẫn.", "Mưa bão, phải dừng hội nghị để phòng, chống lụt bão.")
REFUSED = "Việc này thuộc chức năng của đơn vị khác, đề nghị Văn phòng xem lại."


@dataclass
class Life:
    """The story of one answer, told day by day from when it was given until today."""

    answer: Assignment
    contact: User
    clerk: User
    dice: random.Random
    at: datetime

    def target(self) -> Target:
        return Target(self.answer.public_id)

    def pass_days(self, least: int, most: int) -> None:
        """Time goes by, never past yesterday; people write in office hours."""
        self.be_at(self.at + timedelta(days=self.dice.randint(least, most)))

    def come_near(self) -> None:
        """To one of the last days."""
        self.be_at(max(self.at, timezone.now() - timedelta(days=self.dice.randint(1, 12))))

    def be_at(self, moment: datetime) -> None:
        moment = min(moment, timezone.now() - timedelta(days=1))
        hour, minute = self.dice.choice((8, 9, 10, 14, 15, 16)), self.dice.randrange(60)
        at = timezone.localtime(moment).replace(hour=hour, minute=minute)
        self.at = max(at, self.at + timedelta(minutes=5))

    def say(self, verb: Verb, text: str = "", percent: int | None = None, proved: bool = False) -> None:
        figure = self.figure(percent or (100 if verb == Verb.REPORT else 0)) if verb != Verb.ACCEPT else None
        said = Said(text, percent, figure, self.proofs() if proved else (), via=self.way())
        self.date_back(answer(self.target(), verb, said, by=self.contact))

    def figure(self, percent: int) -> Decimal | None:
        value = self.answer.allotted
        if value is None or self.answer.task.kind != Kind.TARGET:
            return None
        return (value * percent / 100).quantize(Decimal(1))

    def way(self) -> Via:
        return self.dice.choices((Via.WEB, Via.EXCEL, Via.PAPER), (8, 2, 1))[0]

    def proofs(self) -> tuple[Proof, ...]:
        day = format_date(timezone.localdate(self.at))
        return (Proof(EvidenceKind.DOCUMENT, f"Báo cáo số {self.dice.randint(10, 99)}-BC/CB ngày {day}"),)

    def judge(self, verb: Verb, words: str = "") -> None:
        self.date_back(judge(self.target(), verb, words, by=self.clerk))

    def date_back(self, entry: ProgressEntry | None = None) -> None:
        """The last word was said when the story says so."""
        entry = entry or self.answer.entries.latest("pk")
        day = timezone.localdate(self.at)
        ProgressEntry.objects.filter(pk=entry.pk).update(at=self.at, day=day)
        self.answer.refresh_from_db()
        if self.answer.heard_on == timezone.localdate():
            self.answer.heard_on = day
        if entry.verb == Verb.REPORT:
            self.answer.reported_on = day
        if self.answer.closed_at:
            self.answer.closed_at = self.at
        self.answer.save()


def begin(life: Life) -> None:
    life.pass_days(1, 6)
    life.say(Verb.ACCEPT)
    life.pass_days(3, 12)
    life.say(Verb.PROGRESS, life.dice.choice(BEGUN), percent=life.dice.choice((20, 30, 40, 50)))


def report(life: Life) -> None:
    begin(life)
    life.pass_days(8, 24)
    life.say(Verb.REPORT, life.dice.choice(DONE), proved=True)


def confirmed(life: Life) -> None:
    report(life)
    life.pass_days(1, 3)
    life.judge(Verb.CONFIRM)


def doing(life: Life) -> None:
    begin(life)
    life.come_near()
    life.say(Verb.PROGRESS, life.dice.choice(BEGUN), percent=life.dice.choice((60, 70, 80)))


def returned(life: Life) -> None:
    report(life)
    life.pass_days(1, 3)
    life.judge(Verb.RETURN, life.dice.choice(RETURNED))


def extension(life: Life, granted: bool = False) -> None:
    begin(life)
    life.answer.refresh_from_db()
    due = life.answer.due
    if not due or not life.answer.is_dated or due < timezone.localdate():
        return
    life.come_near()
    asked = ask_extension(life.target(), due + timedelta(days=15), life.dice.choice(LATER), by=life.contact)
    life.date_back()
    if granted:
        life.pass_days(1, 2)
        decide_extension(asked, Later(due + timedelta(days=15)), "Đồng ý.", by=life.clerk)
        life.date_back()


def extended(life: Life) -> None:
    extension(life, granted=True)


def cause(life: Life) -> None:
    begin(life)
    life.come_near()
    since = timezone.localdate(life.at)
    stated = state_cause(life.target(), since, life.dice.choice(CAUSES), by=life.contact)
    life.date_back()
    if life.dice.random() < 0.5:
        life.pass_days(1, 2)
        decide_cause(stated, True, "Đồng ý ghi nhận.", by=life.clerk)
        life.date_back()


def declined(life: Life) -> None:
    life.pass_days(1, 5)
    life.say(Verb.DECLINE, REFUSED)


def silent(life: Life) -> None:
    life.pass_days(20, 30)
    remind(life.target(), "Đề nghị đơn vị báo cáo kết quả.", by=life.clerk)
    life.date_back()


STORIES: Mapping[str, Callable[[Life], None]] = {
    story.__name__: story for story in (confirmed, doing, returned, extension, extended, cause, declined, silent)
} | {"reported": report}


def share_out(directive: Directive, clerk: User) -> None:
    """A number to reach together is shared among the units; what is in per cent each reaches for itself."""
    for task in directive.tasks.issued().filter(kind=Kind.TARGET, target_value__isnull=False):
        rows = list(task.assignments.filter(annulled_at=None))
        assert task.target_value is not None
        whole, over = divmod(int(task.target_value), len(rows))
        of_each = [Decimal(whole + (n < over)) for n in range(len(rows))]
        shares = of_each if not task.target_unit.startswith("%") else [task.target_value] * len(rows)
        allot_target(task, dict(zip((row.public_id for row in rows), shares, strict=True)), by=clerk)


def live() -> None:
    """Give every answer of the issued directive a story, as if it had been given on the directive's own day."""
    directive = Directive.objects.select_related("issued_by").exclude(issued_by=None).latest("pk")
    clerk = directive.issued_by
    assert clerk
    dice = random.Random(SEED)  # noqa: S311 -- a sample, the same one each time
    answers = Assignment.objects.filter(task__directive=directive).select_related("task", "unit", "person")
    given = datetime.combine(directive.date or timezone.localdate(), time(14), timezone.get_current_timezone())
    given = min(given, timezone.now() - timedelta(days=1))
    answers.update(given_at=given, heard_on=timezone.localdate(given))
    contacts = contacts_of([a.unit for a in answers if a.unit])
    share_out(directive, clerk)
    names, weights = zip(*SHARES, strict=True)
    for one in answers.order_by("pk"):
        one.refresh_from_db(fields=["state", "is_open"])
        if not one.is_open:  # closed with the answer it helped
            continue
        speakers = contacts.get(one.unit_id or 0) or ([one.person] if one.person else [clerk])
        life = Life(one, speakers[0], clerk, dice, given)
        STORIES[dice.choices(names, weights)[0]](life)
    Notice.objects.filter(kind__startswith="answer.").delete()  # old news
