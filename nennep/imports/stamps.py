"""What a form carries unseen: whose it is and when it was made; signed with this office's key.

A family of forms has its own prefix: a list of members is never taken for a list of tasks.
"""

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.crypto import constant_time_compare, salted_hmac

from nennep.lib.ids import ALPHABET

SALT = "nennep.paperwork.form"  # of the forms that are out already, too


@dataclass(frozen=True)
class Stamp:
    """Read from a form that this office made; `whose` is the public id of what it was made for."""

    whose: str
    made_at: datetime
    token: str


@dataclass(frozen=True)
class Family:
    prefix: str  # "NN1"

    def new_token(self, whose: str) -> str:
        stem = f"{self.prefix}.{whose}.{time.time_ns() // 1000}"
        return f"{stem}.{sign(stem)}"

    def find(self, text: str) -> Stamp | None:
        """The first token in the text whose signature holds."""
        for found in self.pattern.finditer(text):
            token = found[0]
            stem, _, signature = token.rpartition(".")
            if constant_time_compare(sign(stem), signature):
                return Stamp(found[1], datetime.fromtimestamp(int(found[2]) / 1_000_000, UTC), token)
        return None

    def is_in(self, text: str) -> bool:
        """Whether the text bears a token of this family at all, ours or another office's."""
        return self.pattern.search(text) is not None

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"{self.prefix}\.([{ALPHABET}]{{12}})\.(\d{{10,17}})\.([0-9a-f]{{20}})")


def sign(stem: str) -> str:
    return salted_hmac(SALT, stem, algorithm="sha256").hexdigest()[:20]
