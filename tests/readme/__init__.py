"""The README's tour, run against a server."""
