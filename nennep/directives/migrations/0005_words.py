"""What people search by becomes words behind spaces, and gets an index of them."""

from django.db import migrations

from nennep.directives import wordindex
from nennep.lib.text import spaced

CHUNK = 1_000


def space_words(apps, schema_editor):
    for name in ("Directive", "Task"):
        rows = apps.get_model("directives", name).objects.exclude(folded="").only("pk", "folded")
        chunk = []
        for row in rows.iterator(CHUNK):
            row.folded = spaced(row.folded)
            chunk.append(row)
            if len(chunk) == CHUNK:
                rows.bulk_update(chunk, ["folded"])
                chunk = []
        rows.bulk_update(chunk, ["folded"])


def build(apps, schema_editor):
    wordindex.build(schema_editor)


class Migration(migrations.Migration):

    dependencies = [("directives", "0004_counts_from_indexes")]

    operations = [
        migrations.RunPython(space_words, migrations.RunPython.noop),
        migrations.RunPython(build, migrations.RunPython.noop),
    ]
