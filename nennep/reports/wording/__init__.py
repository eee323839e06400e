"""How a report speaks: plain data in, Vietnamese sentences out; no Django, no database, nothing that data do not say."""
