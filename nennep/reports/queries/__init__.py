"""Reads of reports that span tables."""
