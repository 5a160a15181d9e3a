"""Caching: what of the last build can be used again, and how it is known to be still right."""
