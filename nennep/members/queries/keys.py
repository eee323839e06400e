"""Keys as pages show them: who made them, until when, how much was read."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db.models import Max, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.members.models import ApiKey
from nennep.members.models.apikey import ApiKeyQuerySet

if TYPE_CHECKING:
    from nennep.accounts.models import User

HEADINGS = (
    *(gettext_lazy("Phần mềm, nơi nhận"), gettext_lazy("Đọc đảng viên của"), gettext_lazy("Mục đích")),
    *(gettext_lazy("Cả trường được mã hóa"), gettext_lazy("Người cấp"), gettext_lazy("Dùng đến hết ngày")),
    *(gettext_lazy("Thu lại lúc"), gettext_lazy("Lượt đảng viên đã đọc"), gettext_lazy("Đọc gần nhất")),
)


def keys_shown(user: "User") -> ApiKeyQuerySet:
    read = {"given": Sum("handovers__rows"), "last_day": Max("handovers__day")}
    shown = ApiKey.objects.visible_to(user).select_related("unit", "owner").annotate(**read)
    return shown.order_by("-made_at", "-pk")


def key_rows(keys: Iterable[ApiKey]) -> Iterator[list[object]]:
    for key in keys:
        yield [
            *(key.name, key.unit.name, key.why, _("Có") if key.sensitive else "", key.owner.full_name, key.expires_on),
            *(key.revoked_at, key.given or 0, key.last_day),  # type: ignore[attr-defined]
        ]
