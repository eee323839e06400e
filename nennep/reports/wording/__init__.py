"""How a report speaks: plain data in, Vietnamese sentences out, and nothing that the data do not say."""
