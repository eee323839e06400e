"""Rows of the lists that leave as .xlsx."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.notices.models import Letter, Notice

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
