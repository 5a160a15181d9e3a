"""The section as its editors see it before the public does: live, with what is not out and what is wrong."""

from gongkai.preview.serving import add_command, serve

__all__ = ["add_command", "serve"]
