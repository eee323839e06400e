"""Shipped procedures as published versions: again and again without a change; running cases keep their own.

Where the office has written a version of its own, a new shipped one waits beside it as a draft.
"""

import hashlib
from collections.abc import Mapping

from django.db import transaction

from nennep.journal.actions import record
from nennep.procedures.catalogue.shipped import procedure_in, texts
from nennep.procedures.models import Procedure, ProcedureVersion, VersionState


@transaction.atomic
def load_shipped(given: Mapping[str, str] | None = None) -> None:
    """The first filling is part of the installation and leaves no entry; whatever changes later does."""
    for text in (texts() if given is None else given).values():
        stamp = hashlib.sha256(text.encode()).hexdigest()
        if not ProcedureVersion.objects.filter(stamp=stamp).exists():
            bring(text, stamp)


def bring(text: str, stamp: str) -> None:
    told = procedure_in(text)
    procedure, new = Procedure.objects.update_or_create(key=told.key, defaults={"name": told.name})
    last = procedure.versions.order_by("-number").first()
    version = ProcedureVersion.objects.create(
        procedure=procedure,
        number=last.number + 1 if last else 1,
        text=text,
        stamp=stamp,
        state=VersionState.DRAFT if last and last.made_by_id else VersionState.PUBLISHED,
        valid_from=told.valid_from,
    )
    if not new:
        record(None, "procedure.shipped", version, number=version.number)
