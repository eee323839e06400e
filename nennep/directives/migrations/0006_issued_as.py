from django.db import migrations, models

from nennep.directives.rules import filed_as

MOST = 10**15  # of a target; larger ones came in before they were refused, and SQLite cannot read them back


def file_what_is_issued(apps, schema_editor):
    """The first of two with one number is filed; the second stands as it is, its paper is out."""
    directives = apps.get_model("directives", "Directive").objects
    filed = set()
    issued = directives.filter(state="issued").exclude(number="").exclude(date=None).order_by("issued_at", "pk")
    for pk, unit, number, symbol, type, date in issued.values_list("pk", "unit", "number", "symbol", "type", "date"):
        name = filed_as(number, symbol or type, date.year)
        if (unit, name) not in filed:
            filed.add((unit, name))
            directives.filter(pk=pk).update(issued_as=name)


class Migration(migrations.Migration):

    dependencies = [
        ("directives", "0005_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="directive",
            name="issued_as",
            field=models.CharField(blank=True, default="", editable=False, max_length=100),
            preserve_default=False,
        ),
        migrations.RunPython(file_what_is_issued, migrations.RunPython.noop),
        migrations.RunSQL(
            f"UPDATE directives_task SET target_value = NULL WHERE abs(target_value) >= {MOST}", migrations.RunSQL.noop
        ),
    ]
