from django.db import migrations, models

from nennep.directives import wordindex


def build(apps, schema_editor):
    wordindex.build(schema_editor)  # SQLite made the table of directives anew for its new column


class Migration(migrations.Migration):

    dependencies = [
        ("directives", "0006_issued_as"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="directive",
            constraint=models.UniqueConstraint(
                condition=models.Q(("issued_as", ""), _negated=True),
                fields=("unit", "issued_as"),
                name="issued_number_once",
            ),
        ),
        migrations.RunPython(build, migrations.RunPython.noop),
    ]
