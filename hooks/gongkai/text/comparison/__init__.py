"""What a page shows, compared with what its body says, character by character; what differs is told in words (GK606)."""
