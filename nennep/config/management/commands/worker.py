"""`nennep worker`: does the work that waits in the queue, beginning with what a dead worker left."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django_tasks_db.management.commands.db_worker import Worker

from nennep.config.ground import insist_on_safe_ground
from nennep.config.preparing import keep_private
from nennep.config.supervisor import leave_with_parent, stand_back
from nennep.jobs.actions import take_up_orphans
from nennep.jobs.presence import sweep, take_place
from nennep.lib.ids import public_id

LOOK_EVERY = 1.0  # seconds


class Command(BaseCommand):
    help = "Chỉ chạy việc nền."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="làm hết việc đang chờ rồi thôi")

    def handle(self, *args: Any, **options: Any) -> None:
        keep_private()
        insist_on_safe_ground()
        leave_with_parent()
        stand_back()
        name = f"w-{public_id()}"
        take_place(name)
        sweep()
        take_up_orphans()
        worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=LOOK_EVERY,
            batch=options["batch"],
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
        )
        worker.configure_signals()
        worker.run()
