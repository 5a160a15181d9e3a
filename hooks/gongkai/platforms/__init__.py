"""What other platforms say against this site: questions of the windows, listings, links to other hosts."""
