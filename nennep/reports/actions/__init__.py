"""The verbs of reports; the only files that write."""
