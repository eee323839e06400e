"""Users as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.accounts.models import UNUSABLE, FactorReset, User
from nennep.accounts.rules import LONGEST_WITHOUT_DRILL
from nennep.journal.models import Entry
from nennep.lib.text import fold
from nennep.organisation.models import Grant, Office

if TYPE_CHECKING:
    from django.utils.functional import Promise

STATES = ("all", "waiting", "active", "off")


@dataclass(frozen=True)
class Tally:
    users: int
    waiting: int
    off: int


def tally() -> Tally:
    waiting = Q(is_active=True, password__startswith=UNUSABLE)
    counts = User.objects.aggregate(
        users=Count("pk"), waiting=Count("pk", filter=waiting), off=Count("pk", filter=Q(is_active=False))
    )
    return Tally(**counts)


def find_users(by: User, words: str = "", state: str = "all") -> QuerySet[User]:
    """The register by name, with the grants in force."""
    found = User.objects.visible_to(by)
    if state == "waiting":
        found = found.waiting()
    elif state in ("active", "off"):
        found = found.filter(is_active=state == "active")
    if words.strip():
        found = found.filter(Q(folded_name__contains=fold(words)) | Q(username__icontains=words.strip()))
    living = Grant.objects.living().select_related("unit")
    return found.prefetch_related(Prefetch("grants", living, "living_grants")).order_by("folded_name", "pk")


def state_of(user: User) -> tuple[str, str]:
    """Shape and word."""
    if not user.is_active:
        return "lock", _("Đã khóa")
    return ("open", _("Chưa kích hoạt")) if not user.has_usable_password() else ("done", _("Đang dùng"))


def sheet_rows(users: QuerySet[User]) -> list[list[object]]:
    return [
        [
            user.full_name,
            user.username,
            user.email,
            user.phone,
            "; ".join(f"{grant.get_role_display()} – {grant.unit.label}" for grant in user.living_grants),  # type: ignore[attr-defined]
            state_of(user)[1],
            user.last_login,
        ]
        for user in users
    ]


RESET_HEADINGS = (
    gettext_lazy("Người được cấp lại"),
    gettext_lazy("Lý do"),
    gettext_lazy("Người đề nghị"),
    gettext_lazy("Xác nhận trước"),
)


def resets_waiting() -> QuerySet[FactorReset]:
    return FactorReset.objects.waiting().select_related("user", "asked_by")


def reset_rows(resets: QuerySet[FactorReset]) -> list[list[object]]:
    return [[str(reset.user), reset.reason, str(reset.asked_by), reset.expires_at] for reset in resets]


def factors_of(user: User) -> dict[str, int]:
    """How many of each kind the person has: app, keys, recovery codes left."""
    factors = list(Authenticator.objects.filter(user=user))
    codes = [factor for factor in factors if factor.type == Authenticator.Type.RECOVERY_CODES]
    return {
        "app": sum(factor.type == Authenticator.Type.TOTP for factor in factors),
        "keys": sum(factor.type == Authenticator.Type.WEBAUTHN for factor in factors),
        "codes": len(codes[0].wrap().get_unused_codes()) if codes else 0,
    }


def office_name() -> "str | Promise":
    return Office.objects.values_list("name", flat=True).first() or ""


def last_drill() -> datetime | None:
    """When a backup was last proved to bring the site back."""
    return Entry.objects.filter(action="drill.passed").order_by("-n").values_list("at", flat=True).first()


def drill_is_overdue(now: datetime) -> bool:
    """A site that has never had one counts from its first entry."""
    since = last_drill() or Entry.objects.order_by("n").values_list("at", flat=True).first()
    return since is not None and now - since > LONGEST_WITHOUT_DRILL
