"""Reads that span tables, as typed rows for the pages."""
