"""Turns a labelled source (`sources/*.src`) into a document file and its gold file. See ../README.md."""
