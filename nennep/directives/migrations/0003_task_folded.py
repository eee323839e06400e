from django.db import migrations, models

from nennep.lib.text import fold

CHUNK = 1_000


def fold_what_is_issued(apps, schema_editor):
    tasks = apps.get_model("directives", "Task").objects.filter(state__in=["issued", "annulled"])
    chunk = []
    for task in tasks.only("pk", "text").iterator(CHUNK):
        task.folded = fold(task.text)
        chunk.append(task)
        if len(chunk) == CHUNK:
            tasks.bulk_update(chunk, ["folded"])
            chunk = []
    tasks.bulk_update(chunk, ["folded"])


class Migration(migrations.Migration):

    dependencies = [
        ("directives", "0002_lists_at_city_size"),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="folded",
            field=models.TextField(default="", editable=False),
        ),
        migrations.RunPython(fold_what_is_issued, migrations.RunPython.noop),
    ]
