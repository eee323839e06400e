"""Two do at once what only one of them can do: cases and letters of a site of its own.

`python -m tests.rivals`, with NENNEP_DATA and the databases of the environment: prints what came of it as JSON. Each
meeting has its own case or letter; both begin at a gate, in threads with connections of their own.
"""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import django
import pytest
from django.core.management import call_command
from django.db import connections

django.setup()

from django.utils import timezone  # noqa: E402 -- after the set-up

from nennep.journal.models import Entry  # noqa: E402
from nennep.journal.queries import verify_journal  # noqa: E402
from nennep.lib.errors import NotAllowed, RuleBroken  # noqa: E402
from nennep.procedures.actions.membership import add_member  # noqa: E402
from nennep.procedures.actions.moving import Change, Finish, change_clock, finish_step, here  # noqa: E402
from nennep.procedures.actions.recording import record_vote  # noqa: E402
from nennep.procedures.models import Case, CaseEvent, CaseStep, CaseVote, EventKind  # noqa: E402
from nennep.procedures.rules import Ballot  # noqa: E402
from nennep.procedures.tests.make import bring_to, fill, make_case, make_extendable  # noqa: E402
from nennep.sealing.phrases import new_code  # noqa: E402
from nennep.vault.actions import writing  # noqa: E402
from nennep.vault.actions.breaking import ask_to_break, release  # noqa: E402
from nennep.vault.actions.door import open_door  # noqa: E402
from nennep.vault.actions.holding import Asking, ask, decide  # noqa: E402
from nennep.vault.actions.laying import take_from_outside  # noqa: E402
from nennep.vault.actions.mending import mend  # noqa: E402
from nennep.vault.actions.opening import decrypt, key_of  # noqa: E402
from nennep.vault.actions.writing import author_with, write_again  # noqa: E402
from nennep.vault.models import BreakGlass, Envelope, Seat  # noqa: E402
from nennep.vault.queries.anchored import strange_blocks  # noqa: E402
from nennep.vault.rules import OF_THE_CASE, Asked, Seated  # noqa: E402
from nennep.vault.tests.make import Vault, a_file, letter, make_envelope, make_vault, with_trusted_key  # noqa: E402
from tests.cast import Cast, gather_cast, plant_tree  # noqa: E402

ROUNDS = 3
SLOWLY = 0.4  # seconds
TODAY = timezone.localdate()
Act = Callable[[], object]


def at_once(*acts: Act) -> list[str]:
    """What became of each: done, refused, or how it broke; in the order of the words."""
    gate = threading.Barrier(len(acts))

    def go(act: Act) -> str:
        gate.wait()
        try:
            act()
        except (RuleBroken, NotAllowed):
            return "refused"
        except Exception as error:
            return f"broke: {error!r}"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(go, acts))


def entries(action: str, on: Any) -> int:
    return Entry.objects.filter(action=action, object=f"{on._meta.model_name}:{on.public_id}").count()


def case_of(cast: Cast, procedure: str, step: str = "") -> Case:
    """Of two members, ready for what they will do."""
    case = make_case(cast.tree.board, cast.organiser, procedure, TODAY - timedelta(days=9))
    add_member(case, cast.contact, by=cast.organiser)
    return bring_to(case, step, TODAY, cast.organiser) if step else case


def two_finish(cast: Cast, _vault: Vault) -> Any:
    case = case_of(cast, "admission")
    fill(case, TODAY, cast.organiser)
    seen = here(case)
    finish = Finish("complete", TODAY)
    came = at_once(*(partial(finish_step, case, seen, finish, by=by) for by in (cast.organiser, cast.contact)))
    open_steps = CaseStep.objects.filter(case=case, done_on=None).count()
    return came, [entries("case.step_done", case), open_steps]


def two_vote(cast: Cast, _vault: Vault) -> Any:
    case = case_of(cast, "admission", "resolution")
    seen = here(case)
    before = entries("case.vote_recorded", case)
    counted = ((9, cast.organiser), (8, cast.contact))
    came = at_once(*(partial(record_vote, case, seen, TODAY, Ballot(9, 9, n), by=by) for n, by in counted))
    votes = CaseVote.objects.filter(step__public_id=seen).count()
    return came, [votes, entries("case.vote_recorded", case) - before]


def one_extends_while_the_other_finishes(cast: Cast, _vault: Vault) -> Any:
    case = case_of(cast, "extendable")
    seen, longer = here(case), Change(EventKind.EXTENDED, TODAY, "phức tạp", "1-TB", 5)
    came = at_once(
        partial(change_clock, case, seen, longer, by=cast.contact),
        partial(finish_step, case, seen, Finish("settled", TODAY), by=cast.organiser),
    )
    extended = CaseEvent.objects.filter(step__case=case, kind=EventKind.EXTENDED).count()
    case.refresh_from_db()
    last = CaseEvent.objects.filter(step__case=case).order_by("pk").last()
    agree = extended == entries("case.clock_extended", case) == came.count("done") - 1
    return came, [case.state, last.kind if last else "", agree]


def two_decide_a_seat(cast: Cast, vault: Vault) -> Any:
    person = cast.member
    Seat.objects.filter(user=person).update(ended_at=timezone.now())
    request = ask(Asking(Asked.SEAT, person, "thay người nghỉ", seat=Seated.RECEIVER), by=cast.secretary)
    before = entries("vault.agreed", person)
    keys = (vault.inspector, vault.organiser)
    came = at_once(*(partial(decide, request, True, by=key.user, key=key) for key in keys))
    seats = Seat.objects.filter(user=person, ended_at=None).count()
    return came, [seats, entries("vault.agreed", person) - before]


def wrongs(envelope: Envelope, vault: Vault) -> list[str]:
    """Blocks that are strange, or that one of the two holders cannot open."""
    envelope.refresh_from_db()
    blocks = list(envelope.blocks.filter(kind__in=OF_THE_CASE))
    found = strange_blocks(envelope, blocks)
    for opener in (vault.inspector, vault.organiser):
        try:
            private = key_of(envelope, opener)
            for block in blocks:
                decrypt(envelope, block, private, opener)
        except RuleBroken as broken:
            found.append(str(broken))
    return found


def waiting_for_a_key(vault: Vault) -> Envelope:
    envelope = make_envelope(vault, [a_file()])
    Envelope.objects.filter(pk=envelope.pk).update(rotate_since=TODAY)
    return envelope


def two_mend(_cast: Cast, vault: Vault) -> Any:
    envelope = waiting_for_a_key(vault)
    came = at_once(partial(mend, by=vault.inspector), partial(mend, by=vault.organiser))
    wrong = wrongs(envelope, vault)
    return came, [envelope.generation, entries("envelope.rotated", envelope), wrong]


def two_release(cast: Cast, vault: Vault) -> Any:
    envelope = make_envelope(vault)
    request = ask_to_break(envelope, cast.clerk, "người được giao đi vắng lâu", by=cast.inspector)
    came = at_once(*(partial(release, request, by=key) for key in vault.custodians[:2]))
    done = BreakGlass.objects.filter(pk=request.pk).exclude(done_at=None).count()
    return came, [done, entries("envelope.broken_open", envelope), entries("envelope.share_released", envelope)]


@contextmanager
def slow_author() -> Iterator[threading.Event]:
    """Between taking up the letter and sealing to its key there is time for another; the event says when it begins."""
    taken, quickly = threading.Event(), writing.added

    def slowly(*given: Any) -> Any:
        taken.set()
        time.sleep(SLOWLY)
        return quickly(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "added", slowly)
        yield taken


def author_writes_while_the_key_changes(_cast: Cast, vault: Vault) -> Any:
    envelope, author = waiting_for_a_key(vault), author_with(CODES[-1])
    Envelope.objects.filter(pk=author.envelope.pk).update(rotate_since=TODAY)
    before = author.envelope.blocks.count()
    with slow_author() as taken:
        came = at_once(
            partial(write_again, author, "Tôi gửi thêm.", [a_file()]),
            lambda: taken.wait() and mend(by=vault.inspector),
        )
    wrong = [*wrongs(envelope, vault), *wrongs(author.envelope, vault)]
    return came, [author.envelope.blocks.count() - before, author.envelope.generation > 1, wrong]


CODES: list[str] = []
MEETINGS = (
    two_finish,
    two_vote,
    one_extends_while_the_other_finishes,
    two_decide_a_seat,
    two_mend,
    two_release,
    author_writes_while_the_key_changes,
)


def live() -> dict[str, Any]:
    cast = gather_cast(plant_tree())
    vault = make_vault(cast)
    make_extendable()
    with_trusted_key(cast.clerk, vault.inspector)
    CODES.append(new_code())
    take_from_outside(letter(), open_door("Quyết định số 12-QĐ/UBKT", by=cast.inspector), CODES[-1])
    found = {meeting.__name__: [meeting(cast, vault) for _n in range(ROUNDS)] for meeting in MEETINGS}
    return {**found, "journal": verify_journal().good}


if __name__ == "__main__":
    call_command("migrate", interactive=False, verbosity=0)
    call_command("migrate", "vault", database="vault", interactive=False, verbosity=0)
    sys.stdout.write("\n" + json.dumps(live()))
