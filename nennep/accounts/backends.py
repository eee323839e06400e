"""Who a session belongs to, read together with the post that stands beside the name on every page."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import OuterRef, Subquery

from nennep.accounts.models import User
from nennep.organisation.models import Post


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]
    def get_user(self, user_id: int) -> User | None:
        held = Post.objects.living().filter(holder=OuterRef("pk"))
        words = {"post_title": "title", "post_short": "unit__short_name", "post_unit": "unit__name"}
        told = {name: Subquery(held.values(column)[:1]) for name, column in words.items()}
        user = User.objects.get_queryset().annotate(**told).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
