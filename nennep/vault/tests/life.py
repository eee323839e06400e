"""A site with protected letters lived through in a folder: run as a program by `test_stolen`, which then steals it.

`python -m nennep.vault.tests.life COUNT FAULT TRUTH`, with NENNEP_DATA; FAULT is planted, or "none"; every secret there
was is told to the file TRUTH, which lies outside of the site.
"""

import json
import logging
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

logging.basicConfig(level=logging.INFO)
django.setup()

from nennep.config.backup.making import make_backup  # noqa: E402 -- after the set-up
from nennep.notices.actions import notify  # noqa: E402
from nennep.notices.actions.letters import send_letters  # noqa: E402
from nennep.sealing.phrases import new_code  # noqa: E402
from nennep.vault.actions.door import open_door  # noqa: E402
from nennep.vault.actions.holding import add_accused  # noqa: E402
from nennep.vault.actions.laying import Against, SentFile, SentLetter, take_from_outside, take_letter  # noqa: E402
from nennep.vault.actions.leaving import leave  # noqa: E402
from nennep.vault.actions.mending import mend  # noqa: E402
from nennep.vault.actions.writing import add_note, answer_author, author_with, replies_to, write_again  # noqa: E402
from nennep.vault.models import Door, Envelope  # noqa: E402
from nennep.vault.rules import LetterKind  # noqa: E402
from nennep.vault.tests.life_read import read_in_pages, settle_in_a_case  # noqa: E402
from nennep.vault.tests.make import Vault, make_vault  # noqa: E402
from nennep.vault.tests.spilling import SPILLS, secrets_now  # noqa: E402
from nennep.vault.tests.stealing import Canary, canary  # noqa: E402
from tests.cast import gather_cast, plant_tree  # noqa: E402


@dataclass
class Life:
    vault: Vault
    fault: str
    secrets: dict[str, bytes] = field(default_factory=dict)


def letter(told: Canary) -> SentLetter:
    identity = {"name": told.name, "number": told.number, "phone": told.phone, "address": told.address}
    file = SentFile(f"{told.name}.txt", "txt", [told.content.encode() * 500])
    return SentLetter(LetterKind.STATE, date(2026, 3, 9), identity, told.text, [file])


def send(n: int, life: Life) -> Envelope:
    """Every second one by the public page, and its author comes back."""
    told, vault = canary(n), life.vault
    if n % 2:
        envelope = take_letter(letter(told), by=vault.clerk)
    else:
        code = new_code()
        envelope = take_from_outside(letter(told), open_now(vault), code)
        answer_author(envelope, f"Kính gửi {told.name}", by=vault.inspector.user)
        author = author_with(code)
        assert replies_to(author)
        write_again(author, f"Tôi, {told.name}, gửi thêm", letter(told).files)
        life.secrets |= {f"return {n}": author.private, f"digits {n}": code.encode()}
    plant(life.fault, told, vault)
    return envelope


def open_now(vault: Vault) -> Door:
    return Door.objects.filter(is_open=True).first() or open_door("Quyết định số 12-QĐ/UBKT", by=vault.inspector.user)


def plant(fault: str, told: Canary, vault: Vault) -> None:
    if fault == "title":
        notify([vault.inspector.user], "envelope.written", lambda: f"Đơn của {told.name}", "/")
    elif fault == "spilled":
        (Path(settings.ENVIRONMENT.data) / "upload.tmp").write_text(told.content)
    elif fault == "logged":
        logging.getLogger("nennep").info("letter of %s", told.name)


def live(count: int, fault: str, truth: Path) -> None:
    life = Life(make_vault(gather_cast(plant_tree())), fault)
    vault, data = life.vault, Path(settings.ENVIRONMENT.data)
    vault.cast.inspector.email = "kiem-tra@co-quan.invalid"
    vault.cast.inspector.save()
    letters = [send(n, life) for n in range(count)]
    for n, envelope in enumerate(letters):
        life.secrets[f"token {n}"] = read_in_pages(envelope, vault.inspector)
        settle_in_a_case(envelope, canary(n).name, by=vault.inspector.user)
        add_note(envelope, "đã mời làm việc", by=vault.organiser.user)
    assert send_letters()
    life.secrets |= secrets_now(vault, vault.inspector, letters)
    add_accused(letters[0], Against(unit=vault.cast.tree.school), by=vault.inspector.user)
    leave(vault.inspector.user)
    mend(by=vault.organiser)
    life.secrets |= secrets_now(vault, vault.organiser, letters)
    life.secrets["token of the last"] = read_in_pages(letters[-1], vault.organiser)
    if fault in SPILLS:
        SPILLS[fault](life.secrets, data)
    make_backup(data / "backups")
    truth.write_text(json.dumps({name: secret.hex() for name, secret in life.secrets.items()}))


if __name__ == "__main__":
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = Path(settings.ENVIRONMENT.data) / "mail"
    call_command("migrate", "vault", database="vault", interactive=False, verbosity=0)
    live(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
