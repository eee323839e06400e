"""A site of its own in another process: built, served by the real server, and looked at afterwards.

`busy_site.py build` makes tables, a directive and clerks, and prints as JSON who they are and with which cookies they
come; `busy_site.py report` prints what stands there. The database is that of the environment.
"""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nennep.config.settings")
import django

django.setup()
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from nennep.accounts.models import User  # noqa: E402
from nennep.accounts.tests.make import make_user  # noqa: E402
from nennep.directives.models import ReviewStep, Task  # noqa: E402
from nennep.directives.tests.make import make_directive  # noqa: E402
from nennep.journal.models import Entry  # noqa: E402
from nennep.journal.queries import verify_journal  # noqa: E402
from nennep.organisation.rules import Role  # noqa: E402
from nennep.organisation.tests.make import make_grant  # noqa: E402
from tests.cast import gather_cast, plant_tree  # noqa: E402

WRITERS, TASKS = 32, 5
SENTENCES = tuple(f"làm việc thứ {word}" for word in ("nhất", "hai", "ba", "tư", "năm"))


def build() -> dict[str, object]:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with transaction.atomic():
        cast = gather_cast(plant_tree())
        directive = make_directive(cast.tree.root, cast.clerk, *SENTENCES)
        users = [make_user(f"nguoi-duyet-{n}") for n in range(WRITERS)]
        for user in users:
            make_grant(user, Role.CLERK, directive.unit, subtree=True)
    tasks = [task.public_id for task in directive.tasks.all()]
    return {"directive": directive.public_id, "tasks": tasks, "people": [cookies_of(user) for user in users]}


def cookies_of(user: User) -> dict[str, str]:
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(user)
    browser.get("/me/")
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    return {
        "name": user.username,
        "cookies": "; ".join(f"{n}={v}" for n, v in cookies.items()),
        "token": cookies["nennep_csrf"],
    }


def report() -> dict[str, object]:
    tasks = Task.objects.order_by("start", "pk").values_list("public_id", "text", "state", "version")
    return {
        "tasks": {public_id: [text, state, version] for public_id, text, state, version in tasks},
        "steps": list(ReviewStep.objects.order_by("pk").values_list("verb", "by__username", "undone")),
        "numbers": list(Entry.objects.order_by("n").values_list("n", flat=True)),
        "chain": verify_journal().good,
    }


if __name__ == "__main__":
    print(json.dumps({"build": build, "report": report}[sys.argv[1]]()))  # noqa: T201 -- the parent reads it
