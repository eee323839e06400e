"""What a form carries unseen: whose it is and when it was made; signed with this office's key."""

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.crypto import constant_time_compare, salted_hmac

from nennep.lib.ids import ALPHABET
from nennep.organisation.models import Unit

SALT = "nennep.paperwork.form"
TOKEN = re.compile(rf"NN1\.([{ALPHABET}]{{12}})\.(\d{{10,17}})\.([0-9a-f]{{20}})")


@dataclass(frozen=True)
class Stamp:
    """Read from a form that this office made; `unit` is the unit's public id."""

    unit: str
    made_at: datetime
    token: str


def new_token(unit: Unit) -> str:
    stem = f"NN1.{unit.public_id}.{time.time_ns() // 1000}"
    return f"{stem}.{sign(stem)}"


def sign(stem: str) -> str:
    return salted_hmac(SALT, stem, algorithm="sha256").hexdigest()[:20]


def find_stamp(text: str) -> Stamp | None:
    """The first token in the text whose signature holds."""
    for found in TOKEN.finditer(text):
        token = found[0]
        stem, _, signature = token.rpartition(".")
        if constant_time_compare(sign(stem), signature):
            return Stamp(found[1], datetime.fromtimestamp(int(found[2]) / 1_000_000, UTC), token)
    return None


def has_token(text: str) -> bool:
    """Whether the text bears a form's token at all, ours or another office's."""
    return TOKEN.search(text) is not None
