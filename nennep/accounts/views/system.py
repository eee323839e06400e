"""The settings as they stand, for the keeper of the system; changed in the environment, not here."""

import sqlite3
from importlib.metadata import version
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nennep.accounts.actions.system import send_test_mail
from nennep.accounts.queries import drill_is_overdue, last_drill
from nennep.jobs.models import Job, JobState
from nennep.notices.actions import mail_is_set
from nennep.notices.models import Letter
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.web.request import Request

THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")


@require_safe
def system(request: "Request") -> HttpResponse:
    must(request.user, Act.KEEP_SYSTEM)
    sqlite = connection.vendor == "sqlite"
    shown = {
        "version": version("nennep"),
        "database": f"SQLite {sqlite3.sqlite_version}" if sqlite else "PostgreSQL",
        "settings": settings.ENVIRONMENT.shown,
        "in_the_clear": is_in_the_clear(request),
        "backs_up": bool(settings.ENVIRONMENT.backup),
        "last_drill": last_drill(),
        "drill_is_overdue": drill_is_overdue(timezone.now()),
        "mail_is_set": mail_is_set(),
        "letters": Letter.objects.troubled().count(),
        "failed": Job.objects.filter(state=JobState.FAILED).count(),
        "going": Job.objects.filter(state__in=(JobState.WAITING, JobState.RUNNING)).count(),
    }
    return render(request, "accounts/system.html", shown)


def is_in_the_clear(request: "Request") -> bool:
    """People come from other machines without HTTPS: by the address that is set, or by how this page was asked for."""
    here = request.get_host().rsplit(":", 1)[0] in THIS_MACHINE
    return settings.ENVIRONMENT.open_to_the_network or not (request.is_secure() or here)


@require_POST
def test_mail(request: "Request") -> HttpResponse:
    send_test_mail(by=request.user)
    messages.success(request, _("Đã gửi thư thử tới %(address)s.") % {"address": request.user.email})
    return redirect("accounts:system")
