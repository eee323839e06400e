"""Papers that a case lets be drafted: their words in `*.toml`, filled in and set as official documents."""
