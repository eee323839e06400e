"""The limit that sign-in knows, for our own doors too: per account and per address, in allauth's own store."""

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from nennep.accounts.adapters import TOO_MANY
from nennep.lib.errors import RuleBroken

HOUR = 3600  # seconds


def count_try(request: HttpRequest, action: str, name: str) -> None:
    """One more try at `action` (named in ACCOUNT_RATE_LIMITS) for the account called `name`."""
    if not ratelimit.consume(request, action=action, key=name.strip().lower()):
        raise RuleBroken(str(TOO_MANY))


def is_read_too_often(request: HttpRequest, key: str, most: tuple[int, int]) -> bool:
    """Count one more reading of what is open without signing in: at most so many an hour of it, and by one address.

    allauth counts no GET.
    """
    hour = f"{timezone.now():%Y%m%d%H}"
    address = address_of(request)
    of_it, of_address = count(f"read:{key}:{hour}"), count(f"read:{address}:{hour}")
    return of_it > most[0] or of_address > most[1]


def address_of(request: HttpRequest) -> str:
    """The machine that asks, seen through as many proxies as stand before us."""
    return str(get_adapter().get_client_ip(request))


def count(name: str) -> int:
    cache.add(name, 0, HOUR)
    try:
        return int(cache.incr(name))
    except ValueError:  # it expired in between
        return 1
