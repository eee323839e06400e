"""The limit that sign-in knows, for our own doors too: per account and per address, in allauth's own store."""

from allauth.core import ratelimit
from django.http import HttpRequest

from nennep.accounts.adapters import TOO_MANY
from nennep.lib.errors import RuleBroken


def count_try(request: HttpRequest, action: str, name: str) -> None:
    """One more try at `action` (named in ACCOUNT_RATE_LIMITS) for the account called `name`."""
    if not ratelimit.consume(request, action=action, key=name.strip().lower()):
        raise RuleBroken(str(TOO_MANY))
