"""How the lists of a campaign went out by mail, and which are still to go."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.members.models import Campaign, CampaignCell, ListBack, ListOut
from nennep.members.queries.contacts import contacts_for
from nennep.members.rules import ToMail
from nennep.notices.models import Bounce, Notice
from nennep.notices.queries import bounced
from nennep.notices.rules import STALE

if TYPE_CHECKING:
    from nennep.accounts.models import User

HEADINGS = (
    gettext_lazy("Chi bộ"), gettext_lazy("Gửi cho"), gettext_lazy("Điện thoại"), gettext_lazy("Thư điện tử"),
    gettext_lazy("Lúc"), gettext_lazy("Thư"), gettext_lazy("Bảng gửi lại"),
)  # fmt: skip
State = tuple[str, str, str]  # shape, word, reason
TROUBLE = ("late", "no")  # shapes of what did not arrive


@dataclass(frozen=True)
class Way:
    """One contact's letter with the list of one cell."""

    name: str
    phone: str
    email: str
    at: datetime | None
    shape: str
    word: str
    reason: str = ""

    @property
    def failed(self) -> bool:
        return self.shape in TROUBLE


@dataclass(frozen=True)
class Line:
    part: CampaignCell
    ways: list[Way]
    back: ListBack | None  # the last one that came


def parts_in_order(campaign: Campaign, user: "User") -> "QuerySet[CampaignCell]":
    """Those with something left."""
    found = CampaignCell.objects.visible_to(user).filter(campaign=campaign, fixed__lt=F("at_start"))
    return found.select_related("cell", "campaign").order_by("cell__path")


def to_send(campaign: Campaign, user: "User", whom: ToMail) -> list[CampaignCell]:
    parts = list(parts_in_order(campaign, user))
    return parts if whom == ToMail.LEFT else [line.part for line in unreached(parts)]


def unreached(parts: Sequence[CampaignCell]) -> "list[Line]":
    return [line for line in lines_of(parts) if not any(way.at and not way.failed for way in line.ways)]


def lines_of(parts: Sequence[CampaignCell]) -> list[Line]:
    """Of each cell how its last sending went; of one never sent to, whom it would go to. A few questions in all."""
    outs: dict[int, list[ListOut]] = defaultdict(list)
    sent = ListOut.objects.filter(part__in=parts).select_related("to", "notice__letter")
    for out in sent.order_by("-at", "-pk"):
        mine = outs[out.part_id]
        if not mine or mine[0].sending == out.sending:
            mine.append(out)
    contacts = contacts_for(part.cell for part in parts if part.pk not in outs)
    people = [person for each in contacts.values() for person in each] + [o.to for each in outs.values() for o in each]
    dead = bounced(person.email for person in people)
    backs = {back.part_id: back for back in ListBack.objects.filter(part__in=parts).order_by("came_at", "pk")}
    return [
        Line(part, ways_of(outs[part.pk], contacts.get(part.cell_id, []), dead), backs.get(part.pk)) for part in parts
    ]


def ways_of(outs: Iterable[ListOut], contacts: "Iterable[User]", dead: dict[str, Bounce]) -> list[Way]:
    gone = [way_of(out.to, out.at, state_of(out.to, out.notice, dead)) for out in outs]
    return gone or [way_of(person, None, before(person, dead)) for person in contacts]


def way_of(person: "User", at: datetime | None, state: State) -> Way:
    return Way(person.full_name, person.phone, person.email, at, *state)


def before(person: "User", dead: dict[str, Bounce]) -> State:
    if not person.email:
        return "no", _("Không có địa chỉ thư"), ""
    if bounce := dead.get(person.email.lower()):
        return "late", _("Địa chỉ không nhận thư"), bounce.reason
    return "open", _("Chưa gửi"), ""


def state_of(person: "User", notice: Notice | None, dead: dict[str, Bounce]) -> State:
    """As the letter says; before there is one, why there may be none."""
    letter = notice.letter if notice else None
    if letter is None:
        return unwritten(person, notice, dead)
    if letter.bounced_at:
        return "late", _("Thư bị trả lại"), letter.error
    if letter.sent_at:
        return "done", _("Đã gửi"), ""
    if letter.given_up:
        return "late", _("Không gửi được"), letter.error
    return "wait", _("Đang gửi"), letter.error


def unwritten(person: "User", notice: Notice | None, dead: dict[str, Bounce]) -> State:
    shape, word, reason = before(person, dead)
    if shape in TROUBLE:
        return shape, word, reason
    if notice is None:
        return "no", _("Không rõ"), ""
    if notice.read_at:
        return "done", _("Đã xem trên trang"), ""
    if notice.mail_at is None:
        return "no", _("Chọn không nhận thư"), ""
    if notice.mail_at < timezone.now() - STALE:
        return "no", _("Không gửi được trong một ngày"), ""
    return "wait", _("Chờ gửi"), ""


def sheet_rows(parts: "QuerySet[CampaignCell]") -> Iterator[list[object]]:
    for line in lines_of(list(parts)):
        back = line.back.came_at if line.back else None
        if not line.ways:
            yield [line.part.cell.name, "", "", "", None, _("Chi bộ không có đầu mối"), back]
        for way in line.ways:
            yield [line.part.cell.name, way.name, way.phone, way.email, way.at, told(way), back]


def told(way: Way) -> str:
    return f"{way.word}: {way.reason}" if way.reason else way.word
