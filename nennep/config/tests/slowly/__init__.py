"""An app of the tests alone: work that takes a while, so that it can be interrupted."""
