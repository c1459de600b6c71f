"""HTTP in, HTTP out: each module maps one group of paths to use cases."""
