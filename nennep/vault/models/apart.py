"""In the vault's own database: nothing here points into the main one but public ids."""

from typing import ClassVar

from django.db import models


class HolderKey(models.Model):
    """A person's pair; the private half only under words that the person keeps on paper."""

    whose = models.CharField(max_length=12, unique=True)  # public id of the user
    public = models.BinaryField()
    locked = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["HolderKey"]] = models.Manager()


class Wrap(models.Model):
    """The private key of a letter, sealed to one holder."""

    envelope = models.CharField(max_length=12)
    generation = models.PositiveIntegerField()
    whose = models.CharField(max_length=12, db_index=True)  # what a person who leaves held
    sealed = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Wrap"]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["envelope", "generation", "whose"], name="one_wrap_a_holder")]


class Share(models.Model):
    """What one custodian holds of a letter's key against another."""

    envelope = models.CharField(max_length=12)
    generation = models.PositiveIntegerField()
    whose = models.CharField(max_length=12, db_index=True)
    other = models.CharField(max_length=12)
    sealed = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Share"]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["envelope", "generation", "whose", "other"], name="one_share_a_pair"),
        ]


class Handed(models.Model):
    """A custodian's share given for one break-glass request: sealed anew, to the other custodian of the pair."""

    request = models.CharField(max_length=12, db_index=True)
    whose = models.CharField(max_length=12)
    to = models.CharField(max_length=12)
    sealed = models.BinaryField()

    objects: ClassVar[models.Manager["Handed"]] = models.Manager()


class Unlocking(models.Model):
    """A private key for ten minutes, under a random key that only the person's browser has."""

    whose = models.CharField(max_length=12)
    session = models.CharField(max_length=64, db_index=True)  # SHA-256 of the session in which it was unlocked
    locked = models.BinaryField()
    until = models.DateTimeField()

    objects: ClassVar[models.Manager["Unlocking"]] = models.Manager()


class ReturnKey(models.Model):
    """With which an author reads the answers, under the sixteen digits."""

    envelope = models.CharField(max_length=12, unique=True)
    locked = models.BinaryField()

    objects: ClassVar[models.Manager["ReturnKey"]] = models.Manager()
