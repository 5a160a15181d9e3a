"""Markdown as clerks write it, put as the library reads it: what a line means, and which signs are no markup."""
