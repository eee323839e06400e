"""PDF with a text layer: visual lines in reading order, ruled tables as tables."""

from nennep.reading.formats.pdf.document import read

__all__ = ["read"]
