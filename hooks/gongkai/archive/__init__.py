"""A release as an archive keeps it: one file (WACZ) that public players open, with the proof that it was published."""
