"""Standardise, check and link records of persons from files of whatever make; plain Python, no Django."""

import os

# polars gives memory back after a second rather than ten: a big list after a big list would need twice as much.
# Its allocator reads this when it is first loaded.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:1000,muzzy_decay_ms:0")
