"""What the service can do, told in terms of Protocols: no web framework, no engine, no model library."""
