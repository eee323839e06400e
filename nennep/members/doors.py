"""The door of every page of the register: a right first, then a register that is open."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from nennep.lib.errors import RuleBroken
from nennep.members.permissions import must_be_open
from nennep.organisation.permissions import must_any
from nennep.organisation.rules import Act
from nennep.web.request import Request

View = Callable[..., HttpResponseBase]


def register_view(act: Act = Act.SEE_MEMBERS) -> Callable[[View], View]:
    """Who may not do `act` anywhere does not learn that the page exists; of a register that is off, one page tells."""

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **named: Any) -> HttpResponseBase:
            must_any(request.user, act)
            try:
                must_be_open()
            except RuleBroken as error:
                messages.info(request, str(error))
                return redirect("members:basis")
            return view(request, *args, **named)

        return guarded

    return door
