"""Standardise, check and link records of persons from files of whatever make; plain Python, no Django."""
