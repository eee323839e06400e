"""Files kept by what they hold, and the documents whose versions they are."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from nennep.web.models import PublicModel


class Blob(models.Model):
    """Bytes on disk under their SHA-256; stored once however often they arrive."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10)  # what the guard found: docx, pdf, txt …
    stored_at = models.DateTimeField(auto_now_add=True)


class Document(PublicModel):
    """A file as people know it, through its versions; whoever owns it decides who may read it."""

    name = models.CharField(max_length=255)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    n = models.PositiveIntegerField()
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="versions")
    name = models.CharField(max_length=255)  # as the person's disk called it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Version"]] = models.Manager()

    class Meta:
        ordering = ["-n"]
        constraints = [models.UniqueConstraint(fields=["document", "n"], name="version_once")]
