"""How people want to be told, which addresses take no mail, and rows of the lists that leave as .xlsx."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.notices.models import Bounce, Letter, Notice, Preference
from nennep.notices.rules import DEFAULTS, Topic, Way

if TYPE_CHECKING:
    from nennep.accounts.models import User

NEWS_HEADINGS = (gettext_lazy("Tin"), gettext_lazy("Lúc"), gettext_lazy("Tình trạng"))
LETTER_HEADINGS = (
    gettext_lazy("Địa chỉ"),
    gettext_lazy("Người nhận"),
    gettext_lazy("Tình trạng"),
    gettext_lazy("Lý do"),
    gettext_lazy("Đã thử"),
)


def news_rows(notices: Iterable[Notice]) -> Iterator[tuple[object, ...]]:
    for notice in notices:
        yield notice.text, notice.made_at, _("Đã xem") if notice.read_at else _("Chưa xem")


def letter_rows(letters: Iterable[Letter]) -> Iterator[tuple[object, ...]]:
    """Who could not be reached and why; never what the letter says."""
    for letter in letters:
        state = _("Thôi không gửi nữa") if letter.given_up else _("Sẽ thử lại")
        yield letter.address, letter.to.full_name if letter.to else "", state, letter.error, letter.tries


def ways_of(people: "Iterable[User]") -> dict[tuple[int, Topic], Way]:
    """Of each person and topic: as chosen, else as is usual."""
    asked = list(people)
    ways = {(person.pk, topic): way for person in asked for topic, way in DEFAULTS.items()}
    chosen = Preference.objects.filter(user__in=asked)
    return ways | {(one.user_id, Topic(one.topic)): one.way for one in chosen}


def bounced(addresses: Iterable[str]) -> dict[str, Bounce]:
    """Those of the addresses, in small letters, that take no mail."""
    asked = {address.lower() for address in addresses if address}
    return {bounce.address: bounce for bounce in Bounce.objects.filter(address__in=asked)}
