"""The catalogue of procedures: text files, read, checked and drawn; no Django, no database."""
