from datetime import date

from django.db import migrations
from django.db.models import F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate

from nennep.directives import wordindex


def fill(apps, schema_editor):
    """What was given before this had a life begins it: heard of on the day it was given, open unless annulled."""
    Assignment, Task = apps.get_model("directives", "Assignment"), apps.get_model("directives", "Task")
    Assignment.objects.update(heard_on=TruncDate("given_at"), first_due=F("due"))
    over = Assignment.objects.filter(Q(annulled_at__isnull=False) | Q(task__state="annulled")).values("pk")
    Assignment.objects.filter(pk__in=over).update(state="cancelled", is_open=False, closed_at=F("annulled_at"))
    standing = Task.objects.filter(kind="standing").values("pk")
    Assignment.objects.filter(task__in=standing).update(is_dated=False)
    nearest = Assignment.objects.filter(task=OuterRef("pk"), is_open=True, is_dated=True).order_by().values("task")
    soonest = Subquery(nearest.annotate(d=Min("due")).values("d"))
    Task.objects.filter(state="issued").update(next_due=Coalesce(soonest, date(9999, 12, 31)))


def build(apps, schema_editor):
    wordindex.build(schema_editor)  # SQLite made the table of tasks anew for its new columns


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0008_life_of_assignments"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(build, migrations.RunPython.noop),
    ]
