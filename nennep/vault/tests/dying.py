"""A vault whose worker is killed again and again while it takes letters in, opens them and gives them new keys.

`python -m nennep.vault.tests.dying KILLS FAULT SEED`, with NENNEP_DATA: prints what was found as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections

django.setup()

from django.utils import timezone  # noqa: E402 -- after the set-up

from nennep.journal.models import Entry  # noqa: E402
from nennep.journal.queries import verify_journal  # noqa: E402
from nennep.vault.actions import laying, mending, opening  # noqa: E402
from nennep.vault.actions.laying import take_letter  # noqa: E402
from nennep.vault.actions.leaving import sweep_orphans  # noqa: E402
from nennep.vault.actions.opening import Wanted, decrypt, key_of, open_letter  # noqa: E402
from nennep.vault.models import Envelope, Reveal, Wrap  # noqa: E402
from nennep.vault.queries.anchored import strange_blocks  # noqa: E402
from nennep.vault.rules import OF_THE_CASE, Opened  # noqa: E402
from nennep.vault.tests.make import WHY, Vault, a_file, letter, make_vault  # noqa: E402
from tests.cast import gather_cast, plant_tree  # noqa: E402

SHORTEST, LONGEST = 0.02, 0.4  # seconds of work before a kill
SEEN = Path(settings.ENVIRONMENT.data) / "seen"
BETWEEN: dict[str, tuple[Any, str]] = {  # kills at one place: before this function runs
    "wraps and letter": (laying, "insist_on_wraps"),
    "entry and opening": (opening, "key_of"),
    "wraps of a new key and its blocks": (mending, "seal_again"),
    "new key and the end of the old one": (mending, "drop_before"),
}


def work(vault: Vault) -> None:
    """Whatever became readable is noted outside of the databases, at once."""
    while True:
        take_letter(letter([a_file()]), by=vault.clerk)
        for envelope in Envelope.objects.order_by("?")[:2]:
            shown = open_letter(Wanted(envelope, Opened.AUTHOR, WHY), by=vault.inspector)
            note_seen(envelope, len(shown))
            mending.rotate(envelope, by=vault.organiser)


def note_seen(envelope: Envelope, blocks: int) -> None:
    with SEEN.open("a") as file:
        file.write(f"{envelope.public_id}\n" * bool(blocks))


def swapped(wanted: Wanted, *, by: Any) -> Any:
    """The planted fault: shown first, written down later."""
    private = key_of(wanted.envelope, by)
    shown = [decrypt(wanted.envelope, block, private, by) for block in wanted.envelope.blocks.filter(kind="author")]
    note_seen(wanted.envelope, len(shown))
    time.sleep(0.05)
    opening.note_reveal(wanted, by=by)
    return []


def in_a_worker(vault: Vault, prepare: Callable[[], None]) -> int:
    """A process of its own that works until it is killed."""
    for each in connections.all():
        each.close()
        getattr(each, "close_pool", bool)()  # PostgreSQL's: two processes never speak on one line
    pid = os.fork()
    if pid == 0:
        try:
            prepare()
            work(vault)
        finally:
            os._exit(1)  # only when the work broke
    return pid


def die(*_given: Any, **_said: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed_by_chance(vault: Vault, chance: random.Random) -> int:
    pid = in_a_worker(vault, lambda: None)
    time.sleep(chance.uniform(SHORTEST, LONGEST))
    os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


def killed_between(vault: Vault, place: tuple[Any, str]) -> int:
    return os.waitpid(in_a_worker(vault, lambda: setattr(*place, die)), 0)[1]


def wrongs(vault: Vault) -> list[str]:
    """What no kill may leave behind."""
    seen = Counter(SEEN.read_text().split()) if SEEN.exists() else Counter()
    opened = Entry.objects.filter(action="envelope.opened")
    told = Counter(name.removeprefix("envelope:") for name in opened.values_list("object", flat=True))
    found = [f"{name} was seen {n} times, written down {told[name]}" for name, n in seen.items() if n > told[name]]
    if set(opened.values_list("n", flat=True)) != set(Reveal.objects.values_list("entry", flat=True)):
        found.append("reveals are not the entries")
    for envelope in Envelope.objects.all():
        found += closed_blocks(envelope, vault)
    return found


def closed_blocks(envelope: Envelope, vault: Vault) -> list[str]:
    """Of a letter that stands, both holders can open every block, and each is the one of the journal."""
    blocks = list(envelope.blocks.filter(kind__in=OF_THE_CASE))
    found = [f"{envelope.public_id}: {name} is strange" for name in strange_blocks(envelope, blocks)]
    for opener in (vault.inspector, vault.organiser):
        try:
            private = key_of(envelope, opener)
            for block in blocks:
                decrypt(envelope, block, private, opener)
        except Exception as error:
            found.append(f"{envelope.public_id}: {error}")
    return found


def orphans() -> int:
    standing = set(Envelope.objects.values_list("public_id", "generation"))
    return sum(pair not in standing for pair in Wrap.objects.values_list("envelope", "generation"))


def live(kills: int, fault: str, seed: str) -> dict[str, Any]:
    vault, chance = make_vault(gather_cast(plant_tree())), random.Random(seed)
    take_letter(letter([a_file()]), by=vault.clerk)
    if fault == "swapped":
        globals()["open_letter"] = swapped
    ends = [killed_between(vault, place) for place in BETWEEN.values()] if fault == "none" else []
    left, wrong = orphans(), wrongs(vault)
    for n in range(kills):
        ends.append(killed_by_chance(vault, chance))
        if n % 10 == 9:
            wrong += wrongs(vault)
    wrong += wrongs(vault)
    Wrap.objects.update(made_at=timezone.now() - timedelta(days=1))
    sweep_orphans()
    return {
        "killed": ends.count(signal.SIGKILL),
        "letters": Envelope.objects.count(),
        "seen": len(SEEN.read_text().split()),
        "orphans": [left, orphans()],
        "wrong": [*wrong, *wrongs(vault)],
        "journal": verify_journal().good,
    }


if __name__ == "__main__":
    call_command("migrate", "vault", database="vault", interactive=False, verbosity=0)
    sys.stdout.write(json.dumps(live(int(sys.argv[1]), *sys.argv[2:])))
