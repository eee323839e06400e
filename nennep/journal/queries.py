"""Reading the journal."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from nennep.journal.models import Entry
from nennep.journal.rules import Verdict, hash_of_detail, verify


def verify_journal() -> Verdict:
    """The whole chain, then every detail that has not been erased."""
    verdict = verify(Entry.objects.chain())
    if not verdict.good:
        return verdict
    for entry in Entry.objects.select_related("detail").order_by("n").iterator(chunk_size=5000):
        detail = getattr(entry, "detail", None)
        if detail and hash_of_detail(detail.salt, detail.body) != entry.detail_hash:
            return Verdict(verdict.entries, verdict.head, entry.n, "phần chi tiết đã bị sửa")
    return verdict


def export_lines() -> Iterator[str]:
    """The chain as JSON lines, for `nennep/journal/verifier.py` on another machine."""
    for link, previous, claimed in Entry.objects.chain():
        yield json.dumps(asdict(link) | {"previous": previous, "hash": claimed}, ensure_ascii=True)


def history_of(name: str) -> "list[Entry]":
    """Entries about one thing, newest first; `name` as in `actions.name_of`."""
    return list(Entry.objects.filter(object=name).select_related("detail").order_by("-n")[:200])
