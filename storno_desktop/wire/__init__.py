"""The server's JSON, read tolerantly and turned into domain values at once."""
