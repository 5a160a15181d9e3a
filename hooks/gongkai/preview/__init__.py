"""The section as its editors see it before the public does: live, with what is not out and what is wrong."""
