"""After every migration the figures that come with the program are brought in."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as todays
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate

from nennep.facts.models import Fact
from nennep.facts.shipping import load_shipped


def begin(room: AppConfig) -> None:
    post_migrate.connect(bring_shipped, sender=room, dispatch_uid="facts.bring_shipped")


def bring_shipped(apps: Any = todays, using: str = DEFAULT_DB_ALIAS, **_said: Any) -> None:
    """Not into a table of another day: a database that is taken back has none, or one with other columns.

    A flush tells of no state of the tables: they are those of today.
    """
    if using != DEFAULT_DB_ALIAS:  # the vault has its own database, and none of this in it
        return
    try:
        table = apps.get_model("facts", "Fact")
    except LookupError:
        return
    if {field.attname for field in table._meta.concrete_fields} == {f.attname for f in Fact._meta.concrete_fields}:
        load_shipped()
