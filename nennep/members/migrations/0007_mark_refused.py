"""What the checks will keep from now on, as the layout of 2026-1 has it; the night's check looks at everybody again."""

from typing import Any

from django.db import migrations
from django.db.models import Exists, OuterRef, Q


def mark(apps: Any, _editor: Any) -> None:
    member, flaw = apps.get_model("members", "Member"), apps.get_model("members", "Flaw")
    errors = flaw.objects.filter(member=OuterRef("pk"), severity="error", gone_at=None)
    blank = Q(name="") | Q(sex="") | Q(dob="") | Q(id12_mark="") | Q(admission="")
    blank |= (Q(card12="") | Q(official="")) & Q(standing__in=("official", "exempt"))
    member.objects.filter(~(blank | Q(Exists(errors)))).update(refused=False)


class Migration(migrations.Migration):
    dependencies = [("members", "0006_refused_beside")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
