"""Scanned dossiers of members in folders on the office's own disk: what is wrong with them, and a mended copy."""
