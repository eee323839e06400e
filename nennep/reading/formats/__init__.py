"""A file of any accepted format → a `Source`. Each module here runs inside the sandbox (see `child`)."""
