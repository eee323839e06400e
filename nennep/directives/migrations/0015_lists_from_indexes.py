"""Lists of tasks, their counts, and how many were given a task: read from indexes alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directives", "0014_shares")]

    operations = [
        migrations.RemoveIndex("assignment", "assignment_shares"),
        migrations.AddIndex(
            "assignment",
            models.Index(fields=["task", "part", "is_open", "due", "annulled_at"], name="assignment_shares"),
        ),
        migrations.RemoveIndex("task", "task_listed"),
        migrations.AddIndex(
            "task",
            models.Index(
                condition=models.Q(("whole", None)),
                fields=["state", "next_due", "id", "closed_at", "whole"],
                name="task_listed",
            ),
        ),
        migrations.AddIndex(
            "task",
            models.Index(condition=models.Q(("field__isnull", False)), fields=["field"], name="task_of_field"),
        ),
    ]
