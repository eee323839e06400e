"""Word lists of the reading engine: data with a reason and an example, no logic."""
