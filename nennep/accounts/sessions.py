"""Sessions in the database, as Django keeps them; every page asks for one, so its question is put together once."""

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as Kept
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from nennep.web.prepared import prepared


@prepared
def good_session(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(Kept):
    def _get_session_from_db(self) -> Session | None:
        found = good_session(self.session_key or "", timezone.now())
        if not found:
            self._session_key = None
        return found[0] if found else None
