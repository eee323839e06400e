"""Who did what, when: append only, hash-chained."""

from collections.abc import Iterator

from django.db import models

from nennep.journal.rules import Link


class EntryQuerySet(models.QuerySet["Entry"]):
    def chain(self) -> Iterator[tuple[Link, str, str]]:
        for entry in self.order_by("n").iterator(chunk_size=5000):
            yield entry.link, entry.previous, entry.hash


class Entry(models.Model):
    n = models.BigIntegerField(unique=True)  # 1, 2, 3 … without a gap
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=40)  # public id of the user, or "system"
    action = models.CharField(max_length=60, db_index=True)  # "directive.issued"
    object = models.CharField(max_length=80, db_index=True)  # "directive:abc234def567"
    request = models.CharField(max_length=12, blank=True)
    detail_hash = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-n"]

    @property
    def link(self) -> Link:
        at = self.at.isoformat(timespec="microseconds")
        return Link(self.n, at, self.actor, self.action, self.object, self.request, self.detail_hash)


class Detail(models.Model):
    """The words of an entry, kept beside the chain so that they can be erased."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True)
    salt = models.CharField(max_length=32)
    body = models.JSONField(default=dict)  # {"name": …, "actor_name": …, and what the action adds}
