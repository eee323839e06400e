"""Word documents (.docx): paragraphs with the numbers Word would print, tables, text boxes, notes."""

from nennep.reading.formats.word.document import read

__all__ = ["read"]
