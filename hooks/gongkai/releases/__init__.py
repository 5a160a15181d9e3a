"""Releases of the site: each is staged, checked for completeness, switched to in one step, and can be taken back."""
