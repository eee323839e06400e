"""The verbs of directives and tasks; the only files that write."""
