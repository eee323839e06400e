"""A reminder of a case keeps the date that it was about: those there are, the one that stands now."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def about_what_stands(apps: Any, editor: Any) -> None:
    due = apps.get_model("procedures", "Case").objects.filter(pk=OuterRef("case")).values(of=Coalesce("target", "due"))
    apps.get_model("chasing", "CaseReminder").objects.update(due=Subquery(due))


class Migration(migrations.Migration):

    dependencies = [
        ('chasing', '0002_cases'),
        ('organisation', '0002_absences'),
        ('procedures', '0007_letters'),
    ]

    operations = [
        migrations.AddField(
            model_name='casereminder',
            name='due',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='casereminder',
            name='to',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit'),
        ),
        migrations.RunPython(about_what_stands, migrations.RunPython.noop),
    ]
