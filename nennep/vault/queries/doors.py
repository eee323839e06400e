"""Whether the public page stands open, whether it ever did, and whom it names."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.organisation.models import Office, Post
from nennep.vault.models import Door, Seat
from nennep.vault.rules import Seated


def open_door_now() -> Door | None:
    return Door.objects.filter(is_open=True).first()


def was_ever_open() -> bool:
    """Who got a receipt may come back when nothing new is taken any more."""
    return Door.objects.exists()


def receivers_named() -> "QuerySet[User]":
    """Who receives letters, with the posts of today: their author may leave some of them out."""
    sitting = Seat.objects.filter(kind=Seated.RECEIVER, ended_at=None).values("user")
    posts = Prefetch("posts", Post.objects.living().select_related("unit"), to_attr="living_posts")
    return User.objects.filter(pk__in=sitting, is_active=True).prefetch_related(posts).order_by("full_name", "pk")


def office_above() -> str:
    return Office.objects.values_list("superior", flat=True).first() or _("cơ quan cấp trên trực tiếp")
