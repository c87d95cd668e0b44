"""One module a command: read files, call the pure stages, write files whole, and tell what happened (a Report)."""
