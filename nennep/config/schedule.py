"""What happens by the clock: reminders, letters, sweeping; at night backup, restore drill, the journal verified."""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from croniter import croniter
from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.accounts.queries import drill_is_overdue
from nennep.candidates.actions.forgetting import drop_old_lists
from nennep.candidates.actions.warning import warn_growth
from nennep.chasing.actions.morning import follow
from nennep.config.backup.drilling import drill, newest_backup
from nennep.config.backup.making import make_backup, prune
from nennep.config.preparing import count_tables
from nennep.desk.actions import keep_day_figures, keep_overviews
from nennep.journal.queries import verify_journal
from nennep.journal.rules import Verdict
from nennep.members.actions.ahead import count_units_ahead
from nennep.members.actions.checking import check_soon
from nennep.members.actions.handing import erase_old_files
from nennep.notices.actions import notify, send_letters
from nennep.notices.actions.pushing import send_pushes
from nennep.organisation.models import Grant
from nennep.organisation.rules import Act, roles_that
from nennep.paperwork.fetching import fetch_forms
from nennep.procedures.actions.membership import sweep_members
from nennep.vault.actions.checking import check_against_journal, look_for_roles, warn_thin
from nennep.vault.actions.leaving import sweep_concerned, sweep_leavers, sweep_orphans, warn_overdue
from nennep.workbench.actions.erasing import erase_expired

log = logging.getLogger(__name__)
KEEP = 14  # nightly backups
LEFTOVER = 24 * 3600  # seconds after which a half-received file is swept away


@dataclass(frozen=True)
class Chore:
    name: str
    cron: str  # in the office's own time
    do: Callable[[], None]


def sweep() -> None:
    """Sessions, tries and finished tasks that nobody needs any more."""
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", verbosity=0)
    expire_cache()
    for file in (Path(settings.FILES_ROOT) / "incoming").glob("*"):
        if time.time() - file.stat().st_mtime > LEFTOVER:
            file.unlink(missing_ok=True)


def expire_cache() -> None:
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    moment = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [moment])  # noqa: S608 -- our own table's name


def verify() -> None:
    verdict = verify_journal()
    if not verdict.good:
        tell(Act.READ_JOURNAL, partial(wrong_line, verdict), "/journal/")


def wrong_line(verdict: Verdict) -> str:
    return _("Nhật ký sai ở dòng %(line)s: %(reason)s.") % {"line": verdict.bad_entry, "reason": _(verdict.reason)}


def back_up() -> None:
    if not settings.ENVIRONMENT.backup:
        return
    folder = Path(settings.ENVIRONMENT.backup)
    try:
        make_backup(folder)
        prune(folder, KEEP)
    except Exception as error:
        why = str(error)
        tell(Act.KEEP_SYSTEM, lambda: _("Đêm qua không sao lưu được: %(why)s") % {"why": why}, "/system/")
        raise


def drill_backup() -> None:
    """The newest backup is brought back for trial."""
    if not settings.ENVIRONMENT.backup:
        return
    try:
        why = drill(newest_backup(Path(settings.ENVIRONMENT.backup))).faults
    except Exception as error:
        log.exception("the drill broke")
        why = str(error)
    if why:
        tell(Act.KEEP_SYSTEM, lambda: _("Diễn tập phục hồi đêm qua không đạt: %(why)s") % {"why": why}, "/system/")


def watch_drills() -> None:
    if settings.ENVIRONMENT.backup and drill_is_overdue(timezone.now()):
        tell(Act.KEEP_SYSTEM, lambda: _("Đã hơn 7 ngày chưa có lần diễn tập phục hồi nào đạt."), "/system/")


def tell(act: Act, sentence: Callable[[], str], url: str) -> None:
    log.error("%s", sentence())
    holders = Grant.objects.living().filter(role__in=roles_that(act)).values("user")
    notify(User.objects.filter(pk__in=holders), "system.trouble", sentence, url)


def letters() -> None:
    send_letters()


def pushes() -> None:
    send_pushes()


def morning() -> None:
    follow(timezone.localdate())


def count_ahead() -> None:
    keep_overviews()


def keep_figures() -> None:
    keep_day_figures()


def growth() -> None:
    """Time limits of candidates, and a forecast below the target; lists that were handed in and left lying."""
    warn_growth(timezone.localdate())
    drop_old_lists(timezone.localdate())


def count_members() -> None:
    count_units_ahead()


def check_members() -> None:
    """What the checks say of members changes with the day, too."""
    check_soon()


def erase_handovers() -> None:
    """Files with members' data whose day is over."""
    erase_old_files()


def forms_by_mail() -> None:
    """Filled forms that units sent as attachments."""
    fetch_forms(settings.MAILBOX)


def keep_vault() -> None:
    """Who left without being noticed, who came near to a letter since, wraps of nothing."""
    sweep_leavers()
    sweep_concerned()
    sweep_members()
    sweep_orphans()
    check_against_journal()
    look_for_roles()


def warn_vault() -> None:
    warn_overdue()
    warn_thin()


def erase_lists() -> None:
    """Lists of persons past their day."""
    erase_expired()


CHORES = (
    Chore("morning", "45 6 * * *", morning),  # before the letters of the day are gathered at seven
    Chore("growth", "30 6 * * 1", growth),
    Chore("letters", "* * * * *", letters),
    Chore("pushes", "* * * * *", pushes),
    Chore("overviews", "*/5 * * * *", count_ahead),
    Chore("day_figures", "50 23 * * *", keep_figures),
    Chore("forms_by_mail", "*/5 * * * *", forms_by_mail),
    Chore("members", "*/10 * * * *", count_members),
    Chore("handovers", "*/10 * * * *", erase_handovers),
    Chore("sweep", "17 * * * *", sweep),
    Chore("vault", "*/10 * * * *", keep_vault),
    Chore("vault_overdue", "40 6 * * *", warn_vault),
    Chore("check_members", "20 1 * * *", check_members),
    Chore("back_up", "10 2 * * *", back_up),
    Chore("drill", "40 2 * * *", drill_backup),
    Chore("erase_lists", "50 1 * * *", erase_lists),  # before the backup of the night
    Chore("count_tables", "55 1 * * *", count_tables),
    Chore("verify", "10 3 * * *", verify),
    Chore("watch_drills", "40 3 * * *", watch_drills),
)


def is_due(chore: Chore, last: datetime, now: datetime) -> bool:
    """Whether a time of the chore lies between its last run and now: one that was missed is made up for."""
    following: datetime = croniter(chore.cron, last).get_next(datetime)
    return following <= now


class Clock:
    """Remembers on disk when each chore last ran, so that a restart forgets nothing."""

    def __init__(self, file: Path) -> None:
        self.file = file
        kept = json.loads(file.read_text()) if file.exists() else {}
        now = timezone.localtime()
        self.last = {chore.name: read_moment(kept.get(chore.name), now) for chore in CHORES}

    def tick(self) -> None:
        close_old_connections()
        now = timezone.localtime()
        for chore in CHORES:
            if is_due(chore, self.last[chore.name], now):
                self.run(chore, now)

    def run(self, chore: Chore, now: datetime) -> None:
        self.last[chore.name] = now
        self.file.write_text(json.dumps({name: moment.isoformat() for name, moment in self.last.items()}))
        try:
            chore.do()
        except Exception:
            log.exception("chore %s broke", chore.name)


def read_moment(kept: str | None, now: datetime) -> datetime:
    return min(now, datetime.fromisoformat(kept)) if kept else now
