"""PDF with a text layer: visual lines in reading order, ruled tables as tables."""

from nennep.reading.formats.pdf.document import read, read_scans

__all__ = ["read", "read_scans"]
