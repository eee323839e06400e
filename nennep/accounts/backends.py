"""Who a session belongs to, read together with the post beside the name on every page, and the journal's last line."""

from datetime import date

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from nennep.accounts.models import User
from nennep.journal.models import Entry
from nennep.organisation.models import Post
from nennep.web import memory
from nennep.web.prepared import prepared


@prepared
def person_with_post(key: int, day: date) -> QuerySet[User]:
    held = Post.objects.on(day).filter(holder=OuterRef("pk"))
    words = {"post_title": "title", "post_short": "unit__short_name", "post_unit": "unit__name"}
    told = {name: Subquery(held.values(column)[:1]) for name, column in words.items()}
    told["last_act"] = Subquery(Entry.objects.order_by("-n").values("hash")[:1])
    return User.objects.get_queryset().annotate(**told).filter(pk=key)


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]
    def get_user(self, user_id: int) -> User | None:
        user = next(iter(person_with_post(user_id, timezone.localdate())), None)
        if user is None or not self.user_can_authenticate(user):
            return None
        memory.tell(memory.LAST_ACT, getattr(user, "last_act", None))
        return user
